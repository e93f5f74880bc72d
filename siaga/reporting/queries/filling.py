"""Which units a person may report on with a form, those that are owed first; and what is owed about one unit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from siaga.access import Actor, Verb, scope_of
from siaga.desk.access import agencies_for
from siaga.desk.models import Agency
from siaga.elections.access import under, visible_stations
from siaga.elections.models import Election, PollingStation
from siaga.instruments.models import Instrument, UnitKind
from siaga.reporting.access import units_in
from siaga.reporting.models import ExpectedReport
from siaga.reporting.units import Unit, agency_unit, region_unit, station_unit
from siaga.wilayah.access import visible_regions
from siaga.wilayah.models import Region

MOST = 60
"""Units that one page offers; the search finds the rest."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A unit to report on. due_at: of its oldest open debt under this instrument, None where nothing is owed now."""

    unit: Unit
    due_at: datetime | None


def units_to_fill(actor: Actor, election: Election, instrument: Instrument, words: str, now: datetime) -> list[Offer]:
    """Units of the instrument's kind that the actor may report on: what is owed first, the most urgent on top.

    words: parts of a name or code, all of which must fit.
    """
    units: dict[str, Unit] = {}
    owed = _owed(actor, election, instrument, now)
    if not words:
        units = _named(actor, election, instrument, list(owed))
    if len(units) < MOST:
        units |= {unit.code: unit for unit in _found(actor, election, instrument, words)}
    offers = [Offer(unit, owed.get(unit.code)) for unit in units.values()]
    return sorted(offers, key=lambda offer: (offer.due_at is None, offer.due_at or now, offer.unit.code))[:MOST]


def due_for(election: Election, instrument: Instrument, unit: Unit, now: datetime) -> ExpectedReport | None:
    """The oldest open debt of the unit under this instrument. The caller has asked whether the unit may be seen."""
    return (
        ExpectedReport.objects.filter(
            election=election, instrument=instrument, unit_code=unit.code, submission=None, opens_at__lte=now
        )
        .order_by("due_at")
        .first()
    )


def _owed(actor: Actor, election: Election, instrument: Instrument, now: datetime) -> dict[str, datetime]:
    rows = ExpectedReport.objects.filter(
        units_in(scope_of(actor, Verb.SUBMISSION_SEND)),
        election=election,
        instrument=instrument,
        submission=None,
        opens_at__lte=now,
    )
    oldest: dict[str, datetime] = {}
    for code, due_at in rows.order_by("due_at", "unit_code").values_list("unit_code", "due_at")[: MOST * 20]:
        oldest.setdefault(code, due_at)
        if len(oldest) >= MOST:
            break
    return oldest


def _stations(actor: Actor, election: Election) -> QuerySet[PollingStation]:
    return visible_stations(actor, election, Verb.SUBMISSION_SEND).select_related("village__parent__parent")


def _regions(actor: Actor, election: Election, instrument: Instrument) -> QuerySet[Region]:
    root = election.region.code
    inside = Q(code=root) | Q(code__startswith=f"{root}.") if root else Q()
    found = visible_regions(actor, Verb.SUBMISSION_SEND).filter(inside, level=instrument.level or 0, valid_to=None)
    return found.select_related("parent__parent").order_by("code")


def _agencies(actor: Actor, election: Election) -> QuerySet[Agency]:
    root = election.region.code
    inside = Q(region__code=root) | Q(region__code__startswith=f"{root}.") if root else Q()
    found = agencies_for(actor, Verb.SUBMISSION_SEND).filter(inside, closed_on=None)
    return found.order_by("region__code", "name")


def _named(actor: Actor, election: Election, instrument: Instrument, codes: list[str]) -> dict[str, Unit]:
    """The units of these codes that still exist."""
    if not codes:
        return {}
    if instrument.unit_kind == UnitKind.TPS:
        units = [station_unit(row) for row in _stations(actor, election).filter(code__in=codes)]
    elif instrument.unit_kind == UnitKind.REGION:
        units = [region_unit(row) for row in _regions(actor, election, instrument).filter(code__in=codes)]
    else:
        keys = {code.partition("@")[0] for code in codes}
        units = [agency_unit(row) for row in _agencies(actor, election).filter(key__in=keys)[: MOST * 20]]
    return {unit.code: unit for unit in units if unit.code in codes}


def _found(actor: Actor, election: Election, instrument: Instrument, words: str) -> list[Unit]:
    parts = words.split()[:6]
    if instrument.unit_kind == UnitKind.TPS:
        stations = _stations(actor, election)
        for part in parts:
            number = Q(number=int(part)) if part.isdecimal() and len(part) <= 3 else Q()
            place = under(part) if part[:1].isdecimal() and ("." in part or "/" in part) else Q(pk__in=[])
            named = Q(village__name__icontains=part) | Q(village__parent__name__icontains=part) | place
            stations = stations.filter(named | number if number else named) if part.lower() != "tps" else stations
        return [station_unit(row) for row in stations[:MOST]]
    if instrument.unit_kind == UnitKind.REGION:
        regions = _regions(actor, election, instrument)
        for part in parts:
            regions = regions.filter(
                Q(name__icontains=part) | Q(code__startswith=part) | Q(parent__name__icontains=part)
            )
        return [region_unit(row) for row in regions[:MOST]]
    agencies = _agencies(actor, election)
    for part in parts:
        agencies = agencies.filter(Q(name__icontains=part) | Q(key__icontains=part) | Q(region__name__icontains=part))
    return [agency_unit(row) for row in agencies[:MOST]]
