"""Units and officers, made directly in the database."""

from __future__ import annotations

from siaga.deployment.models import Officer, Unit
from siaga.elections.models import Election
from tests.factories import NOW


def unit(of: Election, name: str = "Polres", kind: str = "polres", **fields: object) -> Unit:
    defaults: dict[str, object] = {"region": of.region, "updated_at": NOW}
    return Unit.objects.create(election=of, name=name, kind=kind, **(defaults | fields))


def officer(of: Unit, officer_id: str = "P-1", **fields: object) -> Officer:
    defaults: dict[str, object] = {"name": f"Contoh {officer_id}", "rank": "Bripka", "updated_at": NOW}
    return Officer.objects.create(
        election=of.election, region=of.region, unit=of, officer_id=officer_id, **(defaults | fields)
    )
