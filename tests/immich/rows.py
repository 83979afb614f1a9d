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


def person(name: str, *, hidden: bool = False, number: int = 900) -> Json:
    """Return a person."""
    return {
        "id": photo_id(number),
        "name": name,
        "birthDate": None,
        "isHidden": hidden,
        "isFavorite": name == "Ana",
        "updatedAt": "2026-11-22T14:38:33.572372+00:00",
    }


def face(x1: float, y1: float, x2: float, y2: float, **changes: object) -> Json:
    """Return a face as /faces lists them, in pixels of a preview of 1920 by 1440."""
    return {
        "id": photo_id(950),
        "boundingBoxX1": x1,
        "boundingBoxY1": y1,
        "boundingBoxX2": x2,
        "boundingBoxY2": y2,
        "imageWidth": 1920,
        "imageHeight": 1440,
        "sourceType": "machine-learning",
        "person": None,
    } | changes


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
        "thumbhash": "IAgGBYCHdnd/h3h4hoiIiAAAAAAA",
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


def search_answer(*found: Json, next_page: object = None) -> Json:
    """Return the answer of /search/metadata and of /search/smart."""
    assets = {"total": len(found), "count": len(found), "items": list(found), "facets": []}
    empty: Json = {"total": 0, "count": 0, "items": [], "facets": []}
    return {"albums": empty, "assets": {**assets, "nextPage": next_page}}


def memory(*assets: Json) -> Json:
    """Return a memory as /memories lists them."""
    return {
        "id": photo_id(600),
        "type": "on_this_day",
        "data": {"year": 2025},
        "memoryAt": "2025-11-22T00:00:00.000Z",
        "assets": list(assets),
    }


def stack(*assets: Json) -> Json:
    """Return a stack as /stacks lists them, under the first of its assets."""
    return {"id": photo_id(500), "primaryAssetId": assets[0]["id"], "assets": list(assets)}


def album(number: int, **changes: object) -> Json:
    """Return an album without what is in it."""
    return {
        "id": photo_id(number),
        "albumName": "Holiday",
        "description": "",
        "albumThumbnailAssetId": None,
        "assetCount": 12,
        "shared": False,
        "albumUsers": [],
    } | changes


def tag(number: int, path: str) -> Json:
    """Return a tag."""
    return {"id": photo_id(number), "name": path.rpartition("/")[2], "value": path}
