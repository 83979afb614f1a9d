"""Frames that show what a frame can do with a photo."""

from demo.home_assistant.frames import Fields, NewFrame, size

HD = (1280, 720)
PANEL = (800, 480)


def _exhibit(
    name: str, orientation: str, rendering: Fields | None = None, pixels: tuple[int, int] = HD
) -> NewFrame:
    """Return a frame that takes photos of this orientation and stands still."""
    settings = {**size(*pixels), "slideshow": {"on": False}}
    return NewFrame(name, settings, {"look": {"orientation": orientation}}, rendering or {})


def _portraits(fit: str) -> Fields:
    return {"portrait": {"fit": fit}}


GALLERY = (
    _exhibit("Automatic", "portrait"),
    _exhibit("Cover", "portrait", _portraits("cover")),
    _exhibit("Contain", "portrait", _portraits("contain")),
    _exhibit("Blur", "portrait", _portraits("blur")),
    _exhibit("Matte", "landscape", {"landscape": {"fit": "matte"}}),
    _exhibit("Pair", "portrait", _portraits("pair")),
    _exhibit(
        "Caption",
        "landscape",
        {"caption": {"parts": ["date", "place", "people", "years_ago", "description"]}},
    ),
    _exhibit("Grey", "landscape", {"output": {"palette": "grey_4"}}, PANEL),
    _exhibit("Six colours", "landscape", {"output": {"palette": "spectra_6"}}, PANEL),
)
