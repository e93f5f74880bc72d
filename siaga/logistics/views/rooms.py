"""What every page of the warehouse has in common: its election, its region, its warehouse, and who may change it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from siaga.access import Actor, Refused, Verb, inside, may
from siaga.elections.access import access_election
from siaga.elections.models import Election
from siaga.logistics.access import access_warehouse
from siaga.logistics.models import Warehouse, warehouse_place
from siaga.wilayah.access import access_region
from siaga.wilayah.models import Region


@dataclass(frozen=True, slots=True)
class Room:
    """A region of an election, seen from its logistics. warehouse: None while the regency has not opened one."""

    election: Election
    region: Region
    warehouse: Warehouse | None
    may_change: bool
    sees_stock: bool

    @property
    def regency(self) -> str:
        return self.region.code[:5]

    @property
    def is_regency(self) -> bool:
        return len(self.region.code) == 5

    def context(self, tab: str) -> dict[str, Any]:
        return {
            "election": self.election,
            "region": self.region,
            "regency": self.regency,
            "warehouse": self.warehouse,
            "may_change": self.may_change,
            "sees_stock": self.sees_stock,
            "tab": tab,
        }


def room_at(actor: Actor, slug: str, code: str) -> Room:
    """A region whose logistics the actor may see. Raises ``Refused``."""
    election = access_election(actor, slug)
    region = access_region(actor, code, Verb.LOGISTICS_VIEW)
    if not (inside(region.code, election.region.code) or inside(election.region.code, region.code)):
        raise Refused
    place = warehouse_place(region.code[:5])
    try:
        warehouse = access_warehouse(actor, slug, region.code[:5], Verb.ELECTION_VIEW)
    except Refused:
        warehouse = None
    return Room(
        election,
        region,
        warehouse,
        may_change=len(region.code) >= 5 and may(actor, Verb.LOGISTICS_CHANGE, place),
        sees_stock=len(region.code) >= 5 and may(actor, Verb.LOGISTICS_VIEW, place),
    )


@dataclass(frozen=True, slots=True)
class Store:
    """The warehouse of a regency, whose stock the actor sees."""

    election: Election
    warehouse: Warehouse
    may_change: bool

    @property
    def region(self) -> Region:
        return self.warehouse.region

    def one(self, rows: QuerySet[Any], pk: int) -> Any:
        """One thing of this warehouse. Raises ``Refused``."""
        found = rows.filter(pk=pk).first()
        if found is None:
            raise Refused
        found.warehouse = self.warehouse
        return found

    def context(self, **more: Any) -> dict[str, Any]:
        return {
            "election": self.election,
            "region": self.region,
            "regency": self.region.code,
            "warehouse": self.warehouse,
            "may_change": self.may_change,
            "sees_stock": True,
            "tab": "stok",
            **more,
        }


def store_at(actor: Actor, slug: str, code: str, verb: Verb = Verb.LOGISTICS_VIEW) -> Store:
    """Raises ``Refused`` for missing and forbidden alike."""
    warehouse = access_warehouse(actor, slug, code, verb)
    return Store(warehouse.election, warehouse, may(actor, Verb.LOGISTICS_CHANGE, warehouse.place))
