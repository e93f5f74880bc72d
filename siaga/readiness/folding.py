"""Keeping the tallies: what changed since the last fold is undone and counted again, unit by unit, as differences.

Reports only leave a ``Touched`` row; whoever looks next folds. Several readers may fold at once: the row of
``PictureState`` is the lock (on SQLite the transaction itself is), and one who comes late finds nothing left.
Rosters, readings and their Touched rows are read in one statement each, so that a report that arrives meanwhile is
either wholly seen or left for the next fold.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection, transaction

from siaga.elections.models import Election
from siaga.readiness.arithmetic import Scale
from siaga.readiness.models import Indicator, PictureState, Tally, Touched
from siaga.readiness.sheets import Sheet, read_sheet
from siaga.readiness.tallies import Sparse, add, pack, sums_of, unpack
from siaga.readiness.terms import Terms, all_indicators, present_terms

UNITS_AT_ONCE = 400
MOST_FOLDS = 5_000
"""A look gives up after so many: reports that come faster than they are counted are left for the next."""
TALLIED = (8, 5, 2, 0)
"""Levels that have tallies; villages and TPS are computed from the readings of their sub-district."""


@dataclass(frozen=True, slots=True)
class Setup:
    """All indicators of an election and what is in force on each scale."""

    indicators: list[Indicator]
    terms: tuple[Terms, ...]
    widths: dict[int, int]

    def of(self, scale: str) -> Terms:
        return next(one for one in self.terms if one.scale == scale)


_setups: dict[int, tuple[int, Setup]] = {}
"""By election: the state of the indicators as they were read, and what was read."""


def setup_of(election: int, token: int) -> Setup:
    """The present set-up; read once for each state of the indicators (``PictureState.terms``)."""
    kept = _setups.get(election)
    if kept is not None and token and kept[0] == token:
        return kept[1]
    indicators = all_indicators(election)
    setup = Setup(indicators, tuple(present_terms(indicators, scale) for scale in Scale), widths_of(indicators))
    if len(_setups) >= MOST_SETUPS:
        _setups.clear()
    _setups[election] = (token, setup)
    return setup


def widths_of(indicators: Iterable[Indicator]) -> dict[int, int]:
    """How many slots each instrument has."""
    widths: dict[int, int] = {}
    for one in indicators:
        widths[one.instrument_id] = max(widths.get(one.instrument_id, 0), one.slot + 1)
    return widths


@dataclass(frozen=True, slots=True)
class Settled:
    """Numbers that stand for the tallies and for the indicators as they are; see ``PictureState``."""

    folded: int
    terms: int


MOST_SETUPS = 200

_LOOK = (
    "SELECT s.rebuild, s.folded, s.terms,"
    " EXISTS (SELECT 1 FROM readiness_touched t WHERE t.election_id = s.election_id)"
    " FROM readiness_state s WHERE s.election_id = %s"
)


def settle(election: Election) -> Settled:
    """Bring the tallies up to date if anything changed; says what they then are."""
    for _fold in range(MOST_FOLDS):
        with connection.cursor() as cursor:
            cursor.execute(_LOOK, [election.pk])
            row = cursor.fetchone()
        if row is not None and not row[0] and not row[3]:
            return Settled(row[1], row[2])
        if not fold(election) and row is not None and not row[0]:
            break
    return Settled(0, row[2] if row is not None else 0)


def fold(election: Election) -> int:
    """Fold some of what changed, in a transaction of its own; returns how many units it counted again."""
    from siaga.readiness.rebuilding import rebuild_locked

    with transaction.atomic():
        state = lock(election)
        if state.rebuild:
            rebuild_locked(election, state)
            return 1
        touched = Touched.objects.filter(election=election).order_by("pk")
        units = sorted(set(touched.values_list("unit_code", flat=True)[:UNITS_AT_ONCE]))
        if not units:
            return 0
        setup = setup_of(election.pk, state.terms)
        sheet = read_sheet(election.pk, setup.widths, [("unit_code", units)], undo=True)
        before = sheet.as_folded()
        for terms in setup.terms:
            _apply(election.pk, terms.scale, sums_of(sheet, terms, TALLIED), sums_of(before, terms, TALLIED))
        if not sheet.touched:
            return 0
        forget(sheet)
        PictureState.objects.filter(pk=state.pk).update(folded=secrets.randbits(62))
        return len(units)


def lock(election: Election) -> PictureState:
    """The state of an election's picture, held until the end of the transaction."""
    state = PictureState.objects.select_for_update().filter(election=election).first()
    if state is None:
        PictureState.objects.get_or_create(election=election)
        state = PictureState.objects.select_for_update().get(election=election)
    return state


def forget(sheet: Sheet) -> None:
    """Remove the Touched rows that the sheet holds, and none that came since."""
    if sheet.touched:
        with connection.cursor() as cursor:
            cursor.executemany(
                "DELETE FROM readiness_touched WHERE submission_id = %s AND id <= %s", sorted(sheet.touched)
            )


def _apply(election: int, scale: str, new: dict[str, Sparse], old: dict[str, Sparse]) -> None:
    codes = sorted(code for code in new.keys() | old.keys() if not _alike(new.get(code), old.get(code)))
    if not codes:
        return
    rows = {row.code: row for row in Tally.objects.filter(election=election, scale=scale, code__in=codes)}
    sums: dict[str, Sparse] = {}
    for code in codes:
        row = rows.get(code)
        parts = [new[code]] if code in new else []
        if row is not None:
            parts.append(unpack(row.data))
        sums[code] = add(parts, [old[code]] if code in old else [])
    write(election, scale, sums, {code: (row.pk, bytes(row.data)) for code, row in rows.items()})


def _alike(one: Sparse | None, other: Sparse | None) -> bool:
    if one is None or other is None:
        return one is other
    return len(one[0]) == len(other[0]) and bool((one[0] == other[0]).all() and (one[1] == other[1]).all())


def write(election: int, scale: str, sums: dict[str, Sparse], known: dict[str, tuple[int, bytes]]) -> int:
    """Write the tallies that differ from what is known (code → row and data); returns how many were written."""
    new: list[Tally] = []
    changed: list[tuple[bytes, int]] = []
    for code, own in sums.items():
        data = pack(own)
        old = known.get(code)
        if old is None and not data:
            continue
        if old is None:
            new.append(Tally(election_id=election, scale=scale, code=code, parent=parent_of(code), data=data))
        elif old[1] != data:
            changed.append((data, old[0]))
    Tally.objects.bulk_create(new, batch_size=150)
    if changed:
        with connection.cursor() as cursor:
            cursor.executemany("UPDATE readiness_tally SET data = %s WHERE id = %s", changed)
    return len(new) + len(changed)


def parent_of(code: str) -> str:
    """The code of the parent of a region that has a tally; ``-`` for the whole country."""
    return code.rpartition(".")[0] if code else "-"
