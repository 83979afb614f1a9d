"""What every route of one server shares."""

from concurrent.futures import Executor
from dataclasses import dataclass, field
from random import Random

from aiohttp import web

from demo.immich.asset_shapes import AssetShapes
from demo.immich.faults import Faults
from demo.immich.keys import KeyRing
from demo.immich.release import Release
from demo.immich.renditions import Renditions
from demo.immich.requests import RequestLog
from demo.immich.results import Results
from demo.library.library import Library


@dataclass(slots=True)
class State:
    """What a server knows, whether it runs or not. The library may be exchanged at any time."""

    library: Library
    release: Release
    keys: KeyRing = field(default_factory=KeyRing)
    faults: Faults = field(default_factory=Faults)
    requests: RequestLog = field(default_factory=RequestLog)
    random: Random = field(default_factory=Random)
    results: Results = field(default_factory=Results)
    makes_fullsize: bool = False
    """Formats that browsers do not show are kept at their full size as JPEG, too."""

    @property
    def shapes(self) -> AssetShapes:
        """How assets look in answers."""
        return AssetShapes(self.library, self.release)


@dataclass(frozen=True, slots=True)
class Media:
    """Where a running server makes and reads pictures: off the event loop."""

    renditions: Renditions
    executor: Executor


STATE = web.AppKey("state", State)
MEDIA = web.AppKey("media", Media)


def state_of(request: web.Request) -> State:
    """Return the state of the server that got this request."""
    return request.app[STATE]


def media_of(request: web.Request) -> Media:
    """Return the pictures of the server that got this request."""
    return request.app[MEDIA]
