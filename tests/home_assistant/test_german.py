"""A Home Assistant that speaks German, or begins to while a frame runs: what people read."""

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.immich_frame.caption_font import CAPTION_FONT
from custom_components.immich_frame.const import DOMAIN
from custom_components.immich_frame.entity import unique_id
from custom_components.immich_frame.errors import FilteredOutError, NoPhotosError
from custom_components.immich_frame.frame import Frame
from custom_components.immich_frame.imaging.placeholder import placeholder
from custom_components.immich_frame.imaging.spec import Size
from custom_components.immich_frame.words import Words
from demo.immich.server import SampleImmich
from demo.library.library import Library
from homeassistant.components.camera import async_get_image
from homeassistant.config_entries import SOURCE_USER
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.translation import async_get_translations, async_translate_state
from homeassistant.setup import async_setup_component

from .conftest import (
    CAMERA,
    SIZE,
    account,
    async_set_up,
    frame_subentry,
    logged,
    suggested,
    until,
)
from .frame_steps import SMALL, Change, added, async_finish, async_saved, async_steps
from .media_steps import children, titles

GERMAN = "de"


# The language of captions shows in the pixels alone.
CAPTION = {"caption": {"parts": ["date", "years_ago"], "height_percent": 10}}


@pytest.fixture
def hass(hass: HomeAssistant) -> HomeAssistant:
    """Speak German from the start."""
    hass.config.language = GERMAN
    return hass


async def async_texts(hass: HomeAssistant, category: str) -> dict[str, str]:
    """Return what the browser is given of a category, in the language of this Home Assistant."""
    return await async_get_translations(hass, hass.config.language, category, [DOMAIN])


async def async_called(
    hass: HomeAssistant, hass_ws_client: WebSocketGenerator, action: str, **data: object
) -> str:
    """Call an action as the browser does, and return the words in which it says that it failed."""
    socket = await hass_ws_client(hass)
    await socket.send_json_auto_id(
        {
            "type": "call_service",
            "domain": DOMAIN,
            "service": action,
            "service_data": data,
            "target": {"entity_id": CAMERA},
            "return_response": True,
        }
    )
    error = (await socket.receive_json())["error"]
    assert error["translation_domain"] == DOMAIN
    texts = await async_texts(hass, "exceptions")
    words = texts[f"component.{DOMAIN}.exceptions.{error['translation_key']}.message"]
    return words.format(**error["translation_placeholders"] or {})


async def test_an_action_says_in_german_what_is_wrong(
    hass: HomeAssistant, frame: Frame, hass_ws_client: WebSocketGenerator
) -> None:
    assert frame.shown is not None
    said = await async_called(hass, hass_ws_client, "previous")
    assert said == "Es gibt kein früheres Foto, zu dem zurückgegangen werden kann."
    said = await async_called(hass, hass_ws_client, "new_image", preset="Urlaub")
    assert said == "Der Bilderrahmen hat keine Quelle dieses Namens. Er hat: Photos"


async def test_a_filter_that_leaves_nothing_is_named_in_german(
    hass: HomeAssistant, immich: SampleImmich, hass_ws_client: WebSocketGenerator
) -> None:
    preset = {"name": "Sterne", "source": {}, "filters": {"favorites_only": True}}
    frame = await async_set_up(hass, account(immich, frame_subentry(presets=[preset])))
    assert isinstance(frame.last_error, FilteredOutError)
    said = await async_called(hass, hass_ws_client, "next")
    assert "Es gäbe welche ohne: Nur Favoriten." in said


@pytest.mark.usefixtures("all_entities_enabled")
async def test_entities_have_german_names(hass: HomeAssistant, frame: Frame) -> None:
    entities = er.async_entries_for_config_entry(er.async_get(hass), frame.entry.entry_id)
    english = await async_get_translations(hass, "en", "entity", [DOMAIN])
    german = await async_texts(hass, "entity")
    names = set()
    for entity in entities:
        key = f"component.{DOMAIN}.entity.{entity.domain}.{entity.translation_key}.name"
        assert entity.original_name == german.get(key)
        names.add((entity.original_name, english.get(key)))
    assert ("Nächstes Foto", "Next photo") in names
    assert ("Letzter Fehler", "Last error") in names


async def test_what_an_entity_shows_is_german(hass: HomeAssistant, frame: Frame) -> None:
    registry = er.async_get(hass)
    button = registry.async_get_entity_id("button", DOMAIN, unique_id(frame.frame_id, "next_photo"))
    assert button is not None
    state = hass.states.get(button)
    assert state is not None
    assert state.attributes["friendly_name"] == "Photo frame Nächstes Foto"
    said = async_translate_state(hass, "key_refused", "sensor", DOMAIN, "last_error", None)
    assert said == "API-Schlüssel abgelehnt"


async def test_what_the_backend_words_itself_is_german(hass: HomeAssistant) -> None:
    words = await Words.async_load(hass)
    assert words.say("selector.kind.options.memories") == "An diesem Tag"
    assert words.say("selector.photo.options.like", photo="meer.jpg") == "Ähnlich wie meer.jpg"
    names = [words.say(f"selector.uncounted.options.{name}") for name in ("min_edge", "months")]
    assert words.join(["Ausrichtung", *names]) == "Ausrichtung, Größe und Monate"


async def test_a_form_lists_filters_and_names_sources_in_german(
    hass: HomeAssistant, entry: MockConfigEntry, immich: SampleImmich
) -> None:
    steps = await async_steps(hass, immich, entry)
    await (await steps.add()).fill(kind="favorites", **SMALL)
    await steps.fill(look={"min_edge": 1.0, "burst_seconds": 5.0})
    assert steps.step == "preview_rough"
    placeholders = steps.result["description_placeholders"]
    assert placeholders is not None
    assert placeholders["preset"] == "Favoriten"
    assert placeholders["filters"] == "Größe und Serienaufnahmen"


@pytest.mark.parametrize(("query", "source"), [("", "Fotos"), ("teal", "teal")])
async def test_the_first_frame_has_german_names(
    hass: HomeAssistant, immich: SampleImmich, query: str, source: str
) -> None:
    flows = hass.config_entries.flow
    began = await flows.async_init(DOMAIN, context={"source": SOURCE_USER})
    form = {"url": immich.url, "api_key": immich.api_key, "verify_ssl": True, "query": query}
    result = await flows.async_configure(began["flow_id"], form)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    [frame] = result["result"].subentries.values()
    assert frame.title == "Bilderrahmen"
    assert frame.data["active"] == source
    assert [preset["name"] for preset in frame.data["presets"]] == [source]


async def test_frames_and_their_sources_are_given_german_names(
    hass: HomeAssistant, entry: MockConfigEntry, immich: SampleImmich
) -> None:
    steps = await async_steps(hass, immich, entry)
    await (await steps.add()).fill(kind="library", **SMALL)
    await steps.fill()
    assert (await async_saved(hass, steps, entry))["name"] == "Fotos"
    frame = added(entry)
    assert (frame.title, frame.data["active"]) == ("Bilderrahmen", "Fotos")
    assert suggested((await steps.add()).result)["name"] == "Bilderrahmen 2"


async def test_a_german_name_goes_with_its_source(
    hass: HomeAssistant, immich: SampleImmich
) -> None:
    change = Change(hass, immich)
    steps = await change({"name": "Fotos"})
    await steps.choose("change_source")
    await steps.fill(kind="favorites")
    await steps.fill()
    await async_finish(hass, steps)
    assert [preset["name"] for preset in change.presets] == ["Favoriten"]


async def test_the_media_browser_is_german(hass: HomeAssistant, frame: Frame) -> None:
    assert await async_setup_component(hass, "media_source", {})
    assert "Aktuelles Foto" in titles(await children(hass, frame.name))


async def test_captions_follow_a_change_of_the_language(
    hass: HomeAssistant, immich: SampleImmich
) -> None:
    frame = await async_set_up(hass, account(immich, frame_subentry(rendering=CAPTION)))
    pictures = []
    for language in (GERMAN, "en", GERMAN, "ja"):
        await hass.config.async_update(language=language)
        await hass.async_block_till_done()
        shown = await frame.async_show(None, 1)
        pictures.append(shown.rendition.data)
    german, english, german_again, without_letters = pictures
    assert german != english
    assert german == german_again
    assert without_letters == english


async def test_nothing_breaks_when_the_language_changes(
    hass: HomeAssistant,
    frame: Frame,
    hass_ws_client: WebSocketGenerator,
    caplog: pytest.LogCaptureFixture,
) -> None:
    before, running = frame.shown, frame.entry.runtime_data
    await hass.config.async_update(language="en")
    await hass.async_block_till_done()
    assert frame.shown is before
    assert frame.entry.runtime_data is running
    said = await async_called(hass, hass_ws_client, "new_image", preset="Urlaub")
    assert said.startswith("The frame has no source of this name.")
    shown = await frame.async_new_image()
    assert before is not None
    assert frame.shown is shown
    assert shown.asset_id != before.asset_id
    assert logged(caplog) == []


async def test_what_was_made_ready_in_another_language_is_not_shown(
    hass: HomeAssistant, immich: SampleImmich
) -> None:
    subentry = frame_subentry(rendering=CAPTION, prefetch=True)
    frame = await async_set_up(hass, account(immich, subentry))
    await until(lambda: frame.chooser.is_prepared and frame.turns.is_idle)
    await hass.config.async_update(language="en")
    await hass.async_block_till_done()
    shown = await frame.async_new_image()
    again = await frame.async_show(shown.asset_id, 1)
    assert shown.rendition.data == again.rendition.data


async def test_a_frame_without_a_photo_says_so_in_german(
    hass: HomeAssistant, immich: SampleImmich
) -> None:
    immich.library = Library.of([])
    frame = await async_set_up(hass, account(immich, frame_subentry()))
    assert isinstance(frame.last_error, NoPhotosError)
    said = (
        "Kein Foto entspricht dem, wonach gefragt wird. Ändere die Quelle oder die Filter des "
        "Bilderrahmens oder die Suchanfrage."
    )
    drawn = placeholder("Photo frame", said, Size(*SIZE), CAPTION_FONT)
    assert (await async_get_image(hass, CAMERA)).content == drawn
