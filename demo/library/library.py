"""A whole library: assets with ids, and what they belong to."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from demo.library.ids import uuid_of
from demo.library.measure import measure
from demo.library.model import ME, Album, Box, Facts, Person, Tag, Upload, User
from demo.library.read import read


@dataclass(frozen=True, slots=True)
class AssetFace:
    """A face as a row: where it is, and whose it is."""

    id: str
    box: Box
    person: Person | None


@dataclass(frozen=True, slots=True)
class Asset:
    """A row of Immich's asset table."""

    id: str
    upload: Upload
    facts: Facts
    faces: tuple[AssetFace, ...]

    @property
    def people(self) -> tuple[Person, ...]:
        """Everyone whose face is in it, each once."""
        return tuple({face.person: None for face in self.faces if face.person})


class Library:
    """Assets by id, newest first, and the albums, people and tags that they name."""

    def __init__(
        self, assets: Iterable[Asset], albums: Iterable[Album], people: Iterable[Person]
    ) -> None:
        """Put a library together; `Library.of` is the short way."""
        newest_first = sorted(assets, key=lambda a: (a.upload.taken_at, a.id), reverse=True)
        self.me: User = ME
        self.assets = {asset.id: asset for asset in newest_first}
        self.albums = {album.id: album for album in albums}
        self.people = {person.id: person for person in people}
        self.tags = {tag.id: tag for tag in _tags(self.assets.values())}

    @classmethod
    def of(
        cls,
        uploads: Iterable[Upload],
        *,
        albums: Iterable[Album] = (),
        people: Iterable[Person] = (),
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
        return cls(assets, by_name.values(), known.values())

    def in_album(self, album: Album) -> list[Asset]:
        """Return the album's assets, newest first."""
        return [a for a in self.assets.values() if album.name in a.upload.albums]

    def with_person(self, person: Person) -> list[Asset]:
        """Return the assets with the person's face, newest first."""
        return [a for a in self.assets.values() if person in a.people]

    def under_tag(self, tag: Tag) -> list[Asset]:
        """Return the assets with the tag or one below it, newest first."""
        return [a for a in self.assets.values() if any(map(tag.covers, a.upload.tags))]

    def albums_of(self, asset: Asset) -> list[Album]:
        """Return the albums that the asset is in."""
        return [album for album in self.albums.values() if album.name in asset.upload.albums]


def _asset(upload: Upload, people: dict[str, Person], progress: Callable[[], None]) -> Asset:
    facts = upload.facts
    if facts is None:
        facts = measure(read(upload.content))
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
    tags: dict[str, Tag] = {}
    for value in (value for asset in assets for value in asset.upload.tags):
        tag: Tag | None = Tag(value)
        while tag is not None:
            tags[tag.value] = tag
            tag = tag.parent
    return [tags[value] for value in sorted(tags)]
