"""All photos of the sample library, and the albums they are in."""

from demo.library.catalogue import (
    cities_and_nights,
    coasts,
    everyday,
    family,
    files,
    flowers,
    mountains,
    wide_lands,
)
from demo.library.model import ME, NEIGHBOUR, PARTNER, Album, Partner

SHOTS = (
    *mountains.SHOTS,
    *coasts.SHOTS,
    *wide_lands.SHOTS,
    *cities_and_nights.SHOTS,
    *flowers.SHOTS,
    *family.SHOTS,
    *everyday.SHOTS,
    *files.SHOTS,
)

PEOPLE = family.PEOPLE
PARTNERS = (Partner(PARTNER),)

ALBUMS = (
    Album("Alps", "Hikes, huts and snow"),
    Album("By the sea", "Salt and wind"),
    Album("Deserts"),
    Album("City lights"),
    Album("Family"),
    Album("Best of", "For the wall"),
    Album("Weekend trips", "Short ones", ME, (NEIGHBOUR,)),
    Album("Garden party", "Thanks for coming!", NEIGHBOUR, (ME,)),
    Album("Not sorted yet", "Nothing in here"),
)
