"""Rosters and readings of some units as columns of numbers: what the picture of any moment is computed from.

A ``Sheet`` is read in two statements whatever its size. It may be of the present, of a past moment (``at``), or of the
present together with what the tallies already hold (``undo``), each through the same rows.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import chain, compress
from typing import Any

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from siaga.readiness.models import Touched
from siaga.reporting.models import COUNTING

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_SAME = 9
"""Stands for "not touched since the last fold"."""

Where = Sequence[tuple[str, Sequence[str]]]
"""Columns of stored codes, each with the values wanted; empty for the whole election."""


def microseconds(at: datetime) -> int:
    """Whole microseconds since 1970 (UTC)."""
    return (at - _EPOCH) // _MICROSECOND


def moment_of(us: int) -> datetime:
    """The inverse of ``microseconds``."""
    return _EPOCH + timedelta(microseconds=us)


@dataclass(slots=True)
class Given:
    """Readings of one instrument in the order that decides: by observation, receipt, submission.

    unit: place of its unit in the sheet. scores: one row for each slot, one column for each reading.
    """

    unit: Ints
    day: Ints
    counting: Bools
    sure: Bools
    scores: NDArray[np.uint32]
    submission: Ints
    observed: Ints
    received: Ints


@dataclass(slots=True)
class Sheet:
    """units: kind and code of each. homes: their stored codes (provinces, regencies, districts, villages).

    owed: for each instrument the places of the units that owe it. touched: submissions, each with its last
    Touched row that was seen, where the sheet was read with ``undo``.
    """

    kinds: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    homes: tuple[list[str], list[str], list[str], list[str]] = field(default_factory=lambda: ([], [], [], []))
    owed: dict[int, Ints] = field(default_factory=dict)
    given: dict[int, Given] = field(default_factory=dict)
    earlier: dict[int, tuple[Bools, Bools]] = field(default_factory=dict)
    touched: list[tuple[int, int]] = field(default_factory=list)

    def as_folded(self) -> Sheet:
        """The same units as the last fold saw them."""
        given = {
            key: replace(one, counting=self.earlier[key][0], sure=self.earlier[key][1])
            for key, one in self.given.items()
        }
        return replace(self, given=given)


def read_sheet(
    election: int,
    widths: dict[int, int],
    where: Where,
    *,
    at: datetime | None = None,
    undo: bool = False,
) -> Sheet:
    """The sheet of the units that a condition on their codes selects.

    widths: for each instrument wanted, the number of its slots. at: the moment; None for the present.
    """
    sheet = Sheet()
    if not widths:
        return sheet
    index = _read_roster(sheet, election, sorted(widths), where, at)
    _read_given(sheet, index, election, widths, where, at, undo)
    return sheet


def _condition(table: str, where: Where) -> tuple[str, list[Any]]:
    text = "".join(f" AND {table}.{column} IN ({', '.join(['%s'] * len(values))})" for column, values in where)
    return text, [value for _column, values in where for value in values]


def _read_roster(sheet: Sheet, election: int, instruments: Sequence[int], where: Where, at: datetime | None) -> _Index:
    condition, values = _condition("d", where)
    if at is None:
        moment: list[Any] = []
        span = "d.until IS NULL"
    else:
        adapted = connection.ops.adapt_datetimefield_value(at)
        moment = [adapted, adapted]
        span = "d.since <= %s AND (d.until IS NULL OR d.until > %s)"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT d.instrument_id, d.unit_kind, d.unit_code, d.province_code, d.regency_code, d.district_code,"  # noqa: S608
            " d.village_code FROM reporting_duty_unit d"
            f" WHERE d.election_id = %s AND d.instrument_id IN ({', '.join(['%s'] * len(instruments))})"
            f" AND {span}{condition}",
            [election, *instruments, *moment, *values],
        )
        owing, kinds, codes, *homes = _columns(cursor, 7)
    index: _Index = {}
    for kind in dict.fromkeys(kinds):
        own = codes if len(set(kinds)) == 1 else [code for one, code in zip(kinds, codes, strict=True) if one == kind]
        start = sum(map(len, index.values()))
        index[kind] = {code: place for place, code in enumerate(dict.fromkeys(own), start)}
    place = _places(index, kinds, codes)
    units, first = np.unique(place, return_index=True)
    each_once = len(units) == len(place) and len(index) == 1
    for column, into in zip((kinds, codes, *homes), (sheet.kinds, sheet.codes, *sheet.homes), strict=True):
        into += column if each_once else [column[row] for row in first.tolist()]
    instrument_of = np.array(owing, dtype=np.int64)
    for instrument in instruments:
        places = np.unique(place[instrument_of == instrument])
        if len(places):
            sheet.owed[instrument] = places
    return index


_Index = dict[str, dict[str, int]]
"""Kind and code of each unit of a sheet, and its place there."""


def _columns(cursor: Any, count: int) -> list[list[Any]]:
    """What a statement found, column by column."""
    flat = list(chain.from_iterable(cursor.fetchall()))
    return [flat[column::count] for column in range(count)]


def _places(index: _Index, kinds: list[str], codes: list[str]) -> Ints:
    """The place of each of these units in the sheet; -1 for those that are not there."""
    if kinds.count(kinds[0]) == len(kinds) if kinds else True:
        found = index.get(kinds[0], {}) if kinds else {}
        return np.array([found.get(code, -1) for code in codes], dtype=np.int64)
    return np.array(
        [index.get(kind, {}).get(code, -1) for kind, code in zip(kinds, codes, strict=True)], dtype=np.int64
    )


def _read_given(
    sheet: Sheet,
    index: _Index,
    election: int,
    widths: dict[int, int],
    where: Where,
    at: datetime | None,
    undo: bool,
) -> None:
    condition, values = _condition("r", where)
    columns = [
        "r.instrument_id", "r.unit_kind", "r.unit_code", "r.observed_us", "r.received_us", "r.submission_id",
        "r.observed_day", "r.counting", "r.sure", "r.scores",
    ]  # fmt: skip
    head: list[Any] = []
    tail: list[Any] = []
    joins = span = ""
    if at is not None:
        us = microseconds(at)
        columns.append("CASE WHEN r.moved_us > %s THEN r.history END")
        head.append(us)
        span = " AND r.received_us <= %s"
        tail.append(us)
    if undo:
        columns += ["t.was", "s.hi"]
        joins = (
            " LEFT JOIN (SELECT submission_id, MIN(id) lo, MAX(id) hi FROM readiness_touched WHERE election_id = %s"
            " GROUP BY submission_id) s ON s.submission_id = r.submission_id"
            " LEFT JOIN readiness_touched t ON t.id = s.lo"
        )
        head.append(election)
    instruments = sorted(widths)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {', '.join(columns)} FROM readiness_reading r{joins}"  # noqa: S608
            f" WHERE r.election_id = %s AND r.instrument_id IN ({', '.join(['%s'] * len(instruments))})"
            f"{span}{condition}",
            [*head, election, *instruments, *tail, *values],
        )
        found = _columns(cursor, len(columns))
    given = found.pop(0)
    for instrument in dict.fromkeys(given):
        own = found
        if given.count(instrument) < len(given):
            wanted = [one == instrument for one in given]
            own = [list(compress(column, wanted)) for column in found]
        _place(sheet, index, instrument, widths[instrument], own, at, undo)


def _place(
    sheet: Sheet,
    index: _Index,
    instrument: int,
    width: int,
    columns: list[list[Any]],
    at: datetime | None,
    undo: bool,
) -> None:
    kinds, codes, *_numbers, packed = columns[:9]
    rest = columns[9:]
    unit = _places(index, kinds, codes)
    observed, received, submission, day = (np.array(column, dtype=np.int64) for column in columns[2:6])
    counts, sures = (np.array(column, dtype=np.bool_) for column in columns[6:8])
    if at is not None:
        _go_back(counts, sures, rest[0], microseconds(at))
    scores = _scores(packed, width)
    order = _deciding(unit, observed, received, submission)
    sheet.given[instrument] = Given(
        unit[order], day[order], counts[order], sures[order],
        np.ascontiguousarray(scores[order].T), submission[order], observed[order], received[order],
    )  # fmt: skip
    if undo:
        first, last = rest[0], rest[1]
        if last.count(None) == len(last):
            sheet.earlier[instrument] = (counts[order], sures[order])
            return
        sheet.touched += [one for one in zip(columns[4], last, strict=True) if one[1] is not None]
        was = np.array([_SAME if value is None else value for value in first], dtype=np.int64)
        known = was != _SAME
        before = np.where(known, (was >= 0) & (was & 1 == 1), counts)
        before_sure = np.where(known, (was >= 0) & (was & 2 == 2), sures)
        sheet.earlier[instrument] = (before[order], before_sure[order])


def _deciding(unit: Ints, observed: Ints, received: Ints, submission: Ints) -> Ints:
    """Rows of units of the sheet by unit, and those of one unit in the order that decides."""
    order = np.argsort(unit, kind="stable")
    order = order[np.searchsorted(unit[order], 0) :]
    own = unit[order]
    if (own[1:] == own[:-1]).any():
        order = order[np.lexsort((submission[order], received[order], observed[order], own))]
    return order


def _scores(packed: Sequence[Any], width: int) -> NDArray[np.uint32]:
    """All rows side by side; what an older reading lacks was not answered."""
    size = 4 * width
    if set(map(len, packed)) != {size}:
        packed = [bytes(one)[:size].ljust(size, b"\xff") for one in packed]
    return np.frombuffer(b"".join(packed), dtype="<u4").reshape(len(packed), width).astype(np.uint32, copy=False)


def _go_back(counting: Bools, sure: Bools, histories: Sequence[Any], us: int) -> None:
    """Put in place how each reading stood at the moment, where it has moved since."""
    for place, history in enumerate(histories):
        if history is None:
            continue
        counts, confirmed = standing_at(json.loads(history) if isinstance(history, str) else history, us)
        counting[place], sure[place] = counts, confirmed


def standing_at(history: Sequence[Sequence[Any]], us: int) -> tuple[bool, bool]:
    """Whether a reading counted, and whether it was confirmed, at a moment: as its last step until then left it."""
    counts = confirmed = False
    for step, state, sure in history:
        if step <= us:
            counts, confirmed = state in COUNTING, bool(sure)
    return counts, confirmed


def was_of(counting: bool, sure: bool) -> int:
    """How a reading stands, as ``Touched.was`` keeps it."""
    return int(counting) + 2 * int(sure)


NEW = Touched.NEW
