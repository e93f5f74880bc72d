"""The doors of logistics and of plans for ``test_matrix_real.py``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from siaga.access import Actor, Place, Verb
from siaga.deployment.access import access_officer, access_unit, access_whole
from siaga.elections.models import Election, PollingStation
from siaga.logistics.access import access_box, access_handover, access_warehouse, require_signing, signing_place
from siaga.planning.access import access_plan
from siaga.planning.models import CHANGING, VIEWING, PlanKind
from siaga.wilayah.models import Region
from tests.factories import deployment, logistics, planning

Attempt = tuple[Place, Callable[[Actor], object]]


def supplied(
    regions: dict[str, Region], elections: Sequence[Election], stations: Sequence[PollingStation]
) -> Iterator[tuple[Verb, Attempt]]:
    """Warehouses, boxes, places that sign for boxes, and plans, of every kind of place."""
    for election in elections[:2]:
        code = election.region.code
        warehouse = logistics.warehouse(election)
        for verb in (Verb.LOGISTICS_VIEW, Verb.LOGISTICS_CHANGE):
            yield verb, (warehouse.place, lambda actor, e=election, c=code, v=verb: access_warehouse(
                actor, e.slug, c, v))  # fmt: skip
        own = [station for station in stations if station.election_id == election.pk]
        for station in own:
            box = logistics.box(warehouse, station)
            yield Verb.LOGISTICS_VIEW, (box.place, lambda actor, b=box: access_box(actor, b.code))
        village = own[0].village_code
        for hop, where in (("gudang", code), ("ppk", village[:8]), ("pps", village), ("tps", own[0].code)):
            yield Verb.CUSTODY_SCAN, (signing_place(warehouse, hop, where), lambda actor, w=warehouse, h=hop, c=where: (
                require_signing(actor, w, h, c)))  # fmt: skip
        handover = logistics.handover(warehouse, village[:8])
        yield Verb.LOGISTICS_VIEW, (Place(village[:8]), lambda actor, h=handover: access_handover(actor, h.pk))
        for kind in PlanKind:
            plan = planning.plan(election, kind=kind)
            yield VIEWING[kind], (plan.place, lambda actor, p=plan: access_plan(actor, p.pk))
            yield CHANGING[kind], (plan.place, lambda actor, p=plan: access_plan(actor, p.pk, change=True))
            if kind == PlanKind.DEPLOYMENT:
                yield Verb.GUARD_VIEW, (plan.place, lambda actor, p=plan: access_whole(actor, p.pk))
                yield Verb.GUARD_CHANGE, (plan.place, lambda actor, p=plan: access_whole(actor, p.pk, change=True))
        unit = deployment.unit(election)
        officer = deployment.officer(unit)
        yield Verb.GUARD_CHANGE, (unit.place, lambda actor, u=unit: access_unit(actor, u.pk))
        yield Verb.GUARD_CHANGE, (officer.place, lambda actor, o=officer: access_officer(actor, o.pk))
