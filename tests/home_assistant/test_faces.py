"""Faces that Immich knows decide what is cut off: whose they are, and what when nobody tells."""

from typing import Any

import pytest

from custom_components.immich_frame.frame import Frame
from custom_components.immich_frame.imaging.spec import CropMethod, Fit, FitRule, Placed
from custom_components.immich_frame.preset_data import preset_data
from custom_components.immich_frame.rendering import Rendering, rendering_data
from custom_components.immich_frame.selection.preset import Preset
from custom_components.immich_frame.selection.source import Source, SourceKind
from demo.immich import faults
from demo.immich.faults import Fault
from demo.immich.server import SampleImmich
from demo.library.library import Library
from demo.library.model import Box, Edit, Face, Person
from demo.library.tiny import tiny_photo
from homeassistant.core import HomeAssistant

from .conftest import account, async_set_up, frame_subentry, logged

FACES = "/api/faces"
ADA = Person("ada", "Ada")
CLEO = Person("cleo", "Cleo", is_favorite=True)
PEOPLE = (ADA, CLEO, Person("ben", "Ben"))
LEFT, RIGHT = Box(0.02, 0.4, 0.12, 0.55), Box(0.88, 0.4, 0.98, 0.55)
COVER = rendering_data(Rendering(FitRule(Fit.COVER), FitRule(Fit.COVER)))


async def async_shown(
    hass: HomeAssistant,
    immich: SampleImmich,
    *faces: Face,
    edit: Edit | None = None,
    source: Source | None = None,
) -> Frame:
    """Show a wide photo with these faces on a tall frame that it has to be cropped for."""
    photo = tiny_photo("photo.jpg", size=(960, 480), faces=faces, edit=edit)
    immich.library = Library.of([photo], people=PEOPLE)
    options: dict[str, Any] = {"width": 90, "height": 160, "rendering": COVER}
    if source is not None:
        options["presets"] = [preset_data(Preset(name="Theirs", source=source))]
    return await async_set_up(hass, account(immich, frame_subentry(**options)))


def placed(frame: Frame) -> Placed:
    assert frame.shown is not None
    return frame.shown.rendition.photos[0]


@pytest.mark.parametrize(("box", "kept"), [(LEFT, (1.0,)), (RIGHT, (1.0,))])
async def test_a_face_is_kept(
    hass: HomeAssistant, immich: SampleImmich, box: Box, kept: tuple[float, ...]
) -> None:
    crop = placed(await async_shown(hass, immich, Face(box)))
    assert (crop.method, crop.faces_kept) == (CropMethod.FACES, kept)
    assert crop.kept == pytest.approx(270 / 960)


@pytest.mark.parametrize(("named", "stranger"), [(LEFT, RIGHT), (RIGHT, LEFT)])
async def test_somebody_with_a_name_goes_before_a_stranger(
    hass: HomeAssistant, immich: SampleImmich, named: Box, stranger: Box
) -> None:
    crop = placed(await async_shown(hass, immich, Face(stranger), Face(named, "ada")))
    assert crop.faces_kept == (0.0, 1.0)


@pytest.mark.parametrize(("favorite", "named"), [(LEFT, RIGHT), (RIGHT, LEFT)])
async def test_a_favorite_in_immich_goes_before_others(
    hass: HomeAssistant, immich: SampleImmich, favorite: Box, named: Box
) -> None:
    crop = placed(await async_shown(hass, immich, Face(named, "ada"), Face(favorite, "cleo")))
    assert crop.faces_kept == (0.0, 1.0)


@pytest.mark.parametrize(("wanted", "other"), [(LEFT, RIGHT), (RIGHT, LEFT)])
async def test_whom_the_frame_is_about_goes_before_others(
    hass: HomeAssistant, immich: SampleImmich, wanted: Box, other: Box
) -> None:
    faces = Face(other, "ben"), Face(wanted, "ada")
    source = Source(kind=SourceKind.PEOPLE, ids=(ADA.id,))
    crop = placed(await async_shown(hass, immich, *faces, source=source))
    assert crop.faces_kept == (0.0, 1.0)


async def test_faces_of_an_edited_photo_are_where_the_edit_has_them(
    hass: HomeAssistant, immich: SampleImmich
) -> None:
    crop = placed(await async_shown(hass, immich, Face(LEFT), edit=Edit(is_mirrored=True)))
    assert crop.faces_kept == (1.0,)
    assert crop.crop.left > 480


@pytest.mark.parametrize(
    "fault",
    [
        faults.status(403, "Missing required permission: face.read"),
        faults.status(500),
        faults.body(b"[{}]", "application/json"),
    ],
    ids=["no leave", "an error", "no faces"],
)
async def test_without_faces_the_photo_is_shown_all_the_same(
    hass: HomeAssistant, immich: SampleImmich, fault: Fault, caplog: pytest.LogCaptureFixture
) -> None:
    immich.faults.add(FACES, fault, times=None)
    crop = placed(await async_shown(hass, immich, Face(LEFT)))
    assert crop.method is not CropMethod.FACES
    assert crop.faces_kept == ()
    assert logged(caplog) == []
