"""/server: what anybody may know about the server, and its exact build."""

from aiohttp import web

from demo.immich.answers import json_answer
from demo.immich.auth import needs
from demo.immich.state import state_of
from demo.library.mime import IMAGES, VIDEOS

routes = web.RouteTableDef()

FEATURES = {
    "smartSearch": True,
    "facialRecognition": True,
    "duplicateDetection": False,
    "map": True,
    "reverseGeocoding": True,
    "importFaces": False,
    "sidecar": True,
    "search": True,
    "trash": True,
    "oauth": False,
    "oauthAutoLaunch": False,
    "ocr": False,
    "passwordLogin": True,
    "configFile": False,
    "email": False,
    "realtimeTranscoding": False,
}

CONFIG = {
    "loginPageMessage": "",
    "trashDays": 30,
    "userDeleteDelay": 7,
    "oauthButtonText": "Login with OAuth",
    "isInitialized": True,
    "isOnboarded": True,
    "externalDomain": "",
    "publicUsers": True,
    "mapDarkStyleUrl": "https://tiles.immich.cloud/v1/style/dark.json",
    "mapLightStyleUrl": "https://tiles.immich.cloud/v1/style/light.json",
    "maintenanceMode": False,
    "minFaces": 3,
}


@routes.get("/.well-known/immich")
async def well_known(request: web.Request) -> web.StreamResponse:
    """Say where the API is."""
    return json_answer(request, {"api": {"endpoint": "/api"}})


@routes.get("/api/server/ping")
async def ping(request: web.Request) -> web.StreamResponse:
    """Say that this is an Immich and that it lives."""
    return json_answer(request, {"res": "pong"})


@routes.get("/api/server/version")
async def version(request: web.Request) -> web.StreamResponse:
    """Say which version it is."""
    release = state_of(request).release
    numbers = dict(zip(("major", "minor", "patch"), release.numbers, strict=True))
    prerelease = {"prerelease": None} if release.tells_prerelease else {}
    return json_answer(request, numbers | prerelease)


@routes.get("/api/server/features")
async def features(request: web.Request) -> web.StreamResponse:
    """Say what the administrator switched on."""
    return json_answer(request, FEATURES)


@routes.get("/api/server/config")
async def config(request: web.Request) -> web.StreamResponse:
    """Say what a login page needs."""
    return json_answer(request, CONFIG)


@routes.get("/api/server/media-types")
async def media_types(request: web.Request) -> web.StreamResponse:
    """List the suffixes that may be uploaded."""
    types = {"video": list(VIDEOS), "image": list(IMAGES), "sidecar": [".xmp"]}
    return json_answer(request, types)


@routes.get("/api/server/about")
@needs("server.about")
async def about(request: web.Request) -> web.StreamResponse:
    """Say which build it is."""
    name = f"v{state_of(request).release.version}"
    url = f"https://github.com/immich-app/immich/releases/tag/{name}"
    return json_answer(request, {"version": name, "versionUrl": url, "licensed": False})
