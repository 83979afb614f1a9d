"""The screens that frames are made for, by name: their sizes, and the colours of e-ink panels."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from .imaging.spec import Palette, Size


class Screen(StrEnum):
    """What people have on their walls, in the order in which they are asked; or any other size.

    Devices that are asked for the same pictures are one screen: no two have size and colours in
    common, so that a frame's settings tell which it is.
    """

    UHD_LANDSCAPE = "uhd_landscape"
    UHD_PORTRAIT = "uhd_portrait"
    FULL_HD_LANDSCAPE = "full_hd_landscape"
    FULL_HD_PORTRAIT = "full_hd_portrait"
    TABLET_4_3_LANDSCAPE = "tablet_4_3_landscape"
    TABLET_4_3_PORTRAIT = "tablet_4_3_portrait"
    TABLET_16_10_LANDSCAPE = "tablet_16_10_landscape"
    TABLET_16_10_PORTRAIT = "tablet_16_10_portrait"
    NEST_HUB_MAX = "nest_hub_max"
    NEST_HUB = "nest_hub"
    EINK_5_7_COLOR_7 = "eink_5_7_color_7"
    EINK_7_3_COLOR_7 = "eink_7_3_color_7"
    EINK_7_3_SPECTRA_6 = "eink_7_3_spectra_6"
    EINK_7_5_GREY_2 = "eink_7_5_grey_2"
    EINK_9_7_GREY_16 = "eink_9_7_grey_16"
    EINK_10_3_GREY_16 = "eink_10_3_grey_16"
    EINK_13_3_GREY_16 = "eink_13_3_grey_16"
    EINK_13_3_SPECTRA_6 = "eink_13_3_spectra_6"
    CUSTOM = "custom"


@dataclass(frozen=True, slots=True)
class Panel:
    """The pixels of a screen, and the colours it has, if they are few."""

    size: Size
    palette: Palette | None = None


PANELS: Final[Mapping[Screen, Panel]] = {
    Screen.UHD_LANDSCAPE: Panel(Size(3840, 2160)),
    Screen.UHD_PORTRAIT: Panel(Size(2160, 3840)),
    Screen.FULL_HD_LANDSCAPE: Panel(Size(1920, 1080)),
    Screen.FULL_HD_PORTRAIT: Panel(Size(1080, 1920)),
    Screen.TABLET_4_3_LANDSCAPE: Panel(Size(2048, 1536)),
    Screen.TABLET_4_3_PORTRAIT: Panel(Size(1536, 2048)),
    Screen.TABLET_16_10_LANDSCAPE: Panel(Size(1920, 1200)),
    Screen.TABLET_16_10_PORTRAIT: Panel(Size(1200, 1920)),
    Screen.NEST_HUB_MAX: Panel(Size(1280, 800)),
    Screen.NEST_HUB: Panel(Size(1024, 600)),
    Screen.EINK_5_7_COLOR_7: Panel(Size(600, 448), Palette.COLOR_7),
    Screen.EINK_7_3_COLOR_7: Panel(Size(800, 480), Palette.COLOR_7),
    Screen.EINK_7_3_SPECTRA_6: Panel(Size(800, 480), Palette.SPECTRA_6),
    Screen.EINK_7_5_GREY_2: Panel(Size(800, 480), Palette.GREY_2),
    Screen.EINK_9_7_GREY_16: Panel(Size(1200, 825), Palette.GREY_16),
    Screen.EINK_10_3_GREY_16: Panel(Size(1872, 1404), Palette.GREY_16),
    Screen.EINK_13_3_GREY_16: Panel(Size(1600, 1200), Palette.GREY_16),
    Screen.EINK_13_3_SPECTRA_6: Panel(Size(1600, 1200), Palette.SPECTRA_6),
}
"""All of them but the custom one."""


def screen_of(size: Size, palette: Palette | None) -> Screen:
    """Return the screen that has this size, or CUSTOM; an e-ink panel is told by its colours too.

    A screen of all colours may show few of them.
    """
    fitting = [screen for screen, panel in PANELS.items() if panel.size == size]
    exact = [screen for screen in fitting if PANELS[screen].palette is palette]
    colorful = [screen for screen in fitting if PANELS[screen].palette is None]
    return next(iter(exact or colorful), Screen.CUSTOM)
