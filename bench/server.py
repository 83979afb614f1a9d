"""A sample Immich in a process of its own, so that its work is not measured as ours."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection

from demo.immich.server import SampleImmich
from demo.library.library import Library
from demo.library.model import AssetType, Upload, Visibility

SEARCHES = "/api/search/*"


@dataclass(frozen=True, slots=True)
class Server:
    """Where it is, its key, the id of its user, and how many photos a frame may show of it."""

    url: str
    api_key: str
    user_id: str
    photos: int
    pipe: Connection

    def seconds(self) -> float:
        """Return how long it worked on its answers to searches so far."""
        self.pipe.send("seconds")
        spent: float = self.pipe.recv()
        return spent


@contextmanager
def serving(library: Callable[[], Library]) -> Iterator[Server]:
    """Serve a library, which is made in the process; that ends with the context."""
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(library, theirs))
    process.start()
    try:
        url, api_key, user_id, shown = ours.recv()
        yield Server(url, api_key, user_id, shown, ours)
    finally:
        ours.send("end")
        process.join(timeout=30)
        process.kill()


def _serve(library: Callable[[], Library], pipe: Connection) -> None:
    asyncio.run(_answer(library(), pipe))


async def _answer(library: Library, pipe: Connection) -> None:
    async with SampleImmich(library) as immich:
        uploads = [asset.upload for asset in immich.library.assets.values()]
        shown = sum(_may_be_shown(upload) for upload in uploads)
        pipe.send((immich.url, immich.api_key, immich.library.me.id, shown))
        while await asyncio.to_thread(pipe.recv) == "seconds":
            pipe.send(immich.requests.seconds(SEARCHES))


def _may_be_shown(upload: Upload) -> bool:
    is_photo = upload.type is AssetType.IMAGE and not upload.is_trashed
    return is_photo and upload.visibility is Visibility.TIMELINE
