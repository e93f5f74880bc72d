"""Pictures for tests, good and bad."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

from PIL import Image


def photo(
    width: int = 640,
    height: int = 480,
    *,
    kind: str = "JPEG",
    colour: tuple[int, int, int] = (30, 90, 160),
    **more: Any,
) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(out, kind, **more)
    return out.getvalue()


def noisy_photo(width: int, height: int, quality: int = 95) -> bytes:
    """A picture that does not compress, for large files."""
    out = io.BytesIO()
    Image.effect_noise((width, height), 120).convert("RGB").save(out, "JPEG", quality=quality)
    return out.getvalue()


def photo_with_exif(*, orientation: int = 6, south: bool = True) -> bytes:
    """Taken on 20 November 2024 at 09.15 in Pagar Alam, the camera held upright; with a comment that names somebody."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Contoh"
    exif[0x013B] = "Rahasia Sekali"
    inner = exif.get_ifd(0x8769)
    inner[36867] = "2024:11:20 09:15:00"
    place = exif.get_ifd(0x8825)
    place[1], place[2] = ("S" if south else "N"), (4.0, 1.0, 12.0)
    place[3], place[4] = "E", (103.0, 15.0, 0.0)
    return photo(800, 400, exif=exif, comment=b"Rahasia Sekali")


def png_bomb(side: int = 30_000) -> bytes:
    """A PNG of a few kilobytes whose header promises ``side`` times ``side`` pixels."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\x00" * 10_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + b"\x00" * 200
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
GIF = b"GIF89a" + b"\x00" * 100
HTML_AS_JPEG = b"<html><script>alert(1)</script></html>"
