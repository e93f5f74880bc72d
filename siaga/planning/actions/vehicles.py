"""Vehicles of a regency, a class of equal ones at a time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from siaga.access import Actor, Problem, Verb, require
from siaga.elections.models import Election
from siaga.ledger.recording import action, nothing_changed, record
from siaga.planning.actions.plans import require_open
from siaga.planning.models import PlanKind, Vehicle, plan_place
from siaga.wilayah.models import Region

VEHICLE_FIELDS = (
    "type", "count", "capacity_boxes", "capacity_kg", "speed_factor", "access", "shift_start", "shift_end",
    "max_hours", "cost_fixed", "cost_km", "cost_hour", "depot",
)  # fmt: skip


class BadVehicle(Problem):
    """Facts of a vehicle that contradict each other, or a code that is taken."""

    code = "vehicle"


@action("vehicle.change")
def change_vehicle(
    *, actor: Actor, election: Election, region: Region, vehicle_id: str, values: Mapping[str, Any], now: datetime
) -> Vehicle:
    """A class of equal vehicles, new or changed; values: of ``VEHICLE_FIELDS``.

    Raises Refused, ElectionClosed, BadVehicle.
    """
    require(actor, Verb.PLAN_CHANGE, plan_place(PlanKind.DISTRIBUTION, region.code))
    require_open(election)
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
    require_open(vehicle.election)
    record(actor, "vehicle.remove", vehicle, before=vehicle.as_fact(), after=None, now=now)
    vehicle.delete()
