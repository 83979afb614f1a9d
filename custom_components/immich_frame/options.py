"""What the user chose: config entry and subentry data as typed values and back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from homeassistant.const import CONF_API_KEY, CONF_URL, CONF_VERIFY_SSL

from .const import (
    CONF_HEIGHT,
    CONF_POOL_HOURS,
    CONF_QUERY,
    CONF_WIDTH,
    DEFAULT_HEIGHT,
    DEFAULT_POOL_HOURS,
    DEFAULT_WIDTH,
)
from .imaging.spec import Size
from .immich.query import PhotoQuery
from .selection.pool import PoolQuery


@dataclass(frozen=True, slots=True)
class ServerOptions:
    """How to reach an Immich server."""

    url: str
    api_key: str = field(repr=False)
    verify_ssl: bool

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> ServerOptions:
        """Read the data of an account's config entry."""
        return cls(data[CONF_URL], data[CONF_API_KEY], data[CONF_VERIFY_SSL])


@dataclass(frozen=True, slots=True)
class FrameOptions:
    """What a frame shows, and how large."""

    photos: PhotoQuery
    size: Size
    pool_lifetime: timedelta

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> FrameOptions:
        """Read a config subentry's data, or a form; what is not there takes its default.

        Raises QueryError when the query cannot be searched for.
        """
        return cls(
            photos=PhotoQuery(data.get(CONF_QUERY) or None),
            size=Size(data.get(CONF_WIDTH, DEFAULT_WIDTH), data.get(CONF_HEIGHT, DEFAULT_HEIGHT)),
            pool_lifetime=timedelta(hours=data.get(CONF_POOL_HOURS, DEFAULT_POOL_HOURS)),
        )

    @property
    def pool_query(self) -> PoolQuery:
        """Return what the frame asks of Immich."""
        return PoolQuery.of(self.photos)

    def as_data(self) -> dict[str, Any]:
        """Return the options as a config subentry stores them."""
        return {
            CONF_QUERY: self.photos.text,
            CONF_WIDTH: self.size.width,
            CONF_HEIGHT: self.size.height,
            CONF_POOL_HOURS: int(self.pool_lifetime / timedelta(hours=1)),
        }
