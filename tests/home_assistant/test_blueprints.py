"""Every blueprint is one that Home Assistant takes, and can be imported from where it says."""

import pytest
from pytest_homeassistant_custom_component.test_util.aiohttp import AiohttpClientMocker
from yarl import URL

from homeassistant.components.automation.helpers import async_get_blueprints
from homeassistant.components.blueprint import BlueprintInputs
from homeassistant.components.blueprint.importer import fetch_blueprint_from_url
from homeassistant.core import HomeAssistant

from .blueprints import FILES, OWNER, async_load

NAMES = sorted(path.stem for path in FILES.glob("*.yaml"))


def test_there_are_blueprints() -> None:
    assert len(NAMES) == 3


async def test_home_assistant_lists_them(hass: HomeAssistant) -> None:
    await async_load(hass, NAMES[0])
    found = await async_get_blueprints(hass).async_get_blueprints()
    ours = {path for path in found if path.startswith(f"{OWNER}/")}
    assert ours == {f"{OWNER}/{name}.yaml" for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
async def test_it_is_for_this_home_assistant(hass: HomeAssistant, name: str) -> None:
    blueprint = await async_load(hass, name)
    assert blueprint.validate() is None


@pytest.mark.parametrize("name", NAMES)
async def test_what_has_no_default_has_to_be_said(hass: HomeAssistant, name: str) -> None:
    blueprint = await async_load(hass, name)
    use = {"use_blueprint": {"path": f"{OWNER}/{name}.yaml", "input": {}}}
    required = {key for key, value in blueprint.inputs.items() if "default" not in value}
    assert "frame" in required
    with pytest.raises(Exception, match="Missing input") as caught:
        BlueprintInputs(blueprint, use).validate()
    assert all(key in str(caught.value) for key in required)


@pytest.mark.parametrize("name", NAMES)
async def test_it_is_imported_by_its_address(
    hass: HomeAssistant, aioclient_mock: AiohttpClientMocker, name: str
) -> None:
    blueprint = await async_load(hass, name)
    source = URL(blueprint.metadata["source_url"])
    raw = f"https://raw.githubusercontent.com{source.path.replace('/blob/', '/')}"
    text = await hass.async_add_executor_job((FILES / f"{name}.yaml").read_text)
    aioclient_mock.get(raw, text=text)
    imported = await fetch_blueprint_from_url(hass, str(source))
    assert imported.blueprint.data == blueprint.data
