"""Indicators to look at: the list, what became of their terms, and which units lack a value."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

import numpy as np

from siaga.access import Actor, Verb, require
from siaga.elections.models import Election
from siaga.readiness.access import access_indicator, access_spot
from siaga.readiness.arithmetic import FULL
from siaga.readiness.grounds import ground_of, where_of
from siaga.readiness.models import Indicator, IndicatorTerms
from siaga.readiness.sheets import read_sheet
from siaga.readiness.tallies import Values


def indicators_for(actor: Actor, election: Election, scale: str = "", *, retired: bool = False) -> list[Indicator]:
    """The indicators of an election, those in force unless told; with instrument. Raises Refused."""
    require(actor, Verb.INSTRUMENT_VIEW, election.place)
    rows = Indicator.objects.filter(election=election).select_related("instrument", "election__region")
    if scale:
        rows = rows.filter(scale=scale)
    if not retired:
        rows = rows.filter(retired_at=None)
    return list(rows.order_by("scale", "instrument__name", "slot"))


def terms_history(actor: Actor, indicator: Indicator) -> list[IndicatorTerms]:
    """Weights and stale days of an indicator, the newest first."""
    require(actor, Verb.INSTRUMENT_VIEW, indicator.place)
    return list(indicator.terms.order_by("-since", "-pk")[:200])


@dataclass(frozen=True, slots=True)
class Lacking:
    """Units of one indicator below a region that score less than full, and how the scores are spread.

    units: (written unit, score or None where not reported), the unreported first; spread: score → units.
    """

    units: tuple[tuple[str, Fraction | None], ...]
    spread: tuple[tuple[Fraction | None, int], ...]


def units_lacking(
    actor: Actor, election: Election, key: str, code: str, at: datetime | None, now: datetime, *, most: int = 5000
) -> Lacking:
    """Units below a region (a regency or less) without the full score of an indicator. On kerawanan: those at risk and
    those not reported. Raises Refused."""
    indicator = access_indicator(actor, election, key)
    spot = access_spot(actor, election, code)
    ground = ground_of(election, indicator.scale, at, now)
    line = next((one for one in ground.terms.lines if one.indicator.pk == indicator.pk), None)
    if line is None or len(spot.code) < 5:
        return Lacking((), ())
    instrument = indicator.instrument_id
    sheet = read_sheet(election.pk, {instrument: ground.widths[instrument]}, where_of(spot.code), at=ground.past)
    owed = sheet.owed.get(instrument)
    won = Values(sheet, ground.terms).winners(instrument, indicator.slot)
    scores = np.full(len(sheet.codes), -1, dtype=np.int64)
    scores[won.unit] = won.score
    good = FULL if indicator.scale == "readiness" else 0
    units: list[tuple[str, Fraction | None]] = []
    spread: Counter[int] = Counter()
    for unit in owed if owed is not None else ():
        score = int(scores[unit])
        spread[score] += 1
        if score != good:
            units.append((f"{sheet.kinds[unit]}:{sheet.codes[unit]}", None if score < 0 else Fraction(score, FULL)))
    units.sort(key=lambda row: (row[1] is not None, row[1] if good else -(row[1] or 0), row[0]))
    return Lacking(
        tuple(units[:most]),
        tuple((None if score < 0 else Fraction(score, FULL), count) for score, count in sorted(spread.items())),
    )
