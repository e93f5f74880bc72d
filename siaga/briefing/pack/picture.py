"""The map of a briefing pack as a picture, for papers that cannot draw shapes."""

from __future__ import annotations

import io
from typing import Any

from siaga.briefing.pack.content import Map, Shape
from siaga.paper.pdf_form import FONTS

LONGER = 1400
"""Pixels of the longer side."""
_INK = (22, 39, 45)
_FILLS: dict[str, tuple[tuple[int, int, int], tuple[int, int, int] | None, str]] = {
    "k0": ((201, 138, 75), (107, 63, 8), "cross"),
    "k1": ((227, 192, 138), (107, 63, 8), "slanted"),
    "k2": ((243, 234, 210), (122, 106, 69), "level"),
    "k3": ((159, 211, 196), (31, 111, 99), "upright"),
    "k4": ((63, 158, 141), None, ""),
    "belum_lapor": ((238, 240, 240), (82, 101, 107), "dots"),
    "none": ((255, 255, 255), None, ""),
}
"""Of each tone: its colour, the colour and the kind of its pattern; the same as on the PDF and on the wall."""
_STEP = 22


def map_picture(drawn: Map) -> bytes:
    """The map with the names and values of its parts, and its legend below, as PNG."""
    from PIL import Image, ImageChops, ImageDraw, ImageFont

    scale = LONGER / max(drawn.width, drawn.height)
    edge, line = 20, 46
    width = round(drawn.width * scale) + 2 * edge
    height = round(drawn.height * scale) + 2 * edge
    sheet = Image.new("RGB", (width, height + line * len(drawn.legend) + edge), "white")
    pen = ImageDraw.Draw(sheet)
    for shape in drawn.shapes:
        mask = Image.new("1", sheet.size, 0)
        rings = [[(x * scale + edge, y * scale + edge) for x, y in ring] for ring in rings_of(shape)]
        for ring in rings:
            one = Image.new("1", sheet.size, 0)
            ImageDraw.Draw(one).polygon(ring, fill=1)
            mask = ImageChops.logical_xor(mask, one)
        sheet.paste(_pattern(Image, ImageDraw, shape.tone, sheet.size), mask=mask)
        for ring in rings:
            pen.line([*ring, ring[0]], fill=_INK, width=3, joint="curve")
    font = ImageFont.truetype(str(FONTS / "arimo-bold.woff2"), round(drawn.size * scale))
    for shape in drawn.shapes:
        words = f"{shape.name}\n{shape.value}" if shape.value else shape.name
        place = (shape.x * scale + edge, shape.y * scale + edge)
        look: dict[str, Any] = {"font": font, "align": "center", "anchor": "mm", "fill": _INK}
        pen.multiline_text(place, words, stroke_width=5, stroke_fill="white", **look)
    small = ImageFont.truetype(str(FONTS / "arimo-regular.woff2"), 28)
    for number, (tone, words) in enumerate(drawn.legend):
        top = height + number * line
        swatch = _pattern(Image, ImageDraw, tone, (84, 32))
        sheet.paste(swatch, (edge, top))
        pen.rectangle((edge, top, edge + 84, top + 32), outline=_INK, width=2)
        pen.text((edge + 104, top + 16), words, font=small, anchor="lm", fill=_INK)
    out = io.BytesIO()
    sheet.quantize(64).save(out, "PNG", optimize=True)
    return out.getvalue()


def rings_of(shape: Shape) -> list[list[tuple[float, float]]]:
    """The corners of each ring of a shape's path."""
    rings = []
    for part in shape.path.split("Z"):
        if corners := part.strip().removeprefix("M"):
            points = (corner.split(",") for corner in corners.split("L"))
            rings.append([(float(x), float(y)) for x, y in points])
    return rings


def _pattern(image: Any, draw: Any, tone: str, size: tuple[int, int]) -> Any:
    fill, ink, kind = _FILLS[tone]
    sheet = image.new("RGB", size, fill)
    pen = draw.Draw(sheet)
    width, height = size
    far = width + height
    if kind in {"slanted", "cross"}:
        for start in range(0, far, _STEP):
            pen.line((start, 0, start - height, height), fill=ink, width=3)
    if kind == "cross":
        for start in range(-height, width, _STEP):
            pen.line((start, 0, start + height, height), fill=ink, width=3)
    if kind == "level":
        for y in range(_STEP // 2, height, _STEP):
            pen.line((0, y, width, y), fill=ink, width=2)
    if kind == "upright":
        for x in range(_STEP // 2, width, _STEP):
            pen.line((x, 0, x, height), fill=ink, width=2)
    if kind == "dots":
        for y in range(6, height, _STEP):
            for x in range(6, width, _STEP):
                pen.ellipse((x - 3, y - 3, x + 3, y + 3), fill=ink)
    return sheet
