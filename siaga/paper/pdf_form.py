"""A paper as PDF, by WeasyPrint from one template; letters come from the fonts that ship with the product."""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe

from siaga.paper.codes import code_picture
from siaga.paper.content import LABEL_MM, MARGINS_MM, Block, Code, Column, Grid, Head, Paper, Picture
from siaga.paper.errors import NoDocumentMakers

HERE = Path(__file__).parent
FONTS = HERE / "fonts"
"""Arimo, which ships with the product."""


def as_pdf(paper: Paper, now: datetime) -> bytes:
    """The file. Raises ``NoDocumentMakers``."""
    return made_pdf(_html(paper, now))


def as_one_pdf(papers: Sequence[Paper], now: datetime, told: Callable[[int, int], None] | None = None) -> bytes:
    """Several papers, at least one, as one file; each counts its own pages. told: how many of how many are laid out.

    Raises ``NoDocumentMakers``.
    """
    drawn = []
    for number, paper in enumerate(papers, start=1):
        drawn.append(laid_out(_html(paper, now)))
        if told is not None:
            told(number, len(papers))
    pdf: bytes = drawn[0].copy([page for one in drawn for page in one.pages]).write_pdf()
    return pdf


def _html(paper: Paper, now: datetime) -> str:
    with translation.override("id"):
        return render_to_string(
            "paper/paper.html",
            {
                "paper": paper,
                "blocks": [Drawn.of(block) for block in paper.blocks],
                "style": stylesheet(),
                "margins": MARGINS_MM,
                "label_mm": LABEL_MM,
                "date": now.isoformat(timespec="seconds"),
            },
        )


def made_pdf(html: str) -> bytes:
    """HTML of ours as PDF. Nothing is fetched but our own fonts. Raises ``NoDocumentMakers``."""
    pdf: bytes = laid_out(html).write_pdf()
    return pdf


def laid_out(html: str) -> Any:
    """The same as WeasyPrint's document, whose pages can be counted before it is written."""
    try:
        import weasyprint  # an extra ("documents"), and heavy: imported only where it is used
    except (ImportError, OSError) as error:
        raise NoDocumentMakers from error
    maker: Any = weasyprint
    return maker.HTML(string=html, url_fetcher=_own_files()).render()


def _own_files() -> Any:
    """A fetcher that knows pictures within the page and the fonts of the product, and nothing else."""
    from weasyprint.urls import URLFetcher

    fonts = {file.as_uri() for file in FONTS.iterdir()}

    base: Any = URLFetcher

    class OwnFiles(base):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            if not url.startswith("data:") and url not in fonts:
                raise ValueError(url)
            return super().fetch(url, headers)

    return OwnFiles(allowed_protocols={"data", "file"})


@cache
def stylesheet(of: Path = HERE / "paper.css") -> SafeString:
    """The styles of papers, with the addresses of the fonts."""
    return mark_safe(of.read_text().replace("fonts/", f"{FONTS.as_uri()}/"))  # noqa: S308 (a file of ours)


def picture_address(content: bytes) -> str:
    """A PNG or JPEG as a data address; empty for none."""
    if not content:
        return ""
    kind = "png" if content.startswith(b"\x89PNG") else "jpeg"
    return f"data:image/{kind};base64,{base64.b64encode(content).decode()}"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A block with what only the PDF needs of it."""

    block: Block
    kind: str
    crest: str = ""
    code: str = ""
    rows: tuple[tuple[tuple[str, str], ...], ...] = ()
    """Of a grid: each value with the classes of its cell."""

    @classmethod
    def of(cls, block: Block) -> Drawn:
        if isinstance(block, Head):
            return cls(block, block.kind, crest=picture_address(block.crest))
        if isinstance(block, Picture):
            return cls(block, block.kind, code=picture_address(block.content))
        if isinstance(block, Code):
            return cls(block, block.kind, code=picture_address(code_picture(block.address)))
        if isinstance(block, Grid):
            looks = [[_look(column, place) for column in block.columns] for place in (0, 1)]
            rows = (tuple(zip(row, looks[place % 2], strict=True)) for place, row in enumerate(block.rows))
            return cls(block, block.kind, rows=tuple(rows))
        return cls(block, block.kind)


def _look(column: Column, place: int) -> str:
    half = " right-half" if column.alternating and place % 2 else ""
    return f"align-{column.align}{half}"
