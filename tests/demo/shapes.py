"""Immich's answers as tables: which fields there are, and of what type. 3.1's unless named."""

from types import NoneType
from typing import Any

type Shape = dict[str, Any]
"""What each field holds; "x?" may be absent."""

type Held = type | tuple[type, ...] | Shape | list[Any]
"""A type, some types, a shape, or a list of one of these."""

TEXT_OR_NULL = (str, NoneType)
NUMBER_OR_NULL = (int, float, NoneType)
INTEGER_OR_NULL = (int, NoneType)

USER: Shape = {
    "id": str,
    "email": str,
    "name": str,
    "profileImagePath": str,
    "avatarColor": str,
    "profileChangedAt": str,
}
ME: Shape = USER | {
    "storageLabel": TEXT_OR_NULL,
    "shouldChangePassword": bool,
    "isAdmin": bool,
    "createdAt": str,
    "deletedAt": TEXT_OR_NULL,
    "updatedAt": str,
    "oauthId": str,
    "quotaSizeInBytes": INTEGER_OR_NULL,
    "quotaUsageInBytes": INTEGER_OR_NULL,
    "status": str,
    "license": (dict, NoneType),
}
PERSON: Shape = {
    "id": str,
    "name": str,
    "birthDate": TEXT_OR_NULL,
    "thumbnailPath": str,
    "isHidden": bool,
    "isFavorite": bool,
    "updatedAt": str,
}
TAG: Shape = {
    "id": str,
    "name": str,
    "value": str,
    "parentId?": str,
    "createdAt": str,
    "updatedAt": str,
}
EXIF: Shape = {
    "make": TEXT_OR_NULL,
    "model": TEXT_OR_NULL,
    "lensModel": TEXT_OR_NULL,
    "exifImageWidth": INTEGER_OR_NULL,
    "exifImageHeight": INTEGER_OR_NULL,
    "fileSizeInByte": INTEGER_OR_NULL,
    "orientation": TEXT_OR_NULL,
    "dateTimeOriginal": TEXT_OR_NULL,
    "modifyDate": TEXT_OR_NULL,
    "timeZone": TEXT_OR_NULL,
    "fNumber": NUMBER_OR_NULL,
    "focalLength": NUMBER_OR_NULL,
    "iso": INTEGER_OR_NULL,
    "exposureTime": TEXT_OR_NULL,
    "latitude": NUMBER_OR_NULL,
    "longitude": NUMBER_OR_NULL,
    "city": TEXT_OR_NULL,
    "state": TEXT_OR_NULL,
    "country": TEXT_OR_NULL,
    "description": str,
    "projectionType": TEXT_OR_NULL,
    "rating": INTEGER_OR_NULL,
}
ASSET: Shape = {
    "id": str,
    "createdAt": str,
    "ownerId": str,
    "libraryId": TEXT_OR_NULL,
    "type": str,
    "originalPath": str,
    "originalFileName": str,
    "originalMimeType": str,
    "thumbhash": TEXT_OR_NULL,
    "fileCreatedAt": str,
    "fileModifiedAt": str,
    "localDateTime": str,
    "updatedAt": str,
    "isFavorite": bool,
    "isArchived": bool,
    "isTrashed": bool,
    "visibility": str,
    "duration": INTEGER_OR_NULL,
    "livePhotoVideoId": TEXT_OR_NULL,
    "people": [PERSON],
    "checksum": str,
    "isOffline": bool,
    "hasMetadata": bool,
    "duplicateId": TEXT_OR_NULL,
    "resized": bool,
    "width": INTEGER_OR_NULL,
    "height": INTEGER_OR_NULL,
    "isEdited": bool,
}
STACK_OF_ASSET: Shape = {"id": str, "primaryAssetId": str, "assetCount": int}
DETAIL: Shape = ASSET | {"exifInfo": EXIF, "owner": USER, "tags": [TAG], "stack": NoneType}
STACKED_DETAIL: Shape = DETAIL | {"stack": STACK_OF_ASSET}
STACK: Shape = {"id": str, "primaryAssetId": str, "assets": [ASSET | {"exifInfo": EXIF}]}
PARTNER: Shape = USER | {"inTimeline": bool}
PAGE: Shape = {
    "albums": {"total": int, "count": int, "items": list, "facets": list},
    "assets": {
        "total": int,
        "count": int,
        "items": [ASSET],
        "facets": list,
        "nextPage": TEXT_OR_NULL,
    },
}
ALBUM: Shape = {
    "id": str,
    "albumName": str,
    "description": str,
    "albumThumbnailAssetId": TEXT_OR_NULL,
    "createdAt": str,
    "updatedAt": str,
    "albumUsers": [{"user": USER, "role": str}],
    "shared": bool,
    "hasSharedLink": bool,
    "startDate?": str,
    "endDate?": str,
    "lastModifiedAssetTimestamp?": str,
    "assetCount": int,
    "isActivityEnabled": bool,
    "order": str,
}
FACE: Shape = {
    "id": str,
    "boundingBoxX1": int,
    "boundingBoxY1": int,
    "boundingBoxX2": int,
    "boundingBoxY2": int,
    "imageWidth": int,
    "imageHeight": int,
    "sourceType": str,
    "person": (dict, NoneType),
}
BARE_FACE: Shape = {name: held for name, held in FACE.items() if name != "person"}
ASSET_OF_2: Shape = ASSET | {"duration": str, "deviceAssetId": str, "deviceId": str}
DETAIL_OF_2: Shape = (DETAIL | ASSET_OF_2) | {
    "people": [PERSON | {"faces": [BARE_FACE]}],
    "unassignedFaces": [BARE_FACE],
}
ALBUM_OF_2: Shape = ALBUM | {
    "ownerId": str,
    "owner": USER,
    "assets": [ASSET_OF_2 | {"exifInfo": EXIF}],
}
ERROR_OF_2: Shape = {
    "message": (str, list),
    "error": str,
    "statusCode": int,
    "correlationId": str,
}
MEMORY: Shape = {
    "id": str,
    "createdAt": str,
    "updatedAt": str,
    "memoryAt": str,
    "showAt": str,
    "hideAt": str,
    "ownerId": str,
    "type": str,
    "data": {"year": int},
    "isSaved": bool,
    "assets": [ASSET],
}


def assert_shape(value: object, shape: Held, where: str = "") -> None:
    """Hold a value against its table: no field is missing, of another type, or unexpected."""
    if isinstance(shape, list):
        assert isinstance(value, list), where
        for number, each in enumerate(value):
            assert_shape(each, shape[0], f"{where}[{number}]")
    elif isinstance(shape, dict):
        assert isinstance(value, dict), where
        required = {name for name in shape if not name.endswith("?")}
        allowed = {name.removesuffix("?"): each for name, each in shape.items()}
        assert required <= value.keys() <= allowed.keys(), where
        for name, each in value.items():
            assert_shape(each, allowed[name], f"{where}.{name}")
    else:
        assert isinstance(value, shape), f"{where}: {value!r}"
