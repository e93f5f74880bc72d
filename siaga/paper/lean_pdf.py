"""PDF with thousands of equal labels: lines of text and filled rectangles at given places, and nothing else.

WeasyPrint lays out; here nothing is to be laid out, and 4,000 labels would take it minutes. Letters come from the fonts
that ship with the product, embedded; what they lack is printed as a question mark. Lengths are millimetres from the top
left corner of the page.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from siaga.paper.errors import NoDocumentMakers

FONTS = Path(__file__).parent / "fonts"
A4_MM = (210.0, 297.0)
_PT = 72 / 25.4
_FIRST, _LAST = 32, 255
_ENCODING = "cp1252"
_NONSYMBOLIC = 32


@dataclass(frozen=True, slots=True)
class Face:
    """A font: its file for embedding, and how wide each of its letters is, in thousandths of its size."""

    name: str
    file: bytes
    widths: tuple[int, ...]
    ascent: int
    descent: int
    box: tuple[int, int, int, int]

    def width_mm(self, text: str, size: float) -> float:
        """How wide a line is, at a size in points."""
        return sum(self.widths[code - _FIRST] for code in _coded(text)) * size / 1000 / _PT


@cache
def face(name: str) -> Face:
    """``arimo-regular`` or ``arimo-bold``. Raises ``NoDocumentMakers``."""
    try:
        from fontTools.ttLib import TTFont  # comes with WeasyPrint ("documents"), and heavy: imported where it is used
    except ImportError as error:
        raise NoDocumentMakers from error
    maker: Any = TTFont
    font = maker(FONTS / f"{name}.woff2")
    font.flavor = None
    out = io.BytesIO()
    font.save(out)
    scale = 1000 / font["head"].unitsPerEm
    known, measures = font.getBestCmap(), font["hmtx"]
    letters = [bytes([code]).decode(_ENCODING, "replace") for code in range(_FIRST, _LAST + 1)]
    head, line = font["head"], font["hhea"]
    return Face(
        name="".join(part.title() for part in name.split("-")),
        file=out.getvalue(),
        widths=tuple(round(measures[known.get(ord(letter), ".notdef")][0] * scale) for letter in letters),
        ascent=round(line.ascent * scale),
        descent=round(line.descent * scale),
        box=tuple(round(edge * scale) for edge in (head.xMin, head.yMin, head.xMax, head.yMax)),
    )


def fitted(text: str, of: Face, size: float, width_mm: float, least: float = 0) -> tuple[str, float]:
    """The text and its size: smaller down to ``least`` (no smaller by default), then cut, where it is too wide."""
    wide = of.width_mm(text, size)
    if wide <= width_mm:
        return text, size
    size = max(least or size, int(size * width_mm / wide * 10) / 10)
    if of.width_mm(text, size) <= width_mm:
        return text, size
    while text and of.width_mm(f"{text}…", size) > width_mm:
        text = text[:-1]
    return f"{text.rstrip()}…", size


class Sheet:
    """One page to draw on."""

    def __init__(self) -> None:
        self._drawn: list[str] = []

    def text(self, x: float, y: float, text: str, *, bold: bool = False, size: float) -> None:
        """A line of text; ``y`` is its baseline."""
        coded = _coded(text).replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)").decode("latin-1")
        at = f"{x * _PT:.2f} {(A4_MM[1] - y) * _PT:.2f}"
        self._drawn.append(f"BT /{'B' if bold else 'R'} {size:g} Tf {at} Td ({coded}) Tj ET")

    def box(self, x: float, y: float, width: float, height: float, colour: tuple[float, float, float]) -> None:
        """A filled rectangle; the shares of red, green and blue."""
        red, green, blue = colour
        self._drawn.append(f"{red:g} {green:g} {blue:g} rg {_box(x, y, width, height)} f 0 g")

    def code(self, x: float, y: float, module: float, rows: Iterable[Iterable[int]]) -> None:
        """A QR code without its quiet zone; ``module``: the side of one square."""
        drawn: list[str] = []
        for down, row in enumerate(rows):
            start, at = None, 0
            for at, dark in enumerate((*row, 0)):
                if dark and start is None:
                    start = at
                elif not dark and start is not None:
                    drawn.append(_box(x + start * module, y + down * module, (at - start) * module, module))
                    start = None
        self._drawn.append(f"0 g {' '.join(drawn)} f")

    def stream(self) -> bytes:
        return "\n".join(self._drawn).encode("latin-1")


class LeanPdf:
    """A file of A4 pages."""

    def __init__(self, title: str) -> None:
        self._objects: list[bytes] = [b"", b""]  # catalogue and pages come last, when the pages are known
        self._pages: list[int] = []
        fonts = {"R": self._font(face("arimo-regular")), "B": self._font(face("arimo-bold"))}
        self._resources = self._add(f"<< /Font << {' '.join(f'/{k} {n} 0 R' for k, n in fonts.items())} >> >>".encode())
        self._info = self._add(b"<< /Title " + _text(title) + b" /Producer (Siaga) >>")

    def add(self, sheet: Sheet) -> None:
        content = self._add(_stream(sheet.stream()))
        size = " ".join(f"{side * _PT:.2f}" for side in A4_MM)
        page = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {size}] /Resources {self._resources} 0 R "
            f"/Contents {content} 0 R >>"
        )
        self._pages.append(self._add(page.encode()))

    def finished(self) -> bytes:
        """The whole file."""
        kids = " ".join(f"{page} 0 R" for page in self._pages)
        self._objects[0] = b"<< /Type /Catalog /Pages 2 0 R /Lang (id) >>"
        self._objects[1] = f"<< /Type /Pages /Kids [{kids}] /Count {len(self._pages)} >>".encode()
        out = io.BytesIO()
        out.write(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
        places = []
        for number, body in enumerate(self._objects, start=1):
            places.append(out.tell())
            out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
        start = out.tell()
        out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1))
        out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
        out.write(
            b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n"
            % (len(places) + 1, self._info, start)
        )
        return out.getvalue()

    def _add(self, body: bytes) -> int:
        self._objects.append(body)
        return len(self._objects)

    def _font(self, of: Face) -> int:
        file = self._add(_stream(of.file, b"/Length1 %d" % len(of.file)))
        box = " ".join(map(str, of.box))
        described = self._add(
            (
                f"<< /Type /FontDescriptor /FontName /{of.name} /Flags {_NONSYMBOLIC} /FontBBox [{box}] /ItalicAngle 0 "
                f"/Ascent {of.ascent} /Descent {of.descent} /CapHeight {of.ascent} /StemV 80 /FontFile2 {file} 0 R >>"
            ).encode()
        )
        widths = " ".join(map(str, of.widths))
        return self._add(
            (
                f"<< /Type /Font /Subtype /TrueType /BaseFont /{of.name} /FirstChar {_FIRST} /LastChar {_LAST} "
                f"/Widths [{widths}] /Encoding /WinAnsiEncoding /FontDescriptor {described} 0 R >>"
            ).encode()
        )


def _coded(text: str) -> bytes:
    return text.encode(_ENCODING, "replace")


def _box(x: float, y: float, width: float, height: float) -> str:
    return f"{x * _PT:.3f} {(A4_MM[1] - y - height) * _PT:.3f} {width * _PT:.3f} {height * _PT:.3f} re"


def _stream(content: bytes, more: bytes = b"") -> bytes:
    packed = zlib.compress(content, 6)
    return b"<< /Length %d /Filter /FlateDecode %s >>\nstream\n%s\nendstream" % (len(packed), more, packed)


def _text(text: str) -> bytes:
    return b"<FEFF" + text.encode("utf-16-be").hex().upper().encode() + b">"
