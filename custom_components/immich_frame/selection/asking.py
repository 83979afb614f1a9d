"""Counts what is asked of Immich."""

from collections.abc import Awaitable

from ..immich.client import ImmichClient


class Asking:
    """A client, and how often it was asked."""

    def __init__(self, client: ImmichClient) -> None:
        """Begin at zero."""
        self.client = client
        self.requests = 0

    async def __call__[Answer](self, answer: Awaitable[Answer]) -> Answer:
        """Count a request, and wait for its answer."""
        self.requests += 1
        return await answer
