"""What the media browser calls things: to text and back."""

import pytest

from custom_components.immich_frame.errors import UnknownMediaError
from custom_components.immich_frame.media_id import MediaId, MediaKind

ENTRY, FRAME = "01JENTRY", "01JFRAME"
PHOTO = "3f2a9c1e-5b7d-4c8a-9e21-0a1b2c3d4e5f"

NAMED = {
    "account/01JENTRY": MediaId(kind=MediaKind.ACCOUNT, entry_id=ENTRY),
    "frame/01JENTRY/01JFRAME": MediaId(kind=MediaKind.FRAME, entry_id=ENTRY, frame_id=FRAME),
    "current/01JENTRY/01JFRAME": MediaId(kind=MediaKind.CURRENT, entry_id=ENTRY, frame_id=FRAME),
    f"recent/01JENTRY/01JFRAME/{PHOTO}-19a": MediaId(
        kind=MediaKind.RECENT, entry_id=ENTRY, frame_id=FRAME, name=f"{PHOTO}-19a"
    ),
    "preset/01JENTRY/01JFRAME/Sea%20%2F%20sand": MediaId(
        kind=MediaKind.PRESET, entry_id=ENTRY, frame_id=FRAME, name="Sea / sand"
    ),
    "search/01JENTRY/100%25%20Stra%C3%9Fe%3F": MediaId(
        kind=MediaKind.SEARCH, entry_id=ENTRY, name="100% Straße?"
    ),
    f"photo/01JENTRY/{PHOTO}": MediaId(kind=MediaKind.PHOTO, entry_id=ENTRY, name=PHOTO),
}


@pytest.mark.parametrize(("text", "media_id"), NAMED.items(), ids=list(MediaKind))
def test_there_and_back(text: str, media_id: MediaId) -> None:
    assert str(media_id) == text
    assert MediaId.of(text) == media_id


def test_every_kind_was_tried() -> None:
    assert {media_id.kind for media_id in NAMED.values()} == set(MediaKind)


@pytest.mark.parametrize(
    "name", ["/", "..", "a/b", "%2F", "%", "\n", "🌄", "x" * 1000, "🌄" * 1000]
)
def test_any_name_survives(name: str) -> None:
    media_id = MediaId(kind=MediaKind.PRESET, entry_id=ENTRY, frame_id=FRAME, name=name)
    assert MediaId.of(str(media_id)) == media_id
    assert str(media_id).count("/") == 3
    assert str(media_id).isascii()


HOSTILE = (
    "",
    "/",
    "account",
    "account/",
    "account/01JENTRY/",
    "account//01JENTRY",
    "Account/01JENTRY",
    "frame/01JENTRY",
    "frame/01JENTRY/01JFRAME/more",
    "nonsense/01JENTRY",
    "entry_id/01JENTRY",
    "01JENTRY",
    "photo/01JENTRY/nonsense",
    "photo/01JENTRY/..%2F..%2Fusers%2Fme",
    f"photo/01JENTRY/{PHOTO}/../../users",
    f"photo/01JENTRY/{PHOTO}?size=original",
    "photo/01JENTRY/../secret",
    "search/01JENTRY/two words",
    "search/01JENTRY/%ff",
    "search/01JENTRY/%e2%82",
    "search/01JENTRY/%2f",
    "search/01JENTRY/%41",
    "search/01JENTRY/" + "x" * 13_000,
    "search/01JENTRY/\ud800",
    "account|01JENTRY",
    "account/01JENTRY\n",
    " account/01JENTRY",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(UnknownMediaError):
        MediaId.of(text)
