"""A library's rows in the JSON shapes of Immich 3.1."""

from datetime import UTC, datetime
from pathlib import PurePosixPath

from demo.immich.stamps import Stamp, offset, wall_clock, zone_name, zulu
from demo.library.library import Asset, AssetFace, Library
from demo.library.mime import mime_type
from demo.library.model import Album, Facts, Person, Tag, User, Visibility

type Json = dict[str, object]

FOUNDED = datetime(2026, 1, 1, 9, 0, 0, 123456, tzinfo=UTC)
"""When everything that is not an asset was made."""


def user_shape(user: User) -> Json:
    """Shape a UserResponseDto."""
    return {
        "id": user.id,
        "email": user.email,
        "name": user.name,
        "profileImagePath": "",
        "avatarColor": user.color,
        "profileChangedAt": offset(FOUNDED),
    }


def me_shape(library: Library) -> Json:
    """Shape the key's owner, a UserAdminResponseDto."""
    mine = [a for a in library.assets.values() if a.upload.owner == library.me]
    return {
        **user_shape(library.me),
        "profileChangedAt": zulu(FOUNDED),
        "storageLabel": "admin",
        "shouldChangePassword": False,
        "isAdmin": True,
        "createdAt": zulu(FOUNDED),
        "deletedAt": None,
        "updatedAt": zulu(FOUNDED),
        "oauthId": "",
        "quotaSizeInBytes": None,
        "quotaUsageInBytes": sum(asset.facts.size for asset in mine),
        "status": "active",
        "license": None,
    }


def person_shape(person: Person, stamp: Stamp = zulu) -> Json:
    """Shape a PersonResponseDto."""
    return {
        "id": person.id,
        "name": person.name,
        "birthDate": person.birth_date.isoformat() if person.birth_date else None,
        "thumbnailPath": f"/data/thumbs/{person.id}.jpeg",
        "isHidden": person.is_hidden,
        "isFavorite": person.is_favorite,
        "updatedAt": stamp(FOUNDED),
    }


def face_shape(face: AssetFace, preview: tuple[int, int]) -> Json:
    """Shape an AssetFaceResponseDto; boxes are in pixels of the preview."""
    width, height = preview
    return {
        "id": face.id,
        "boundingBoxX1": round(face.box.left * width),
        "boundingBoxY1": round(face.box.top * height),
        "boundingBoxX2": round(face.box.right * width),
        "boundingBoxY2": round(face.box.bottom * height),
        "imageWidth": width,
        "imageHeight": height,
        "sourceType": "machine-learning",
        "person": person_shape(face.person, offset) if face.person else None,
    }


def tag_shape(tag: Tag, stamp: Stamp = zulu) -> Json:
    """Shape a TagResponseDto; a tag at the top has no parentId at all."""
    parent = {"parentId": tag.parent.id} if tag.parent else {}
    return {
        "id": tag.id,
        **parent,
        "name": tag.name,
        "value": tag.value,
        "createdAt": stamp(FOUNDED),
        "updatedAt": stamp(FOUNDED),
    }


def album_shape(library: Library, album: Album) -> Json:
    """Shape an AlbumResponseDto; an empty album has no dates at all."""
    assets = library.in_album(album)
    taken = [wall_clock(asset.upload.taken_at) for asset in assets]
    dates = {"startDate": zulu(min(taken)), "endDate": zulu(max(taken))} if taken else {}
    touched = {"lastModifiedAssetTimestamp": zulu(FOUNDED)} if taken else {}
    roles = ["owner"] + ["viewer"] * len(album.shared_with)
    return {
        "albumName": album.name,
        "description": album.description,
        "albumThumbnailAssetId": assets[0].id if assets else None,
        "createdAt": zulu(FOUNDED),
        "updatedAt": zulu(FOUNDED),
        "id": album.id,
        "albumUsers": [
            {"user": user_shape(user), "role": role}
            for user, role in zip(album.members, roles, strict=True)
        ],
        "shared": bool(album.shared_with),
        "hasSharedLink": False,
        **dates,
        "assetCount": len(assets),
        "isActivityEnabled": True,
        "order": "desc",
        **touched,
    }


def asset_shape(
    asset: Asset, *, exif: bool = False, people: bool = False, stamp: Stamp = zulu
) -> Json:
    """Shape an AssetResponseDto as searches give it."""
    upload, facts = asset.upload, asset.facts
    exif_info = {"exifInfo": _exif_shape(asset)} if exif else {}
    upright = facts.upright
    return {
        "id": asset.id,
        "createdAt": stamp(FOUNDED),
        "ownerId": upload.owner.id,
        "libraryId": None,
        "type": upload.type,
        "originalPath": f"/data/upload/{upload.owner.id}/{upload.name}",
        "originalFileName": PurePosixPath(upload.name).name,
        "originalMimeType": mime_type(upload.name),
        "thumbhash": facts.thumbhash,
        "fileCreatedAt": stamp(upload.taken_at),
        "fileModifiedAt": stamp(upload.modified_at),
        "localDateTime": stamp(wall_clock(upload.taken_at)),
        "updatedAt": stamp(FOUNDED),
        "isFavorite": upload.is_favorite,
        "isArchived": upload.visibility == Visibility.ARCHIVE,
        "isTrashed": False,
        "visibility": upload.visibility,
        "duration": upload.duration_ms,
        **exif_info,
        "livePhotoVideoId": None,
        "people": [person_shape(p, offset) for p in asset.people] if people else [],
        "checksum": facts.checksum,
        "isOffline": False,
        "hasMetadata": True,
        "duplicateId": None,
        "resized": True,
        "width": upright[0] if upright else None,
        "height": upright[1] if upright else None,
        "isEdited": False,
    }


def asset_detail_shape(asset: Asset) -> Json:
    """Shape an AssetResponseDto as GET /assets/ID gives it, with all that belongs to it."""
    return {
        **asset_shape(asset, exif=True, people=True),
        "owner": user_shape(asset.upload.owner),
        "tags": [tag_shape(Tag(value), offset) for value in asset.upload.tags],
        "stack": None,
    }


def _exif_shape(asset: Asset) -> Json:
    """Shape an ExifResponseDto; width and height are those of the stored pixels."""
    upload, facts = asset.upload, asset.facts
    camera, place = upload.camera, upload.place
    return {
        "make": camera.make,
        "model": camera.model,
        "exifImageWidth": facts.width,
        "exifImageHeight": facts.height,
        "fileSizeInByte": facts.size,
        "orientation": _orientation(facts),
        "dateTimeOriginal": offset(upload.taken_at),
        "modifyDate": offset(upload.modified_at),
        "timeZone": zone_name(upload.taken_at),
        "lensModel": camera.lens,
        "fNumber": camera.f_number,
        "focalLength": camera.focal_length,
        "iso": camera.iso,
        "exposureTime": camera.exposure_time,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "city": place.city,
        "state": place.state,
        "country": place.country,
        "description": upload.description,
        "projectionType": None,
        "rating": upload.rating,
    }


def _orientation(facts: Facts) -> str | None:
    return str(facts.orientation) if facts.orientation is not None else None
