"""Vehicles as the engine sees them."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from siaga.engines.distribution.problem import Road, VehicleClass
from siaga.planning.errors import NothingToPlan
from siaga.planning.models import Vehicle
from siaga.planning.queries.problems.hubs import Hubs
from siaga.planning.queries.problems.notes import Notes


def vehicles_of(rows: Sequence[Vehicle], hubs: Hubs, notes: Notes) -> list[VehicleClass]:
    """Raises NothingToPlan for a base that nobody knows."""
    found = []
    for row in rows:
        depot = hubs.aliases.get(row.depot.strip().casefold())
        if depot is None:
            raise NothingToPlan(
                _("Pangkalan “%(depot)s” dari kendaraan %(vehicle)s tidak dikenal.")
                % {"depot": row.depot, "vehicle": row.vehicle_id},
                _("Kosongkan, atau pakai kode dari: %(known)s.") % {"known": ", ".join(sorted(hubs.all)[:20])},
            )
        if row.max_hours is None:
            notes.note("crew_hours", row.type)
        if not (row.cost_fixed or row.cost_km or row.cost_hour):
            notes.note("costs", row.type)
        found.append(
            VehicleClass(
                row.vehicle_id,
                row.type,
                row.count,
                row.capacity_boxes,
                frozenset(Road(one) for one in row.access),
                depot,
                capacity_kg=row.capacity_kg or 0.0,
                speed_factor=row.speed_factor,
                shift_start=row.shift_start,
                shift_end=row.shift_end,
                max_drive_minutes=None if row.max_hours is None else round(row.max_hours * 60),
                cost_fixed=row.cost_fixed,
                cost_km=row.cost_km,
                cost_hour=row.cost_hour,
            )
        )
    return found
