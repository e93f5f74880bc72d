"""Resources, made directly in the database."""

from __future__ import annotations

from siaga.contingency.models import Resource
from siaga.elections.models import Election
from tests.factories import NOW


def resource(of: Election, resource_id: str, kind: str, **fields: object) -> Resource:
    defaults: dict[str, object] = {
        "region": of.region,
        "count": 1,
        "lat": -4.02,
        "lon": 103.25,
        "max_km": 20.0,
        "updated_at": NOW,
    }
    return Resource.objects.create(election=of, resource_id=resource_id, kind=kind, **(defaults | fields))
