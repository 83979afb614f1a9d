"""Pictures for e-ink panels: their colours and nothing else."""

import numpy as np
from PIL import Image
import pytest

from custom_components.immich_frame.imaging.eink import dither
from custom_components.immich_frame.imaging.output import encode
from custom_components.immich_frame.imaging.spec import Output, Palette, PictureFormat

from .photos import noise, picture, quadrants

BLACK, WHITE = (0, 0, 0), (255, 255, 255)
RED, YELLOW = (255, 0, 0), (255, 255, 0)
GREEN, BLUE, ORANGE = (0, 255, 0), (0, 0, 255), (255, 128, 0)

COLORS = {
    Palette.GREY_2: {BLACK, WHITE},
    Palette.GREY_4: {(grey, grey, grey) for grey in (0, 85, 170, 255)},
    Palette.GREY_16: {(grey, grey, grey) for grey in range(0, 256, 17)},
    Palette.COLOR_4: {BLACK, WHITE, RED, YELLOW},
    Palette.COLOR_7: {BLACK, WHITE, RED, YELLOW, GREEN, BLUE, ORANGE},
    Palette.SPECTRA_6: {BLACK, WHITE, RED, YELLOW, GREEN, BLUE},
}
MODES = {Palette.GREY_2: "1", Palette.GREY_4: "L", Palette.GREY_16: "L"}


def colors(image: Image.Image) -> set[tuple[int, ...]]:
    pixels = np.asarray(image.convert("RGB")).reshape(-1, 3)
    return {tuple(pixel) for pixel in np.unique(pixels, axis=0).tolist()}


@pytest.mark.parametrize("palette", Palette)
def test_colors_are_the_panels_and_no_other(palette: Palette) -> None:
    dithered = dither(noise(200, 150), palette)
    assert dithered.mode == MODES.get(palette, "P")
    assert dithered.size == (200, 150)
    assert colors(dithered) == COLORS[palette]


@pytest.mark.parametrize("palette", [Palette.COLOR_4, Palette.COLOR_7, Palette.SPECTRA_6])
def test_palette_lists_each_of_the_panels_colors_once(palette: Palette) -> None:
    listed = dither(quadrants(), palette).getpalette() or []
    triples = [tuple(listed[start : start + 3]) for start in range(0, len(listed), 3)]
    assert len(triples) == len(COLORS[palette])
    assert set(triples) == COLORS[palette]


@pytest.mark.parametrize("palette", Palette)
def test_colors_survive_the_file(palette: Palette) -> None:
    written = encode(dither(noise(64, 48), palette), Output(PictureFormat.PNG))
    assert colors(picture(written)) == COLORS[palette]


@pytest.mark.parametrize("palette", Palette)
def test_panels_own_colors_stay_as_they_are(palette: Palette) -> None:
    for color in COLORS[palette] - {ORANGE}:
        assert colors(dither(Image.new("RGB", (40, 30), color), palette)) == {color}


def test_orange_stays_orange_for_the_most_part() -> None:
    """It is no corner of the colour cube, so that a little more contrast moves it."""
    dithered = dither(Image.new("RGB", (40, 30), ORANGE), Palette.COLOR_7)
    is_orange = (np.asarray(dithered.convert("RGB")) == ORANGE).all(axis=-1)
    assert is_orange.mean() > 0.8


@pytest.mark.parametrize("palette", [Palette.GREY_2, Palette.GREY_4, Palette.GREY_16])
@pytest.mark.parametrize("grey", [40, 100, 128, 200])
def test_dithering_keeps_the_mean_of_a_grey(palette: Palette, grey: int) -> None:
    dithered = dither(Image.new("RGB", (120, 90), (grey, grey, grey)), palette)
    assert np.asarray(dithered.convert("L")).mean() == pytest.approx(grey, abs=2)


def test_colored_areas_are_mixed_of_their_inks() -> None:
    orange = dither(Image.new("RGB", (60, 60), ORANGE), Palette.SPECTRA_6)
    assert colors(orange) >= {RED, YELLOW}
    assert BLUE not in colors(orange)


@pytest.mark.parametrize("palette", Palette)
def test_same_picture_gives_the_same_pixels(palette: Palette) -> None:
    first, second = (dither(noise(90, 60), palette) for _ in range(2))
    assert first.tobytes() == second.tobytes()


@pytest.mark.parametrize("palette", Palette)
def test_one_pixel_can_be_dithered(palette: Palette) -> None:
    assert colors(dither(Image.new("RGB", (1, 1), (9, 9, 9)), palette)) == {BLACK}
