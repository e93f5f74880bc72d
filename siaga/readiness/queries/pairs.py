"""The indicators of one unit, each with the report that it comes from and the reports before it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from fractions import Fraction
from typing import Any

from siaga.access import Actor, Refused, Verb, may
from siaga.elections.models import Election
from siaga.instruments.models import UnitKind
from siaga.readiness.access import sees_picture
from siaga.readiness.arithmetic import FULL, Scale
from siaga.readiness.grounds import Ground, ground_of
from siaga.readiness.models import Indicator, Reading
from siaga.readiness.queries.pictures import risks_of, standing_of
from siaga.readiness.scoring import unpack
from siaga.readiness.shapes import Pair, PairReading, UnitPairs
from siaga.readiness.sheets import microseconds, moment_of, read_sheet, standing_at
from siaga.readiness.tallies import unit_table
from siaga.readiness.terms import Line
from siaga.reporting.models import ReviewAct, Submission
from siaga.reporting.units import Unit, find_unit

MOST_HISTORY = 60
"""Reports of one unit and instrument that a page tells of."""


def access_unit(actor: Actor, election: Election, text: str) -> Unit:
    """The unit written ``tps:…``, ``region:…`` or ``agency:…`` whose indicators the actor may see.

    An agency sees its own in any case. Raises Refused for missing and forbidden alike.
    """
    unit = find_unit(election, text)
    if unit is None:
        raise Refused
    code = unit.code if unit.kind != UnitKind.AGENCY else unit.region_code
    own = unit.kind == UnitKind.AGENCY and may(actor, Verb.SUBMISSION_VIEW, unit.place)
    if not own and not sees_picture(actor, election, code):
        raise Refused
    return unit


def unit_pairs(
    actor: Actor, election: Election, unit: Unit | str, scale: Scale | str, at: datetime | None, now: datetime
) -> UnitPairs:
    """Every expected indicator of a unit on a scale at a moment. Raises Refused."""
    found = access_unit(actor, election, unit if isinstance(unit, str) else str(unit))
    ground = ground_of(election, scale, at, now)
    sheet = read_sheet(election.pk, ground.widths, [("unit_code", [found.code])], at=ground.past)
    gathering = unit_table(sheet, ground.terms, ground.today)
    figure = gathering.table.figure(ground.scale, 0) if sheet.codes else _nothing(ground)
    lines = [line for line in ground.terms.lines if line.indicator.instrument_id in sheet.owed]
    readings = _readings(ground, found, {line.indicator.instrument_id for line in lines})
    rights = _Rights(actor, found)
    acts = _confirmations(readings, ground) if readings else {}
    return UnitPairs(
        unit=found,
        election=election,
        scale=ground.scale,
        at=ground.at,
        figure=figure,
        standing=standing_of(ground.scale, figure) if found.kind == UnitKind.TPS else None,
        risk=risks_of(gathering)[0] if sheet.codes and ground.scale is Scale.KERAWANAN else None,
        pairs=tuple(_pair(ground, line, readings, rights, acts) for line in lines),
    )


def _nothing(ground: Ground) -> Any:
    from siaga.readiness.arithmetic import Figure

    return Figure(ground.scale)


class _Rights:
    """What the actor may see of reports about this unit."""

    def __init__(self, actor: Actor, unit: Unit) -> None:
        self.names = may(actor, Verb.REPORTER_VIEW, unit.place)
        self.closed = not may(actor, Verb.SUBMISSION_SENSITIVE, unit.place)


def _readings(ground: Ground, unit: Unit, instruments: Iterable[int]) -> list[Reading]:
    """Readings of the unit known at the moment, the one that decides first."""
    rows = Reading.objects.filter(election=ground.election, unit_code=unit.code, instrument__in=list(instruments))
    if ground.past is not None:
        rows = rows.filter(received_us__lte=microseconds(ground.past))
    rows = rows.select_related("submission__version__instrument")
    return list(rows.order_by("-observed_us", "-received_us", "-submission_id")[: 4 * MOST_HISTORY])


def _confirmations(readings: list[Reading], ground: Ground) -> dict[int, str]:
    """The role that last confirmed each submission by the moment."""
    acts = ReviewAct.objects.filter(
        submission__in=[one.submission_id for one in readings], after__in=["checked", "accepted"]
    )
    if ground.past is not None:
        acts = acts.filter(at__lte=ground.past)
    roles: dict[int, str] = {}
    for act in acts.order_by("pk").select_related("submission"):
        if act.actor_role and act.actor_role != act.submission.sender_role:
            roles[act.submission_id] = act.actor_role
    return roles


def _stands(reading: Reading, ground: Ground) -> tuple[bool, bool]:
    if ground.past is None:
        return reading.counting, reading.sure
    return standing_at(reading.history, microseconds(ground.past))


def _score(reading: Reading, indicator: Indicator) -> int | None:
    scores = unpack(bytes(reading.scores))
    return scores[indicator.slot] if indicator.slot < len(scores) else None


def _pair(ground: Ground, line: Line, readings: list[Reading], rights: _Rights, acts: dict[int, str]) -> Pair:
    indicator = line.indicator
    value: Reading | None = None
    history: list[PairReading] = []
    score: int | None = None
    confirmed = contradicted = False
    for reading in readings:
        if reading.instrument_id != indicator.instrument_id:
            continue
        own = _score(reading, indicator)
        if own is None:
            continue
        counts, sure = _stands(reading, ground)
        chosen = counts and value is None
        if chosen:
            value, score, confirmed = reading, own, sure
        elif counts and value is not None and reading.observed_day == value.observed_day and own != score:
            contradicted = True
        if len(history) < MOST_HISTORY:
            closed = _closed(reading.submission, indicator) and rights.closed
            history.append(
                PairReading(
                    reading.submission_id,
                    moment_of(reading.observed_us),
                    moment_of(reading.received_us),
                    Fraction(own, FULL),
                    None if closed else reading.submission.values.get(indicator.question),
                    counts,
                    counts and sure,
                    chosen,
                )
            )
    if value is None or score is None:
        return Pair(
            indicator, line.weight, None, False, False, None, "", None, None, "", None, False, history=tuple(history)
        )
    submission = value.submission
    closed = _closed(submission, indicator) and rights.closed
    return Pair(
        indicator=indicator,
        weight=line.weight,
        score=Fraction(score, FULL),
        stale=ground.today - value.observed_day > line.stale_days,
        confirmed=confirmed,
        submission_id=value.submission_id,
        instance_id=submission.instance_id,
        observed_at=moment_of(value.observed_us),
        received_at=moment_of(value.received_us),
        reporter_role=submission.sender_role,
        answer=None if closed else submission.values.get(indicator.question),
        contradicted=contradicted,
        reporter_agency=submission.sender_agency,
        reporter_name=submission.sender_name if rights.names else "",
        confirmed_by=acts.get(value.submission_id, "") if confirmed else "",
        state=submission.state if ground.past is None else _state(value, ground),
        closed=closed,
        history=tuple(history),
    )


def _state(reading: Reading, ground: Ground) -> str:
    us = microseconds(ground.at)
    return next((str(step[1]) for step in reversed(reading.history) if step[0] <= us), "")


def _closed(submission: Submission, indicator: Indicator) -> bool:
    """Whether the answer is one that few may see."""
    if submission.version.instrument.sensitive:
        return True
    return any(one.get("path") == indicator.question and one.get("sensitive") for one in submission.version.questions)
