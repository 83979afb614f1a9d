"""/people and /faces: who is in the photos, and where."""

from aiohttp import web

from demo.immich.answers import json_answer
from demo.immich.auth import needs
from demo.immich.errors import ApiError, NoAccessError
from demo.immich.fields import ABSENT
from demo.immich.files import NO_CACHE
from demo.immich.routes.media import as_file_error, send_rendition
from demo.immich.routes.parameters import accessible_asset, path_id, query_fields
from demo.immich.shapes import person_shape
from demo.immich.state import state_of
from demo.library.library import Asset, AssetFace, Library
from demo.library.model import Person, Visibility

routes = web.RouteTableDef()


@routes.get("/api/people")
@needs("person.read")
async def people(request: web.Request) -> web.StreamResponse:
    """List people: favourites, then the named, then by how often they are seen.

    The total counts the hidden too, whether they are listed or not.
    """
    library = state_of(request).library
    fields = query_fields(request)
    number, size = fields.integer("page"), fields.integer("size", 1, 1000)
    with_hidden = fields.flag("withHidden")
    fields.check()
    number, size = (1 if number is ABSENT else number), (500 if size is ABSENT else size)
    known = [person for person in library.people.values() if library.with_person(person)]
    listed = [person for person in known if with_hidden is True or not person.is_hidden]
    listed.sort(key=lambda p: (not p.is_favorite, not p.name, -len(library.with_person(p)), p.name))
    start = (number - 1) * size
    answer = {
        "people": [person_shape(person) for person in listed[start : start + size]],
        "hasNextPage": start + size < len(listed),
        "total": len(known),
        "hidden": sum(person.is_hidden for person in known),
    }
    return json_answer(request, answer)


@routes.get("/api/people/{id}")
@needs("person.read")
async def person(request: web.Request) -> web.StreamResponse:
    """Describe one person."""
    return json_answer(request, person_shape(_person(request)))


@routes.get("/api/people/{id}/statistics")
@needs("person.statistics")
async def statistics(request: web.Request) -> web.StreamResponse:
    """Count the photos in the timeline that one person is in."""
    seen = state_of(request).library.with_person(_person(request))
    uploads = [asset.upload for asset in seen]
    count = sum(up.visibility == Visibility.TIMELINE and not up.is_trashed for up in uploads)
    return json_answer(request, {"assets": count})


@routes.get("/api/people/{id}/thumbnail")
@needs("person.read")
async def portrait(request: web.Request) -> web.StreamResponse:
    """Send a small square picture of a person's face."""
    try:
        found = _person(request)
    except NoAccessError as err:
        raise as_file_error(request, err) from err
    asset, face = _best_face(state_of(request).library, found)
    headers = {"Cache-Control": NO_CACHE, "Content-Type": "image/jpeg"}
    return await send_rendition(request, lambda made: made.portrait(asset, face), headers)


@routes.get("/api/faces")
@needs("face.read")
async def faces(request: web.Request) -> web.StreamResponse:
    """List the faces in one asset, but those that were cropped away."""
    fields = query_fields(request)
    asset = accessible_asset(request, fields.required("id", fields.uuid), "asset.read")
    return json_answer(request, state_of(request).shapes.faces(asset))


def _person(request: web.Request) -> Person:
    """Return the person in the path.

    Raises:
        NoAccessError: there is none.

    """
    found = state_of(request).library.people.get(path_id(request))
    if found is None:
        raise NoAccessError("person.read")
    return found


def _best_face(library: Library, person: Person) -> tuple[Asset, AssetFace]:
    """Return the person's largest face, and the asset that it is in."""
    faces = [
        (asset, face)
        for asset in library.with_person(person)
        for face in asset.faces
        if face.person == person
    ]
    if not faces:
        raise ApiError(404, "Not Found")
    return max(faces, key=lambda found: found[1].box.bottom - found[1].box.top)
