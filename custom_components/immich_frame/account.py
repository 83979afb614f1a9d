"""What all frames of an Immich user share."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from random import Random

from homeassistant.util import dt as dt_util

from .immich.client import ImmichClient
from .loader import PhotoLoader
from .lookups import Lookups
from .options import ServerOptions
from .reachability import Reachability
from .renderer import Renderer
from .selection.circumstances import Circumstances
from .selection.pool import PoolCache


@dataclass(slots=True)
class Account:
    """An Immich user on a server; `user_id` is the one that Immich knows."""

    name: str
    user_id: str
    options: ServerOptions
    client: ImmichClient
    reachability: Reachability
    pools: PoolCache
    renderer: Renderer
    loader: PhotoLoader
    random: Random
    now: Callable[[], datetime]
    lookups: Lookups = field(default_factory=Lookups)

    def circumstances(self) -> Circumstances:
        """Return whose photos are looked for, and when."""
        return Circumstances(me=self.user_id, now=self.now(), zone=dt_util.get_default_time_zone())
