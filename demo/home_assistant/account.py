"""Adds an Immich account to Home Assistant the way a user does: through the config flow."""

from dataclasses import dataclass, field
import json
from typing import Any

from demo.errors import DemoError
from demo.home_assistant.api import Api
from demo.home_assistant.folder import INTEGRATION

FLOWS = "/api/config/config_entries/flow"


@dataclass(frozen=True, slots=True)
class Immich:
    """The server whose photos are shown."""

    url: str
    api_key: str = field(repr=False)
    query: str | None = None


async def add_account(api: Api, immich: Immich) -> str:
    """Go through the form. Returns the entry's id.

    Raises DemoError with the form's own words when the server or the key is no good.
    """
    flow = await api.post(FLOWS, {"handler": INTEGRATION.name, "show_advanced_options": False})
    form = {"url": immich.url, "api_key": immich.api_key, "verify_ssl": True}
    if immich.query:
        form["query"] = immich.query
    result = await api.post(f"{FLOWS}/{flow['flow_id']}", form)
    if result["type"] == "menu":  # The key could be allowed to do more.
        result = await api.post(f"{FLOWS}/{flow['flow_id']}", {"next_step_id": "go_on"})
    if result["type"] != "create_entry":
        raise DemoError(_words_of(result))
    entry_id: str = result["result"]["entry_id"]
    return entry_id


def _words_of(result: dict[str, Any]) -> str:
    english = json.loads((INTEGRATION / "translations" / "en.json").read_text())["config"]
    words = english["abort"] if result["type"] == "abort" else english["error"]
    keys = [result["reason"]] if result["type"] == "abort" else result["errors"].values()
    placeholders = result.get("description_placeholders") or {}
    return " ".join(words.get(key, key).format(**placeholders) for key in keys)
