"""A sample Immich over a small library, and somebody who asks it."""

from collections.abc import AsyncIterator
from pathlib import Path

from aiohttp import ClientSession
import pytest

from demo.immich.server import SampleImmich
from demo.library.library import Library
from demo.library.sample import sample_library

from .api import OLD, Api, asking, make_library

SCALE = 0.1
"""How much smaller than its cameras' photos the painted library of the tests is."""


@pytest.fixture(scope="session")
def library() -> Library:
    return make_library()


@pytest.fixture
async def immich(
    library: Library,
    socket_enabled: None,  # noqa: ARG001, it lets sockets through
) -> AsyncIterator[SampleImmich]:
    async with SampleImmich(library) as server:
        yield server


@pytest.fixture
async def api(immich: SampleImmich) -> AsyncIterator[Api]:
    async with ClientSession() as session:
        yield Api(session, immich, immich.api_key)


@pytest.fixture
async def old(
    library: Library,
    socket_enabled: None,  # noqa: ARG001, it lets sockets through
) -> AsyncIterator[Api]:
    """Give somebody who asks an Immich 2.7 over the same library."""
    async with asking(library, OLD) as api:
        yield api


@pytest.fixture(scope="session")
def painted_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Paint the whole sample library, at a tenth of its size, once for all tests."""
    folder = tmp_path_factory.mktemp("painted") / "library"
    leftover = folder.with_name("library.half")
    leftover.mkdir()
    (leftover / "of-a-start-that-was-cut-off.jpg").touch()
    sample_library(folder, scale=SCALE)
    return folder


@pytest.fixture(scope="session")
def painted(painted_folder: Path) -> Library:
    return sample_library(painted_folder)
