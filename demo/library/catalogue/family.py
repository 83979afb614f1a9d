"""Photos of people, and who they are."""

from datetime import date

import numpy as np

from demo.library.catalogue.cameras import CANON_85, COMPACT, IPHONE, PIXEL
from demo.library.catalogue.shot import LANDSCAPE, PHONE, PHONE_UPRIGHT, PORTRAIT, Shot
from demo.library.catalogue.spots import HOME, LAGOS, NOWHERE, STOWE, ZERMATT
from demo.library.model import Person
from demo.library.paint.bokeh import paint_bokeh
from demo.library.paint.color import Color, rgb
from demo.library.paint.hills import AUTUMN, SPRING
from demo.library.paint.light import DAY, SUNSET, Light
from demo.library.paint.mountains import ALPS
from demo.library.paint.people import Hair, Look, Sitter
from demo.library.paint.sea import paint_beach

ADA = Person("ada", "Ada Berger", date(1988, 3, 14), is_favorite=True)
BEN = Person("ben", "Ben Okoro", date(1986, 11, 2))
CLEO = Person("cleo", "Cleo Lindqvist")
DAN = Person("dan", "Dan Moreau", date(1957, 6, 30))
KIRI = Person("kiri", "Kiri", date(2017, 5, 9), is_favorite=True)
IVO = Person("ivo", "Ivo", is_hidden=True)
STRANGER = Person("stranger", "")

PEOPLE = (ADA, BEN, CLEO, DAN, KIRI, IVO, STRANGER)

LOOKS = {
    ADA: Look(rgb("e8b898"), rgb("4a2c1a"), Hair.LONG, rgb("4a6b3a"), rgb("8a3a4a")),
    BEN: Look(rgb("8a5a3c"), rgb("1c1412"), Hair.SHORT, clothes=rgb("c9a13a"), beard=True),
    CLEO: Look(rgb("f0c8a8"), rgb("c98a3a"), Hair.BUN, rgb("3a6a9a"), rgb("3a7a6a"), glasses=True),
    DAN: Look(
        rgb("d8a888"),
        rgb("888480"),
        Hair.BALD,
        rgb("5a7a8a"),
        rgb("4a4a5a"),
        glasses=True,
        beard=True,
    ),
    KIRI: Look(rgb("c08a64"), rgb("2a1a12"), Hair.SHORT, clothes=rgb("d0542a"), child=True),
    IVO: Look(rgb("e0b090"), rgb("5a3a22"), Hair.SHORT, rgb("6a6a5a"), rgb("2a4a3a")),
    STRANGER: Look(rgb("b07a58"), rgb("2a1c18"), Hair.LONG, clothes=rgb("5a4a7a")),
}


def sits(  # noqa: PLR0913, PLR0917, where somebody is and how they hold their head
    person: Person | None,
    across: float,
    down: float,
    tall: float,
    tilt: float = 0.0,
    smile: float = 0.6,
    look: Person | None = None,
) -> Sitter:
    """Return somebody in a photo; a face without a person needs the look of one."""
    seen = LOOKS[look or person or STRANGER]
    return Sitter(person.key if person else None, seen, across, down, tall, tilt, smile)


def evening_lights(rng: np.random.Generator, size: tuple[int, int], _light: Light) -> Color:
    """Return the lights of a room far out of focus."""
    colors = [rgb("3a2a1a"), rgb("a8682a"), rgb("5a4a3a"), rgb("e8a84a")]
    return paint_bokeh(rng, size, colors, 30)


FAMILY = ("people/family",)
ALBUM = ("Family",)

SHOTS = (
    Shot(
        name="ada-in-the-hills.jpg",
        scene=SPRING.paint,
        seed=121,
        size=PHONE,
        blur=0.012,
        taken="2023-05-20 14:22",
        spot=HOME,
        camera=CANON_85,
        description="Portrait of Ada",
        tags=("people/portrait",),
        albums=(*ALBUM, "Best of"),
        rating=5,
        is_favorite=True,
        sitters=(sits(ADA, 0.40, 0.42, 0.40, 0.06, 0.8),),
    ),
    Shot(
        name="ben-and-cleo-beach.jpg",
        scene=paint_beach,
        seed=122,
        blur=0.010,
        taken="2021-09-05 17:45",
        spot=LAGOS,
        camera=CANON_85,
        description="Ben and Cleo on the beach",
        tags=FAMILY,
        albums=(*ALBUM, "By the sea"),
        rating=4,
        sitters=(sits(BEN, 0.30, 0.42, 0.33, -0.05, 0.7), sits(CLEO, 0.66, 0.48, 0.32, 0.08, 0.4)),
    ),
    Shot(
        name="grandpa-and-kiri.jpg",
        scene=evening_lights,
        seed=123,
        taken="2024-12-24 19:03",
        spot=HOME,
        camera=CANON_85,
        description="Grandpa Dan and Kiri on Christmas Eve",
        tags=(*FAMILY, "season/winter"),
        albums=ALBUM,
        rating=5,
        is_favorite=True,
        sitters=(sits(DAN, 0.32, 0.36, 0.33, 0.04, 0.5), sits(KIRI, 0.64, 0.54, 0.28, -0.08, 1.0)),
    ),
    Shot(
        name="IMG_7714.heic",
        scene=AUTUMN.paint,
        seed=124,
        size=PHONE_UPRIGHT,
        blur=0.014,
        taken="2022-10-09 11:30",
        spot=STOWE,
        camera=IPHONE,
        description="Cleo among the leaves",
        tags=("people/portrait", "season/autumn"),
        albums=ALBUM,
        rating=4,
        sitters=(sits(CLEO, 0.5, 0.36, 0.30, -0.06, 0.9),),
    ),
    Shot(
        name="summit-selfie.jpg",
        scene=ALPS.paint,
        seed=125,
        size=PHONE,
        blur=0.004,
        taken="2019-07-16 12:03",
        spot=ZERMATT,
        camera=COMPACT,
        orientation=6,
        description="All three of us on the summit",
        tags=(*FAMILY, "nature/mountains"),
        albums=(*ALBUM, "Alps"),
        rating=4,
        sitters=(
            sits(ADA, 0.18, 0.52, 0.30, 0.05, 0.9),
            sits(BEN, 0.50, 0.44, 0.31, 0.0, 0.8),
            sits(CLEO, 0.82, 0.54, 0.29, -0.06, 0.7),
        ),
    ),
    Shot(
        name="kiri-at-the-edge.jpg",
        scene=SPRING.paint,
        light=SUNSET,
        seed=126,
        blur=0.012,
        taken="2025-06-14 20:20",
        spot=HOME,
        camera=PIXEL,
        description="Kiri far to the right, laughing",
        tags=("people/portrait",),
        albums=ALBUM,
        rating=3,
        sitters=(sits(KIRI, 0.86, 0.40, 0.27, 0.1, 1.0),),
    ),
    Shot(
        name="ben-top-of-the-frame.jpg",
        scene=paint_beach,
        light=SUNSET,
        seed=127,
        size=PORTRAIT,
        blur=0.012,
        taken="2021-09-06 19:30",
        spot=LAGOS,
        camera=IPHONE,
        orientation=8,
        description="Ben, nearly cut off at the top",
        tags=("people/portrait",),
        albums=ALBUM,
        sitters=(sits(BEN, 0.5, 0.20, 0.24, 0.0, 0.5),),
    ),
    Shot(
        name="ivo-at-the-party.jpg",
        scene=evening_lights,
        seed=128,
        size=LANDSCAPE,
        taken="2023-12-31 23:40",
        spot=HOME,
        camera=PIXEL,
        description="New Year's Eve",
        tags=FAMILY,
        albums=ALBUM,
        sitters=(sits(IVO, 0.36, 0.44, 0.32, -0.04, 0.7), sits(ADA, 0.68, 0.47, 0.31, 0.06, 0.9)),
    ),
    Shot(
        name="somebody-passing.jpg",
        scene=SPRING.paint,
        light=DAY,
        seed=129,
        size=PORTRAIT,
        blur=0.010,
        taken="2016-06-18 15:00",
        spot=NOWHERE,
        camera=COMPACT,
        description="Who was that?",
        albums=ALBUM,
        sitters=(
            sits(STRANGER, 0.30, 0.45, 0.22, 0.03, 0.2),
            sits(None, 0.74, 0.52, 0.17, 0, 0.3, IVO),
        ),
    ),
    Shot(
        name="on-this-day-birthday.jpg",
        scene=evening_lights,
        seed=130,
        years_ago=8,
        size=PHONE,
        taken="16:30",
        spot=HOME,
        camera=COMPACT,
        description="Birthday cake for Kiri",
        tags=FAMILY,
        albums=ALBUM,
        rating=4,
        sitters=(sits(KIRI, 0.42, 0.50, 0.34, 0.05, 1.0), sits(DAN, 0.78, 0.40, 0.33, -0.05, 0.6)),
    ),
)
