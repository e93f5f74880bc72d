"""Distribution facts changed one by one: a site, a vehicle."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from siaga.access import Actor, Problem, Verb, require
from siaga.elections.errors import ElectionClosed
from siaga.elections.models import Election
from siaga.ledger.recording import action, nothing_changed, record
from siaga.planning.models import PlanKind, Site, SiteKind, Vehicle, plan_place
from siaga.wilayah.models import Region

SITE_FIELDS = (
    "name", "lat", "lon", "access", "service_minutes", "window_start", "window_end", "remote", "via", "departures",
)  # fmt: skip
VEHICLE_FIELDS = (
    "type", "count", "capacity_boxes", "capacity_kg", "speed_factor", "access", "shift_start", "shift_end",
    "max_hours", "cost_fixed", "cost_km", "cost_hour", "depot",
)  # fmt: skip


class BadSite(Problem):
    """Facts of a place that contradict each other."""

    code = "site"


class BadVehicle(Problem):
    """Facts of a vehicle that contradict each other, or a code that is taken."""

    code = "vehicle"


@action("site.change")
def change_site(
    *,
    actor: Actor,
    election: Election,
    region: Region,
    code: str,
    values: Mapping[str, Any],
    now: datetime,
    kind: str = SiteKind.SITE,
    tier: str = "",
) -> Site:
    """What is known of a place, new or changed; values: of ``SITE_FIELDS``. Raises Refused, ElectionClosed, BadSite."""
    require(actor, Verb.PLAN_CHANGE, plan_place(PlanKind.DISTRIBUTION, region.code[:5]))
    _require_open(election)
    facts = {name: values[name] for name in SITE_FIELDS if name in values}
    site = Site.objects.filter(election=election, code=code).select_related("region__parent", "election").first()
    before = None
    if site is None:
        site = Site(election=election, region=region, code=code, kind=kind, tier=tier)
    else:
        before = site.as_fact()
    for name, value in facts.items():
        setattr(site, name, value)
    _check_site(site)
    if before == site.as_fact():
        nothing_changed()
        return site
    site.updated_at = now
    site.save()
    site.refresh_from_db(fields=SITE_FIELDS)
    record(actor, "site.change", site, before=before, after=site.as_fact(), now=now)
    return site


def _check_site(site: Site) -> None:
    if (site.lat is None) != (site.lon is None):
        raise BadSite(
            _("Posisi belum lengkap."), _("Isi lintang dan bujur keduanya, atau kosongkan keduanya."), field="lat"
        )
    if (site.window_start is None) != (site.window_end is None):
        site.window_start, site.window_end = site.window_start or 0, site.window_end or 1440
    if site.window_start is not None and site.window_end is not None and site.window_start >= site.window_end:
        raise BadSite(_("Jam tutup harus sesudah jam buka."), _("Perbaiki salah satu jamnya."), field="window_end")
    hubs = Site.objects.filter(
        election=site.election, code=site.via, kind__in=(SiteKind.CROSSING, SiteKind.TRANSFER)
    ).exclude(code=site.code)
    if site.via and not hubs.exists():
        raise BadSite(
            _("%(via)s belum ada sebagai penyeberangan atau tempat alih muat.") % {"via": site.via},
            _("Tambahkan tempatnya dulu, atau kosongkan."),
            field="via",
        )


@action("vehicle.change")
def change_vehicle(
    *, actor: Actor, election: Election, region: Region, vehicle_id: str, values: Mapping[str, Any], now: datetime
) -> Vehicle:
    """A class of equal vehicles, new or changed; values: of ``VEHICLE_FIELDS``.

    Raises Refused, ElectionClosed, BadVehicle.
    """
    require(actor, Verb.PLAN_CHANGE, plan_place(PlanKind.DISTRIBUTION, region.code))
    _require_open(election)
    vehicle_id = vehicle_id.strip()[:40]
    if not vehicle_id:
        raise BadVehicle(_("Kode kendaraan kosong."), _("Tulis kode singkat seperti truk."), field="vehicle_id")
    vehicle = (
        Vehicle.objects.filter(election=election, region=region, vehicle_id=vehicle_id)
        .select_related("region", "election")
        .first()
    )
    before = None
    if vehicle is None:
        vehicle = Vehicle(election=election, region=region, vehicle_id=vehicle_id)
    else:
        before = vehicle.as_fact()
    for name in VEHICLE_FIELDS:
        if name in values:
            setattr(vehicle, name, values[name])
    if vehicle.shift_start >= vehicle.shift_end:
        raise BadVehicle(
            _("Selesai jalan harus sesudah mulai jalan."), _("Perbaiki salah satu jamnya."), field="shift_end"
        )
    if not vehicle.access:
        raise BadVehicle(_("Belum ada jalan yang dapat dilalui."), _("Pilih sedikitnya satu."), field="access")
    if before == vehicle.as_fact():
        nothing_changed()
        return vehicle
    vehicle.updated_at = now
    vehicle.save()
    vehicle.refresh_from_db(fields=VEHICLE_FIELDS)
    record(actor, "vehicle.change", vehicle, before=before, after=vehicle.as_fact(), now=now)
    return vehicle


@action("vehicle.remove")
def remove_vehicle(*, actor: Actor, vehicle: Vehicle, now: datetime) -> None:
    """It is not used any more; plans that were computed with it keep it. Raises Refused, ElectionClosed."""
    require(actor, Verb.PLAN_CHANGE, vehicle.place)
    _require_open(vehicle.election)
    record(actor, "vehicle.remove", vehicle, before=vehicle.as_fact(), after=None, now=now)
    vehicle.delete()


def _require_open(election: Election) -> None:
    if election.closed:
        raise ElectionClosed(election.name)
