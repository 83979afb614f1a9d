"""What every phone holds: screenshots, a burst, an edited photo, and what a partner shares."""

from dataclasses import replace

from demo.library.catalogue.cameras import FUJI, IPHONE, NONE, PIXEL
from demo.library.catalogue.family import KIRI, sits
from demo.library.catalogue.flowers import PARTY, bloom
from demo.library.catalogue.shot import LANDSCAPE, PORTRAIT, SCREEN, Shot
from demo.library.catalogue.spots import HOME, LAGOS, NOWHERE, ZERMATT
from demo.library.model import PARTNER
from demo.library.paint.flowers import SUNFLOWER
from demo.library.paint.hills import SPRING
from demo.library.paint.light import DAWN, SUNSET
from demo.library.paint.mountains import ALPS
from demo.library.paint.screen import paint_screen
from demo.library.paint.sea import paint_beach

SCREENSHOTS = tuple(
    Shot(
        name=name,
        scene=paint_screen,
        seed=seed,
        size=SCREEN,
        taken=taken,
        spot=NOWHERE,
        camera=NONE,
        added_days_ago=added_days_ago,
    )
    for name, seed, taken, added_days_ago in (
        ("Screenshot_20240622-101533.png", 141, "2024-06-22 10:15:33", None),
        ("Screenshot_20250118-224501.jpg", 142, "2025-01-18 22:45:01", None),
        ("Bildschirmfoto 2025-09-02.png", 143, "2025-09-02 09:12:40", 2),
    )
)

LAUGH = Shot(
    name="kiri-laughs-1.jpg",
    scene=SPRING.paint,
    seed=144,
    size=LANDSCAPE,
    blur=0.012,
    taken="2024-06-22 17:50:01",
    spot=HOME,
    camera=PIXEL,
    description="Kiri laughs, and laughs again",
    tags=("people/family",),
    albums=PARTY,
    sitters=(sits(KIRI, 0.44, 0.44, 0.28, 0.02, 0.9),),
)
BURST = (
    LAUGH,
    *(
        replace(
            LAUGH,
            name=f"kiri-laughs-{number}.jpg",
            taken=f"2024-06-22 17:50:0{2 * number - 1}",
            sitters=(sits(KIRI, 0.44 + 0.006 * number, 0.44, 0.28, 0.02 * number, 1.0),),
        )
        for number in (2, 3, 4)
    ),
)
"""The same scene two seconds apart, from one seed."""

SUMMIT = Shot(
    name="DSCF5120.jpg",
    scene=ALPS.paint,
    light=DAWN,
    seed=145,
    taken="2020-09-19 07:04",
    spot=ZERMATT,
    camera=FUJI,
    description="First light on the ridge",
    tags=("nature/mountains", "travel/europe", "sunrise"),
    albums=("Alps",),
    rating=4,
    stack="first light",
)
STACKED = (SUMMIT, replace(SUMMIT, name="DSCF5120-warmer.jpg", light=SUNSET, rating=None))

PARTNERS = tuple(
    replace(shot, owner=PARTNER)
    for shot in (
        Shot(
            name="sam-on-the-beach.jpg",
            scene=paint_beach,
            light=SUNSET,
            seed=146,
            taken="2021-09-05 19:02",
            spot=LAGOS,
            camera=IPHONE,
            description="The last swim",
            rating=4,
            is_favorite=True,
        ),
        Shot(
            name="sam-sunflower.jpg",
            scene=bloom(SUNFLOWER),
            seed=147,
            size=PORTRAIT,
            taken="2025-08-10 11:20",
            spot=HOME,
            camera=IPHONE,
            added_days_ago=5,
        ),
    )
)
"""The partner's own: no album or tag of the library's owner holds them."""

SHOTS = (*SCREENSHOTS, *BURST, *STACKED, *PARTNERS)
