"""The flat filters that all searches share: which assets a request means."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from demo.immich.errors import ApiError
from demo.immich.fields import ABSENT, Absent, Fields
from demo.library.library import Asset, Library
from demo.library.model import AssetType, Visibility

type Rule = Callable[[Asset], bool]

EXACT: dict[str, Callable[[Asset], str | None]] = {
    "city": lambda asset: asset.upload.place.city,
    "state": lambda asset: asset.upload.place.state,
    "country": lambda asset: asset.upload.place.country,
    "make": lambda asset: asset.upload.camera.make,
    "model": lambda asset: asset.upload.camera.model,
    "lensModel": lambda asset: asset.upload.camera.lens,
}
"""Fields that a filter compares as they are, null meaning unknown."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What a request asks for. A list of ids means all of them at once."""

    rules: tuple[Rule, ...]
    album_ids: tuple[str, ...]

    def of(self, assets: Iterable[Asset]) -> list[Asset]:
        """Return the assets that keep every rule, in their order."""
        return [asset for asset in assets if all(rule(asset) for rule in self.rules)]


def read_filters(fields: Fields, library: Library) -> Filters:
    """Read every filter of a request; wrong fields are for `fields.check` to refuse."""
    albums = fields.uuids("albumIds")
    rules = [
        _visibility(fields.choice("visibility", Visibility)),
        *_kind(fields),
        *_taken(fields.moment("takenAfter"), fields.moment("takenBefore")),
        *_exact(fields),
        *_in_albums(albums, library),
        *_with_people(fields.uuids("personIds"), library),
        *_with_tags(fields.null_or("tagIds", fields.uuids), library),
    ]
    return Filters(tuple(rules), albums if isinstance(albums, tuple) else ())


def refuse_locked(fields: Fields) -> None:
    """Refuse the locked folder, which no API key opens.

    Raises:
        ApiError: 401, although the key is good.

    """
    if fields.choice("visibility", Visibility) == Visibility.LOCKED:
        raise ApiError(401, "Elevated permission is required")


def _visibility(wanted: Visibility | Absent) -> Rule:
    if wanted is ABSENT:
        return lambda asset: asset.upload.visibility != Visibility.LOCKED
    return lambda asset: asset.upload.visibility == wanted


def _kind(fields: Fields) -> Iterable[Rule]:
    kind = fields.choice("type", AssetType)
    if kind is not ABSENT:
        yield lambda asset: asset.upload.type == kind
    favorite = fields.flag("isFavorite")
    if favorite is not ABSENT:
        yield lambda asset: asset.upload.is_favorite == favorite
    rating = fields.null_or("rating", lambda name: fields.integer(name, 1, 5))
    if rating is not ABSENT:
        yield lambda asset: asset.upload.rating == rating


def _taken(after: datetime | Absent, before: datetime | Absent) -> Iterable[Rule]:
    if not isinstance(after, Absent):
        yield lambda asset: asset.upload.taken_at >= after
    if not isinstance(before, Absent):
        yield lambda asset: asset.upload.taken_at <= before


def _exact(fields: Fields) -> Iterable[Rule]:
    for name, value_of in EXACT.items():
        wanted = fields.null_or(name, fields.text)
        if not isinstance(wanted, Absent):
            yield _equals(value_of, wanted)


def _equals(value_of: Callable[[Asset], str | None], wanted: str | None) -> Rule:
    return lambda asset: value_of(asset) == wanted


def _in_albums(ids: tuple[str, ...] | Absent, library: Library) -> Iterable[Rule]:
    for album_id in _each(ids):
        album = library.albums.get(album_id)
        yield _is_one_of(library.in_album(album) if album else [])


def _with_people(ids: tuple[str, ...] | Absent, library: Library) -> Iterable[Rule]:
    for person_id in _each(ids):
        person = library.people.get(person_id)
        yield _is_one_of(library.with_person(person) if person else [])


def _with_tags(ids: tuple[str, ...] | Absent | None, library: Library) -> Iterable[Rule]:
    if ids is None:
        yield lambda asset: not asset.upload.tags
    for tag_id in _each(ids):
        tag = library.tags.get(tag_id)
        yield _is_one_of(library.under_tag(tag) if tag else [])


def _each(ids: tuple[str, ...] | Absent | None) -> tuple[str, ...]:
    return ids if isinstance(ids, tuple) else ()


def _is_one_of(assets: Iterable[Asset]) -> Rule:
    ids = {asset.id for asset in assets}
    return lambda asset: asset.id in ids
