"""Vehicles of a regency, a class of equal ones at a time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from siaga.access import Actor, Problem
from siaga.elections.models import Election
from siaga.ledger.recording import action
from siaga.planning.actions.coded import Coded
from siaga.planning.models import PlanKind, Vehicle
from siaga.wilayah.models import Region


class BadVehicle(Problem):
    """Facts of a vehicle that contradict each other, or a code that is taken."""

    code = "vehicle"


def _nameless() -> BadVehicle:
    return BadVehicle(_("Kode kendaraan kosong."), _("Tulis kode singkat seperti truk."), field="vehicle_id")


def _check(vehicle: Vehicle) -> None:
    if vehicle.shift_start >= vehicle.shift_end:
        raise BadVehicle(
            _("Selesai jalan harus sesudah mulai jalan."), _("Perbaiki salah satu jamnya."), field="shift_end"
        )
    if not vehicle.access:
        raise BadVehicle(_("Belum ada jalan yang dapat dilalui."), _("Pilih sedikitnya satu."), field="access")


VEHICLES = Coded(
    name="vehicle",
    model=Vehicle,
    code="vehicle_id",
    fields=(
        "type", "count", "capacity_boxes", "capacity_kg", "speed_factor", "access", "shift_start", "shift_end",
        "max_hours", "cost_fixed", "cost_km", "cost_hour", "depot",
    ),
    plans=PlanKind.DISTRIBUTION,
    nameless=_nameless,
    check=_check,
)  # fmt: skip


@action("vehicle.change")
def change_vehicle(
    *, actor: Actor, election: Election, region: Region, code: str, values: Mapping[str, Any], now: datetime
) -> Vehicle:
    """A class of equal vehicles, new or changed; values: of ``VEHICLES.fields``.

    Raises Refused, ElectionClosed, BadVehicle.
    """
    return VEHICLES.change(actor=actor, election=election, region=region, code=code, values=values, now=now)


@action("vehicle.remove")
def remove_vehicle(*, actor: Actor, thing: Vehicle, now: datetime) -> None:
    """It is not used any more; plans that were computed with it keep it. Raises Refused, ElectionClosed."""
    VEHICLES.remove(actor=actor, thing=thing, now=now)
