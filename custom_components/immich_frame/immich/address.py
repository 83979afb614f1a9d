"""The address of a server, as people type it."""

import re
from typing import Final

from yarl import URL

from .errors import InvalidUrlError

_HOST: Final = re.compile(r"[\w.:%-]+")
_SCHEMES: Final = frozenset({"http", "https"})


def server_url(text: str) -> URL:
    """Return the address of a server without the path of its API: "https://example.org/photos".

    White space around it, slashes at its end, "/api", a query and a fragment may be there and are
    dropped. Raises `InvalidUrlError` for another scheme, no host, a login inside, or no URL at all.
    """
    try:
        url = URL(text.strip())
        host = url.host or ""
    except ValueError as error:
        raise InvalidUrlError("This is not an address.") from error
    if url.scheme not in _SCHEMES:
        raise InvalidUrlError("The address has to begin with http:// or https://.")
    if not _HOST.fullmatch(host):
        raise InvalidUrlError("The address names no server.")
    if url.raw_user is not None or url.raw_password is not None:
        raise InvalidUrlError("The address must not hold a user name or a password.")
    return url.with_path(_prefix(url.raw_path), encoded=True)


def _prefix(path: str) -> str:
    parts = [part for part in path.split("/") if part]
    if parts and parts[-1] == "api":
        parts.pop()
    return "/" + "/".join(parts)
