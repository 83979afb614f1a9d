"""What differs between Immich's versions, for those who ask it for photos: all of it is here.

Whoever answers asks the release, never for a version's number. What is not here is the same in
all of them, or nothing that a photo frame could notice.
"""

from dataclasses import dataclass

from demo.library.library import Asset
from demo.library.model import Edit

type Numbers = tuple[int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """One version of Immich."""

    numbers: Numbers

    tells_prerelease: bool
    """/server/version names the pre-release, null for a real one."""

    words_errors_briefly: bool
    """Errors are a message and problems by field; before, a message or a list of sentences."""

    reads_strictly: bool
    """Numbers, truths and dates in a request have one form each."""

    hides_file_errors: bool
    """Whatever goes wrong with an original or a portrait is 404 "Not Found"."""

    redirects_to_original: bool
    """`size=original` of a thumbnail leads to the original; before, it was refused."""

    rates_from_one: bool
    """A rating is one to five stars or null; before, -1 and 0 were kept too."""

    searches_everywhere: bool
    """A search without `visibility` also finds the archive and what is hidden."""

    draws_fairly: bool
    """/search/random gives every asset the same chance."""

    opens_shared_albums: bool
    """A metadata search in an album finds what others put in, and refuses other albums."""

    lists_all_albums: bool
    """/albums lists shared ones too and takes `isOwned`, `isShared`, `name`; before, `shared`."""

    holds_assets_in_albums: bool
    """/albums/ID gives the assets, the owner and the owner's id."""

    has_owner_in_album_users: bool
    """The owner is the first of an album's users."""

    shows_faces_in_assets: bool
    """Faces are in an asset's people and in `unassignedFaces`."""

    has_device_ids: bool
    """An asset names the device that it came from."""

    counts_duration_in_ms: bool
    """A duration is in milliseconds; before, it was "0:00:03.00000"."""

    has_sizes: bool
    """An asset has width, height and `isEdited`."""

    has_edits: bool
    """Photos may be edited: renditions, originals and faces are of the edit when it is asked for.

    Before, `edited` was ignored, and nothing was edited.
    """

    has_upload_time: bool
    """An asset has `createdAt`."""

    has_similar: bool
    """A smart search takes `queryAssetId`."""

    forgets_hidden_people: bool
    """Memories leave out assets with somebody who is hidden."""

    asks_memories_by_day: bool
    """A memory's `for` is a day; before, a date with time and zone."""

    @property
    def version(self) -> str:
        """Its number, such as "3.1.0"."""
        return ".".join(map(str, self.numbers))

    def edit_of(self, asset: Asset) -> Edit | None:
        """Return what was made of a photo, as far as this release lets people."""
        return asset.upload.edit if self.has_edits else None

    def rating(self, written: int | None) -> int | None:
        """Return the rating that this release keeps of what a camera or an editor wrote."""
        if self.rates_from_one and written is not None and written < 1:
            return None
        return written


def release_of(version: str) -> Release:
    """Return the release of that number, such as "2.7.5"."""
    major, minor, patch = map(int, version.split("."))
    numbers = (major, minor, patch)
    since_3 = numbers >= (3, 0, 0)
    return Release(
        numbers=numbers,
        tells_prerelease=since_3,
        words_errors_briefly=since_3,
        reads_strictly=since_3,
        hides_file_errors=since_3,
        redirects_to_original=since_3,
        rates_from_one=since_3,
        searches_everywhere=since_3,
        draws_fairly=since_3,
        opens_shared_albums=since_3,
        lists_all_albums=since_3,
        holds_assets_in_albums=not since_3,
        has_owner_in_album_users=since_3,
        shows_faces_in_assets=not since_3,
        has_device_ids=not since_3,
        counts_duration_in_ms=since_3,
        has_sizes=numbers >= (2, 5, 0),
        has_edits=numbers >= (2, 5, 0),
        has_upload_time=numbers >= (1, 140, 0),
        has_similar=numbers >= (1, 141, 0),
        forgets_hidden_people=since_3,
        asks_memories_by_day=numbers >= (3, 0, 3),
    )
