"""What the tests in a browser share: a free port, and the painted library."""

import socket

import pytest

from demo.library.library import Library
from demo.library.opening import open_library


@pytest.fixture
def port() -> int:
    """Find a port for Home Assistant that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
    return number


@pytest.fixture(scope="session")
def library() -> Library:
    """Open the library that the demo shows; the first time on a machine it is painted."""
    return open_library()
