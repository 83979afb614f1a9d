"""Answers in the shape of Immich 3.1's, for tests to change one thing in."""

from uuid import UUID

type Json = dict[str, object]


def photo_id(number: int) -> str:
    """Return the id of a photo: a UUID of version 4, as Immich gives them."""
    return str(UUID(int=number, version=4))


def exif(**changes: object) -> Json:
    """Return the exifInfo of a photo."""
    return {
        "make": "Fuji",
        "exifImageWidth": 4000,
        "exifImageHeight": 3000,
        "orientation": "1",
        "dateTimeOriginal": "2024-07-01T16:30:00+00:00",
        "city": "Lisbon",
        "state": "Lisboa",
        "country": "Portugal",
        "description": "",
        "rating": None,
    } | changes


def person(name: str, *, hidden: bool = False) -> Json:
    """Return a person as an asset lists them."""
    return {
        "id": photo_id(900),
        "name": name,
        "birthDate": None,
        "isHidden": hidden,
        "updatedAt": "2026-11-22T14:38:33.572372+00:00",
    }


def asset(**changes: object) -> Json:
    """Return the answer of /assets/{id}."""
    return {
        "id": photo_id(1),
        "ownerId": photo_id(800),
        "libraryId": None,
        "type": "IMAGE",
        "originalPath": "/photos/harbour.jpg",
        "originalFileName": "harbour.jpg",
        "originalMimeType": "image/jpeg",
        "fileCreatedAt": "2024-07-01T16:30:00.000Z",
        "localDateTime": "2024-07-01T17:30:00.000Z",
        "isFavorite": False,
        "isArchived": False,
        "isTrashed": False,
        "visibility": "timeline",
        "duration": None,
        "exifInfo": exif(),
        "people": [],
        "checksum": "3q2+796tvu8AAQIDBAUGBwgJCgs=",
        "width": 4000,
        "height": 3000,
        "isEdited": False,
    } | changes


def smart_answer(*ids: str, next_page: object = None) -> Json:
    """Return the answer of /search/smart."""
    rows = [asset(id=one) for one in ids]
    found = {"total": len(rows), "count": len(rows), "items": rows, "facets": []}
    empty = {"total": 0, "count": 0, "items": [], "facets": []}
    return {"albums": empty, "assets": found | {"nextPage": next_page}}
