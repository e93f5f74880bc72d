"""Who is silent: written units that owe a scale's instruments and never reported, or whose last report is stale."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from siaga.readiness.grounds import TALLIED_CODE, Ground, cells_of, regencies_of, where_of
from siaga.readiness.sheets import Sheet, Where, read_sheet
from siaga.readiness.tallies import Cells, Gathering, unit_table

_AT_ONCE = 20
_NEXT = {0: "province_code", 2: "regency_code", 5: "district_code"}


def silent_in(sheet: Sheet, gathering: Gathering) -> list[str]:
    """Silent units of a sheet, in the order of their written form."""
    late = np.flatnonzero(gathering.owing & (gathering.table.fresh < gathering.today))
    return sorted(f"{sheet.kinds[unit]}:{sheet.codes[unit]}" for unit in late)


def silent_units(ground: Ground, code: str, most: int, cells: Cells | None = None) -> list[str]:
    """At most so many silent units of a region. cells: its sums with those of its parts, where they are at hand."""
    if not ground.widths or most <= 0:
        return []
    found: list[str] = []
    for where in _searches(ground, code, most, cells):
        sheet = read_sheet(ground.election.pk, ground.widths, where, at=ground.past)
        found += silent_in(sheet, unit_table(sheet, ground.terms, ground.today))
        if len(found) >= most:
            break
    return sorted(found)[:most]


def _searches(ground: Ground, code: str, most: int, cells: Cells | None) -> Iterator[Where]:
    """Where to look, widest first; with tallies at hand only where they say that somebody is silent."""
    if "/" in code or len(code) >= TALLIED_CODE:
        yield where_of(code)
    elif ground.past is not None:
        for regencies in regencies_of(ground.election, code) if len(code) < 5 else ():
            yield [("regency_code", regencies), *where_of(code)]
        if len(code) == 5:
            yield where_of(code)
    else:
        yield from _tallied(ground, code, most, cells)


def _tallied(ground: Ground, code: str, most: int, cells: Cells | None) -> Iterator[Where]:
    districts: list[str] = []
    expected = 0
    pending = [code]
    while pending and expected < most:
        node = pending.pop(0)
        own = cells if cells is not None and node == code else cells_of(ground, node)
        counts = {part: own.silent(part, ground.today) for part in own.codes if part != node}
        direct = own.silent(node, ground.today) - sum(counts.values())
        if direct:
            expected += direct
            yield [*where_of(node), (_NEXT[len(node)], [""])]
        late = sorted(part for part, count in counts.items() if count)
        if len(node) == 5:
            districts += late
            expected += sum(counts.values())
        else:
            pending[:0] = late
    for start in range(0, len(districts), _AT_ONCE):
        yield [("district_code", districts[start : start + _AT_ONCE])]
