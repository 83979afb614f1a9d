"""Faces in Immich's JSON shapes."""

from demo.immich.renditions import preview_size
from demo.immich.shapes import Json, person_shape
from demo.immich.stamps import offset
from demo.library.editing import edited_box, edited_size
from demo.library.library import Asset, AssetFace
from demo.library.model import Edit


def face_shape(asset: Asset, face: AssetFace, edit: Edit | None) -> Json:
    """Shape an AssetFaceResponseDto."""
    person = person_shape(face.person, offset) if face.person else None
    return {**bare_face_shape(asset, face, edit), "person": person}


def bare_face_shape(asset: Asset, face: AssetFace, edit: Edit | None) -> Json:
    """Shape an AssetFaceWithoutPersonResponseDto.

    Boxes are in pixels of the preview, those of an edited photo in pixels of its full size.
    """
    box, (width, height) = face.box, preview_size(asset)
    if edit is not None and asset.facts.upright is not None:
        box = edited_box(box, asset.facts.upright, edit)
        width, height = edited_size(asset.facts.upright, edit)
    return {
        "id": face.id,
        "boundingBoxX1": round(box.left * width),
        "boundingBoxY1": round(box.top * height),
        "boundingBoxX2": round(box.right * width),
        "boundingBoxY2": round(box.bottom * height),
        "imageWidth": width,
        "imageHeight": height,
        "sourceType": "machine-learning",
    }
