"""Lists that a call narrows to an election, and to a region with all that lies below it."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Model, QuerySet
from ninja import Field

from siaga.access import Actor, Verb
from siaga.api.paging import PageQuery
from siaga.api.regions import region_of
from siaga.api.words import ElectionSlug, RegionCode
from siaga.elections.access import access_election
from siaga.wilayah.access import below

Row = TypeVar("Row", bound=Model)


class PlaceQuery(PageQuery):
    """Which election and which region."""

    election: ElectionSlug | None = Field(None, description="Hanya pemilihan ini.")
    region: RegionCode | None = Field(None, description="Hanya wilayah ini dan di bawahnya.")


def narrowed(
    actor: Actor, rows: QuerySet[Row], query: PlaceQuery, *, path: str = "", verb: Verb = Verb.REGION_VIEW
) -> QuerySet[Row]:
    """The rows there; ``path`` leads to what has the election and the region, such as ``forum__``. Raises Refused."""
    if query.election:
        rows = rows.filter(**{f"{path}election": access_election(actor, query.election)})
    if query.region:
        rows = rows.filter(below(region_of(actor, query.region, verb).code, f"{path}region__"))
    return rows
