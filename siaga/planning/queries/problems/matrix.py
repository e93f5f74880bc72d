"""Measured travel times of a regency, for the places of a problem."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from siaga.elections.models import Election
from siaga.engines.distribution.problem import MatrixRow, Road
from siaga.planning.assumptions import Assumption
from siaga.planning.importing.matrix import MatrixLine, unpacked
from siaga.planning.models import TravelMatrix
from siaga.planning.queries.problems.notes import Notes
from siaga.wilayah.models import Region


def kept_lines(election: Election, region: Region) -> Sequence[MatrixLine]:
    """What was imported last."""
    kept = TravelMatrix.objects.filter(election=election, region=region).first()
    return unpacked(kept.data) if kept else []


def rows_of(lines: Sequence[MatrixLine], places: set[str], aliases: Mapping[str, str], notes: Notes) -> list[MatrixRow]:
    """Pairs of known places; those of others are counted in the notes."""
    rows: list[MatrixRow] = []
    unknown: dict[str, int] = {}
    for start, end, road, minutes, km in lines:
        ends = [one if one in places else aliases.get(one.casefold(), "") for one in (start, end)]
        if not places.issuperset(ends):
            for one, found in zip((start, end), ends, strict=True):
                if found not in places:
                    unknown[one] = unknown.get(one, 0) + 1
            continue
        rows.append(MatrixRow(ends[0], ends[1], Road(road), math.ceil(minutes), km))
    if unknown:
        skipped = len(lines) - len(rows)
        notes.assumptions.append(Assumption("matrix_unknown", skipped, tuple(sorted(unknown)[:8])))
    return rows
