"""Everything else: unknown routes of the API, and the web app's page on all other paths."""

from aiohttp import web

from demo.immich.errors import ApiError

routes = web.RouteTableDef()

PAGE = "<!DOCTYPE html><html><head><title>Immich</title></head><body></body></html>"


@routes.route("*", "/api/{rest:.*}")
async def unknown(request: web.Request) -> web.StreamResponse:
    """Refuse what is no route, and a route's wrong method alike."""
    raise ApiError(404, f"Cannot {request.method} {request.path_qs}")


@routes.get("/{rest:.*}")
async def page(_request: web.Request) -> web.StreamResponse:
    """Send the web app, whatever the path: its own router decides in the browser."""
    return web.Response(text=PAGE, content_type="text/html")
