"""A real Home Assistant with the integration in it: its config folder, its process, its API."""
