"""A dashboard: the frame on the wall, and all that there is of every frame."""

from collections.abc import Mapping, Sequence
from typing import Any

from demo.home_assistant.api import Api

PATH = "photo-frame"
ALL_PATH = "frames"
"""Where the view with every entity lies, below the dashboard's own address."""

type Card = dict[str, Any]


async def make_dashboard(
    api: Api,
    image: str,
    button: str,
    *,
    frames: Mapping[str, Sequence[str]],
    gallery: Sequence[str] = (),
) -> str:
    """Make a dashboard of a frame's image and its button, and of the images of a gallery.

    A second view has all entities of each of the frames, under a heading. Returns its address.
    """
    wall = [_wall(image, button), *map(_exhibit, gallery)]
    views = [
        {"title": "Photo frame", "type": "sections", "max_columns": 3, "sections": wall},
        {
            "title": "All frames",
            "path": ALL_PATH,
            "type": "sections",
            "max_columns": 4,
            "sections": [_frame(heading, entities) for heading, entities in frames.items()],
        },
    ]
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
        await websocket.command("lovelace/config/save", url_path=PATH, config={"views": views})
    return f"{api.url}/{PATH}"


def _wall(image: str, button: str) -> Card:
    next_photo = {
        "type": "button",
        "entity": button,
        "name": "Next photo",
        "tap_action": {"action": "toggle"},
        "grid_options": {"columns": "full", "rows": 2},
    }
    cards = [_picture(image, has_name=False), next_photo]
    return {"type": "grid", "column_span": 3, "cards": cards}


def _exhibit(image: str) -> Card:
    return {"type": "grid", "cards": [_picture(image, has_name=True)]}


def _frame(heading: str, entities: Sequence[str]) -> Card:
    images = [entity for entity in entities if entity.startswith("image.")]
    cards = [
        {"type": "heading", "heading": heading},
        *(_picture(image, has_name=False) for image in images),
        {"type": "entities", "entities": list(entities), "grid_options": {"columns": "full"}},
    ]
    return {"type": "grid", "cards": cards}


def _picture(image: str, *, has_name: bool) -> Card:
    return {
        "type": "picture-entity",
        "entity": image,
        "show_name": has_name,
        "show_state": False,
        "grid_options": {"columns": "full"},
    }
