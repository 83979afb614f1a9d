"""The light of an hour: what colour the sky, the sun and the far away have."""

from dataclasses import dataclass, field

from demo.library.paint.color import Color, rgb


@dataclass(frozen=True, slots=True, eq=False)
class Light:
    """Colours of the sky from top to horizon, of haze, sun and shade; where the sun stands.

    `sun_across` is 0..1 from the left edge, `sun_height` 0..1 from the horizon to
    the top; above 1 it is out of the picture.
    `clouds` says how much of the sky they cover.
    """

    zenith: Color
    middle: Color
    horizon: Color
    haze: Color
    sun: Color
    shade: Color
    sun_across: float = 0.7
    sun_height: float = 0.6
    glow: float = 0.25
    clouds: float = 0.45
    cloud: Color = field(default_factory=lambda: rgb("ffffff"))
    cloud_shade: Color = field(default_factory=lambda: rgb("9fb0c4"))
    fog: float = 1.0


DAY = Light(
    zenith=rgb("2f6fb5"),
    middle=rgb("6ea6d8"),
    horizon=rgb("c3dcec"),
    haze=rgb("a9c6de"),
    sun=rgb("fff6e6"),
    shade=rgb("4a5f7c"),
    sun_height=1.15,
)
DAWN = Light(
    zenith=rgb("4a6a9c"),
    middle=rgb("b79ab0"),
    horizon=rgb("f8cfa8"),
    haze=rgb("d9b5a6"),
    sun=rgb("ffd9a8"),
    shade=rgb("4d4a6b"),
    sun_across=0.3,
    sun_height=0.1,
    glow=0.6,
    clouds=0.35,
    cloud=rgb("fbd3b4"),
    cloud_shade=rgb("8a7f9d"),
    fog=1.5,
)
SUNSET = Light(
    zenith=rgb("2f3f70"),
    middle=rgb("b8637a"),
    horizon=rgb("ffb45e"),
    haze=rgb("d98a64"),
    sun=rgb("ffb066"),
    shade=rgb("3a2f4f"),
    sun_across=0.62,
    sun_height=0.08,
    glow=0.8,
    clouds=0.5,
    cloud=rgb("ff9d6b"),
    cloud_shade=rgb("5d466b"),
    fog=1.2,
)
DUSK = Light(
    zenith=rgb("131f45"),
    middle=rgb("3c4a83"),
    horizon=rgb("d58a7f"),
    haze=rgb("5f5f8d"),
    sun=rgb("b98aa0"),
    shade=rgb("161a33"),
    sun_across=0.4,
    sun_height=-0.05,
    glow=0.5,
    clouds=0.4,
    cloud=rgb("a8708a"),
    cloud_shade=rgb("2f335e"),
)
OVERCAST = Light(
    zenith=rgb("8d9aa6"),
    middle=rgb("a9b4bd"),
    horizon=rgb("cfd6d9"),
    haze=rgb("c2cbd0"),
    sun=rgb("e3e8ea"),
    shade=rgb("5a6670"),
    sun_height=1.15,
    glow=0.1,
    clouds=0.9,
    cloud=rgb("d9dfe3"),
    cloud_shade=rgb("8a96a2"),
    fog=2.6,
)
WINTER = Light(
    zenith=rgb("3b6cae"),
    middle=rgb("86b1dc"),
    horizon=rgb("e2ecf4"),
    haze=rgb("c9dcee"),
    sun=rgb("fff3dc"),
    shade=rgb("5f7ba6"),
    sun_across=0.25,
    sun_height=0.4,
    clouds=0.25,
)
MOONLIGHT = Light(
    zenith=rgb("060a1c"),
    middle=rgb("0f1a38"),
    horizon=rgb("27395f"),
    haze=rgb("1d2c4d"),
    sun=rgb("8797b8"),
    shade=rgb("080d1e"),
    sun_height=1.0,
    glow=0.0,
    clouds=0.0,
)
