"""The board: boxes of each part of a region by the place where they are, as rows for a page."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from siaga.logistics.models import Hop
from siaga.logistics.queries.custody import Board

_TONES = ("sisa", "ppk", "pps", "tps", "kembali", "kembali")


@dataclass(frozen=True, slots=True)
class Lane:
    """One place of the way: boxes that stand there, and those that left it and are not signed for further on."""

    key: str
    label: str
    at: int
    moving: int
    share: float
    tone: str
    start: float


@dataclass(frozen=True, slots=True)
class Cell:
    """at, moving: boxes. url: the list of those."""

    at: int
    moving: int
    url: str


@dataclass(frozen=True, slots=True)
class Row:
    """One part of the region."""

    code: str
    name: str
    url: str
    total: int
    open: int
    late: int
    late_url: str
    cells: list[Cell]


def hop_label(key: str) -> str:
    """Short, for the head of a column."""
    match key:
        case Hop.WAREHOUSE:
            return _("Gudang")
        case Hop.BACK_DISTRICT:
            return _("Kembali PPK")
        case Hop.BACK_WAREHOUSE:
            return _("Kembali gudang")
        case _:
            return str(Hop(key).label)


def lanes(shown: Board) -> list[Lane]:
    """The whole region's boxes along the way."""
    whole, start, found = max(shown.whole.total, 1), 0.0, []
    for index, key in enumerate(shown.hops):
        count = shown.whole.at[index] + shown.whole.moving[index]
        share = count * 100 / whole
        found.append(
            Lane(
                key,
                hop_label(key),
                shown.whole.at[index],
                shown.whole.moving[index],
                round(share, 3),
                _TONES[list(Hop.values).index(key)],
                round(start, 3),
            )
        )
        start += share
    return found


def board_rows(shown: Board, slug: str) -> list[Row]:
    """One row for each part; a TPS has no page of its own here, so its row leads to its boxes."""
    rows = []
    for line in shown.lines:
        station = "/" in line.code
        place = line.code.partition("/")[0]
        base = reverse("logistics:boxes", args=[slug, place])

        def listed(base: str = base, tps: str = line.code if station else "", **query: str) -> str:
            asked = {"cari": tps, **query} if tps else query
            return f"{base}?{urlencode(asked)}" if asked else base

        rows.append(
            Row(
                code=line.code,
                name=line.name,
                url=listed() if station else reverse("logistics:overview", args=[slug, place]),
                total=line.total,
                open=line.open,
                late=line.late,
                late_url=listed(telat="ya"),
                cells=[
                    Cell(at, moving, listed(tempat=key))
                    for key, at, moving in zip(shown.hops, line.at, line.moving, strict=True)
                ],
            )
        )
    return rows
