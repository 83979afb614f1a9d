"""Photos of cities and of night skies."""

import numpy as np

from demo.library.catalogue.cameras import CANON, IPHONE, NIKON_NIGHT, PIXEL
from demo.library.catalogue.shot import LARGE, PHONE, PHONE_UPRIGHT, PORTRAIT, Scene, Shot
from demo.library.catalogue.spots import CHICAGO, HAMBURG, LA_PALMA, OSAKA, TROMSO
from demo.library.paint.city import paint_city
from demo.library.paint.color import Color
from demo.library.paint.light import DAWN, DAY, DUSK, MOONLIGHT, OVERCAST, SUNSET, Light
from demo.library.paint.night import paint_aurora, paint_milky_way


def city(lit: float) -> Scene:
    """Return a skyline with that share of its windows lit."""

    def paint(rng: np.random.Generator, size: tuple[int, int], light: Light) -> Color:
        return paint_city(rng, size, light, lit)

    return paint


CITY = ("city",)
NIGHT = ("nature/sky", "night")

SHOTS = (
    Shot(
        name="chicago-blue-hour.jpg",
        scene=city(0.6),
        light=DUSK,
        seed=81,
        size=LARGE,
        taken="2024-11-02 17:02",
        spot=CHICAGO,
        camera=CANON,
        description="Skyline with the lights coming on",
        tags=(*CITY, "travel/america", "wallpaper"),
        albums=("City lights", "Best of"),
        rating=5,
        is_favorite=True,
    ),
    Shot(
        name="IMG_5120.jpg",
        scene=city(0.7),
        light=MOONLIGHT,
        seed=82,
        taken="2024-11-02 21:40",
        spot=CHICAGO,
        camera=CANON,
        description="The city at night from the lake",
        tags=(*CITY, "night", "travel/america"),
        albums=("City lights",),
        rating=4,
    ),
    Shot(
        name="chicago-noon.jpg",
        scene=city(0.02),
        light=DAY,
        seed=83,
        size=PHONE,
        taken="2024-11-03 12:10",
        spot=CHICAGO,
        camera=PIXEL,
        orientation=3,
        description="Towers and clouds",
        tags=(*CITY, "travel/america"),
        albums=("City lights",),
        rating=3,
    ),
    Shot(
        name="hamburg-hafen.jpg",
        scene=city(0.3),
        light=SUNSET,
        seed=84,
        taken="2020-02-22 17:35",
        spot=HAMBURG,
        camera=PIXEL,
        description="Harbour at sunset",
        tags=(*CITY, "travel/europe", "sunset"),
        albums=("City lights", "Weekend trips"),
        rating=4,
    ),
    Shot(
        name="hamburg-nebel.jpg",
        scene=city(0.15),
        light=OVERCAST,
        seed=85,
        size=PORTRAIT,
        taken="2020-02-23 09:20",
        spot=HAMBURG,
        camera=PIXEL,
        orientation=6,
        description="Fog over the river",
        tags=(*CITY, "travel/europe"),
        albums=("City lights", "Weekend trips"),
    ),
    Shot(
        name="osaka-dawn.heic",
        scene=city(0.25),
        light=DAWN,
        seed=86,
        size=PHONE,
        taken="2026-04-05 05:38",
        spot=OSAKA,
        camera=IPHONE,
        description="First train across the bay",
        tags=(*CITY, "travel/asia", "sunrise"),
        albums=("City lights",),
        rating=4,
    ),
    Shot(
        name="osaka-neon.webp",
        scene=city(0.85),
        light=MOONLIGHT,
        seed=87,
        size=PHONE_UPRIGHT,
        taken="2026-04-05 22:12",
        spot=OSAKA,
        camera=IPHONE,
        description="Nobody sleeps here",
        tags=(*CITY, "travel/asia", "night"),
        albums=("City lights",),
        rating=3,
    ),
    Shot(
        name="northern-lights.jpg",
        scene=paint_aurora,
        seed=88,
        size=LARGE,
        taken="2023-02-14 22:48",
        spot=TROMSO,
        camera=NIKON_NIGHT,
        description="Aurora, green over the whole sky",
        tags=(*NIGHT, "travel/europe", "season/winter", "wallpaper"),
        albums=("Best of",),
        rating=5,
        is_favorite=True,
    ),
    Shot(
        name="DSC_0771.jpg",
        scene=paint_aurora,
        seed=89,
        size=PORTRAIT,
        taken="2023-02-14 23:30",
        spot=TROMSO,
        camera=NIKON_NIGHT,
        orientation=8,
        description="Northern lights behind the firs",
        tags=(*NIGHT, "season/winter"),
        rating=4,
    ),
    Shot(
        name="milky-way.jpg",
        scene=paint_milky_way,
        seed=90,
        taken="2020-08-15 02:10",
        spot=LA_PALMA,
        camera=NIKON_NIGHT,
        description="Stars and the Milky Way from the volcano",
        tags=NIGHT,
        albums=("Best of",),
        rating=5,
    ),
    Shot(
        name="DSC_0902.jpg",
        scene=paint_milky_way,
        seed=91,
        size=PORTRAIT,
        taken="2020-08-16 03:02",
        spot=LA_PALMA,
        camera=NIKON_NIGHT,
        description="Galaxy over the trees",
        tags=NIGHT,
        rating=3,
    ),
)
