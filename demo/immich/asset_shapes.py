"""Assets in Immich's JSON shapes."""

from dataclasses import dataclass
from pathlib import PurePosixPath

from demo.immich.face_shapes import bare_face_shape, face_shape
from demo.immich.release import Release
from demo.immich.shapes import Json, person_shape, tag_shape, user_shape
from demo.immich.stamps import Stamp, offset, wall_clock, zone_name, zulu
from demo.library.editing import edited_size
from demo.library.library import Asset, AssetFace, Library, Stack
from demo.library.mime import mime_type
from demo.library.model import Facts, Tag, Visibility


@dataclass(frozen=True, slots=True)
class AssetShapes:
    """Shapes assets as one release shows them to the library's owner."""

    library: Library
    release: Release

    def row(
        self, asset: Asset, *, exif: bool = False, people: bool = False, stamp: Stamp = zulu
    ) -> Json:
        """Shape an AssetResponseDto as searches give it."""
        upload, facts = asset.upload, asset.facts
        is_own = upload.owner == self.library.me
        return {
            "id": asset.id,
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
            "updatedAt": stamp(upload.changed_at),
            "isFavorite": upload.is_favorite and is_own,
            "isArchived": upload.visibility == Visibility.ARCHIVE,
            "isTrashed": upload.is_trashed,
            "visibility": upload.visibility,
            "duration": self._duration(upload.duration_ms),
            **({"exifInfo": self._exif(asset)} if exif else {}),
            "livePhotoVideoId": None,
            **(self._people(asset) if people else {"people": []}),
            "checksum": facts.checksum,
            "isOffline": False,
            "hasMetadata": True,
            "duplicateId": None,
            "resized": True,
            **self._of_this_release(asset, stamp),
        }

    def detail(self, asset: Asset) -> Json:
        """Shape an AssetResponseDto as GET /assets/ID gives it, with all that belongs to it.

        Who is in other people's photos is theirs to know.
        """
        stack = self.library.stack_of(asset)
        is_own = asset.upload.owner == self.library.me
        return {
            **self.row(asset, exif=True, people=is_own),
            "owner": user_shape(asset.upload.owner),
            "tags": [tag_shape(Tag(value), offset) for value in asset.upload.tags],
            "stack": _stack(stack) if stack else None,
        }

    def stack(self, stack: Stack) -> Json:
        """Shape a StackResponseDto; the first asset is the one on top."""
        rows = [self.row(asset, exif=True, stamp=offset) for asset in stack.assets]
        return {"id": stack.id, "primaryAssetId": stack.primary.id, "assets": rows}

    def faces(self, asset: Asset) -> list[Json]:
        """Shape the faces in an asset as GET /faces lists them."""
        edit = self.release.edit_of(asset)
        return [face_shape(asset, face, edit) for face in self._shown_faces(asset)]

    def _of_this_release(self, asset: Asset, stamp: Stamp) -> Json:
        edit, size = self.release.edit_of(asset), asset.facts.upright
        width, height = (edited_size(size, edit) if edit and size else size) or (None, None)
        uploaded = stamp(asset.upload.uploaded_at)
        sizes = {"width": width, "height": height, "isEdited": edit is not None}
        device = {"deviceAssetId": asset.upload.name, "deviceId": "sample"}
        return {
            **({"createdAt": uploaded} if self.release.has_upload_time else {}),
            **(sizes if self.release.has_sizes else {}),
            **(device if self.release.has_device_ids else {}),
        }

    def _duration(self, milliseconds: int | None) -> int | str | None:
        if self.release.counts_duration_in_ms:
            return milliseconds
        minutes, rest = divmod(milliseconds or 0, 60_000)
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02d}:{rest / 1000:08.5f}"

    def _people(self, asset: Asset) -> Json:
        people = [person_shape(person, offset) for person in asset.people]
        if not self.release.shows_faces_in_assets:
            return {"people": people}
        edit, faces = self.release.edit_of(asset), self._shown_faces(asset)
        for person, shape in zip(asset.people, people, strict=True):
            theirs = [face for face in faces if face.person == person]
            shape["faces"] = [bare_face_shape(asset, face, edit) for face in theirs]
        strangers = [bare_face_shape(asset, face, edit) for face in faces if not face.person]
        return {"people": people, "unassignedFaces": strangers}

    def _shown_faces(self, asset: Asset) -> tuple[AssetFace, ...]:
        return asset.shown_faces if self.release.has_edits else asset.faces

    def _exif(self, asset: Asset) -> Json:
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
            "rating": self.release.rating(upload.rating),
        }


def _stack(stack: Stack) -> Json:
    primary = stack.primary.id
    return {"id": stack.id, "primaryAssetId": primary, "assetCount": len(stack.assets)}


def _orientation(facts: Facts) -> str | None:
    return str(facts.orientation) if facts.orientation is not None else None
