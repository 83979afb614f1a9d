"""/stacks: assets that belong together, one of them on top."""

from aiohttp import web

from demo.immich.answers import json_answer
from demo.immich.auth import needs
from demo.immich.errors import NoAccessError
from demo.immich.fields import ABSENT
from demo.immich.routes.parameters import path_id, query_fields
from demo.immich.state import state_of
from demo.library.library import Library, Stack

routes = web.RouteTableDef()


@routes.get("/api/stacks")
@needs("stack.read")
async def stacks(request: web.Request) -> web.StreamResponse:
    """List the user's own stacks, or the one with a certain asset on top."""
    state = state_of(request)
    fields = query_fields(request)
    primary = fields.uuid("primaryAssetId")
    fields.check()
    found = [
        state.shapes.stack(stack)
        for stack in state.library.stacks.values()
        if _is_own(state.library, stack) and primary in {ABSENT, stack.primary.id}
    ]
    return json_answer(request, found)


@routes.get("/api/stacks/{id}")
@needs("stack.read")
async def stack(request: web.Request) -> web.StreamResponse:
    """Describe one stack."""
    state = state_of(request)
    found = state.library.stacks.get(path_id(request))
    if found is None or not _is_own(state.library, found):
        raise NoAccessError("stack.read")
    return json_answer(request, state.shapes.stack(found))


def _is_own(library: Library, stack: Stack) -> bool:
    return stack.primary.upload.owner == library.me
