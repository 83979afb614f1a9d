"""The client: endpoints of a few lines each."""

import asyncio
from datetime import date
from typing import Final, override

from yarl import URL

from . import fields
from .address import server_url
from .answers import check_each
from .connection import Connection, OnOutcome, Session
from .dialect import Dialect
from .errors import BadRequestError, UnsupportedError
from .faces import FoundFace, read_faces
from .groups import Album, Person, Tag
from .limits import DEFAULT_LIMITS, Limits
from .listing import read_album, read_hidden_in_stacks, read_memories, read_page
from .models import ApiKey, Asset, Download, ListedAsset, SearchPage, User, Version, Visibility
from .search import Search

MAX_PAGE: Final = 1000
"""How many assets or people Immich gives in one answer."""

_MAX_PEOPLE_PAGES: Final = 100

_EDITED: Final = {"edited": "true"}


class ImmichClient:
    """Asks one Immich server, with one key.

    Everything it raises is an `ImmichError`. The session stays its owner's: its connections, its
    view of TLS and its closing.
    """

    def __init__(
        self,
        session: Session,
        url: str | URL,
        api_key: str,
        limits: Limits = DEFAULT_LIMITS,
        on_outcome: OnOutcome | None = None,
    ) -> None:
        """Take the address of a server as people type it: see `server_url`.

        `on_outcome` is told how every request ended: None for a good answer, or the error.
        """
        self.url = server_url(str(url))
        self._limits = limits
        self._server = Connection(session, self.url, api_key, limits, on_outcome)
        self._asking_version = asyncio.Lock()
        self._known: tuple[int, Dialect] | None = None

    @property
    def is_connected(self) -> bool | None:
        """Whether Immich answered the last request; None before the first."""
        return self._server.is_connected

    @override
    def __repr__(self) -> str:
        """Name the server, never the key."""
        return f"{type(self).__name__}({str(self.url)!r})"

    async def ping(self) -> None:
        """Make sure that this is an Immich; the key is not sent."""
        await self._server.ping("server/ping")

    async def version(self) -> Version:
        """Return the server's version; the key is not sent."""
        return Version.from_json(await self._server.get("server/version", with_key=False))

    async def dialect(self) -> Dialect:
        """Return what the server understands.

        Its version is asked once, and again when the server was out of reach in the meantime: it
        may have been replaced by a newer one.
        """
        async with self._asking_version:
            losses = self._server.losses
            if self._known is None or self._known[0] != losses:
                self._known = losses, Dialect(await self.version())
            return self._known[1]

    async def api_key(self) -> ApiKey:
        """Return what the key is called and may do; every key may ask that, since 1.139."""
        return ApiKey.from_json(await self._server.get("api-keys/me"))

    async def user(self) -> User:
        """Return the owner of the key."""
        return User.from_json(await self._server.get("users/me"))

    async def asset(self, asset_id: str) -> Asset:
        """Return one asset with all its details."""
        return Asset.from_json(await self._server.get(_path("assets", asset_id)))

    async def faces(self, asset_id: str) -> tuple[FoundFace, ...]:
        """Return the faces in a photo, as they lie in what the downloads below give once upright.

        Before 2.5 there were no edits; since then, the downloads and the faces are of the edit.
        """
        answer = await self._server.get("faces", {"id": _checked("assets", asset_id)})
        return read_faces(answer)

    async def original(self, asset_id: str) -> Download:
        """Download a photo at its full size, edited or else as it was uploaded.

        What was uploaded may be in any format and still has to be turned upright by its EXIF. An
        edit is upright, and a JPEG or WebP whatever was uploaded.
        """
        return await self._server.download(_path("assets", asset_id, "original"), _EDITED)

    async def fullsize(self, asset_id: str) -> Download:
        """Download what Immich made of a photo, upright, at its full size, or else the preview.

        There is one of every edited photo, and of formats that browsers do not show (HEIC, TIFF,
        raw) when Immich is set up to make them; for all others Immich sends the client on to its
        preview. Only before 2.5 is it the original instead of which there are none: then the key
        needs the permission for that.
        """
        query = {"size": "fullsize", **_EDITED}
        return await self._server.download(_path("assets", asset_id, "thumbnail"), query)

    async def preview(self, asset_id: str) -> Download:
        """Download the upright JPEG that Immich made, usually 1440 pixels on its short edge."""
        query = {"size": "preview", **_EDITED}
        return await self._server.download(_path("assets", asset_id, "thumbnail"), query)

    async def small_preview(self, asset_id: str) -> Download:
        """Download the preview for somebody who looks at it, if it is small and comes soon."""
        query = {"size": "preview", **_EDITED}
        return await self._server.download_small(_path("assets", asset_id, "thumbnail"), query)

    async def thumbnail(self, asset_id: str) -> Download:
        """Download the upright thumbnail that Immich made, usually WebP and 250 pixels high."""
        query = {"size": "thumbnail", **_EDITED}
        return await self._server.download_small(_path("assets", asset_id, "thumbnail"), query)

    async def search_metadata(
        self, search: Search, page: int = 1, *, size: int = MAX_PAGE, with_exif: bool = False
    ) -> SearchPage:
        """Return one page of the photos for which the search holds, newest first.

        Since 3.0 `NotFoundError` is raised when it names an album that Immich does not have. People
        and tags that it does not have, and before 3.0 albums, too, are found nowhere: ask for each
        of them to know that it is gone.
        """
        body = search.body(size=size, page=page, with_exif=with_exif)
        seconds = self._limits.listing
        return await read_page(await self._server.post("search/metadata", body, seconds=seconds))

    async def search_smart(
        self, search: Search, page: int = 1, *, size: int = MAX_PAGE, with_exif: bool = False
    ) -> SearchPage:
        """Return one page of the photos that fit the search's text or photo, best first.

        Immich skips (page - 1) * size photos, so every page has to ask for the same size, and
        before 3.1 pages may repeat photos that fit equally well. Raises `UnsupportedError` for a
        photo before 1.141, `NoEmbeddingError` for one that Immich has not looked at yet, and
        `NotFoundError` for one that is gone.
        """
        if search.like is not None and not (dialect := await self.dialect()).has_similar:
            raise UnsupportedError(
                f"Searching by a photo needs Immich 1.141 or newer; this is {dialect.version}."
            )
        body = search.body(size=size, page=page, with_exif=with_exif)
        seconds = self._limits.smart_search
        return await read_page(await self._server.post_patiently("search/smart", body, seconds))

    async def search_statistics(self, search: Search) -> int:
        """Return how many photos there are for which the search holds; a text counts for nothing.

        Photos that others put into an album are not counted.
        """
        seconds = self._limits.listing
        answer = await self._server.post("search/statistics", search.body(), seconds=seconds)
        return fields.whole(fields.row(answer, "answer"), "total")

    async def album_assets(self, album_id: str) -> tuple[ListedAsset, ...]:
        """Return everything in an album, with exif; only before 3.0, see `Dialect`."""
        return await read_album(await self._server.get_list(_path("albums", album_id)))

    async def memories(self, day: date) -> tuple[ListedAsset, ...]:
        """Return the photos of the memories that Immich shows on a day, without exif.

        A photo that is in several memories comes several times.
        """
        query = {"for": (await self.dialect()).memories_day(day)}
        seconds = self._limits.listing
        return await read_memories(await self._server.get("memories", query, seconds=seconds))

    async def hidden_in_stacks(self) -> frozenset[str]:
        """Return the ids of all assets that Immich shows under another, the first of a stack."""
        return await read_hidden_in_stacks(await self._server.get_list("stacks"))

    async def albums(self) -> tuple[Album, ...]:
        """Return all albums, those that others share with the owner of the key among them."""
        rows = list(fields.rows(await self._server.get("albums"), "albums"))
        if not (await self.dialect()).lists_all_albums:
            shared = await self._server.get("albums", {"shared": "true"})
            rows += fields.rows(shared, "albums")
        return tuple({album.id: album for album in map(Album.from_json, rows)}.values())

    async def album(self, album_id: str) -> Album:
        """Return one album, without what is in it."""
        query = {"withoutAssets": "true"} if (await self.dialect()).album_holds_assets else None
        return Album.from_json(await self._server.get(_path("albums", album_id), query))

    async def people(self) -> tuple[Person, ...]:
        """Return all people but the hidden ones: favourites first, then named ones."""
        found: dict[str, Person] = {}
        for page in range(1, _MAX_PEOPLE_PAGES + 1):
            query = {"page": str(page), "size": str(MAX_PAGE), "withHidden": "false"}
            answer = fields.row(await self._server.get("people", query), "answer")
            rows = fields.rows(answer.get("people"), "people")
            people = [Person.from_json(row) for row in rows if not fields.flag(row, "isHidden")]
            found |= {person.id: person for person in people}
            if not fields.flag(answer, "hasNextPage"):
                break
        return tuple(found.values())

    async def person(self, person_id: str) -> Person:
        """Return one person, who may be hidden."""
        return Person.from_json(await self._server.get(_path("people", person_id)))

    async def person_count(self, person_id: str) -> int:
        """Return how many assets show a person."""
        answer = await self._server.get(_path("people", person_id, "statistics"))
        return fields.whole(fields.row(answer, "answer"), "assets")

    async def tags(self) -> tuple[Tag, ...]:
        """Return all tags."""
        answer = await self._server.get("tags")
        return tuple(map(Tag.from_json, fields.rows(answer, "tags")))

    async def tag(self, tag_id: str) -> Tag:
        """Return one tag."""
        return Tag.from_json(await self._server.get(_path("tags", tag_id)))

    async def countries(self) -> tuple[str, ...]:
        """Return the countries where photos were taken, as a search wants them written."""
        answer = await self._server.get("search/suggestions", {"type": "country"})
        return tuple(filter(None, fields.texts(answer, "countries")))

    async def set_favorite(self, asset_id: str, on: bool) -> None:
        """Mark a photo as a favourite of its owner, or no longer."""
        await self._server.put(_path("assets", asset_id), {"isFavorite": on})

    async def archive(self, asset_id: str) -> None:
        """Take a photo off the timeline, into the archive."""
        await self._server.put(_path("assets", asset_id), {"visibility": Visibility.ARCHIVE})

    async def tag_asset(self, asset_id: str, path: str) -> None:
        """Give a photo a tag such as "frame/hidden", which is made when there is none."""
        tagged = {"ids": [_checked("assets", asset_id)]}
        tags = fields.rows(await self._server.put("tags", {"tags": [path]}), "tags")
        if not tags:
            raise BadRequestError("A tag needs a name.")
        tag = Tag.from_json(tags[0])
        check_each(await self._server.put(_path("tags", tag.id, "assets"), tagged))


def _path(kind: str, one: str, *rest: str) -> str:
    return "/".join((kind, _checked(kind, one), *rest))


def _checked(kind: str, one: str) -> str:
    # An id comes from a user, too. Only a real one may become a part of a path.
    if not fields.is_uuid(one):
        raise BadRequestError(f"This is not the id of one of the {kind}.")
    return one
