"""Tests of the demo: the sample Immich, its library, and its painters."""
