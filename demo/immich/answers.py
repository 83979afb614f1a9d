"""Answers in the form Express gives them: JSON with a strong ETag, and what asks for no body."""

from base64 import b64encode
import gzip
import hashlib
import json

from aiohttp import web

COMPRESSED_FROM = 1024
"""Bytes from which on an answer is compressed for those who take it."""

COMPRESSION = 6
"""Express's level, zlib's own."""


def json_answer(request: web.Request, value: object, status: int = 200) -> web.Response:
    """Answer a value as JSON; 304 without a body when the client has it already."""
    raw = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    digest = b64encode(hashlib.sha1(raw, usedforsecurity=False).digest()).decode()
    etag = f'"{len(raw):x}-{digest[:27]}"'
    if request.method in {"GET", "HEAD"} and request.headers.get("If-None-Match") == etag:
        return web.Response(status=304, headers={"ETag": etag})
    headers = {"Content-Type": "application/json; charset=utf-8", "ETag": etag}
    if len(raw) > COMPRESSED_FROM and "gzip" in request.headers.get("Accept-Encoding", ""):
        # Here and not in aiohttp's hands, so that it counts as time spent on the answer.
        headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
        raw = gzip.compress(raw, COMPRESSION)
    return web.Response(body=raw, status=status, headers=headers)


def redirect(request: web.Request, location: str) -> web.Response:
    """Send the client on with 302, as Express does: a line of text, no page."""
    text = f"Found. Redirecting to {location}" if request.method != "HEAD" else ""
    return web.Response(status=302, text=text, headers={"Location": location})
