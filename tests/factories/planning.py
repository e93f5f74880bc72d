"""Plans, sites and vehicles, made directly in the database."""

from __future__ import annotations

from siaga.elections.models import Election
from siaga.planning.models import Plan, Site, Vehicle
from tests.factories import NOW


def plan(of: Election, **fields: object) -> Plan:
    defaults: dict[str, object] = {
        "kind": "distribusi",
        "region": of.region,
        "number": Plan.objects.filter(election=of).count() + 1,
        "inputs_digest": "0" * 64,
        "created_at": NOW,
    }
    return Plan.objects.create(election=of, **(defaults | fields))


def site(of: Election, code: str, **fields: object) -> Site:
    defaults: dict[str, object] = {"region": of.region, "updated_at": NOW}
    return Site.objects.create(election=of, code=code, **(defaults | fields))


def vehicle(of: Election, vehicle_id: str = "truk", **fields: object) -> Vehicle:
    defaults: dict[str, object] = {
        "region": of.region,
        "type": "Truk (contoh)",
        "capacity_boxes": 150,
        "access": ["asphalt", "gravel"],
        "updated_at": NOW,
    }
    return Vehicle.objects.create(election=of, vehicle_id=vehicle_id, **(defaults | fields))
