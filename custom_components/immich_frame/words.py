"""Our own translations, for what the backend has to word itself: lists, names, placeholders."""

from collections.abc import Sequence
from typing import Self

from homeassistant.core import HomeAssistant
from homeassistant.helpers.translation import async_get_translations

from .const import DOMAIN

_CATEGORIES = ("config_subentries", "exceptions", "selector")


class Words:
    """The texts of forms and errors, in the language of this Home Assistant."""

    def __init__(self, texts: dict[str, str]) -> None:
        """Say things with these texts, by their whole translation key."""
        self._texts = texts

    @classmethod
    async def async_load(cls, hass: HomeAssistant) -> Self:
        """Load the texts; what a language lacks is English."""
        texts: dict[str, str] = {}
        for category in _CATEGORIES:
            texts |= await async_get_translations(hass, hass.config.language, category, [DOMAIN])
        return cls(texts)

    def say(self, key: str, **placeholders: str) -> str:
        """Return the text of a key below the integration: "selector.kind.options.albums"."""
        return self._texts[f"component.{DOMAIN}.{key}"].format(**placeholders)

    def join(self, names: Sequence[str]) -> str:
        """Return one or more names as a list within a sentence: "shape, months and bursts"."""
        *most, last = names
        if not most:
            return last
        return self.say("selector.list.options.last_two", most=", ".join(most), last=last)
