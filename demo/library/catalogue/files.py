"""Photos whose files take ways of their own to a frame, and faces where they are easily lost."""

from demo.library.catalogue.cameras import CANON_85, FUJI, IPHONE, PIXEL
from demo.library.catalogue.family import ADA, BEN, DAN, KIRI, STRANGER, sits
from demo.library.catalogue.shot import PHONE, PORTRAIT, Shot
from demo.library.catalogue.spots import HALLSTATT, HOME, NOWHERE, ZERMATT
from demo.library.encode import Treatment
from demo.library.model import Box, Camera, Edit
from demo.library.paint.hills import AUTUMN, LAGOON, SPRING
from demo.library.paint.light import DAWN, OVERCAST, SUNSET
from demo.library.paint.mountains import ALPS

SCANNER = Camera("EPSON", "Perfection V600")

FAMILY = ("people/family",)
ALBUM = ("Family",)

FORMATS = (
    Shot(
        name="DSCF5201.raf",
        scene=ALPS.paint,
        light=DAWN,
        seed=161,
        taken="2020-09-19 07:31",
        spot=ZERMATT,
        camera=FUJI,
        description="Not developed yet",
        tags=("nature/mountains", "travel/europe"),
        albums=("Alps",),
    ),
    Shot(
        name="negative-0007.png",
        scene=AUTUMN.paint,
        light=OVERCAST,
        seed=162,
        taken="2016-07-02 12:00",
        spot=NOWHERE,
        camera=SCANNER,
        treatment=Treatment.SIXTEEN_BITS,
        description="A scan of an old negative",
    ),
)

LUNCH = Shot(
    name="lunch-by-the-lake.jpg",
    scene=LAGOON.paint,
    seed=163,
    size=PHONE,
    blur=0.010,
    taken="2022-08-06 13:05",
    spot=HALLSTATT,
    camera=IPHONE,
    description="Ada, Ben and Dan, without whoever that was",
    tags=FAMILY,
    albums=ALBUM,
    rating=4,
    sitters=(
        sits(STRANGER, 0.11, 0.46, 0.24, 0.04, 0.2),
        sits(ADA, 0.38, 0.46, 0.29, -0.04, 0.9),
        sits(BEN, 0.63, 0.40, 0.30, 0.03, 0.8),
        sits(DAN, 0.88, 0.48, 0.28, 0.05, 0.6),
    ),
    edit=Edit(Box(0.22, 0.06, 1.0, 0.98), is_mirrored=True),
)
"""In Immich somebody cropped the passer-by away, and mirrored what a phone had mirrored."""

PORTRAITS = (
    Shot(
        name="ada-in-the-garden.jpg",
        scene=SPRING.paint,
        seed=164,
        size=PORTRAIT,
        blur=0.012,
        taken="2025-05-04 16:10",
        spot=HOME,
        camera=CANON_85,
        description="Ada in the garden",
        tags=("people/portrait",),
        albums=ALBUM,
        sitters=(sits(ADA, 0.52, 0.34, 0.27, 0.05, 0.7),),
    ),
    Shot(
        name="kiri-in-the-garden.jpg",
        scene=SPRING.paint,
        seed=165,
        size=PORTRAIT,
        blur=0.012,
        taken="2025-05-04 16:12",
        spot=HOME,
        camera=CANON_85,
        description="Kiri's turn",
        tags=("people/portrait",),
        albums=ALBUM,
        sitters=(sits(KIRI, 0.46, 0.52, 0.25, -0.06, 1.0),),
    ),
)
"""Two minutes apart: a pair for a landscape frame."""

LEAVING = Shot(
    name="dan-walks-off.jpg",
    scene=SPRING.paint,
    light=SUNSET,
    seed=166,
    size=PHONE,
    blur=0.010,
    taken="2024-09-08 18:44",
    spot=HOME,
    camera=PIXEL,
    description="Dan, half out of the photo",
    tags=FAMILY,
    albums=ALBUM,
    sitters=(sits(DAN, 0.965, 0.36, 0.30, 0.02, 0.5),),
)

SHOTS = (*FORMATS, LUNCH, *PORTRAITS, LEAVING)
