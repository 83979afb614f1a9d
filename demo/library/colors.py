"""Which colours a picture is made of, in plain words, most of it first."""

import numpy as np
from PIL import Image

LEAST_SHARE = 0.12
"""A colour counts when this share of the picture has it."""

BLACK, GREY_LEVEL, WHITE = 45, 40, 200
"""Below the first value a pixel is black; below the second saturation it has no hue."""

HUES = (
    (8, "red"),
    (32, "orange"),
    (48, "yellow"),
    (114, "green"),
    (139, "turquoise"),
    (181, "blue"),
    (207, "purple"),
    (243, "pink"),
    (256, "red"),
)
"""Upper bounds on Pillow's hue of 0..255."""


def dominant_colors(picture: Image.Image) -> tuple[str, ...]:
    """Return the names of the colours that cover an eighth of the picture and more."""
    small = picture.resize((48, 48), Image.Resampling.BOX).convert("HSV")
    hue, saturation, value = np.moveaxis(np.asarray(small), 2, 0)
    bounds = [bound for bound, _ in HUES]
    names = np.array([name for _, name in HUES], dtype=object)
    named = names[np.searchsorted(bounds, hue, side="right").clip(max=len(HUES) - 1)]
    named[(named == "orange") & (value < 150)] = "brown"  # noqa: PLR2004, dark orange is brown
    grey = saturation < GREY_LEVEL
    named[grey] = "grey"
    named[grey & (value >= WHITE)] = "white"
    named[value < BLACK] = "black"
    found, counts = np.unique(named.astype(str), return_counts=True)
    shares = sorted(zip(counts / named.size, found, strict=True), reverse=True)
    return tuple(str(name) for share, name in shares if share >= LEAST_SHARE)
