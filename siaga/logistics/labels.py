"""Labels of boxes on A4, 3 beside one another and 7 below: who the box belongs to in letters, its code as QR."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import segno
from django.utils.translation import gettext as _

from siaga.elections.rulesets import Ruleset
from siaga.logistics.codes import label_text, spaced
from siaga.logistics.models import Box
from siaga.paper.lean_pdf import LeanPdf, Sheet, face, fitted
from siaga.wilayah.models import Kind, Region

ACROSS, DOWN = 3, 7
PER_SHEET = ACROSS * DOWN
_LEFT, _TOP, _STEP_X, _STEP_Y = 7.25, 15.15, 66.0, 38.1
"""Of common label paper (21 on a sheet of A4, 63.5 × 38.1 mm)."""
MODULE = 0.9
"""Side of one square of the code, in mm; the four empty ones around it are part of the label."""
QUIET = 4
_CODE_X, _CODE_Y = 0.6, 4.2
_TEXT_X = 31.5
_TEXT_WIDTH = 28.5
_BAND = 1.6
Progress = Callable[[int, int], None]
"""How many sheets of how many are drawn."""

COLOURS: dict[str, tuple[float, float, float]] = {
    "merah tua": (0.55, 0.05, 0.1),
    "biru muda": (0.45, 0.72, 0.93),
    "hijau muda": (0.55, 0.8, 0.45),
    "abu-abu": (0.6, 0.6, 0.6),
    "kuning": (0.97, 0.85, 0.2),
    "merah": (0.85, 0.1, 0.1),
    "biru": (0.15, 0.35, 0.75),
    "hijau": (0.15, 0.55, 0.25),
}
"""Of ballots, as the rules call them. The word stands on the label too."""


@dataclass(frozen=True, slots=True)
class Label:
    """What is printed for one box."""

    text: str
    """Of the QR code."""
    station: str
    village: str
    district: str
    ballot: str
    colour: str
    count: str
    code: str


def labels_of(boxes: Sequence[Box], rules: Ruleset) -> Iterator[Label]:
    """In the order given. Boxes with ``warehouse`` and ``station__village__parent`` loaded.

    All boxes of a station must be among them, or their count is that of those that are.
    """
    known = {ballot.key: ballot for ballot in rules.ballots}
    together: dict[int, list[int]] = {}
    for box in boxes:
        together.setdefault(box.station_id, []).append(box.pk)
    for box in boxes:
        ballot = known.get(box.ballot)
        own = together[box.station_id]
        yield Label(
            text=label_text(box),
            station=box.station.label,
            village=_short_title(box.station.village),
            district=_short_title(box.station.village.parent) if box.station.village.parent else "",
            ballot=short_ballot(ballot.name if ballot else box.ballot),
            colour=ballot.colour if ballot else "",
            count=_("Kotak %(n)d dari %(m)d") % {"n": own.index(box.pk) + 1, "m": len(own)},
            code=spaced(box.code),
        )


def short_ballot(name: str) -> str:
    """Gubernur for "Gubernur dan wakil gubernur"."""
    return name.partition(" dan ")[0]


def _short_title(region: Region) -> str:
    match region.kind:
        case Kind.KELURAHAN:
            return _("Kel. %(name)s") % {"name": region.name}
        case Kind.KECAMATAN:
            return _("Kec. %(name)s") % {"name": region.name}
        case _:
            return region.title


def sheets(labels: Sequence[Label], *, head: str, title: str, told: Progress | None = None) -> bytes:
    """The PDF. head: one line above each sheet, before the number of the page. Raises ``NoDocumentMakers``."""
    paper = LeanPdf(title)
    pages = max(1, -(-len(labels) // PER_SHEET))
    for page in range(pages):
        sheet = Sheet()
        counted = _("Halaman %(page)d dari %(pages)d") % {"page": page + 1, "pages": pages}
        words, size = fitted(f"{counted} · {head}", face("arimo-regular"), 7, 195, 5)
        sheet.text(_LEFT, 9.5, words, size=size)
        for place, label in enumerate(labels[page * PER_SHEET : (page + 1) * PER_SHEET]):
            down, across = divmod(place, ACROSS)
            _draw(sheet, label, _LEFT + across * _STEP_X, _TOP + down * _STEP_Y)
        paper.add(sheet)
        if told is not None:
            told(page + 1, pages)
    return paper.finished()


def _draw(sheet: Sheet, label: Label, x: float, y: float) -> None:
    code = segno.make(label.text, error="m", mode="alphanumeric", micro=False, boost_error=False)
    inset = QUIET * MODULE
    sheet.code(x + _CODE_X + inset, y + _CODE_Y + inset, MODULE, code.matrix)
    text = x + _TEXT_X
    bold, regular = face("arimo-bold"), face("arimo-regular")
    line = y + 8.2
    for words, wanted, heavy, gap in (
        (label.station, 14.0, True, 4.6),
        (label.village, 8.5, True, 3.8),
        (label.district, 7.5, False, 5.2),
        (label.ballot.upper(), 9.0, True, 3.6),
        (label.colour, 7.5, False, 3.6),
        (label.count, 7.5, False, 5.4),
        (label.code, 10.5, True, 0.0),
    ):
        if words:
            shown, size = fitted(words, bold if heavy else regular, wanted, _TEXT_WIDTH, 6.0)
            sheet.text(text, line, shown, bold=heavy, size=size)
        line += gap
    if label.colour in COLOURS:
        sheet.box(x + 63.5 - _BAND - 0.8, y + 4, _BAND, 30, COLOURS[label.colour])
