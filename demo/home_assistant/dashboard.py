"""A dashboard with the frame on it."""

from collections.abc import Sequence
from typing import Any

from demo.home_assistant.api import Api

PATH = "photo-frame"


async def make_dashboard(api: Api, image: str, button: str, gallery: Sequence[str] = ()) -> str:
    """Make a dashboard of the frame's image and its button, and of the images of a gallery.

    Returns its address.
    """
    async with api.websocket() as websocket:
        await websocket.command(
            "lovelace/dashboards/create",
            url_path=PATH,
            title="Photo frame",
            icon="mdi:image-frame",
            mode="storage",
            show_in_sidebar=True,
            require_admin=False,
        )
        view = {
            "title": "Photo frame",
            "type": "sections",
            "max_columns": 3,
            "sections": [
                {
                    "type": "grid",
                    "column_span": 3,
                    "cards": [
                        {
                            "type": "picture-entity",
                            "entity": image,
                            "show_name": False,
                            "show_state": False,
                            "grid_options": {"columns": "full"},
                        },
                        {
                            "type": "button",
                            "entity": button,
                            "name": "Next photo",
                            "tap_action": {"action": "toggle"},
                            "grid_options": {"columns": "full", "rows": 2},
                        },
                    ],
                },
                *map(_exhibit, gallery),
            ],
        }
        await websocket.command("lovelace/config/save", url_path=PATH, config={"views": [view]})
    return f"{api.url}/{PATH}"


def _exhibit(image: str) -> dict[str, Any]:
    card = {
        "type": "picture-entity",
        "entity": image,
        "show_name": True,
        "show_state": False,
        "grid_options": {"columns": "full"},
    }
    return {"type": "grid", "cards": [card]}
