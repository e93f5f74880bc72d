"""What a paper says, as plain values: blocks in their order. Both forms (DOCX, PDF) are drawn from it.

A paper is written in Indonesian whatever language its reader uses on screen: it is an official document.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Literal

Align = Literal["left", "center", "right", "justify"]


class Block:
    """One part of a paper; ``kind`` chooses how it is drawn. follows: it stays on the page of what stands before it."""

    kind: ClassVar[str] = ""
    follows: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class Head(Block):
    """The head of a letter (*kop*). crest: PNG or JPEG; empty for none."""

    kind: ClassVar[str] = "head"
    government: str
    agency: str = ""
    address: str = ""
    contact: str = ""
    crest: bytes = b""


@dataclass(frozen=True, slots=True)
class Top(Block):
    """Under the head: place and date at the right; Nomor, Sifat, Lampiran, Hal at the left."""

    kind: ClassVar[str] = "top"
    place_date: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Address(Block):
    """The *Yth.* block, line by line."""

    kind: ClassVar[str] = "address"
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Title(Block):
    """The title of a document that is no letter, with lines below it."""

    kind: ClassVar[str] = "title"
    text: str
    below: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading(Block):
    kind: ClassVar[str] = "heading"
    text: str
    level: Literal[1, 2] = 1


@dataclass(frozen=True, slots=True)
class Text(Block):
    """A paragraph. lead: words in bold before it. inset: moved in, as below a numbered heading."""

    kind: ClassVar[str] = "text"
    text: str
    lead: str = ""
    align: Align = "left"
    first_line: bool = False
    bold: bool = False
    italic: bool = False
    inset: bool = False
    small: bool = False


@dataclass(frozen=True, slots=True)
class Fields(Block):
    """Labels and values, colons in one line."""

    kind: ClassVar[str] = "fields"
    rows: tuple[tuple[str, str], ...]
    inset: bool = False


@dataclass(frozen=True, slots=True)
class Items(Block):
    """A numbered list, or one with dashes."""

    kind: ClassVar[str] = "items"
    items: tuple[str, ...]
    numbered: bool = True
    inset: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """width: share of the table's width; the shares of a table sum to 100. alternating: every second value stands in
    the right half, as in the column of signatures."""

    label: str
    width: int
    align: Align = "left"
    alternating: bool = False


@dataclass(frozen=True, slots=True)
class Grid(Block):
    """A table with lines. row_mm: least height of a row. A cell's lines are broken by newlines."""

    kind: ClassVar[str] = "grid"
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    row_mm: int = 0
    small: bool = True


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: words above (``Mengetahui``), title, and where known name, rank and NIP (on paper only)."""

    title: str
    name: str = ""
    rank: str = ""
    nip: str = ""
    above: str = ""


@dataclass(frozen=True, slots=True)
class Signatures(Block):
    """One signer stands at the right, two stand side by side. electronic: leave a marked field in place of a gap."""

    kind: ClassVar[str] = "signatures"
    follows: ClassVar[bool] = True
    signers: tuple[Signer, ...]
    electronic: bool = False


@dataclass(frozen=True, slots=True)
class Copies(Block):
    """To whom copies go (*Tembusan*), below the signatures."""

    kind: ClassVar[str] = "copies"
    follows: ClassVar[bool] = True
    to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Code(Block):
    """A QR code of an address, with words beside it."""

    kind: ClassVar[str] = "code"
    follows: ClassVar[bool] = True
    address: str
    words: str


@dataclass(frozen=True, slots=True)
class Picture(Block):
    """A PNG or JPEG over the width of the text, no higher than ``most_mm``. words: what it shows, for the blind."""

    kind: ClassVar[str] = "picture"
    content: bytes
    words: str
    most_mm: int = 120


@dataclass(frozen=True, slots=True)
class Notice(Block):
    """Words in a box: what a reader must know about this document."""

    kind: ClassVar[str] = "notice"
    text: str


@dataclass(frozen=True, slots=True)
class NewPage(Block):
    kind: ClassVar[str] = "new_page"


class Numbering(StrEnum):
    """On which pages *Halaman n dari m* stands: a letter's first page has none; letters merged into one file none."""

    ALL = "all"
    AFTER_FIRST = "after_first"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole document.

    name: of its file, without ending. foot: at the foot of each page, left of the page number. mark: at the head of
    each page and across it (``DRAF``); empty for none. size_pt: of its letters.
    """

    title: str
    name: str
    blocks: tuple[Block, ...]
    foot: str = ""
    mark: str = ""
    numbering: Numbering = Numbering.ALL
    size_pt: float = 11
    author: str = ""


MARGINS_MM = {"top": 18, "right": 20, "bottom": 20, "left": 25}
PAGE_MM = (210, 297)
WIDTH_MM = PAGE_MM[0] - MARGINS_MM["left"] - MARGINS_MM["right"]
"""Of the text."""
LABEL_MM = 34
"""Of the labels of ``Fields``."""
