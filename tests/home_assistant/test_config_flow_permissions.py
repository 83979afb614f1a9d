"""What more a key could be allowed to do is said before an account is stored, and can be mended."""

from collections.abc import Iterable

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.immich_frame.const import DOMAIN
from custom_components.immich_frame.frame import Frame
from custom_components.immich_frame.immich.permissions import OPTIONAL, REQUIRED
from demo.immich import faults
from demo.immich.server import SampleImmich
from homeassistant.config_entries import SOURCE_USER, ConfigEntryState, ConfigFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType

from .conftest import TRANSLATIONS, said, suggested

STEP = TRANSLATIONS["config"]["step"]["permissions"]
KEY = "a-key-of-its-own"


class Flow:
    """A flow of the account, with a key that may not do everything."""

    def __init__(self, hass: HomeAssistant, immich: SampleImmich) -> None:
        """Begin with `add`, or with the result of another beginning."""
        self._hass = hass
        self.immich = immich
        self.result: ConfigFlowResult

    async def add(self, **changed: str) -> ConfigFlowResult:
        """Add an account."""
        flows = self._hass.config_entries.flow
        self.result = await flows.async_init(DOMAIN, context={"source": SOURCE_USER})
        form: dict[str, str | bool] = {"url": self.immich.url, "api_key": KEY}
        return await self.fill(**form | {"verify_ssl": True} | changed)

    async def fill(self, **form: str | bool) -> ConfigFlowResult:
        """Submit the form."""
        flows = self._hass.config_entries.flow
        self.result = await flows.async_configure(self.result["flow_id"], form)
        return self.result

    async def choose(self, option: str) -> ConfigFlowResult:
        """Choose from the menu."""
        assert said(self.result) == {}
        assert option in self.result["menu_options"]
        return await self.fill(next_step_id=option)

    def may(self, permissions: Iterable[str]) -> None:
        """Change in Immich what the key may do."""
        self.immich.add_key(permissions, KEY)

    @property
    def text(self) -> str:
        """What the menu says."""
        assert self.result["step_id"] == "permissions"
        words = STEP["description"].format(**self.result["description_placeholders"] or {})
        return str(words.replace("\\", ""))


@pytest.fixture
def flow(hass: HomeAssistant, immich: SampleImmich) -> Flow:
    """Return a flow with a key that may do what a frame needs, and choose by albums."""
    key = Flow(hass, immich)
    key.may([*REQUIRED, "album.read"])
    return key


async def test_each_permission_says_what_it_enables(flow: Flow) -> None:
    result = await flow.add()
    assert result["type"] is FlowResultType.MENU
    assert said(result) == {}
    granted, missing = flow.text.split(STEP["description"].split("{granted}")[1].split("{")[0])
    assert "- **user.read**: tells whose photos they are\n- **asset.read**: " in granted
    assert "- **album.read**: lets you choose photos by albums" in granted
    lines = [line for line in missing.splitlines() if line.startswith("- ")]
    assert [line.split("**")[1] for line in lines] == [
        one for one in OPTIONAL if one != "album.read"
    ]
    assert lines[0].endswith("**: shows originals, which have more pixels than previews")
    assert KEY not in str(result["description_placeholders"])


async def test_one_can_go_on_with_the_key_as_it_is(hass: HomeAssistant, flow: Flow) -> None:
    await flow.add(query="teal")
    assert hass.config_entries.async_entries(DOMAIN) == []
    result = await flow.choose("go_on")
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["data"]["api_key"] == KEY
    [frame] = result["result"].subentries.values()
    assert frame.data["presets"][0]["source"]["text"] == "teal"


async def test_the_key_is_checked_again(flow: Flow) -> None:
    await flow.add()
    flow.may([*REQUIRED, *OPTIONAL[1:]])
    await flow.choose("check_again")
    assert flow.text.count("**asset.download**") == 1
    assert "**face.read**: keeps" in flow.text.split("more permissions")[0]
    flow.may(["all"])
    result = await flow.choose("check_again")
    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_a_key_with_every_permission_is_not_asked_about(flow: Flow) -> None:
    flow.may([*REQUIRED, *OPTIONAL])
    assert (await flow.add())["type"] is FlowResultType.CREATE_ENTRY


async def test_what_went_wrong_since_is_said_in_the_form(flow: Flow) -> None:
    await flow.add(query="teal")
    flow.immich.revoke_key(KEY)
    result = await flow.choose("check_again")
    assert (result["step_id"], result["errors"]) == ("user", {"api_key": "key_refused"})
    assert said(result)
    assert suggested(result)["query"] == "teal"
    flow.immich.add_key(["all"], KEY)
    form = suggested(result)
    assert (await flow.fill(**form))["type"] is FlowResultType.CREATE_ENTRY


async def test_a_browser_that_is_reloaded_comes_back(hass: HomeAssistant, flow: Flow) -> None:
    await flow.add()
    flows = hass.config_entries.flow
    flow.result = await flows.async_configure(flow.result["flow_id"], None)
    assert "**face.read**" in flow.text
    flow.immich.faults.add("/api/server/ping", faults.html())
    await flow.choose("check_again")
    flow.result = await flows.async_configure(flow.result["flow_id"], None)
    assert flow.result["errors"] == {"base": "not_immich"}
    assert suggested(flow.result)["url"] == flow.immich.url


async def test_the_same_account_is_added_once_however_many_ask(
    hass: HomeAssistant, flow: Flow
) -> None:
    await flow.add()
    other = Flow(hass, flow.immich)
    await other.add()
    assert (await other.choose("go_on"))["type"] is FlowResultType.CREATE_ENTRY
    flows = [one["flow_id"] for one in hass.config_entries.flow.async_progress()]
    assert flow.result["flow_id"] not in flows
    assert len(hass.config_entries.async_entries(DOMAIN)) == 1


async def test_an_account_that_is_there_since_is_not_replaced(
    hass: HomeAssistant, flow: Flow, entry: MockConfigEntry
) -> None:
    await hass.config_entries.async_remove(entry.entry_id)
    await flow.add()
    entry.add_to_hass(hass)
    result = await flow.choose("go_on")
    assert "set up already" in said(result)["abort"]
    assert hass.config_entries.async_entries(DOMAIN) == [entry]


@pytest.mark.parametrize("option", ["go_on", "check_again"])
async def test_a_new_key_can_lack_some_as_well(
    hass: HomeAssistant, flow: Flow, entry: MockConfigEntry, frame: Frame, option: str
) -> None:
    assert frame.shown is not None
    before = dict(entry.data)
    flow.result = await entry.start_reauth_flow(hass)
    await flow.fill(api_key=KEY)
    assert "**face.read**" in flow.text
    assert dict(entry.data) == before
    if option == "check_again":
        flow.may(["all"])
    result = await flow.choose(option)
    assert said(result) == {"abort": "Re-authentication was successful"}
    await hass.async_block_till_done()
    assert entry.data["api_key"] == KEY
    assert entry.state is ConfigEntryState.LOADED


async def test_another_address_tells_it_too(
    hass: HomeAssistant, flow: Flow, entry: MockConfigEntry, frame: Frame
) -> None:
    assert frame.shown is not None
    flow.result = await entry.start_reconfigure_flow(hass)
    await flow.fill(url=flow.immich.url, api_key=KEY, verify_ssl=False)
    flow.immich.revoke_key(KEY)
    result = await flow.choose("check_again")
    assert (result["step_id"], result["errors"]) == ("reconfigure", {"api_key": "key_refused"})
    assert suggested(result) == {"url": flow.immich.url, "verify_ssl": False}
    flow.immich.add_key(REQUIRED, KEY)
    await flow.fill(url=flow.immich.url, api_key=KEY, verify_ssl=False)
    result = await flow.choose("go_on")
    assert said(result) == {"abort": "Reconfiguration was successful"}
    await hass.async_block_till_done()
    assert (entry.data["api_key"], entry.data["verify_ssl"]) == (KEY, False)
