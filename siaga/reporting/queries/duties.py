"""Duties to look at: the list, one, and what setting one would do in numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from siaga.access import Actor, Place, Refused, Scope, Verb, may, require, scope_of
from siaga.elections.models import Election
from siaga.instruments.models import Instrument
from siaga.reporting.cadence import BadRhythm, Period, periods, read_rhythm
from siaga.reporting.expected import HORIZON
from siaga.reporting.models import Duty, ExpectedReport
from siaga.reporting.roster import candidates
from siaga.wilayah.access import within
from siaga.wilayah.models import Region
from siaga.wilayah.zones import zone_of


def _binding(actor: Actor, verb: Verb) -> Scope:
    """The actor's reach and everything above it: a sub-district is bound by the regency's duties."""
    scope = scope_of(actor, verb)
    roots = scope.below | {code for code, _election in scope.stations}
    return replace(scope, around=scope.around | roots | {region for _agency, region in scope.agencies})


def visible_duties(actor: Actor) -> QuerySet[Duty]:
    """Duties that bind something in the actor's reach, with the number of units that owe under each."""
    found = Duty.objects.filter(within(_binding(actor, Verb.DUTY_VIEW), "region__"))
    return found.select_related("election__region", "instrument", "region__parent").annotate(
        owing=Count("units", filter=Q(units__until=None))
    )


def access_duty(actor: Actor, key: int, verb: Verb = Verb.DUTY_VIEW) -> Duty:
    """One duty. Raises Refused for missing and for forbidden alike."""
    duty = (
        Duty.objects.select_related("election__region__parent", "election__ruleset", "instrument__region")
        .select_related("region__parent")
        .filter(pk=key)
        .first()
    )
    if duty is None:
        raise Refused
    if verb is Verb.DUTY_VIEW:
        if not _binding(actor, verb).reaches(duty.place):
            raise Refused
        return duty
    require(actor, verb, duty.place)
    return duty


def may_set_duties(actor: Actor, election: Election) -> bool:
    """Whether the actor may set duties somewhere in the election."""
    return may(actor, Verb.DUTY_CHANGE, election.place) or any(
        may(actor, Verb.DUTY_CHANGE, Place(grant.region)) and grant.region.startswith(election.region.code)
        for grant in actor.grants
    )


def instruments_for_duties(actor: Actor, election: Election) -> list[Instrument]:
    """Instruments in use that may be made due in the election (bounded at 200)."""
    code = election.region.code
    above = [code[:length] for length in (2, 5, 8, 13) if len(code) >= length]
    fitting = Q(region=None) | Q(region__code__in=above)
    scope = scope_of(actor, Verb.INSTRUMENT_VIEW)
    if scope.nothing:
        return []
    return list(Instrument.objects.filter(fitting, retired_at=None).order_by("title")[:200])


@dataclass(frozen=True, slots=True)
class Preview:
    """What a duty would do: units that owe, reports from now to its end, the next due times, rows that go."""

    units: int
    reports: int
    next_due: tuple[Period, ...]
    first_rows: int
    dropped: int


def preview_duty(
    *,
    election: Election,
    instrument: Instrument,
    region: Region,
    cadence: Sequence[Mapping[str, Any]],
    starts: date,
    ends: date,
    now: datetime,
    agency_kinds: Sequence[str] = (),
    duty: Duty | None = None,
    shown: int = 8,
) -> Preview:
    """What setting it would do, in numbers; nothing is written. A rhythm that cannot be read gives nothing."""
    draft = Duty(election=election, instrument=instrument, region=region, agency_kinds=list(agency_kinds))
    units = candidates(draft).count()
    try:
        rhythm = read_rhythm(cadence)
    except BadRhythm:
        return Preview(units, 0, (), 0, 0)
    found = periods(rhythm, election.voting_day, zone_of(region.code), starts, ends)
    coming = tuple(period for period in found if period.due_at > now)
    soon = sum(period.opens_at <= now + HORIZON for period in coming)
    dropped = (
        ExpectedReport.objects.filter(duty=duty, submission=None, due_at__gt=now).count() if duty is not None else 0
    )
    return Preview(units, units * len(coming), coming[:shown], units * soon, dropped)
