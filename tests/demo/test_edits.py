"""Photos that were edited in Immich, as its API shows them."""

from collections.abc import AsyncIterator
from io import BytesIO

from PIL import Image
import pytest

from demo.library.library import Library
from demo.library.model import Box, Edit, Face
from demo.library.tiny import tiny_photo

from .api import OLD, Answer, Api, asking, asset_named
from .shapes import FACE, assert_shape

SIZE, EDITED = (4000, 3000), (3000, 2000)
PHOTO = tiny_photo(
    "edited.jpg",
    size=SIZE,
    edit=Edit(Box(0.0, 0.0, 0.5, 1.0), clockwise=90),
    faces=(
        Face(Box(0.1, 0.1, 0.2, 0.3), "Ada"),
        Face(Box(0.4, 0.1, 0.55, 0.3)),
        Face(Box(0.7, 0.1, 0.8, 0.3), "Ben"),
    ),
)
LIBRARY = Library.of(
    [
        PHOTO,
        tiny_photo("edited.tiff", edit=Edit(clockwise=180)),
    ]
)
PATH = f"/assets/{asset_named(LIBRARY, 'edited.jpg').id}"
TIFF = f"/assets/{asset_named(LIBRARY, 'edited.tiff').id}"


@pytest.fixture(params=["2.5.0", OLD, "3.1.0"])
async def api(
    request: pytest.FixtureRequest,
    socket_enabled: None,  # noqa: ARG001, it lets sockets through
) -> AsyncIterator[Api]:
    """Give somebody who asks an Immich that knows edits."""
    async with asking(LIBRARY, request.param) as asker:
        yield asker


@pytest.fixture
async def unknowing(socket_enabled: None) -> AsyncIterator[Api]:  # noqa: ARG001, as above
    """Give somebody who asks the last Immich without edits."""
    async with asking(LIBRARY, "2.4.1") as asker:
        yield asker


def size_of(answer: Answer) -> tuple[int, int]:
    with Image.open(BytesIO(answer.content)) as picture:
        return picture.size


async def test_an_edited_asset_says_so_and_has_the_size_of_its_edit(api: Api) -> None:
    asset = (await api.get(PATH)).json
    assert (asset["isEdited"], asset["width"], asset["height"]) == (True, *EDITED)
    exif = asset["exifInfo"]
    assert (exif["exifImageWidth"], exif["exifImageHeight"]) == SIZE


async def test_renditions_are_of_the_edit_when_that_is_asked_for(api: Api) -> None:
    for size, edited, plain in (
        ("thumbnail", (375, 250), (333, 250)),
        ("preview", (2160, 1440), (1920, 1440)),
    ):
        path = f"{PATH}/thumbnail?size={size}"
        assert size_of(await api.get(f"{path}&edited=true")) == edited
        assert size_of(await api.get(f"{path}&edited=false")) == plain
        assert size_of(await api.get(path)) == plain


async def test_the_original_is_of_the_edit_when_that_is_asked_for(api: Api) -> None:
    edited = await api.get(f"{PATH}/original?edited=true")
    assert size_of(edited) == EDITED
    assert edited.headers["Content-Type"] == "image/jpeg"
    assert edited.headers["Content-Disposition"].endswith("''edited.jpeg")
    for query in ("", "?edited=false"):
        assert (await api.get(f"{PATH}/original{query}")).content == PHOTO.content


async def test_an_edit_has_a_full_size_of_its_own(api: Api) -> None:
    for path, size in ((PATH, EDITED), (TIFF, (640, 480))):
        fullsize = await api.get(f"{path}/thumbnail?size=fullsize&edited=true")
        assert (fullsize.status, size_of(fullsize)) == (200, size)
        assert fullsize.headers["Content-Disposition"].endswith("''edited_fullsize.jpeg")
    plain = await api.get(f"{PATH}/thumbnail?size=fullsize")
    assert plain.headers["Location"] == "original?"
    plain = await api.get(f"{TIFF}/thumbnail?size=fullsize")
    assert plain.headers["Location"] == f"/api{TIFF}/thumbnail?size=preview"


async def test_faces_lie_in_the_edit_and_those_cropped_away_are_hidden(api: Api) -> None:
    ada, stranger = (await api.get(f"/faces?id={asset_named(LIBRARY, 'edited.jpg').id}")).json
    assert (ada["person"]["name"], stranger["person"]) == ("Ada", None)
    assert_shape([ada, stranger], [FACE])
    for face in (ada, stranger):
        assert (face["imageWidth"], face["imageHeight"]) == EDITED
    edges = ("X1", "Y1", "X2", "Y2")
    assert [ada[f"boundingBox{edge}"] for edge in edges] == [2100, 400, 2700, 800]
    # A third of the stranger is cropped away, and the box still tells where it was.
    assert [stranger[f"boundingBox{edge}"] for edge in edges] == [2100, 1600, 2700, 2200]


async def test_who_was_cropped_away_is_not_in_the_photo(api: Api) -> None:
    assert [person["name"] for person in (await api.get(PATH)).json["people"]] == ["Ada"]
    people = {person.name: person.id for person in LIBRARY.people.values()}
    for name, found in (("Ada", ["edited.jpg"]), ("Ben", [])):
        assert await api.names("/search/metadata", {"personIds": [people[name]]}) == found


async def test_before_there_were_edits_there_are_none(unknowing: Api) -> None:
    asset = (await unknowing.get(PATH)).json
    assert "isEdited" not in asset
    assert (await unknowing.get(f"{PATH}/original?edited=true")).content == PHOTO.content
    fullsize = await unknowing.get(f"{PATH}/thumbnail?size=fullsize&edited=true")
    assert fullsize.headers["Location"] == "original?edited=true"
    preview = await unknowing.get(f"{PATH}/thumbnail?size=preview&edited=true")
    assert size_of(preview) == (1920, 1440)
    faces = (await unknowing.get(f"/faces?id={asset_named(LIBRARY, 'edited.jpg').id}")).json
    assert [face["imageWidth"] for face in faces] == [1920] * 3
