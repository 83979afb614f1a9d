"""The flat filters that all searches share: which assets a request means."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
import unicodedata

from demo.immich.errors import ApiError
from demo.immich.fields import ABSENT, Absent, Fields
from demo.immich.release import Release
from demo.library.library import Asset, Library
from demo.library.model import AssetType, Upload, Visibility

type Rule = Callable[[Asset], object]

EXACT: dict[str, Callable[[Asset], str | None]] = {
    "city": lambda asset: asset.upload.place.city,
    "state": lambda asset: asset.upload.place.state,
    "country": lambda asset: asset.upload.place.country,
    "make": lambda asset: asset.upload.camera.make,
    "model": lambda asset: asset.upload.camera.model,
    "lensModel": lambda asset: asset.upload.camera.lens,
}
"""Fields that a filter compares as they are, null meaning unknown."""

TIMES: dict[str, Callable[[Upload], datetime]] = {
    "taken": lambda upload: upload.taken_at,
    "created": lambda upload: upload.uploaded_at,
    "updated": lambda upload: upload.changed_at,
    "trashed": lambda upload: upload.changed_at,
}
"""Times with a filter "...After" and one "...Before", both inclusive."""

TEXTS: dict[str, Callable[[Upload], str]] = {
    "description": lambda upload: upload.description,
    "originalFileName": lambda upload: upload.name.rpartition("/")[2],
    "originalPath": lambda upload: f"/data/upload/{upload.owner.id}/{upload.name}",
}
"""Fields in which a filter finds a part, whatever its case and accents."""

NEVER = ("isMotion", "isOffline", "isEncoded")
"""What is true of no asset here."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What a request asks for. A list of ids means all of them at once."""

    rules: tuple[Rule, ...]
    album_ids: tuple[str, ...]
    person_ids: tuple[str, ...]
    tag_ids: tuple[str, ...]

    def of(self, library: Library, assets: Iterable[Asset]) -> list[Asset]:
        """Return the assets that keep every rule, in their order."""
        for rule in (*self._memberships(library), *self.rules):
            assets = filter(rule, assets)
        return list(assets)

    def _memberships(self, library: Library) -> Iterator[Rule]:
        for album in map(library.albums.get, self.album_ids):
            yield _is_one_of(library.in_album(album) if album else [])
        for person in map(library.people.get, self.person_ids):
            yield _is_one_of(library.with_person(person) if person else [])
        for tag in map(library.tags.get, self.tag_ids):
            yield _is_one_of(library.under_tag(tag) if tag else [])


def read_filters(fields: Fields, release: Release) -> Filters:
    """Read every filter of a request; wrong fields are for `fields.check` to refuse."""
    tags = fields.null_or("tagIds", fields.uuids)
    rules = [
        _visibility(fields.choice("visibility", Visibility), release),
        *_said(fields, release),
        *_kind(fields),
        *_times(fields),
        *_exact(fields),
        *([_is_untagged] if tags is None else []),
    ]
    return Filters(
        tuple(rules),
        _each(fields.uuids("albumIds")),
        _each(fields.uuids("personIds")),
        _each(tags),
    )


def read_texts(fields: Fields) -> Iterator[Rule]:
    """Read the filters that only a metadata search knows."""
    asset_id, checksum = fields.uuid("id"), fields.text("checksum")
    if asset_id is not ABSENT:
        yield lambda asset: asset.id == asset_id
    if checksum is not ABSENT:
        yield lambda asset: asset.facts.checksum == checksum
    for name, text_of in TEXTS.items():
        wanted = fields.text(name)
        if isinstance(wanted, str):
            yield _holds(text_of, wanted)


def read_stacked(fields: Fields) -> Iterator[Rule]:
    """Read the filter that random and metadata searches know: false is for what is on no stack."""
    if fields.flag("withStacked") is False:
        yield lambda asset: asset.upload.stack is None


def refuse_locked(fields: Fields) -> None:
    """Refuse the locked folder, which no API key opens.

    Raises:
        ApiError: 401, although the key is good.

    """
    if fields.choice("visibility", Visibility) == Visibility.LOCKED:
        raise ApiError(401, "Elevated permission is required")


def _visibility(wanted: Visibility | Absent, release: Release) -> Rule:
    if wanted is ABSENT and release.searches_everywhere:
        return lambda asset: asset.upload.visibility != Visibility.LOCKED
    shown = Visibility.TIMELINE if wanted is ABSENT else wanted
    return lambda asset: asset.upload.visibility == shown


def _said(fields: Fields, release: Release) -> Iterator[Rule]:
    favorite = fields.flag("isFavorite")
    if favorite is not ABSENT:
        yield lambda asset: asset.upload.is_favorite == favorite
    least = 1 if release.rates_from_one else -1
    rating = fields.null_or("rating", lambda name: fields.integer(name, least, 5))
    if rating is not ABSENT:
        yield lambda asset: release.rating(asset.upload.rating) == rating


def _kind(fields: Fields) -> Iterator[Rule]:
    kind = fields.choice("type", AssetType)
    if kind is not ABSENT:
        yield lambda asset: asset.upload.type == kind
    if True in map(fields.flag, NEVER):
        yield lambda _asset: False
    library_id = fields.null_or("libraryId", fields.uuid)
    if isinstance(library_id, str):
        yield lambda _asset: False
    if fields.flag("isNotInAlbum") is True:
        yield lambda asset: not asset.upload.albums


def _times(fields: Fields) -> Iterator[Rule]:
    with_deleted = fields.flag("withDeleted") is True
    for name, time_of in TIMES.items():
        after, before = fields.moment(f"{name}After"), fields.moment(f"{name}Before")
        if isinstance(after, datetime):
            yield _since(after, time_of)
        if isinstance(before, datetime):
            yield _until(before, time_of)
        if name == "trashed" and (after, before) != (ABSENT, ABSENT):
            with_deleted = True
            yield lambda asset: asset.upload.is_trashed
    if not with_deleted:
        yield lambda asset: not asset.upload.is_trashed


def _since(time: datetime, time_of: Callable[[Upload], datetime]) -> Rule:
    return lambda asset: time_of(asset.upload) >= time


def _until(time: datetime, time_of: Callable[[Upload], datetime]) -> Rule:
    return lambda asset: time_of(asset.upload) <= time


def _exact(fields: Fields) -> Iterator[Rule]:
    for name, value_of in EXACT.items():
        wanted = fields.null_or(name, fields.text)
        if not isinstance(wanted, Absent):
            yield _equals(value_of, wanted)


def _equals(value_of: Callable[[Asset], str | None], wanted: str | None) -> Rule:
    return lambda asset: value_of(asset) == wanted


def _holds(text_of: Callable[[Upload], str], part: str) -> Rule:
    plain = _plain(part)
    return lambda asset: plain in _plain(text_of(asset.upload))


def _plain(text: str) -> str:
    """Return a text without accents and without cases."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in apart if not unicodedata.combining(each))


def _is_untagged(asset: Asset) -> bool:
    return not asset.upload.tags


def _each(ids: tuple[str, ...] | Absent | None) -> tuple[str, ...]:
    return ids if isinstance(ids, tuple) else ()


def _is_one_of(assets: Iterable[Asset]) -> Rule:
    ids = {asset.id for asset in assets}
    return lambda asset: asset.id in ids
