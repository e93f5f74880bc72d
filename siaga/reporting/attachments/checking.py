"""What a file really is: by its first bytes, and by decoding it to its end. Its name and its label are not asked."""

from __future__ import annotations

import math
import warnings
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from pathlib import Path
from typing import Any, Final

from siaga.reporting.attachments.errors import FileBroken, FileKind, HeicRefused, TooManyPixels

JPEG, PNG, WEBP, PDF = "image/jpeg", "image/png", "image/webp", "application/pdf"
_FORMATS: Final = {JPEG: "JPEG", PNG: "PNG", WEBP: "WEBP"}
MOST_PIXELS: Final = {JPEG: 120_000_000, PNG: 50_000_000, WEBP: 50_000_000}
"""JPEG may hold more, because it is decoded at a fraction of its size (a phone's 108 megapixels pass)."""
_HEIC: Final = {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1", b"avif"}
PREVIEW: Final = 1600
"""The longer side at which a JPEG is decoded."""


@dataclass(frozen=True, slots=True)
class Content:
    """What was found. taken_*: the picture's own word on where and when; None where it says nothing sensible."""

    content_type: str
    width: int | None = None
    height: int | None = None
    taken_at: datetime | None = None
    taken_lat: float | None = None
    taken_lon: float | None = None


def look_into(path: Path, name: str, zone: tzinfo) -> Content:
    """Raises FileKind, HeicRefused, FileBroken, TooManyPixels.

    zone: of the place that the report is about, for cameras that write the time without a zone.
    """
    with path.open("rb") as file:
        head = file.read(32)
    kind = _kind(head, name)
    if kind == PDF:
        return Content(PDF)
    return _picture(path, name, kind, zone)


def _kind(head: bytes, name: str) -> str:
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return WEBP
    if head.startswith(b"%PDF-"):
        return PDF
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC:
        raise HeicRefused(name)
    raise FileKind(name)


def _picture(path: Path, name: str, kind: str, zone: tzinfo) -> Content:
    from PIL import Image, ImageFile  # only those who handle pictures pay for the import

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # judged below, by our own limit
            with Image.open(path, formats=[_FORMATS[kind]]) as picture:
                width, height = picture.size
                if width * height > MOST_PIXELS[kind]:
                    raise TooManyPixels(name, MOST_PIXELS[kind])
                exif = picture.getexif()
                picture.draft("RGB", (PREVIEW, PREVIEW))
                ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint, once imported, sets it for the whole process
                picture.load()  # to the last byte: a picture that breaks off fails here
                taken_at = _taken_at(exif, zone)
                lat, lon = _taken_where(exif)
    except Image.DecompressionBombError:
        raise TooManyPixels(name, MOST_PIXELS[kind]) from None
    except (OSError, ValueError, SyntaxError, KeyError, IndexError, TypeError, OverflowError, MemoryError, EOFError):
        raise FileBroken(name) from None
    return Content(kind, width, height, taken_at, lat, lon)


_EXIF, _GPS = 0x8769, 0x8825
_TAKEN, _OFFSET = 36867, 36881


def _taken_at(exif: Any, zone: tzinfo) -> datetime | None:
    try:
        inner = exif.get_ifd(_EXIF)
        offset = _offset(str(inner.get(_OFFSET, "")).strip("\x00 ")) or zone
        taken = datetime.strptime(str(inner.get(_TAKEN, "")).strip("\x00 "), "%Y:%m:%d %H:%M:%S").replace(tzinfo=offset)
        return taken.astimezone(UTC) if 1990 <= taken.year <= 2100 else None
    except Exception:  # EXIF is written by anybody's camera: whatever cannot be read says nothing
        return None


def _offset(text: str) -> tzinfo | None:
    if len(text) == 6 and text[0] in "+-" and text[3] == ":":
        away = timedelta(hours=int(text[1:3]), minutes=int(text[4:6]))
        return timezone(-away if text[0] == "-" else away)
    return None


def _taken_where(exif: Any) -> tuple[float | None, float | None]:
    try:
        place = exif.get_ifd(_GPS)
        lat = _degrees(place[2]) * (-1 if str(place[1]).upper().startswith("S") else 1)
        lon = _degrees(place[4]) * (-1 if str(place[3]).upper().startswith("W") else 1)
    except Exception:
        return None, None
    if not (math.isfinite(lat) and math.isfinite(lon)) or abs(lat) > 90 or abs(lon) > 180 or (lat == 0 == lon):
        return None, None
    return round(lat, 6), round(lon, 6)


def _degrees(parts: Any) -> float:
    degrees, minutes, seconds = (float(part) for part in parts)
    return degrees + minutes / 60 + seconds / 3600
