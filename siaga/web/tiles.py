"""The optional base map: PMTiles files that the desk puts into ``SIAGA_HOME/tiles``; maps work without any."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, StreamingHttpResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from siaga.access import Refused, Verb
from siaga.kit.guard import guarded

_RANGE = re.compile(r"bytes=(\d{1,15})-(\d{0,15})$")
_CHUNK = 256 * 1024


def tile_files() -> list[Path]:
    """The archives, by name; at most twenty."""
    folder = Path(settings.HOME) / "tiles"
    return sorted(path for path in folder.glob("*.pmtiles") if path.is_file())[:20]


@guarded(Verb.REGION_VIEW)
@require_safe
def tile_list(request: HttpRequest) -> HttpResponse:
    """Addresses of the archives with their attribution (``name.txt`` beside ``name.pmtiles``)."""
    return JsonResponse(
        {
            "tiles": [
                {"url": reverse("tile_file", args=[path.stem]), "attribution": _attribution(path)}
                for path in tile_files()
            ]
        }
    )


def _attribution(path: Path) -> str:
    note = path.with_suffix(".txt")
    return note.read_text(errors="replace").strip()[:200] if note.exists() else ""


@guarded(Verb.REGION_VIEW)
@require_safe
@cache_control(private=True, max_age=3600)
def tile_file(request: HttpRequest, name: str) -> HttpResponseBase:
    """One archive, whole or the range that is asked for (RFC 9110, 14.2, one range)."""
    path = next((path for path in tile_files() if path.stem == name), None)
    if path is None:
        raise Refused
    about = path.stat()
    etag = f'"{about.st_mtime_ns:x}-{about.st_size:x}"'
    asked = _RANGE.match(request.headers.get("Range", ""))
    response: HttpResponseBase
    if asked is None:
        response = FileResponse(path.open("rb"), content_type="application/vnd.pmtiles")
    else:
        first = int(asked[1])
        last = min(int(asked[2]) if asked[2] else about.st_size - 1, about.st_size - 1)
        if first > last:
            response = HttpResponse(status=416)
            response.headers["Content-Range"] = f"bytes */{about.st_size}"
            return response
        response = StreamingHttpResponse(
            _slice(path, first, last - first + 1), status=206, content_type="application/vnd.pmtiles"
        )
        response.headers["Content-Range"] = f"bytes {first}-{last}/{about.st_size}"
        response.headers["Content-Length"] = str(last - first + 1)
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["ETag"] = etag
    return response


def _slice(path: Path, first: int, length: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(first)
        while length > 0 and (part := file.read(min(_CHUNK, length))):
            length -= len(part)
            yield part
