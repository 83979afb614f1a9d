"""Every language says the same things as English, in a form that Home Assistant takes.

Each rule is held against every language, and then against a copy in which it is broken.
"""

from collections.abc import Callable, Iterator
from copy import deepcopy
import json
import re
from string import Formatter
from typing import Any

import pytest

from .places import PACKAGE, read_json

FOLDER = PACKAGE / "translations"
SOURCE = "en"
LANGUAGES = sorted(path.stem for path in FOLDER.glob("*.json"))
OTHERS = [language for language in LANGUAGES if language != SOURCE]

# What is the same in a language as in English: names of things, and words that happen to be.
SAME: dict[str, set[str]] = {
    "de": {
        "April",
        "August",
        "Format",
        "Google Nest Hub (1024 \u00d7 600)",
        "Google Nest Hub Max, Fire HD 8 (1280 \u00d7 800)",
        "JPEG",
        "Name",
        "November",
        "PNG",
        "Position",
        "September",
        "Spectra 6",
        "Tag",
        "Tags",
        "WebP",
        "{frame}: {preset}",
    },
}

KEY = re.compile(r"[a-z0-9]+([_-][a-z0-9]+)*")
# An address of a site. Those of machines come as placeholders.
ADDRESS = re.compile(r"://\S|\bwww\.\w", re.IGNORECASE)
HTML = re.compile(r"</?\w|&\w+;")
# Home Assistant's parser in the browser takes what single quotes hold as it is.
QUOTED = re.compile(r"'[^']*{[^']*'")
# How core's own files point at each other; nobody resolves it for a custom integration.
POINTER = "[%key:"

type Texts = dict[str, str]
type Rule = Callable[[Texts, Texts, set[str]], Iterator[str]]


def texts(node: object, key: str = "") -> Texts:
    """List all texts with the keys that lead to them."""
    if not isinstance(node, dict):
        return {key: str(node)}
    return {
        path: text
        for name, value in node.items()
        for path, text in texts(value, f"{key}.{name}".lstrip(".")).items()
    }


def placeholders(text: str) -> list[str]:
    """List what is filled into a text; raises ValueError when a brace is left open."""
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def keys_are_the_same(english: Texts, other: Texts, _same: set[str]) -> Iterator[str]:
    """Leave nothing out, invent nothing, and keep to the order, which a reader follows."""
    yield from (f"{key} is missing" for key in english if key not in other)
    yield from (f"{key} is no key of English" for key in other if key not in english)
    if set(english) == set(other) and list(english) != list(other):
        yield "the keys have another order"


def placeholders_are_the_same(english: Texts, other: Texts, _same: set[str]) -> Iterator[str]:
    """Fill in the same: Home Assistant shows English where they differ."""
    for key in english.keys() & other.keys():
        if placeholders(english[key]) != placeholders(other[key]):
            yield f"{key} fills in something else"


def nothing_is_left_in_english(english: Texts, other: Texts, same: set[str]) -> Iterator[str]:
    """Find what nobody translated, unless it is the same word."""
    for key in english.keys() & other.keys():
        if english[key] == other[key] and other[key] not in same:
            yield f"{key} is English: {other[key]}"
    said = {other[key] for key in english.keys() & other.keys() if english[key] == other[key]}
    yield from (f"{word} is nowhere the same" for word in same - said)


def keys_are_plain(_english: Texts, other: Texts, _same: set[str]) -> Iterator[str]:
    """Name things as Home Assistant does."""
    parts = {part for key in other for part in key.split(".")}
    yield from (f"{part} is no key" for part in sorted(parts) if not KEY.fullmatch(part))


def texts_are_plain(_english: Texts, other: Texts, _same: set[str]) -> Iterator[str]:
    """Keep out what Home Assistant refuses or shows as it stands."""
    for key, text in other.items():
        if not text or text != text.strip():
            yield f"{key} is empty, or has a blank at an end"
        for refused in (ADDRESS, HTML, QUOTED):
            if found := refused.search(text):
                yield f"{key} holds {found[0]}"
        if POINTER in text:
            yield f"{key} points elsewhere"


RULES: list[Rule] = [
    keys_are_plain,
    keys_are_the_same,
    nothing_is_left_in_english,
    placeholders_are_the_same,
    texts_are_plain,
]

ABORT = "config.abort.already_configured"
FRAME = "issues.source_gone.title"

# A rule, the key of a text to change, and what to make of it: None takes it out.
BREACHES: list[tuple[Rule, str, str | None]] = [
    (keys_are_the_same, ABORT, None),
    (keys_are_the_same, "config.abort.invented", "Erfunden"),
    (placeholders_are_the_same, FRAME, "Etwas fehlt"),
    (placeholders_are_the_same, FRAME, "{Frame_in_title} fehlt etwas"),
    (placeholders_are_the_same, FRAME, "{frame_in_title}, {frame_in_title}!"),
    (placeholders_are_the_same, ABORT, "Schon {da}"),
    (nothing_is_left_in_english, "services.next.name", "Show next photo"),
    (nothing_is_left_in_english, "selector.picture_format.options.webp", "Netzbild"),
    (keys_are_plain, "config.abort.alreadyConfigured", "Schon da"),
    (keys_are_plain, "config.abort.already configured", "Schon da"),
    (keys_are_plain, "config.abort._already", "Schon da"),
    (texts_are_plain, ABORT, ""),
    (texts_are_plain, ABORT, " Schon da"),
    (texts_are_plain, ABORT, "Schon da\n"),
    (texts_are_plain, ABORT, "Siehe https://photos.example.org"),
    (texts_are_plain, ABORT, "Siehe www.example.org"),
    (texts_are_plain, ABORT, "<b>Schon</b> da"),
    (texts_are_plain, ABORT, "Schon&nbsp;da"),
    (texts_are_plain, ABORT, "Schon '{da}'"),
    (texts_are_plain, ABORT, "[%key:common::config_flow::abort::already_configured%]"),
]


def words_of(language: str) -> dict[str, Any]:
    """Read a language."""
    return read_json(FOLDER / f"{language}.json")


def changed(words: dict[str, Any], key: str, text: str | None) -> dict[str, Any]:
    """Return a copy of a language with one text changed, added or taken out."""
    copy = deepcopy(words)
    *path, name = key.split(".")
    node = copy
    for part in path:
        node = node[part]
    if text is None:
        del node[name]
    else:
        node[name] = text
    return copy


def findings(rule: Rule, language: str, words: dict[str, Any]) -> list[str]:
    """Hold a rule against a language."""
    return list(rule(texts(words_of(SOURCE)), texts(words), SAME.get(language, set())))


def test_english_and_german_are_spoken() -> None:
    assert {SOURCE, "de"} <= set(LANGUAGES)
    assert set(SAME) == set(OTHERS)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("language", OTHERS)
def test_a_language_keeps_the_rules(language: str, rule: Rule) -> None:
    assert findings(rule, language, words_of(language)) == []


@pytest.mark.parametrize("rule", [keys_are_plain, texts_are_plain])
def test_english_keeps_the_rules_that_are_for_one_language(rule: Rule) -> None:
    assert findings(rule, SOURCE, words_of(SOURCE)) == []


@pytest.mark.parametrize(("rule", "key", "text"), BREACHES)
def test_a_rule_finds_what_breaks_it(rule: Rule, key: str, text: str | None) -> None:
    german = words_of("de")
    assert findings(rule, "de", german) == []
    assert len(findings(rule, "de", changed(german, key, text))) == 1


def test_the_order_of_keys_is_seen() -> None:
    german = words_of("de")
    turned = dict(reversed(german.items()))
    assert findings(keys_are_the_same, "de", turned) == ["the keys have another order"]


def test_an_open_brace_is_no_placeholder() -> None:
    with pytest.raises(ValueError, match="expected"):
        placeholders("Schon {da")


@pytest.mark.parametrize("language", LANGUAGES)
def test_files_are_laid_out_alike(language: str) -> None:
    laid_out = json.dumps(words_of(language), indent=2, ensure_ascii=False)
    assert (FOLDER / f"{language}.json").read_text(encoding="utf-8") == f"{laid_out}\n"
