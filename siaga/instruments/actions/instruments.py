"""Instruments and their versions: uploaded by a secretariat, shipped by the product, retired and taken up again."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from django.db.models import Max

from siaga.access import Actor, Refused, Verb, require
from siaga.instruments.errors import NameOfAnother, StillDue, VersionExists
from siaga.instruments.models import Instrument, InstrumentVersion
from siaga.instruments.queries.drafts import repeats, standing_of
from siaga.instruments.queries.instruments import open_duties
from siaga.instruments.xlsform.reading import Draft
from siaga.ledger.recording import action, nothing_changed, record
from siaga.wilayah.models import Region


class Added(NamedTuple):
    """new: False where this very content was there already."""

    version: InstrumentVersion
    new: bool


@action("instrument.add_version")
def add_version(*, actor: Actor, draft: Draft, region: Region | None, now: datetime) -> Added:
    """Add a checked form: the first version of a new instrument, or the next one of an instrument with its name.

    region: that of the secretariat, for a new instrument (None: of the whole installation).
    Raises FormRefused (nobody said what it is about), NameOfAnother, OtherUnit, Retired, VersionExists.
    """
    standing = standing_of(actor, draft, region, lock=True)
    if standing.same is not None:
        nothing_changed()
        return Added(standing.same, False)
    return Added(_add(actor, standing.instrument, draft, region, now, "instrument.add_version"), True)


@action("instrument.ship")
def ship_instrument(*, actor: Actor, draft: Draft, now: datetime) -> Added:
    """Take over a form that the product ships. It asks for no permission: what it writes is the product's own."""
    found = Instrument.objects.select_for_update(of=("self",)).filter(name=draft.name).first()
    if found is not None and not found.shipped:
        raise NameOfAnother(draft.name)
    same = found.versions.filter(version=draft.version).first() if found else None
    if same is not None:
        if not repeats(same, draft):
            raise VersionExists(draft.version)
        nothing_changed()
        return Added(same, False)
    return Added(_add(actor, found, draft, None, now, "instrument.ship", shipped=True), True)


def _add(
    actor: Actor,
    instrument: Instrument | None,
    draft: Draft,
    region: Region | None,
    now: datetime,
    act: str,
    *,
    shipped: bool = False,
) -> InstrumentVersion:
    """The next version. An instrument that was closed to most stays closed, whatever a later form says."""
    before = instrument.as_fact() if instrument else None
    if instrument is None:
        instrument = Instrument(
            name=draft.name, unit_kind=draft.unit_kind, level=draft.level, region=region, shipped=shipped
        )
    instrument.title, instrument.about = draft.title, draft.about
    instrument.sensitive = instrument.sensitive or draft.sensitive
    instrument.save()
    if before != instrument.as_fact():
        record(actor, act, instrument, before=before, after=instrument.as_fact(), now=now)
    last = instrument.versions.aggregate(last=Max("number"))["last"] or 0
    version = InstrumentVersion.objects.create(
        instrument=instrument,
        number=last + 1,
        version=draft.version,
        source_name=draft.source_name,
        source=draft.source,
        xform=draft.xform,
        questions=draft.questions,
        checks=draft.checks,
        added_at=now,
        added_by=actor.name[:200],
    )
    record(actor, act, version, before=None, after=version.as_fact(), now=now)
    return version


def _fresh(instrument: Instrument) -> Instrument:
    found = Instrument.objects.select_for_update(of=("self",)).select_related("region").filter(pk=instrument.pk).first()
    if found is None:
        raise Refused
    return found


@action("instrument.retire")
def retire_instrument(*, actor: Actor, instrument: Instrument, reason: str, now: datetime) -> Instrument:
    """Stop offering an instrument; what was reported with it stays. Raises StillDue while it is due somewhere."""
    found = _fresh(instrument)
    require(actor, Verb.INSTRUMENT_CHANGE, found.place)
    if found.retired_at:
        nothing_changed()
        return found
    if count := open_duties(found):
        raise StillDue(count)
    before = found.as_fact()
    found.retired_at = now
    found.save(update_fields=["retired_at"])
    record(actor, "instrument.retire", found, before=before, after=found.as_fact(), now=now, reason=reason[:500])
    return found


@action("instrument.revive")
def revive_instrument(*, actor: Actor, instrument: Instrument, now: datetime) -> Instrument:
    """Offer a retired instrument again."""
    found = _fresh(instrument)
    require(actor, Verb.INSTRUMENT_CHANGE, found.place)
    if not found.retired_at:
        nothing_changed()
        return found
    before = found.as_fact()
    found.retired_at = None
    found.save(update_fields=["retired_at"])
    record(actor, "instrument.revive", found, before=before, after=found.as_fact(), now=now)
    return found
