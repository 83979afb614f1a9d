"""Files over HTTP as Express's `send` gives them: weak ETag, 304, Range, HEAD."""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import format_datetime
import re
from urllib.parse import quote

from aiohttp import web

CACHE_FOR_A_DAY = (
    "private, max-age=86400, no-transform, stale-while-revalidate=2592000, stale-if-error=2592000"
)
NO_CACHE = "private, no-cache, no-transform"
ONE_RANGE = re.compile(r"bytes=(\d*)-(\d*)")


def inline(file_name: str) -> str:
    """Return the Content-Disposition that names a file to be shown."""
    return f"inline; filename*=UTF-8''{quote(file_name, safe='')}"


def file_answer(
    request: web.Request, content: bytes, modified_at: datetime, headers: Mapping[str, str]
) -> web.Response:
    """Answer the part of a file that was asked for.

    Several ranges in one request are answered with the whole file, which a server may do.
    """
    milliseconds = round(modified_at.timestamp() * 1000)
    whole = {
        "Accept-Ranges": "bytes",
        "Last-Modified": format_datetime(modified_at.astimezone(UTC), usegmt=True),
        "ETag": f'W/"{len(content):x}-{milliseconds:x}"',
        **headers,
    }
    if _is_fresh(request, whole["ETag"], modified_at):
        return web.Response(status=304, headers=whole)
    wanted = ONE_RANGE.fullmatch(request.headers.get("Range", ""))
    if wanted is None or not any(wanted.groups()):
        return web.Response(body=content, headers=whole)
    return _part_answer(content, wanted, whole)


def _part_answer(content: bytes, wanted: re.Match[str], headers: Mapping[str, str]) -> web.Response:
    size = len(content)
    first, last = wanted.groups()
    start = int(first) if first else max(0, size - int(last))
    stop = min(int(last) + 1, size) if first and last else size
    if start >= stop:
        outside = {**headers, "Content-Range": f"bytes */{size}"}
        return web.Response(status=416, headers=outside)
    part = {**headers, "Content-Range": f"bytes {start}-{stop - 1}/{size}"}
    return web.Response(status=206, body=content[start:stop], headers=part)


def _is_fresh(request: web.Request, etag: str, modified_at: datetime) -> bool:
    """Say whether the client's copy is still good; an ETag decides before a date does."""
    known = request.headers.get("If-None-Match")
    if known is not None:
        return known == "*" or etag in (each.strip() for each in known.split(","))
    since = request.if_modified_since
    return since is not None and modified_at.replace(microsecond=0) <= since
