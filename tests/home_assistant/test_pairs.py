"""Two photos side by side: which ones, how they are told of, and how one walks along them."""

from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

from PIL import Image
import pytest

from custom_components.immich_frame.frame import Frame
from custom_components.immich_frame.imaging.spec import Fit, FitRule
from custom_components.immich_frame.immich.errors import RefusedKeyError
from custom_components.immich_frame.rendering import Rendering, rendering_data
from custom_components.immich_frame.selection.photos import Photos, pack
from demo.immich import faults
from demo.immich.server import SampleImmich
from demo.library.library import Library
from demo.library.model import Box, Face, Facts, Upload, Visibility
from demo.library.tiny import CENTRAL_EUROPE, tiny_photo
from homeassistant.config_entries import SOURCE_REAUTH
from homeassistant.core import HomeAssistant

from .conftest import SEARCH, SIZE, account, asset_id, async_set_up, frame_subentry, logged

PAIRS = rendering_data(Rendering(portrait=FitRule(Fit.PAIR)))
NOON = datetime(2024, 6, 1, 12, tzinfo=CENTRAL_EUROPE)


def portrait(name: str, hours: float = 0, **said: Any) -> Upload:  # noqa: ANN401 as tiny_photo says
    """Return a portrait taken so many hours after noon; the name tells its colour."""
    color = ("teal", "navy", "orange", "olive")[ord(name[0]) % 4]
    taken_at = NOON + timedelta(hours=hours)
    return tiny_photo(name, size=(480, 640), taken_at=taken_at, **{"color": color} | said)


def begin_round(frame: Frame) -> None:
    """Let all photos have their turn again, whatever the frame showed at its start."""
    frame.chooser._store.history.begin_round(frame.options.pool_query.key)


async def async_frame(hass: HomeAssistant, immich: SampleImmich, *uploads: Upload) -> Frame:
    immich.library = Library.of(list(uploads))
    return await async_set_up(hass, account(immich, frame_subentry(rendering=PAIRS)))


async def test_the_portrait_taken_nearest_is_beside_it(
    hass: HomeAssistant, immich: SampleImmich
) -> None:
    frame = await async_frame(
        hass,
        immich,
        portrait("late.jpg", 30),
        portrait("soon.jpg", 1),
        tiny_photo("wide.jpg", taken_at=NOON),
        portrait("noon.jpg"),
    )
    begin_round(frame)
    shown = await frame.async_show(asset_id(immich, "noon.jpg"))
    assert shown.companion is not None
    assert (shown.file_name, shown.companion.file_name) == ("noon.jpg", "soon.jpg")
    assert shown.rendition.fit is Fit.PAIR
    assert Image.open(BytesIO(shown.rendition.data)).size == SIZE
    left, right = shown.rendition.photos
    assert left.at.right <= right.at.left
    assert (await frame.async_show(asset_id(immich, "wide.jpg"))).companion is None


async def test_the_same_photo_does_not_come_twice(
    hass: HomeAssistant, immich: SampleImmich
) -> None:
    same = portrait("a.jpg").content
    frame = await async_frame(
        hass, immich, portrait("a.jpg"), portrait("b.jpg", 1, content=same), portrait("c.jpg", 2)
    )
    shown = await frame.async_show(asset_id(immich, "a.jpg"))
    assert shown.companion is not None
    assert shown.companion.file_name == "c.jpg"


async def test_a_portrait_without_another_is_shown_alone(
    hass: HomeAssistant, immich: SampleImmich
) -> None:
    frame = await async_frame(hass, immich, portrait("only.jpg"), tiny_photo("wide.jpg"))
    shown = await frame.async_show(asset_id(immich, "only.jpg"))
    assert (shown.companion, shown.rendition.fit) == (None, Fit.BLUR)


async def test_a_hidden_photo_is_no_companion(hass: HomeAssistant, immich: SampleImmich) -> None:
    frame = await async_frame(
        hass, immich, portrait("a.jpg"), portrait("b.jpg", 1), portrait("c.jpg", 2)
    )
    frame.chooser.hide(asset_id(immich, "b.jpg"))
    shown = await frame.async_show(asset_id(immich, "a.jpg"))
    assert shown.companion is not None
    assert shown.companion.file_name == "c.jpg"


async def test_a_photo_archived_since_the_search_is_no_companion(
    hass: HomeAssistant, immich: SampleImmich
) -> None:
    frame = await async_frame(hass, immich, portrait("a.jpg"), portrait("b.jpg", 1))
    archived = portrait("b.jpg", 1, visibility=Visibility.ARCHIVE)
    immich.library = Library.of([portrait("a.jpg"), archived])
    assert (await frame.async_show(asset_id(immich, "a.jpg"))).companion is None


async def test_a_face_that_a_pair_would_cut_keeps_its_photo_alone(
    hass: HomeAssistant, immich: SampleImmich
) -> None:
    tall = Face(Box(0.2, 0.02, 0.8, 0.98), "Ada")
    frame = await async_frame(
        hass, immich, portrait("a.jpg"), portrait("face.jpg", 1, faces=(tall,))
    )
    shown = await frame.async_show(asset_id(immich, "a.jpg"))
    assert shown.companion is None


async def test_a_companion_that_immich_does_not_give_is_passed_over(
    hass: HomeAssistant, immich: SampleImmich, caplog: pytest.LogCaptureFixture
) -> None:
    frame = await async_frame(
        hass, immich, portrait("a.jpg"), portrait("b.jpg", 1), portrait("c.jpg", 2)
    )
    immich.faults.add(f"/api/assets/{asset_id(immich, 'b.jpg')}", faults.status(404), times=None)
    shown = await frame.async_show(asset_id(immich, "a.jpg"))
    assert shown.companion is not None
    assert shown.companion.file_name == "c.jpg"
    assert logged(caplog) == []


async def test_a_key_that_is_refused_for_a_companion_is_refused(
    hass: HomeAssistant, immich: SampleImmich
) -> None:
    frame = await async_frame(hass, immich, portrait("a.jpg"), portrait("b.jpg", 1))
    before = frame.shown
    refused = faults.status(401, "Invalid API key")
    immich.faults.add(f"/api/assets/{asset_id(immich, 'b.jpg')}", refused)
    with pytest.raises(RefusedKeyError):
        await frame.async_show(asset_id(immich, "a.jpg"))
    assert frame.shown is before
    assert list(frame.entry.async_get_active_flows(hass, {SOURCE_REAUTH}))


async def test_a_photo_whose_size_nobody_knows_is_no_companion(
    hass: HomeAssistant, immich: SampleImmich
) -> None:
    known = portrait("b.jpg", 1)
    frame = await async_frame(hass, immich, portrait("a.jpg"), known, portrait("c.jpg", 2))
    begin_round(frame)
    unknown = replace(known, facts=Facts(size=1, checksum="unknown"))
    immich.library = Library.of([portrait("a.jpg"), unknown, portrait("c.jpg", 2)])
    shown = await frame.async_show(asset_id(immich, "a.jpg"))
    assert shown.companion is not None
    assert shown.companion.file_name == "c.jpg"


async def test_without_a_pool_a_portrait_is_shown_alone(
    hass: HomeAssistant, immich: SampleImmich
) -> None:
    immich.faults.add(SEARCH, faults.status(500), times=None)
    frame = await async_frame(hass, immich, portrait("a.jpg"), portrait("b.jpg", 1))
    assert frame.coordinator.data is None
    shown = await frame.async_show(asset_id(immich, "a.jpg"))
    assert (shown.file_name, shown.companion) == ("a.jpg", None)


async def test_a_round_shows_each_photo_once_and_walks_stop_at_pairs(
    hass: HomeAssistant, immich: SampleImmich
) -> None:
    names = [f"{number}.jpg" for number in range(4)]
    # Two and two were taken at about the same time.
    frame = await async_frame(
        hass,
        immich,
        *(portrait(name, 100 * (number // 2) + number) for number, name in enumerate(names)),
    )
    assert frame.shown is not None
    first, second = frame.shown, await frame.async_new_image()
    seen = [
        name
        for shown in (first, second)
        for name in (shown.file_name, shown.companion and shown.companion.file_name)
    ]
    assert sorted(map(str, seen)) == names
    back = await frame.async_previous()
    assert (back.asset_id, back.companion) == (first.asset_id, first.companion)
    forth = await frame.async_new_image()
    assert (forth.asset_id, forth.companion) == (second.asset_id, second.companion)


async def test_a_pair_is_there_again_after_a_restart(
    hass: HomeAssistant, immich: SampleImmich
) -> None:
    frame = await async_frame(hass, immich, portrait("a.jpg"), portrait("b.jpg", 1))
    before = frame.shown
    assert before is not None
    assert before.companion is not None
    assert await hass.config_entries.async_reload(frame.entry.entry_id)
    again = frame.entry.runtime_data.frames[frame.frame_id].shown
    assert again == before


async def test_a_portrait_that_was_not_shown_yet_goes_before_a_nearer_one(
    hass: HomeAssistant, immich: SampleImmich
) -> None:
    frame = await async_frame(
        hass, immich, portrait("a.jpg"), portrait("b.jpg", 1), portrait("c.jpg", 2)
    )
    begin_round(frame)
    history = frame.chooser._store.history
    history.record(asset_id(immich, "b.jpg"), frame.account.now())
    shown = await frame.async_show(asset_id(immich, "a.jpg"))
    assert shown.companion is not None
    assert shown.companion.file_name == "c.jpg"


@pytest.mark.parametrize(("fault", "is_failed"), [(404, True), (500, False)])
async def test_a_companion_without_bytes_does_not_stand_in_the_way(
    hass: HomeAssistant, immich: SampleImmich, fault: int, is_failed: bool
) -> None:
    frame = await async_frame(hass, immich, portrait("a.jpg"), portrait("b.jpg", 1))
    begin_round(frame)
    other = asset_id(immich, "b.jpg")
    immich.faults.add(f"/api/assets/{other}/*", faults.status(fault), times=None)
    shown = await frame.async_show(asset_id(immich, "a.jpg"))
    assert (shown.file_name, shown.companion, shown.rendition.fit) == ("a.jpg", None, Fit.BLUR)
    out, _retry_at = frame.chooser._store.history.out(frame.account.now())
    assert (pack(other) in out) is is_failed


async def test_a_pair_does_not_come_back_once_one_of_it_is_hidden(
    hass: HomeAssistant, immich: SampleImmich
) -> None:
    frame = await async_frame(
        hass, immich, portrait("a.jpg"), portrait("b.jpg", 1), tiny_photo("wide.jpg")
    )
    begin_round(frame)
    pair = await frame.async_show(asset_id(immich, "a.jpg"))
    assert pair.companion is not None
    await frame.async_show(asset_id(immich, "wide.jpg"))
    frame.chooser.hide(pair.companion.asset_id)
    back = await frame.async_previous()
    assert (back.file_name, back.companion) == ("a.jpg", None)


async def test_going_back_leads_to_the_pair_whatever_the_frame_shows_now(
    hass: HomeAssistant, immich: SampleImmich
) -> None:
    frame = await async_frame(
        hass, immich, portrait("a.jpg"), portrait("b.jpg", 1), tiny_photo("wide.jpg")
    )
    begin_round(frame)
    pair = await frame.async_show(asset_id(immich, "a.jpg"))
    assert pair.companion is not None
    await frame.async_show(asset_id(immich, "wide.jpg"))
    frame._recent.newest_first = frame._recent.newest_first[:1]  # as if much was shown since
    assert frame.coordinator.data is not None
    frame.coordinator.data = replace(frame.coordinator.data, photos=Photos())
    back = await frame.async_previous()
    assert back.companion == pair.companion
