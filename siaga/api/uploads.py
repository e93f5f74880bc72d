"""Files as calls send them: the body is the file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path

from siaga.reporting.attachments.errors import FileTooLarge
from siaga.reporting.attachments.storage import MOST_BYTES

_CHUNK = 1 << 16

FileName = Annotated[str, Path(pattern=r"^[^/\x00-\x1f\x7f]{1,120}$", description="Nama berkas.")]
UPLOAD: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}
"""What OpenAPI says of such a call."""


def sent(request: HttpRequest) -> Iterator[bytes]:
    """The body as it comes in; it is never held in memory whole. Raises FileTooLarge before the data are spent."""
    length = request.headers.get("Content-Length", "")
    if length.isdecimal() and int(length) > MOST_BYTES:
        raise FileTooLarge(MOST_BYTES)
    return iter(lambda: request.read(_CHUNK), b"")
