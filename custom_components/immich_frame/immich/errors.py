"""What can go wrong between us and Immich: one tree, whose messages may be shown to anybody.

A message is an English sentence. It never holds the key, nor the query part of an address.
"""

from typing import Final, override


class ImmichError(Exception):
    """The root of everything this package raises on purpose."""


class InvalidUrlError(ImmichError):
    """The text is not the address of a server."""


class UnreachableError(ImmichError):
    """Nobody answered: no such name, no route, no connection, or a connection lost."""


class GatewayError(UnreachableError):
    """A proxy answers, but says that Immich behind it does not (502, 503, 504)."""


class CertificateError(UnreachableError):
    """The server's TLS certificate is not to be trusted: expired, self-signed, another name."""


class ImmichTimeoutError(UnreachableError):
    """Nobody answered in time.

    It is an `UnreachableError`, as for the owner of a frame a server that hangs is a server that is
    away; who has different words for the two looks for this one first.
    """


class NotImmichError(ImmichError):
    """Somebody answered, but it was not Immich: a web page, other JSON, a redirect elsewhere."""


class RefusedKeyError(ImmichError):
    """Immich does not know the API key."""


class MissingPermissionError(ImmichError):
    """Immich knows the API key, and the key lacks a permission."""

    def __init__(self, permission: str) -> None:
        """Remember the permission by Immich's name for it, such as "asset.read"."""
        super().__init__(permission)
        self.permission = permission

    @override
    def __str__(self) -> str:
        """Name the permission in a sentence."""
        return f"The API key lacks the permission {self.permission}."


class NotFoundError(ImmichError):
    """Immich has no such thing, or none that the owner of the key may see."""


class BadRequestError(ImmichError):
    """Immich refused the request for another reason, which the message gives."""


class SmartSearchUnavailableError(ImmichError):
    """Smart search is switched off, or its machine learning does not answer."""


class NoEmbeddingError(SmartSearchUnavailableError):
    """Immich's machine learning has not looked at the photo that others should be like.

    It may do so later, and until then the search is as unavailable as any other smart search:
    whoever has a substitute for one has it for this, too. (A photo that is gone is a
    `NotFoundError`.)
    """


class UnsupportedError(ImmichError):
    """The server is too old for what it is asked; the message names the version that is needed."""


class ServerError(ImmichError):
    """Immich, or a proxy before it, failed (5xx)."""


class BadAnswerError(ImmichError):
    """Immich's answer is cut off, is no JSON, or is JSON of another shape."""


class TooLargeError(ImmichError):
    """An answer is larger than we take in."""


AWAY: Final = (NotImmichError, UnreachableError)
"""What says that there is no Immich to ask; any other error is one that it answered with."""
