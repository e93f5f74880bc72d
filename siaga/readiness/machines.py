"""What the product measures by itself: a form that nobody fills, its indicators, and the TPS that it is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from siaga.access import Actor, Role, Verb, require
from siaga.elections.models import Election
from siaga.instruments.library import ensure_machine
from siaga.instruments.models import Instrument
from siaga.ledger.recording import nothing_changed, record
from siaga.readiness.actions.indicators import add_indicator
from siaga.readiness.arithmetic import Scale
from siaga.readiness.models import Indicator
from siaga.reporting.models import Duty
from siaga.reporting.roster import follow
from siaga.wilayah.models import Region
from siaga.wilayah.zones import zone_of

KEEPS = 365
"""Days for which a computed state stays fresh: it is true until the next one."""
AFTERWARDS = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Measure:
    """An indicator. question: what counts; needed: the question that says how many are needed."""

    key: str
    name: str
    question: str
    needed: str
    weight: int


@dataclass(frozen=True, slots=True)
class Machine:
    """form: of ``MACHINE``. begins: before the vote, from then on what has no state counts as not reported."""

    form: str
    measures: tuple[Measure, ...]
    agency_kind: str
    denominator: str
    note: str
    begins: timedelta


def measured(
    *, act: str, actor: Actor, election: Election, region: Region, machine: Machine, now: datetime
) -> Instrument | None:
    """See to it, within an action named ``act``, that the TPS of a region are measured so.

    None where somebody has ended that. All TPS owe the form, so that one without a state counts as not reported; it has
    no rhythm, so nobody is asked for it. States from before ``begins`` count as soon as it begins.
    """
    require(actor, Verb.INDICATOR_CHANGE, election.place)
    duties = Duty.objects.filter(election=election, instrument__name=machine.form, region=region).select_related(
        "instrument"
    )
    running = duties.order_by("ended_at").last()
    if running is not None:
        nothing_changed()
        return running.instrument if duties.filter(ended_at=None).exists() else None
    version = ensure_machine(machine.form, actor, now)
    known = set(Indicator.objects.filter(election=election).values_list("key", flat=True))
    for one in machine.measures:
        if one.key not in known:
            add_indicator(
                actor=actor,
                election=election,
                instrument=version.instrument,
                scale=Scale.READINESS,
                key=one.key,
                name=one.name,
                question=one.question,
                rule={"kind": "ratio", "needed_question": one.needed},
                denominator=machine.denominator,
                agency_kind=machine.agency_kind,
                weight=one.weight,
                stale_days=KEEPS,
                now=now,
            )
    today = now.astimezone(zone_of(region.code)).date()
    duty = Duty.objects.create(
        election=election,
        instrument=version.instrument,
        region=region,
        role=Role.ADMIN,
        cadence=[],
        starts=max(today, election.voting_day - machine.begins),
        ends=max(today, election.voting_day) + AFTERWARDS,
        note=machine.note,
        standard=True,
    )
    record(actor, act, duty, before=None, after=duty.as_fact(), now=now)
    follow(election, now, instruments=[version.instrument_id])
    return version.instrument
