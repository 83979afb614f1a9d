"""A sample Immich, and a Home Assistant set up with it."""
