"""A library of very many rows, for benchmarks and for tests of scale: no file is read for it.

Every row says something else, and all of them show the same small picture.
"""

from base64 import b64decode, b64encode
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from random import Random

from demo.library.library import Library
from demo.library.measure import checksum
from demo.library.model import Album, Box, Camera, Face, Facts, Person, Place, Upload, Visibility
from demo.library.tiny import tiny_picture

SIZES = ((4000, 3000), (3000, 4000), (4624, 3468), (3468, 4624), (6000, 4000), (1920, 1080))
"""Upright, in pixels: most cameras' and phones', and one that is small."""

PLACES = (
    Place(38.7, -9.1, "Lisbon", "Lisboa", "Portugal"),
    Place(48.1, 11.6, "Munich", "Bavaria", "Germany"),
    Place(46.0, 7.7, "Zermatt", "Valais", "Switzerland"),
    Place(34.7, 135.5, "Osaka", "Osaka", "Japan"),
    Place(41.9, -87.6, "Chicago", "Illinois", "United States"),
    Place(),
)
CAMERAS = (
    Camera("Canon", "Canon EOS R6"),
    Camera("FUJIFILM", "X-T4"),
    Camera("Apple", "iPhone 11"),
    Camera(),
)
PEOPLE = tuple(Person(f"person {number}", f"Person {number}") for number in range(1, 21))
ALBUMS = tuple(Album(f"Album {number}") for number in range(1, 41))
TAGS = ("nature", "nature/sea", "nature/mountains", "city", "night", "wallpaper")
RATINGS = (None, None, None, 1, 2, 3, 4, 5)

FIRST, YEARS, SECONDS_A_YEAR = datetime(2006, 1, 1, tzinfo=UTC), 20, 31_557_600
FACE = Box(0.4, 0.2, 0.6, 0.5)

BURST = 3
"""Photos of a burst, two seconds apart and nearly the same."""

BURST_SHARE, STACK_SHARE = 0.01, 0.01
IN_ALBUM, WITH_PERSON, WITH_TAG, FAVORITE, ARCHIVED = 0.3, 0.25, 0.3, 0.05, 0.02
"""Shares of all rows."""

HASH_HEAD, HASH_TERMS = 5, 16
"""Bytes of a 4:3 picture's hash: its means and scales, then its frequencies, two in a byte."""


def many_rows(count: int, seed: int = 1) -> Library:
    """Return a library of so many photos, the same for the same count and seed.

    One in a hundred begins a burst, and one in a hundred is a pair on a stack.
    """
    rows = _Rows(Random(seed), tiny_picture("row.jpg", (640, 480), "teal"))
    return Library.of(islice(rows.uploads(), count), albums=ALBUMS, people=PEOPLE)


@dataclass(slots=True)
class _Rows:
    """Makes up uploads, one after the other, from one source of randomness."""

    random: Random
    content: bytes
    made: int = 0

    def uploads(self) -> Iterator[Upload]:
        """Give uploads for ever."""
        while True:
            first = self._upload()
            if self.random.random() < BURST_SHARE:
                yield from (self._of_burst(first, number) for number in range(BURST))
            elif self.random.random() < STACK_SHARE:
                yield replace(first, stack=first.name)
                yield replace(self._upload(), stack=first.name, taken_at=first.taken_at)
            else:
                yield first

    def _upload(self) -> Upload:
        draw, pick = self.random.random, self.random.choice
        taken_at = FIRST + timedelta(seconds=round(draw() * YEARS * SECONDS_A_YEAR))
        name = self._next_name()
        return Upload(
            name=name,
            content=self.content,
            taken_at=taken_at,
            place=pick(PLACES),
            camera=pick(CAMERAS),
            rating=pick(RATINGS),
            is_favorite=draw() < FAVORITE,
            visibility=Visibility.ARCHIVE if draw() < ARCHIVED else Visibility.TIMELINE,
            tags=(pick(TAGS),) if draw() < WITH_TAG else (),
            albums=(pick(ALBUMS).name,) if draw() < IN_ALBUM else (),
            faces=(Face(FACE, pick(PEOPLE).key),) if draw() < WITH_PERSON else (),
            uploaded_at=taken_at + timedelta(days=1),
            facts=self._facts(name),
        )

    def _of_burst(self, first: Upload, number: int) -> Upload:
        """Return a photo like the first, so many shots later, that differs in one frequency."""
        assert first.facts is not None  # noqa: S101, every row has them
        name = self._next_name()
        raw = bytearray(b64decode(first.facts.thumbhash or ""))
        raw[HASH_HEAD + number] ^= 1
        facts = replace(first.facts, checksum=checksum(name.encode()), thumbhash=_text(raw))
        taken_at = first.taken_at + timedelta(seconds=2 * number)
        return replace(first, name=name, taken_at=taken_at, facts=facts)

    def _facts(self, name: str) -> Facts:
        width, height = self.random.choice(SIZES)
        raw = bytearray(self.random.randbytes(HASH_HEAD + HASH_TERMS))
        raw[2] &= 0x7F  # No transparency.
        raw[3] = raw[3] & 0xF8 | 5  # Luma has 7 by 5 frequencies, or 5 by 7.
        raw[4] = raw[4] & 0x7F | 0x80 * (width > height)
        size = self.random.randrange(500_000, 9_000_000)
        digest = checksum(name.encode())
        return Facts(size, digest, width, height, orientation=1, thumbhash=_text(raw))

    def _next_name(self) -> str:
        self.made += 1
        return f"IMG_{self.made:06d}.jpg"


def _text(raw: bytes | bytearray) -> str:
    return b64encode(raw).decode()
