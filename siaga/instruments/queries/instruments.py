"""Instruments that an actor may see, and one by its name."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Max, Q, QuerySet

from siaga.access import Actor, Refused, Verb, may, scope_of
from siaga.instruments.models import Instrument, InstrumentVersion
from siaga.wilayah.access import within


def instruments_for(actor: Actor, verb: Verb = Verb.INSTRUMENT_VIEW) -> QuerySet[Instrument]:
    """Instruments that the actor reaches with the verb: the shipped ones (to see) and those of regions in reach."""
    scope = scope_of(actor, verb)
    if scope.nothing:
        return Instrument.objects.none()
    rows = Instrument.objects.select_related("region__parent")
    if scope.everything:
        return rows
    reached = within(scope, "region__")
    return rows.filter(reached | Q(region__isnull=True) if scope.around else reached)


def access_instrument(actor: Actor, name: str, verb: Verb = Verb.INSTRUMENT_VIEW) -> Instrument:
    """The instrument of that name. Raises Refused alike for missing and forbidden."""
    found = Instrument.objects.select_related("region__parent").filter(name=name).first()
    if found is None or not may(actor, verb, found.place):
        raise Refused
    return found


def access_version(
    actor: Actor, name: str, number: int, verb: Verb = Verb.INSTRUMENT_VIEW
) -> tuple[Instrument, InstrumentVersion]:
    """One version of an instrument by its running number."""
    instrument = access_instrument(actor, name, verb)
    version = instrument.versions.filter(number=number).select_related("instrument__region").first()
    if version is None:
        raise Refused
    return instrument, version


def current_version(instrument: Instrument) -> InstrumentVersion:
    """The newest version, with its instrument. Every instrument has one. Its source is left in the database."""
    version = instrument.versions.select_related("instrument__region").defer("source").order_by("-number").first()
    assert version is not None, instrument.name
    return version


def current_versions(instruments: Iterable[Instrument]) -> dict[int, InstrumentVersion]:
    """The newest version of each, by the instrument's id, in two queries; without their sources and XForms."""
    ids = [instrument.pk for instrument in instruments]
    newest = (
        InstrumentVersion.objects.filter(instrument__in=ids)
        .order_by()
        .values("instrument")
        .annotate(newest=Max("number"))
        .values_list("instrument", "newest")
    )
    wanted = Q(pk__in=[])
    for instrument, number in newest:
        wanted |= Q(instrument=instrument, number=number)
    found = InstrumentVersion.objects.filter(wanted).select_related("instrument__region").defer("source", "xform")
    return {version.instrument_id: version for version in found}


def open_duties(instrument: Instrument) -> int:
    """In how many places it is due now. Duties live in a room above; only their count is asked for."""
    duties = getattr(instrument, "duties", None)
    return int(duties.filter(ended_at=None).count()) if duties is not None else 0
