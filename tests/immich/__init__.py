"""Tests of the Immich client, against real servers on this machine; none needs Home Assistant."""
