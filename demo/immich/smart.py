"""Ranks photos by what a query says, in place of the real server's CLIP model.

It compares words, not pictures: what people, cameras and the colours say about a photo. Like the
real one it ranks every photo, has no cut-off, and gives the same order for the same words.
"""

from collections.abc import Iterable, Sequence
import hashlib
import re

from demo.library.library import Asset

WORD = re.compile(r"\w+")
STOP_WORDS = frozenset(
    ["a", "an", "and", "at", "by", "for", "from", "in", "into", "near", "of", "on", "or", "over"]
) | {"photo", "the", "to", "with"}

TAG, PERSON, PLACE, COLOR, DESCRIPTION, NAME = 5.0, 5.0, 4.0, 3.0, 3.0, 2.0
"""What a word is worth that is found there."""

ALIKE = (
    {"sea", "ocean", "beach", "coast", "wave", "shore", "water"},
    {"mountain", "alp", "peak", "summit", "hill"},
    {"forest", "tree", "wood", "woodland"},
    {"city", "town", "skyline", "street", "building", "urban"},
    {"night", "star", "dark", "galaxy"},
    {"flower", "blossom", "meadow", "field", "garden"},
    {"sunset", "dusk", "evening", "sunrise", "dawn", "golden"},
    {"snow", "winter", "ice"},
    {"desert", "dune", "sand"},
    {"person", "people", "portrait", "face", "family", "man", "woman"},
)
"""Words that mean nearly the same; one stands for another at half its worth."""


def rank(query: str, assets: Iterable[Asset]) -> list[Asset]:
    """Return all assets, the best first; those that fit equally in an order of the query's."""
    wanted = _words(query)
    return sorted(assets, key=lambda asset: (-_score(wanted, asset), _shuffled(wanted, asset.id)))


def rank_like(example: Asset, assets: Iterable[Asset]) -> list[Asset]:
    """Return all assets, those that resemble the example first, itself before all."""
    words = " ".join([*example.upload.tags, *example.facts.colors, example.upload.description])
    return sorted(rank(words, assets), key=lambda asset: asset.id != example.id)


def _score(wanted: Sequence[str], asset: Asset) -> float:
    worth = _worth(asset)
    return sum(max(worth.get(word, 0.0), _worth_of_alike(word, worth)) for word in wanted)


def _worth_of_alike(word: str, worth: dict[str, float]) -> float:
    near = {other for group in ALIKE if word in group for other in group}
    return max((worth.get(other, 0.0) / 2 for other in near), default=0.0)


def _worth(asset: Asset) -> dict[str, float]:
    upload, place = asset.upload, asset.upload.place
    said = (
        (NAME, upload.name),
        (DESCRIPTION, upload.description),
        (COLOR, " ".join(asset.facts.colors)),
        (PLACE, " ".join(filter(None, (place.city, place.state, place.country)))),
        (PERSON, " ".join(person.name for person in asset.people)),
        (TAG, " ".join(upload.tags)),
    )
    return {word: value for value, text in said for word in _words(text)}


def _words(text: str) -> list[str]:
    """Return the words that mean something, in their singular."""
    found = WORD.findall(text.casefold().replace("_", " "))
    return [_singular(word) for word in found if word not in STOP_WORDS]


def _singular(word: str) -> str:
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):  # noqa: PLR2004, "gas"
        return word[:-1]
    return word


def _shuffled(wanted: Sequence[str], asset_id: str) -> bytes:
    return hashlib.sha256("\0".join([*wanted, asset_id]).encode()).digest()
