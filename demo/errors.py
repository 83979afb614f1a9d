"""What the demo tells a user who cannot have it."""


class DemoError(Exception):
    """The demo cannot go on; the message says why and what to do."""
