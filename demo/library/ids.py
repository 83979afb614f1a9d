"""Ids that are the same on every machine and every start."""

from functools import lru_cache
import hashlib
from uuid import UUID


@lru_cache(4096)  # Users, tags and albums are asked for their ids in every row of an answer.
def uuid_of(kind: str, name: str) -> str:
    """Return the id of the thing of that kind and name, in the shape of a UUID v4.

    Immich refuses ids whose version or variant is not v4's, so both are set.
    """
    digest = hashlib.sha256(f"sample immich\0{kind}\0{name}".encode()).digest()
    return str(UUID(bytes=digest[:16], version=4))
