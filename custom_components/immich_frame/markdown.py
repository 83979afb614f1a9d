"""Text of people and servers in what Home Assistant shows as Markdown: descriptions, not titles."""

import re

# With the colon, or addresses would become links.
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~&:])")


def plain(text: str) -> str:
    """Return a text so that a description, which is Markdown, shows it as it is, in one line."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))
