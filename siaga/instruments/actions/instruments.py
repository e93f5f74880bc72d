"""Instruments and their versions: uploaded by a secretariat, shipped by the product, retired and taken up again."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from django.db.models import Max
from django.utils.translation import gettext as _

from siaga.access import Actor, Place, Refused, Verb, may, require
from siaga.instruments.errors import FormRefused, NameOfAnother, OtherUnit, Retired, StillDue, VersionExists
from siaga.instruments.models import Instrument, InstrumentVersion
from siaga.instruments.queries.instruments import open_duties
from siaga.instruments.units import unit_word
from siaga.instruments.xlsform.findings import Finding
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
    found = Instrument.objects.select_for_update(of=("self",)).select_related("region").filter(name=draft.name).first()
    require(actor, Verb.INSTRUMENT_CHANGE, Place(region.code if region else ""))
    if found is not None:
        if found.shipped or not may(actor, Verb.INSTRUMENT_CHANGE, found.place):
            raise NameOfAnother(draft.name)
        if found.retired_at:
            raise Retired(found.title)
    elif not draft.unit:
        raise FormRefused(
            [
                Finding(
                    _("Belum disebut formulir ini tentang apa."),
                    _("Pilih TPS, desa/kelurahan, kecamatan, kabupaten/kota, atau instansi."),
                )
            ]
        )
    if found is not None and draft.unit and (found.unit_kind, found.level) != (draft.unit_kind, draft.level):
        raise OtherUnit(found.title, unit_word(found))
    return _add(actor, found, draft, region, now, "instrument.add_version")


@action("instrument.ship")
def ship_instrument(*, actor: Actor, draft: Draft, now: datetime) -> Added:
    """Take over a form that the product ships. It asks for no permission: what it writes is the product's own."""
    found = Instrument.objects.select_for_update(of=("self",)).filter(name=draft.name).first()
    if found is not None and not found.shipped:
        raise NameOfAnother(draft.name)
    return _add(actor, found, draft, None, now, "instrument.ship", shipped=True)


def _add(
    actor: Actor,
    instrument: Instrument | None,
    draft: Draft,
    region: Region | None,
    now: datetime,
    act: str,
    *,
    shipped: bool = False,
) -> Added:
    if instrument is not None:
        same = instrument.versions.filter(version=draft.version).first()
        if same is not None:
            if not _equal(same, draft):
                raise VersionExists(draft.version)
            nothing_changed()
            return Added(same, False)
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
    return Added(version, True)


def _equal(version: InstrumentVersion, draft: Draft) -> bool:
    """The same file, or another file that asks and checks the same."""
    if bytes(version.source) == draft.source:
        return True
    return (version.xform, version.questions, version.checks) == (draft.xform, draft.questions, draft.checks)


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
