"""Which assets belong to which album, person, tag and stack: looked up, not searched for."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from demo.library.editing import is_shown
from demo.library.ids import uuid_of
from demo.library.model import Album, Box, Facts, Person, Tag, Upload


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
    def shown_faces(self) -> tuple[AssetFace, ...]:
        """The faces that were not cropped away."""
        edit = self.upload.edit
        return tuple(face for face in self.faces if edit is None or is_shown(face.box, edit))

    @property
    def people(self) -> tuple[Person, ...]:
        """Everyone whose face is shown in it, each once."""
        return tuple({face.person: None for face in self.shown_faces if face.person})


@dataclass(frozen=True, slots=True)
class Stack:
    """Assets that belong together, the one on top first."""

    id: str
    assets: tuple[Asset, ...]

    @property
    def primary(self) -> Asset:
        """The one on top."""
        return self.assets[0]


class Memberships:
    """What belongs where, as it is when this is made; assets keep their order."""

    def __init__(self, assets: Iterable[Asset], tops: Mapping[str, str]) -> None:
        """Look through all assets once; `tops` are the ids that lie on top, by stack's name."""
        self._albums: dict[str, list[Asset]] = defaultdict(list)
        self._people: dict[str, list[Asset]] = defaultdict(list)
        self._tags: dict[str, list[Asset]] = defaultdict(list)
        stacks: dict[str, list[Asset]] = defaultdict(list)
        for asset in assets:
            for name in asset.upload.albums:
                self._albums[name].append(asset)
            for person in asset.people:
                self._people[person.key].append(asset)
            for value in {above for tag in asset.upload.tags for above in _upwards(tag)}:
                self._tags[value].append(asset)
            if asset.upload.stack is not None:
                stacks[asset.upload.stack].append(asset)
        made = [_stack(name, held, tops[name]) for name, held in stacks.items()]
        self.stacks = {stack.id: stack for stack in made}

    def in_album(self, album: Album) -> list[Asset]:
        """Return the album's assets."""
        return self._albums.get(album.name, [])

    def with_person(self, person: Person) -> list[Asset]:
        """Return the assets with the person's face."""
        return self._people.get(person.key, [])

    def under_tag(self, tag: Tag) -> list[Asset]:
        """Return the assets with the tag or one below it."""
        return self._tags.get(tag.value, [])


def _upwards(tag: str) -> list[str]:
    """Return a tag's path and the paths of all tags above it."""
    parts = tag.split("/")
    return ["/".join(parts[: end + 1]) for end in range(len(parts))]


def _stack(name: str, assets: list[Asset], top: str) -> Stack:
    return Stack(stack_id(name), tuple(sorted(assets, key=lambda asset: asset.id != top)))


def stack_id(name: str) -> str:
    """Return the id of the stack of that name."""
    return uuid_of("stack", name)
