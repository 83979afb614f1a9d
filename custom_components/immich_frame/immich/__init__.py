"""Immich's HTTP API, as far as a frame needs it: no Home Assistant in here."""
