"""Faces: where they are, whose they are, and what is no face."""

import pytest

from custom_components.immich_frame.immich.errors import BadAnswerError, TooLargeError
from custom_components.immich_frame.immich.faces import MAX_FACES, FoundFace, read_faces

from . import rows
from .conftest import Told
from .rows import Json, photo_id

PHOTO, ANA = photo_id(1), photo_id(900)
WHOLE = FoundFace(0.0, 0.0, 1.0, 1.0, None, "", is_favorite=False, is_hidden=False)


def box(face: FoundFace) -> tuple[float, float, float, float]:
    return face.left, face.top, face.right, face.bottom


async def test_faces_are_asked_by_the_photo(told: Told) -> None:
    face = rows.face(480, 360, 960, 720, person=rows.person("Ana"))
    told.server.tell("/api/faces", [face])
    assert await told.client.faces(PHOTO) == (
        FoundFace(0.25, 0.25, 0.5, 0.5, ANA, "Ana", is_favorite=True, is_hidden=False),
    )
    assert told.server.asked[0].address == f"/api/faces?id={PHOTO}"


async def test_a_photo_without_faces_has_none(told: Told) -> None:
    told.server.tell("/api/faces", [])
    assert await told.client.faces(PHOTO) == ()


def test_each_face_is_measured_in_its_own_image() -> None:
    found = read_faces(
        [rows.face(480, 360, 960, 720), rows.face(1, 1, 2, 2, imageWidth=4, imageHeight=2)]
    )
    assert [box(face) for face in found] == [(0.25, 0.25, 0.5, 0.5), (0.25, 0.5, 0.5, 1.0)]


def test_an_edited_photo_s_faces_have_fractions() -> None:
    (face,) = read_faces([rows.face(0.5, 0.25, 1.5, 0.75, imageWidth=2.0, imageHeight=1.0)])
    assert box(face) == (0.25, 0.25, 0.75, 0.75)


def test_whose_a_face_is() -> None:
    people = [
        None,
        rows.person("Ana"),
        rows.person("Ben", hidden=True),
        rows.person("", number=901),
    ]
    found = read_faces([rows.face(0, 0, 9, 9, person=person) for person in people])
    assert [(face.person_id, face.name, face.is_favorite, face.is_hidden) for face in found] == [
        (None, "", False, False),
        (ANA, "Ana", True, False),
        (ANA, "Ben", False, True),
        (photo_id(901), "", False, False),
    ]


@pytest.mark.parametrize(
    ("pixels", "shares"),
    [
        pytest.param((-192, -144, 192, 144), (0.0, 0.0, 0.1, 0.1), id="above and to the left"),
        pytest.param((1728, 1296, 2500, 9000), (0.9, 0.9, 1.0, 1.0), id="below and to the right"),
        pytest.param((-(10**18), -1e300, 10**30, 1e308), (0, 0, 1, 1), id="immensely large"),
    ],
)
def test_what_reaches_outside_is_cut_off(
    pixels: tuple[float, float, float, float], shares: tuple[float, float, float, float]
) -> None:
    (face,) = read_faces([rows.face(*pixels)])
    assert box(face) == pytest.approx(shares)


@pytest.mark.parametrize(
    "nothing",
    [
        pytest.param(rows.face(10, 10, 20, 20, imageWidth=0), id="in no width"),
        pytest.param(rows.face(10, 10, 20, 20, imageHeight=0), id="in no height"),
        pytest.param(rows.face(10, 10, 20, 20, imageWidth=-1920), id="in less than nothing"),
        pytest.param(rows.face(0, 0, 0, 0), id="zero"),
        pytest.param(rows.face(10, 10, 10, 20), id="empty"),
        pytest.param(rows.face(20, 10, 10, 20), id="left of itself"),
        pytest.param(rows.face(10, 20, 20, 10), id="above itself"),
        pytest.param(rows.face(-20, 10, -10, 20), id="to the left"),
        pytest.param(rows.face(1920, 10, 2000, 20), id="to the right"),
        pytest.param(rows.face(10, 1440, 20, 9999), id="below"),
        pytest.param(rows.face(1, 1, 2, 2, imageWidth=1e308, imageHeight=5e-324), id="absurd"),
    ],
)
def test_a_box_that_covers_nothing_is_no_face(nothing: Json) -> None:
    assert read_faces([nothing, rows.face(0, 0, 1920, 1440)]) == (WHOLE,)


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param({"boundingBoxX1": "10"}, id="a text"),
        pytest.param({"boundingBoxY2": None}, id="null"),
        pytest.param({"imageWidth": True}, id="a truth"),
        pytest.param({"imageHeight": [1440]}, id="a list"),
        pytest.param({"imageHeight": float("nan")}, id="not a number"),
        pytest.param({"boundingBoxX2": float("inf")}, id="infinite"),
        pytest.param({"person": "Ana"}, id="a name for a person"),
        pytest.param({"person": {"id": "1", "name": "Ana"}}, id="a wrong id"),
        pytest.param({"person": rows.person("Ana") | {"name": 7}}, id="a wrong name"),
        pytest.param({"person": rows.person("Ana") | {"isHidden": "no"}}, id="a wrong truth"),
    ],
)
def test_another_type_is_a_bad_answer(wrong: Json) -> None:
    with pytest.raises(BadAnswerError):
        read_faces([rows.face(0, 0, 10, 10) | wrong])


@pytest.mark.parametrize("answer", [None, {}, "faces", [[]], [None], {"faces": []}])
async def test_another_shape_is_a_bad_answer(told: Told, answer: object) -> None:
    told.server.tell("/api/faces", answer)
    with pytest.raises(BadAnswerError):
        await told.client.faces(PHOTO)


@pytest.mark.parametrize("number", [b"NaN", b"1e999", b"-Infinity"])
async def test_what_is_no_number_in_json_is_a_bad_answer(told: Told, number: bytes) -> None:
    body = b'[{"imageWidth": ' + number + b"}]"
    told.server.tell("/api/faces", body, headers={"Content-Type": "application/json"})
    with pytest.raises(BadAnswerError):
        await told.client.faces(PHOTO)


async def test_a_crowd_is_bounded(told: Told) -> None:
    told.server.tell("/api/faces", [rows.face(0, 0, 1920, 1440)] * 20_000)
    assert await told.client.faces(PHOTO) == (WHOLE,) * MAX_FACES


async def test_a_hundred_thousand_faces_are_not_even_taken_in(told: Told) -> None:
    told.server.tell("/api/faces", [rows.face(0, 0, 1920, 1440)] * 100_000)
    with pytest.raises(TooLargeError):
        await told.client.faces(PHOTO)
