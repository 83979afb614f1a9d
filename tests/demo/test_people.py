"""People and faces."""

from io import BytesIO

from PIL import Image

from demo.immich.server import SampleImmich
from demo.library.library import Library
from demo.library.model import Box, Face, Person
from demo.library.tiny import tiny_photo

from .api import ADA, HIDDEN, UNKNOWN, Api, asset_named
from .shapes import FACE, PERSON, assert_shape


async def test_hidden_people_are_counted_but_not_listed(api: Api) -> None:
    shown = (await api.get("/people?page=1&size=500&withHidden=false")).json
    assert_shape(shown["people"], [PERSON])
    assert [person["name"] for person in shown["people"]] == ["Ada"]
    assert (shown["total"], shown["hidden"], shown["hasNextPage"]) == (2, 1, False)
    everyone = (await api.get("/people?withHidden=true")).json
    assert [person["name"] for person in everyone["people"]] == ["Ada", "Hidden"]


async def test_favourites_first_then_the_named_then_the_often_seen(
    api: Api, immich: SampleImmich
) -> None:
    faces = {key: Face(Box(0.1, 0.1, 0.3, 0.3), key) for key in ("rare", "often", "star", "?")}
    immich.library = Library.of(
        [
            tiny_photo("1.jpg", faces=(faces["rare"], faces["?"])),
            tiny_photo("2.jpg", faces=(faces["often"], faces["?"])),
            tiny_photo("3.jpg", faces=(faces["often"], faces["star"], faces["?"])),
        ],
        people=(Person("?", ""), Person("star", "Star", is_favorite=True)),
    )
    people = (await api.get("/people")).json["people"]
    assert [person["name"] for person in people] == ["Star", "often", "rare", ""]
    second = (await api.get("/people?size=3&page=2")).json
    assert ([p["name"] for p in second["people"]], second["hasNextPage"]) == ([""], False)
    assert (await api.get("/people?size=3")).json["hasNextPage"] is True


async def test_one_person(api: Api) -> None:
    person = (await api.get(f"/people/{ADA.id}")).json
    assert_shape(person, PERSON)
    assert person["isFavorite"] is True
    unknown = await api.get(f"/people/{UNKNOWN}")
    assert (unknown.status, unknown.message) == (400, "Not found or no person.read access")


async def test_the_portrait_is_a_small_square(api: Api) -> None:
    answer = await api.get(f"/people/{ADA.id}/thumbnail")
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["Cache-Control"].startswith("private, no-cache")
    assert Image.open(BytesIO(answer.content)).size == (250, 250)
    unknown = await api.get(f"/people/{UNKNOWN}/thumbnail")
    assert (unknown.status, unknown.json) == (404, {"message": "Not Found"})


async def test_faces_lie_in_the_preview(api: Api, library: Library) -> None:
    asset = asset_named(library, "beach.jpg")
    known, stranger = (await api.get(f"/faces?id={asset.id}")).json
    assert_shape([known, stranger], [FACE])
    assert (known["imageWidth"], known["imageHeight"]) == (640, 480)
    box = [known[f"boundingBox{edge}"] for edge in ("X1", "Y1", "X2", "Y2")]
    assert box == [160, 96, 320, 288]
    assert known["person"]["id"] == ADA.id
    assert stranger["person"] is None


async def test_faces_of_a_large_photo_are_measured_in_its_preview(
    api: Api, immich: SampleImmich
) -> None:
    face = Face(Box(0.5, 0.5, 0.75, 1.0), "ada")
    photo = tiny_photo("turned.jpg", size=(2400, 3200), orientation=6, faces=(face,))
    immich.library = Library.of([photo])
    asset = asset_named(immich.library, "turned.jpg")
    (found,) = (await api.get(f"/faces?id={asset.id}")).json
    assert (found["imageWidth"], found["imageHeight"]) == (1920, 1440)
    assert (found["boundingBoxX1"], found["boundingBoxY2"]) == (960, 1440)


async def test_a_photo_without_faces(api: Api, library: Library) -> None:
    for name in ("plain.png", "broken.jpg"):
        assert (await api.get(f"/faces?id={asset_named(library, name).id}")).json == []
    unknown = await api.get(f"/faces?id={UNKNOWN}")
    assert (unknown.status, unknown.message) == (400, "Not found or no asset.read access")


async def test_an_asset_lists_hidden_people_too(api: Api, library: Library) -> None:
    asset = (await api.get(f"/assets/{asset_named(library, 'hidden-face.jpg').id}")).json
    assert [(p["id"], p["isHidden"]) for p in asset["people"]] == [(HIDDEN.id, True)]
