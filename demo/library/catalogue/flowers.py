"""Photos of flowers and fields; some are the neighbour's."""

import numpy as np

from demo.library.catalogue.cameras import CANON, CANON_85, IPHONE, NONE, PIXEL
from demo.library.catalogue.shot import LARGE, PHONE, PORTRAIT, Scene, Shot
from demo.library.catalogue.spots import HOME, LISSE, VALENSOLE
from demo.library.model import NEIGHBOUR
from demo.library.paint.color import Color, rgb
from demo.library.paint.fields import paint_rows
from demo.library.paint.flowers import DAHLIA, DAISY, GERBERA, SUNFLOWER, Bloom, paint_bloom
from demo.library.paint.light import DAY, SUNSET, Light


def bloom(kind: Bloom) -> Scene:
    """Return one flower from near."""

    def paint(rng: np.random.Generator, size: tuple[int, int], _light: Light) -> Color:
        return paint_bloom(rng, size, kind)

    return paint


def rows(*codes: str) -> Scene:
    """Return a field with rows of those colours."""

    def paint(rng: np.random.Generator, size: tuple[int, int], light: Light) -> Color:
        return paint_rows(rng, size, light, tuple(map(rgb, codes)))

    return paint


FLOWERS = ("nature/flowers",)
PARTY = ("Garden party",)

SHOTS = (
    Shot(
        name="tulip-fields.jpg",
        scene=rows("d8262e", "f2b705", "e86a9a", "fbf3ea"),
        light=DAY,
        seed=101,
        size=LARGE,
        taken="2017-04-22 11:05",
        spot=LISSE,
        camera=CANON,
        description="Rows of tulips to the horizon",
        tags=(*FLOWERS, "travel/europe", "season/spring", "wallpaper"),
        albums=("Best of",),
        rating=5,
        is_favorite=True,
    ),
    Shot(
        name="lavender.jpg",
        scene=rows("6a4fa8", "7a5cc0"),
        light=DAY,
        seed=102,
        taken="2018-07-08 10:18",
        spot=VALENSOLE,
        camera=CANON,
        description="Purple lavender, full of bees",
        tags=(*FLOWERS, "travel/europe"),
        rating=4,
    ),
    Shot(
        name="IMG_1422.jpg",
        scene=rows("6a4fa8", "8a68c8"),
        light=SUNSET,
        seed=103,
        size=PORTRAIT,
        taken="2018-07-08 20:51",
        spot=VALENSOLE,
        camera=CANON,
        orientation=7,
        description="Lavender at sunset",
        tags=(*FLOWERS, "travel/europe", "sunset"),
    ),
    Shot(
        name="daisy.jpg",
        scene=bloom(DAISY),
        seed=104,
        taken="2020-05-17 15:12",
        spot=HOME,
        camera=CANON_85,
        description="A white daisy in the garden",
        tags=FLOWERS,
        rating=4,
    ),
    Shot(
        name="dahlia.jpg",
        scene=bloom(DAHLIA),
        seed=105,
        size=PORTRAIT,
        taken="2020-09-12 16:40",
        spot=HOME,
        camera=CANON_85,
        orientation=5,
        description="Pink dahlia",
        tags=FLOWERS,
        rating=3,
    ),
    Shot(
        name="sunflower.avif",
        scene=bloom(SUNFLOWER),
        seed=106,
        taken="2021-08-07 13:33",
        spot=HOME,
        camera=CANON_85,
        description="Sunflower with a dark heart",
        tags=FLOWERS,
    ),
    Shot(
        name="red-gerbera.png",
        scene=bloom(GERBERA),
        seed=107,
        size=PORTRAIT,
        taken="2019-02-14 10:00",
        spot=HOME,
        camera=NONE,
        description="Valentine's flower, red",
        tags=FLOWERS,
        is_favorite=True,
    ),
    Shot(
        name="on-this-day-last-rose.jpg",
        scene=bloom(GERBERA),
        seed=108,
        years_ago=2,
        taken="12:00",
        spot=HOME,
        camera=PIXEL,
        size=PHONE,
        description="The last flower of the year",
        tags=FLOWERS,
        rating=4,
    ),
    Shot(
        name="garden-party-table.jpg",
        scene=bloom(DAISY),
        seed=109,
        owner=NEIGHBOUR,
        taken="2024-06-22 18:15",
        spot=HOME,
        camera=IPHONE,
        description="Flowers on the table",
        tags=(),
        albums=PARTY,
    ),
    Shot(
        name="garden-party-border.jpg",
        scene=bloom(DAHLIA),
        seed=110,
        size=PORTRAIT,
        owner=NEIGHBOUR,
        taken="2024-06-22 18:40",
        spot=HOME,
        camera=IPHONE,
        description="My dahlias",
        albums=PARTY,
    ),
)
