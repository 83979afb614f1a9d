"""A whole library: assets with ids, and what they belong to."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from demo.library.ids import uuid_of
from demo.library.measure import measure
from demo.library.membership import Asset, AssetFace, Memberships, Stack, stack_id
from demo.library.model import ME, Album, Partner, Person, Tag, Upload, User
from demo.library.read import read

__all__ = ["Asset", "AssetFace", "Library", "Stack"]


class Library:
    """Assets by id, newest first, and the albums, people and tags that they name.

    `revision` counts the changes, so that others notice them.
    """

    def __init__(
        self,
        assets: Iterable[Asset],
        albums: Iterable[Album],
        people: Iterable[Person],
        partners: Iterable[Partner] = (),
    ) -> None:
        """Put a library together; `Library.of` is the short way."""
        as_uploaded = list(assets)
        newest_first = sorted(as_uploaded, key=lambda a: (a.upload.taken_at, a.id), reverse=True)
        self.me: User = ME
        self.partners = tuple(partners)
        self.assets = {asset.id: asset for asset in newest_first}
        self.albums = {album.id: album for album in albums}
        self.people = {person.id: person for person in people}
        self.tags = {tag.id: tag for tag in _tags(as_uploaded)}
        self.revision = 0
        # Reversed, so that the first of a stack is what remains.
        self._tops = {a.upload.stack: a.id for a in reversed(as_uploaded) if a.upload.stack}
        self._memberships: Memberships | None = None

    @classmethod
    def of(
        cls,
        uploads: Iterable[Upload],
        *,
        albums: Iterable[Album] = (),
        people: Iterable[Person] = (),
        partners: Iterable[Partner] = (),
        progress: Callable[[], None] = lambda: None,
    ) -> Library:
        """Make a library of uploads.

        Albums and people that an upload names need not be given: they are then made from their
        name alone. `progress` is called after each upload that had to be measured.
        """
        uploads = tuple(uploads)
        known = {person.key: person for person in people}
        for face in (face for upload in uploads for face in upload.faces):
            if face.person is not None:
                known.setdefault(face.person, Person(face.person, face.person))
        by_name = {album.name: album for album in albums}
        for name in (name for upload in uploads for name in upload.albums):
            by_name.setdefault(name, Album(name))
        assets = [_asset(upload, known, progress) for upload in uploads]
        return cls(assets, by_name.values(), known.values(), partners)

    @property
    def seen_users(self) -> frozenset[User]:
        """The owner, and the partners in whose photos the owner searches too."""
        return frozenset([self.me, *(each.user for each in self.partners if each.in_timeline)])

    @property
    def stacks(self) -> dict[str, Stack]:
        """All stacks by their ids."""
        return self._membership.stacks

    def in_album(self, album: Album) -> list[Asset]:
        """Return the album's assets, newest first."""
        return self._membership.in_album(album)

    def with_person(self, person: Person) -> list[Asset]:
        """Return the assets with the person's face, newest first."""
        return self._membership.with_person(person)

    def under_tag(self, tag: Tag) -> list[Asset]:
        """Return the assets with the tag or one below it, newest first."""
        return self._membership.under_tag(tag)

    def albums_of(self, asset: Asset) -> list[Album]:
        """Return the albums that the asset is in."""
        return [album for album in self.albums.values() if album.name in asset.upload.albums]

    def stack_of(self, asset: Asset) -> Stack | None:
        """Return the stack that the asset lies on."""
        return self.stacks[stack_id(asset.upload.stack)] if asset.upload.stack else None

    def change(self, asset: Asset, **said: Any) -> Asset:
        """Say something else about an asset, in fields of its upload other than its date."""
        changed = replace(asset, upload=replace(asset.upload, **said))
        self.assets[asset.id] = changed
        self._changed()
        return changed

    def add_tag(self, value: str) -> Tag:
        """Return the tag of that path, made now with those above it when there is none."""
        added = {tag.id: tag for tag in _upwards(Tag(value))}
        self.tags = {**added, **self.tags}
        self._changed()
        return Tag(value)

    @property
    def _membership(self) -> Memberships:
        if self._memberships is None:
            self._memberships = Memberships(self.assets.values(), self._tops)
        return self._memberships

    def _changed(self) -> None:
        self._memberships = None
        self.revision += 1


def _asset(upload: Upload, people: dict[str, Person], progress: Callable[[], None]) -> Asset:
    facts = upload.facts
    if facts is None:
        facts = measure(read(upload.content), upload.edit)
        progress()
    faces = tuple(
        AssetFace(
            uuid_of("face", f"{upload.name}/{number}"),
            face.box,
            people[face.person] if face.person is not None else None,
        )
        for number, face in enumerate(upload.faces)
    )
    return Asset(uuid_of("asset", upload.name), upload, facts, faces)


def _tags(assets: Iterable[Asset]) -> list[Tag]:
    """Return all tags that assets carry and the tags above them, by their path."""
    values = {value for asset in assets for value in asset.upload.tags}
    tags = {tag.value: tag for value in values for tag in _upwards(Tag(value))}
    return [tags[value] for value in sorted(tags)]


def _upwards(tag: Tag) -> Iterable[Tag]:
    """Give a tag and all tags above it."""
    above: Tag | None = tag
    while above is not None:
        yield above
        above = above.parent
