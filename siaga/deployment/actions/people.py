"""Personnel changed one by one: a person, an absence, a unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from siaga.access import Actor, Verb, require
from siaga.deployment.errors import BadOfficer, BadUnit
from siaga.deployment.models import Absence, AbsenceKind, Officer, Unit
from siaga.desk.clean import clean_messenger_phone
from siaga.ledger.recording import action, nothing_changed, record
from siaga.planning.actions.plans import require_open
from siaga.wilayah.models import Level, Region

OFFICER_FIELDS = ("name", "rank", "unit", "home", "available", "phone")
UNIT_FIELDS = ("districts", "lat", "lon")
LONGEST = timedelta(days=120)


@action("guard_officer.change")
def change_officer(*, actor: Actor, officer: Officer, values: Mapping[str, Any], now: datetime) -> Officer:
    """What is known of a person; values: of ``OFFICER_FIELDS``.

    Raises Refused, ElectionClosed, BadOfficer, Incomplete.
    """
    require(actor, Verb.GUARD_CHANGE, officer.place)
    require_open(officer.election)
    before = officer.as_fact()
    for name in OFFICER_FIELDS:
        if name in values:
            setattr(officer, name, values[name])
    if not officer.name.strip():
        raise BadOfficer(_("Nama kosong."), _("Tulis namanya."), field="name")
    if (officer.unit.election_id, officer.unit.region_id) != (officer.election_id, officer.region_id):
        raise BadOfficer(_("Satuan itu dari daerah lain."), _("Pilih satuan dari daftar."), field="unit")
    officer.phone = clean_messenger_phone(officer.phone)
    if officer.as_fact() == before:
        nothing_changed()
        return officer
    officer.updated_at = now
    officer.save()
    record(actor, "guard_officer.change", officer, before=before, after=officer.as_fact(), now=now)
    return officer


@action("guard_absence.note")
def note_absence(
    *, actor: Actor, officer: Officer, kind: str, starts: datetime, ends: datetime, now: datetime
) -> Absence:
    """Somebody cannot serve, or has another duty, from then to then. Why is not kept.

    Raises Refused, ElectionClosed, BadOfficer.
    """
    require(actor, Verb.GUARD_CHANGE, officer.place)
    require_open(officer.election)
    if kind not in AbsenceKind.values:
        raise BadOfficer(_("Jenis halangan tidak dikenal."), _("Pilih dari daftar."), field="kind")
    if starts >= ends:
        raise BadOfficer(_("Akhirnya harus sesudah mulainya."), _("Perbaiki salah satu waktunya."), field="ends")
    if ends - starts > LONGEST:
        raise BadOfficer(
            _("Halangan lebih lama dari empat bulan."), _("Nyatakan personel ini tidak siap tugas."), field="ends"
        )
    found = Absence.objects.filter(officer=officer, kind=kind, starts=starts, ends=ends).first()
    if found is not None:
        nothing_changed()
        return found
    absence = Absence.objects.create(officer=officer, kind=kind, starts=starts, ends=ends, created_at=now)
    record(actor, "guard_absence.note", absence, before=None, after=absence.as_fact(), now=now)
    return absence


@action("guard_absence.withdraw")
def withdraw_absence(*, actor: Actor, absence: Absence, now: datetime) -> None:
    """It was noted by mistake, or is over early. Raises Refused, ElectionClosed."""
    require(actor, Verb.GUARD_CHANGE, absence.place)
    require_open(absence.officer.election)
    record(actor, "guard_absence.withdraw", absence, before=absence.as_fact(), after=None, now=now)
    absence.delete()


@action("guard_unit.change")
def change_unit(
    *,
    actor: Actor,
    unit: Unit,
    districts: Sequence[str],
    now: datetime,
    lat: float | None = None,
    lon: float | None = None,
) -> Unit:
    """The kecamatan of a unit (none means all), and where it sits. Raises Refused, ElectionClosed, BadUnit."""
    require(actor, Verb.GUARD_CHANGE, unit.place)
    require_open(unit.election)
    wanted = sorted(set(districts))
    known = Region.objects.filter(code__in=wanted, level=Level.DISTRICT, regency_code=unit.region.code).count()
    if known != len(wanted):
        raise BadUnit(
            _("Kecamatan itu tidak ada di daerah ini."), _("Pilih kecamatannya dari daftar."), field="districts"
        )
    if (lat is None) != (lon is None):
        raise BadUnit(_("Posisi belum lengkap."), _("Isi lintang dan bujur, atau kosongkan keduanya."), field="lat")
    before = unit.as_fact()
    unit.districts, unit.lat, unit.lon = wanted, lat, lon
    if unit.as_fact() == before:
        nothing_changed()
        return unit
    unit.updated_at = now
    unit.save()
    record(actor, "guard_unit.change", unit, before=before, after=unit.as_fact(), now=now)
    return unit
