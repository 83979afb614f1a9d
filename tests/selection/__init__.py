"""Tests of the choice among photos, without Home Assistant."""
