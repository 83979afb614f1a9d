"""What a render may take, and what it always gets."""

from dataclasses import replace

import pytest

from custom_components.immich_frame.imaging.budget import least_memory, picture_bytes
from custom_components.immich_frame.imaging.render import render
from custom_components.immich_frame.imaging.spec import (
    MEGABYTE,
    Fit,
    FitRule,
    Output,
    Palette,
    PictureFormat,
    RenderSpec,
    Size,
    Source,
)

from .photos import file, noise, picture

SPEC = RenderSpec(Size(3840, 2160))


def test_a_picture_takes_more_when_more_is_made_of_it() -> None:
    plain = picture_bytes(SPEC)
    assert plain == 4 * 3840 * 2160
    for dearer in (
        replace(SPEC, palette=Palette.GREY_4),
        replace(SPEC, output=Output(PictureFormat.WEBP)),
    ):
        assert picture_bytes(dearer) == 2.5 * plain
    assert least_memory(SPEC) == plain + 56 * MEGABYTE


@pytest.mark.slow
@pytest.mark.parametrize("size", [Size(3840, 2160), Size(7680, 4320), Size(7680, 7680)], ids=str)
@pytest.mark.parametrize("fit", [Fit.COVER, Fit.BLUR])
def test_however_little_memory_there_may_be_a_preview_is_shown(size: Size, fit: Fit) -> None:
    preview = file(noise(360, 270).resize((1440, 1080)), "JPEG")
    rule = FitRule(fit)
    spec = RenderSpec(size, landscape=rule, portrait=rule, max_memory=100 * MEGABYTE)
    assert picture(render(Source(preview), spec).data).size == (size.width, size.height)
