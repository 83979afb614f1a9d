"""How a frame renders its photos: what was chosen, and as a config subentry stores it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from .imaging.spec import (
    MEGABYTE,
    CaptionPosition,
    CaptionStyle,
    Color,
    Fit,
    FitRule,
    Matte,
    Output,
    Palette,
    PictureFormat,
    RenderSpec,
    Size,
)

KILOBYTE: Final = 1000

OTHERWISE: Final = (Fit.BLUR, Fit.MATTE, Fit.CONTAIN, Fit.PAIR)
"""What can become of photos that AUTO does not let cover the frame."""

_SPEC: Final = RenderSpec(Size(1, 1))  # for its defaults

type Data = dict[str, Any]


class CaptionPart(StrEnum):
    """What a caption can tell, in the order in which people are asked."""

    DATE = "date"
    PLACE = "place"
    PEOPLE = "people"
    YEARS_AGO = "years_ago"
    DESCRIPTION = "description"


@dataclass(frozen=True, slots=True)
class CaptionChoice:
    """What captions tell, from top to bottom, and how they look, as in `CaptionStyle`."""

    parts: tuple[CaptionPart, ...] = ()
    position: CaptionPosition = _SPEC.caption.position
    height: float = _SPEC.caption.height


@dataclass(frozen=True, slots=True)
class Rendering:
    """All of a `RenderSpec` but its size, and what captions tell; without a choice there are none.

    `gap`, `matte.margin`, `caption.height` and `min_kept` are stored in whole percent, bytes in
    whole kilobytes and megabytes.
    """

    landscape: FitRule = _SPEC.landscape
    portrait: FitRule = _SPEC.portrait
    enlarge: bool = _SPEC.enlarge
    background: Color = _SPEC.background
    gap: float = _SPEC.gap
    matte: Matte = _SPEC.matte
    caption: CaptionChoice | None = None
    palette: Palette | None = _SPEC.palette
    output: Output = _SPEC.output
    max_memory: int = _SPEC.max_memory

    def spec(self, size: Size, font: Path | None = None) -> RenderSpec:
        """Return what is asked of a render at this size, with captions in this font."""
        caption = self.caption or CaptionChoice()
        return RenderSpec(
            size=size,
            landscape=self.landscape,
            portrait=self.portrait,
            enlarge=self.enlarge,
            background=self.background,
            gap=self.gap,
            matte=self.matte,
            caption=CaptionStyle(caption.position, caption.height, font),
            palette=self.palette,
            output=self.output,
            max_memory=self.max_memory,
        )


def rendering_data(rendering: Rendering) -> Data:
    """Write down how photos are rendered, as plain JSON."""
    caption, output = rendering.caption, rendering.output
    return {
        "landscape": _rule_data(rendering.landscape),
        "portrait": _rule_data(rendering.portrait),
        "enlarge": rendering.enlarge,
        "background": list(rendering.background),
        "gap_percent": _percent(rendering.gap),
        "matte": _matte_data(rendering.matte),
        "caption": caption_data(caption) if caption else None,
        "palette": rendering.palette.value if rendering.palette else None,
        "output": {
            "format": output.format.value,
            "quality": output.quality,
            "max_kilobytes": (output.max_bytes or 0) // KILOBYTE,
        },
        "max_memory_megabytes": rendering.max_memory // MEGABYTE,
    }


def caption_data(caption: CaptionChoice) -> Data:
    """Write down what captions tell and how they look."""
    return {
        "parts": [part.value for part in caption.parts],
        "position": caption.position.value,
        "height_percent": _percent(caption.height),
    }


def rendering_of(data: Mapping[str, Any]) -> Rendering:
    """Read how photos are rendered; what is not there, or not known, takes its default."""
    usual = Rendering()
    caption = data.get("caption")
    return Rendering(
        landscape=_rule_of(data.get("landscape", {})),
        portrait=_rule_of(data.get("portrait", {})),
        enlarge=data.get("enlarge", usual.enlarge),
        background=_color_of(data.get("background")) or usual.background,
        gap=_share_of(data.get("gap_percent"), usual.gap),
        matte=_matte_of(data.get("matte", {})),
        caption=_caption_of(caption) if caption else None,
        palette=_one_of(Palette, data.get("palette"), None),
        output=_output_of(data.get("output", {})),
        max_memory=data.get("max_memory_megabytes", usual.max_memory // MEGABYTE) * MEGABYTE,
    )


def _rule_data(rule: FitRule) -> Data:
    return {
        "fit": rule.fit.value,
        "otherwise": rule.otherwise.value,
        "min_kept_percent": _percent(rule.min_kept),
    }


def _matte_data(matte: Matte) -> Data:
    return {
        "margin_percent": _percent(matte.margin),
        "color": list(matte.color) if matte.color else None,
        "bevel": matte.bevel,
    }


def _rule_of(data: Mapping[str, Any]) -> FitRule:
    usual = FitRule()
    otherwise = _one_of(Fit, data.get("otherwise"), usual.otherwise)
    return FitRule(
        fit=_one_of(Fit, data.get("fit"), usual.fit),
        otherwise=otherwise if otherwise in OTHERWISE else usual.otherwise,
        min_kept=_share_of(data.get("min_kept_percent"), usual.min_kept),
    )


def _matte_of(data: Mapping[str, Any]) -> Matte:
    usual = Matte()
    return Matte(
        margin=_share_of(data.get("margin_percent"), usual.margin),
        color=_color_of(data.get("color")),
        bevel=data.get("bevel", usual.bevel),
    )


def _caption_of(data: Mapping[str, Any]) -> CaptionChoice:
    usual = CaptionChoice()
    return CaptionChoice(
        parts=tuple(CaptionPart(part) for part in data.get("parts", ()) if part in CaptionPart),
        position=_one_of(CaptionPosition, data.get("position"), usual.position),
        height=_share_of(data.get("height_percent"), usual.height),
    )


def _output_of(data: Mapping[str, Any]) -> Output:
    usual = Output()
    return Output(
        format=_one_of(PictureFormat, data.get("format"), usual.format),
        quality=data.get("quality", usual.quality),
        max_bytes=data.get("max_kilobytes", 0) * KILOBYTE or usual.max_bytes,
    )


def _one_of[E: StrEnum, D](choices: type[E], value: object, usual: D) -> E | D:
    return next((choice for choice in choices if choice == value), usual)


def _color_of(value: list[int] | None) -> Color | None:
    if value is None:
        return None
    red, green, blue = value
    return red, green, blue


def _percent(share: float) -> int:
    return round(share * 100)


def _share_of(percent: int | None, usual: float) -> float:
    return usual if percent is None else percent / 100
