"""Duties: set, changed and ended; the standard ones of an election installed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from siaga.access import Actor, Place, Refused, Role, Verb, inside, require
from siaga.desk.kinds import kinds
from siaga.desk.models.account import ROLE_CHOICES
from siaga.elections.errors import ElectionClosed
from siaga.elections.models import Election
from siaga.instruments.library import MACHINE, ensure_shipped
from siaga.instruments.models import Instrument, UnitKind
from siaga.ledger.recording import Change, action, nothing_changed, record, record_bulk
from siaga.reporting.cadence import LONGEST, BadRhythm, read_rhythm
from siaga.reporting.duty_errors import (
    BadCadence,
    BadDates,
    DutyEnded,
    DutyExists,
    NoPeriods,
    NotForDuty,
    OutsideElection,
    ReasonNeeded,
    UnknownAgencyKind,
    WrongReporter,
)
from siaga.reporting.errors import FilledByItself
from siaga.reporting.expected import AT_ONCE, fill, periods_of
from siaga.reporting.models import Duty, DutyUnit, ExpectedReport
from siaga.reporting.reporters import can_report
from siaga.reporting.roster import follow
from siaga.reporting.standard import standard_duties
from siaga.wilayah.models import Region


@action("duty.set")
def set_duty(
    *,
    actor: Actor,
    election: Election,
    instrument: Instrument,
    region: Region,
    role: Role,
    cadence: Sequence[Mapping[str, Any]],
    starts: date,
    ends: date,
    now: datetime,
    agency_kind: str = "",
    agency_kinds: Sequence[str] = (),
    note: str = "",
    duty: Duty | None = None,
) -> Duty:
    """Say that an instrument is due for all its units below a region; with ``duty``, change one that is running.

    Another rhythm changes what is due from now on: what was paid and what is late already stays. What a duty is about
    (election, instrument, region) never changes. Raises DutyExists, DutyEnded, OutsideElection, WrongReporter,
    UnknownAgencyKind, BadDates, BadCadence, NoPeriods, NotForDuty, ElectionClosed.
    """
    require(actor, Verb.DUTY_CHANGE, Place(region.code))
    _open(election)
    if instrument.name in MACHINE:
        raise FilledByItself(instrument.title)
    if not inside(region.code, election.region.code):
        raise OutsideElection(region.title, election.name)
    if duty is None:
        _usable(instrument, region)
        if Duty.objects.filter(election=election, instrument=instrument, region=region, ended_at=None).exists():
            raise DutyExists(instrument.title, region.title)
        duty, before = Duty(election=election, instrument=instrument, region=region), None
    else:
        duty = _lock(duty)
        require(actor, Verb.DUTY_CHANGE, duty.place)
        if (duty.election_id, duty.instrument_id, duty.region_id) != (election.pk, instrument.pk, region.pk):
            raise Refused
        before = duty.as_fact()
    duty.role, duty.agency_kind, duty.agency_kinds = (
        role,
        _kind(agency_kind),
        sorted({_kind(one) for one in agency_kinds}),
    )
    duty.cadence, duty.starts, duty.ends = _cadence(cadence), starts, ends
    duty.note = " ".join(note.split())[:300]
    _check(duty, now)
    if duty.as_fact() == before:
        nothing_changed()
        return duty
    duty.expected_until = None
    duty.save()
    record(actor, "duty.set", duty, before=before, after=duty.as_fact(), now=now)
    ExpectedReport.objects.filter(duty=duty, submission=None, due_at__gt=now).delete()
    _follow(election, [duty], now)
    return duty


@action("duty.end")
def end_duty(*, actor: Actor, duty: Duty, reason: str, now: datetime) -> Duty:
    """End a duty: nothing is due any more from now on; what was late until now stays late.

    Raises ReasonNeeded, DutyEnded, ElectionClosed.
    """
    require(actor, Verb.DUTY_CHANGE, duty.place)
    if not reason.strip():
        raise ReasonNeeded
    duty = _lock(duty)
    _open(duty.election)
    before = duty.as_fact()
    duty.ended_at = now
    duty.save(update_fields=["ended_at"])
    record(actor, "duty.end", duty, before=before, after=duty.as_fact(), now=now, reason=reason.strip()[:400])
    ExpectedReport.objects.filter(duty=duty, submission=None, due_at__gt=now).delete()
    _follow(duty.election, [duty], now)
    return duty


@action("duty.install")
def install_standard_duties(*, actor: Actor, election: Election, now: datetime) -> list[Duty]:
    """Install the standard duties that the election does not have; returns the new ones. Again changes nothing.

    One whose last day has passed is not installed: nobody can be late for what was never asked. An instrument that was
    due in the whole election once and was ended is not installed again. Raises ElectionClosed.
    """
    require(actor, Verb.DUTY_CHANGE, election.place)
    _open(election)
    ensure_shipped(actor, now)
    had = set(
        Duty.objects.filter(election=election).filter(region=election.region).values_list("instrument__name", flat=True)
    )
    today = timezone.localdate(now)
    wanted = [one for one in standard_duties(election) if one.instrument not in had and one.ends >= today]
    names = [standard.instrument for standard in wanted]
    shipped = {one.name: one for one in Instrument.objects.filter(name__in=names, shipped=True, retired_at=None)}
    made = Duty.objects.bulk_create(
        Duty(
            election=election,
            instrument=shipped[standard.instrument],
            region=election.region,
            role=standard.role,
            agency_kind=standard.agency_kind,
            agency_kinds=sorted(standard.agency_kinds),
            cadence=[segment.as_data() for segment in standard.rhythm],
            starts=standard.starts,
            ends=standard.ends,
            note=standard.note,
            standard=True,
        )
        for standard in wanted
        if standard.instrument in shipped
    )
    if not made:
        nothing_changed()
        return []
    changes = [Change(duty.fact_type, duty.fact_key, duty.fact_region, None, duty.as_fact()) for duty in made]
    record_bulk(actor, "duty.install", changes, label=election.name, now=now)
    _follow(election, made, now)
    return made


def _follow(election: Election, duties: Sequence[Duty], now: datetime) -> None:
    """Roster and rows of the duties' instruments; those of very large duties are left to the clockwork."""
    instruments = {duty.instrument_id for duty in duties}
    follow(election, now, instruments=instruments)
    touched = Duty.objects.filter(election=election, instrument__in=instruments, ended_at=None)
    for duty in touched.select_related("region", "instrument", "election"):
        if DutyUnit.objects.filter(duty=duty, until=None)[AT_ONCE : AT_ONCE + 1].exists():
            continue
        fill(duty, now)


def _check(duty: Duty, now: datetime) -> None:
    about, level = UnitKind(duty.instrument.unit_kind), duty.instrument.level
    if not can_report(Role(duty.role), about, level):
        what = duty.instrument.get_level_display() if level else about.label
        raise WrongReporter(dict(ROLE_CHOICES)[Role(duty.role)], str(what))
    if duty.ends < duty.starts or (duty.ends - duty.starts).days > LONGEST:
        raise BadDates(duty.starts, duty.ends)
    if not any(period.due_at > now for period in periods_of(duty)):
        raise NoPeriods


def _cadence(data: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    try:
        return [segment.as_data() for segment in read_rhythm(data)]
    except BadRhythm as error:
        raise BadCadence(str(error)) from None


def _kind(key: str) -> str:
    if key and key not in kinds():
        raise UnknownAgencyKind(key)
    return key


def _usable(instrument: Instrument, region: Region) -> None:
    own = instrument.region
    if instrument.retired_at is not None or (own is not None and not inside(region.code, own.code)):
        raise NotForDuty(instrument.title)


def _open(election: Election) -> None:
    if election.closed:
        raise ElectionClosed(election.name)


def _lock(duty: Duty) -> Duty:
    """The duty as it is now, held until the action ends."""
    found = (
        Duty.objects.select_for_update(of=("self",))
        .select_related("region__parent", "instrument", "election__region", "election__ruleset")
        .filter(pk=duty.pk)
        .first()
    )
    if found is None:
        raise Refused
    if found.ended_at is not None:
        raise DutyEnded
    return found
