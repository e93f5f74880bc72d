"""Tables in columns: each number of a row counts what its column is called."""

from __future__ import annotations

import re
from collections.abc import Iterable

from siaga.engines.extraction.lines import NUMBER, cells_of, is_row
from siaga.engines.extraction.numbers import numeral
from siaga.engines.extraction.sentences import Role, Sentence
from siaga.engines.extraction.shapes import Figure, Span

_NUMBERED = frozenset({"no", "no.", "nomor", "nomor urut", "#"})
MOST_CELLS = 40


def figures_of(sentences: Iterable[Sentence]) -> tuple[list[Figure], frozenset[int]]:
    """The figures of all tables, and where the sentences begin that are their rows.

    A table is a line of names and, right below, rows with as many cells; the last cell of a row may be missing.
    """
    found: list[Figure] = []
    rows: set[int] = set()
    header: list[str] = []
    for sentence in sentences:
        cells = cells_of(sentence.text)
        if not (2 <= len(cells) <= MOST_CELLS) or sentence.label or sentence.role in {Role.LINKED, Role.NOISE}:
            header = []
        elif not is_row(sentence.text):
            header = [] if any(NUMBER.fullmatch(cell) for cell in cells) else cells
        elif header and len(header) - 2 <= len(cells) <= len(header):
            rows.add(sentence.start)
            found += _row(sentence, header, cells)
    return found, frozenset(rows)


def _row(sentence: Sentence, header: list[str], cells: list[str]) -> Iterable[Figure]:
    named = next((cell for cell in cells if any(sign.isalpha() for sign in cell)), "")
    at = 0
    for name, cell in zip(header, cells, strict=False):
        place = re.compile(re.escape(cell).replace(r"\ ", r"\s+")).search(sentence.text, at)
        if place is None:
            continue
        at = place.end()
        if NUMBER.fullmatch(cell) and name.lower() not in _NUMBERED and any(sign.isalpha() for sign in name):
            unit = "%" if cell.endswith("%") else name
            span = Span(sentence.start + place.start(), sentence.start + at)
            value = numeral(cell.rstrip("%"))
            yield Figure(value, unit, f"{name} {named}".strip(), sentence.shown, sentence.span, span)
