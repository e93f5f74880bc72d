"""All tallies of an election made anew from rosters and readings, some regencies at a time; writes what differs."""

from __future__ import annotations

import secrets
from collections.abc import Iterator

from django.db import connection, transaction

from siaga.elections.models import Election
from siaga.readiness.folding import TALLIED, Setup, forget, lock, setup_of, write
from siaga.readiness.models import PictureState, Tally
from siaga.readiness.readings import derive_readings
from siaga.readiness.sheets import read_sheet
from siaga.readiness.tallies import Sparse, add, sums_of
from siaga.reporting.models import DutyUnit

REGENCIES_AT_ONCE = 24


def rebuild(election: Election, *, readings: bool = False) -> int:
    """Rebuild in a transaction of its own; returns how many tallies (and readings) were written.

    readings: make the readings again from the submissions first. A second run writes nothing.
    """
    with transaction.atomic():
        state = lock(election)
        derived = derive_readings(election) if readings else 0
        return derived + rebuild_locked(election, state)


def rebuild_locked(election: Election, state: PictureState) -> int:
    """The same, holding the lock already."""
    if state.recode:
        _follow_codes(election.pk)
    setup = setup_of(election.pk, state.terms)
    seen: dict[str, set[str]] = {terms.scale: set() for terms in setup.terms}
    upper: dict[tuple[str, str], list[Sparse]] = {}
    written = 0
    for regencies in _chunks(election):
        written += _chunk(election.pk, setup, regencies, seen, upper)
    for terms in setup.terms:
        sums = {code: add(parts) for (scale, code), parts in upper.items() if scale == terms.scale}
        sums = {code: one for code, one in sums.items() if len(one[0])}
        seen[terms.scale] |= sums.keys()
        written += write(election.pk, terms.scale, sums, _known(election.pk, terms.scale, list(sums)))
        gone = [
            pk
            for pk, code in Tally.objects.filter(election=election, scale=terms.scale).values_list("pk", "code")
            if code not in seen[terms.scale]
        ]
        for start in range(0, len(gone), 500):
            Tally.objects.filter(pk__in=gone[start : start + 500]).delete()
        written += len(gone)
    PictureState.objects.filter(pk=state.pk).update(rebuild=False, recode=False, folded=secrets.randbits(62))
    return written


def _chunks(election: Election) -> Iterator[list[str]]:
    """Codes of regencies, a few at a time; an empty one is of what belongs to no regency."""
    rows = DutyUnit.objects.filter(election=election, until=None)
    regencies = list(rows.order_by("regency_code").values_list("regency_code", flat=True).distinct())
    for start in range(0, len(regencies), REGENCIES_AT_ONCE):
        yield regencies[start : start + REGENCIES_AT_ONCE]


def _chunk(
    election: int,
    setup: Setup,
    regencies: list[str],
    seen: dict[str, set[str]],
    upper: dict[tuple[str, str], list[Sparse]],
) -> int:
    sheet = read_sheet(election, setup.widths, [("regency_code", regencies)], undo=True)
    forget(sheet)
    written = 0
    for terms in setup.terms:
        sums = sums_of(sheet, terms, TALLIED) if terms.lines else {}
        own = {code: one for code, one in sums.items() if len(code) >= 5 and len(one[0])}
        for code, one in sums.items():
            if len(code) < 5:
                upper.setdefault((terms.scale, code), []).append(one)
        seen[terms.scale] |= own.keys()
        written += write(election, terms.scale, own, _known(election, terms.scale, list(own)))
    return written


def _known(election: int, scale: str, codes: list[str]) -> dict[str, tuple[int, bytes]]:
    rows = Tally.objects.filter(election=election, scale=scale, code__in=codes).values_list("code", "pk", "data")
    return {code: (pk, bytes(data)) for code, pk, data in rows}


def _follow_codes(election: int) -> None:
    """Readings take the unit codes of their submissions, which follow regions and stations."""
    names = ["unit_code", "province_code", "regency_code", "district_code", "village_code"]
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE readiness_reading SET {', '.join(f'{name} = s.{name}' for name in names)}"  # noqa: S608
            " FROM reporting_submission s WHERE s.id = readiness_reading.submission_id"
            " AND readiness_reading.election_id = %s AND (s.unit_code <> readiness_reading.unit_code"
            " OR s.district_code <> readiness_reading.district_code)",
            [election],
        )
