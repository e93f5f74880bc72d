"""The copies of a picture that pages show: turned upright, smaller, and bare of everything the camera wrote into it."""

from __future__ import annotations

import os
import tempfile
import warnings
from enum import StrEnum
from pathlib import Path

from django.conf import settings

from siaga.reporting.attachments.storage import path_of


class Size(StrEnum):
    """As the address says it."""

    SMALL = "kecil"
    LARGE = "besar"
    ORIGINAL = "asli"


SIDE = {Size.SMALL: 320, Size.LARGE: 1600}
"""Pixels of the longer side."""
QUALITY = 82


def copy_of(digest: str, size: Size) -> Path:
    """The JPEG of that size, made when it is first asked for. Raises FileNotFoundError where the original is gone.

    Kept under ``SIAGA_HOME/cache``: it is no part of a backup and may be removed at any time.
    """
    target = Path(settings.HOME) / "cache" / "gambar" / digest[:2] / f"{digest}-{SIDE[size]}.jpg"
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, written = tempfile.mkstemp(dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(_made(path_of(digest), SIDE[size]))
            Path(written).replace(target)
        except BaseException:
            Path(written).unlink(missing_ok=True)
            raise
    return target


def _made(original: Path, side: int) -> bytes:
    from io import BytesIO

    from PIL import Image, ImageOps

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # checked when it came in
        with Image.open(original, formats=["JPEG", "PNG", "WEBP"]) as picture:
            picture.draft("RGB", (side, side))
            upright = ImageOps.exif_transpose(picture)
            upright.thumbnail((side, side))
            # Painted onto a new sheet, so that no comment, profile or other word of the file comes along.
            sheet = Image.new("RGB", upright.size, "white")
            if upright.mode in {"RGBA", "LA", "P", "PA"}:
                coloured = upright.convert("RGBA")
                sheet.paste(coloured, mask=coloured)
            else:
                sheet.paste(upright.convert("RGB"))
    out = BytesIO()
    sheet.save(out, "JPEG", quality=QUALITY, progressive=True, optimize=True)
    return out.getvalue()
