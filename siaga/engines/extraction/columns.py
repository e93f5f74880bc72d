"""Totals below rows of numbers: ``Jumlah`` in a table, or below lines that each tell a name and a number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from siaga.engines.extraction.flags import amount, flag
from siaga.engines.extraction.lines import NUMBER, cells_of
from siaga.engines.extraction.numbers import numeral
from siaga.engines.extraction.sentences import Sentence
from siaga.engines.extraction.shapes import Contradiction

_TOTAL = re.compile(
    r"\W*(?:jumlah|total)(?:\s+(?:total|seluruh(?:nya)?|keseluruhan|semua(?:nya)?))?\W*$", re.IGNORECASE
)
_NAMED = re.compile(rf"\W*(?P<name>[A-Za-z][^:\d]{{1,60}}?)\s*[:=]\s*(?P<n>{NUMBER.pattern})(?:\s+[A-Za-z]+)?\W*$")
_INDEX = re.compile(r"\d{1,2}\.?$")
FEWEST_ROWS = 2
"""Below fewer rows a total is no sum of a column."""


def of_columns(sentences: Iterable[Sentence]) -> Iterator[Contradiction]:
    """Totals of columns that are not the sum of the rows above them."""
    rows: list[list[float]] = []
    for sentence in sentences:
        row = _row(sentence.text)
        if row is None:
            rows = []
            continue
        name, numbers = row
        if _TOTAL.match(name):
            yield from _wrong(sentence, rows, numbers)
            rows = []
        elif rows and len(rows[-1]) != len(numbers):
            rows = [numbers]
        else:
            rows.append(numbers)


def _row(text: str) -> tuple[str, list[float]] | None:
    """The name and the numbers of a line, where it has nothing else."""
    if named := _NAMED.match(text):
        return None if named["n"].endswith("%") else (named["name"], [numeral(named["n"])])
    cells = [cell for cell in cells_of(text) if cell]
    if len(cells) > 2 and _INDEX.match(cells[0]):
        del cells[0]
    if len(cells) < 2 or NUMBER.fullmatch(cells[0]):
        return None
    numbers = [cell for cell in cells[1:] if NUMBER.fullmatch(cell)]
    if not numbers or any(cell.endswith("%") for cell in numbers):
        return None
    return cells[0], [numeral(cell) for cell in numbers]


def _wrong(sentence: Sentence, rows: list[list[float]], totals: list[float]) -> Iterator[Contradiction]:
    if len(rows) < FEWEST_ROWS or len(rows[0]) != len(totals):
        return
    for parts, total in zip(zip(*rows, strict=True), totals, strict=True):
        if sum(parts) != total:
            told = f"{len(parts)} baris berjumlah {amount(sum(parts))}, bukan {amount(total)}."
            yield flag("total", told, sentence)
