"""The doors of logistics: warehouses, their stock, boxes and handovers, one by one.

Who sees a place sees the boxes of its stations; who sees the regency sees the warehouse and its stock. Handovers are
seen by those who see the place that gives or the place that takes.
"""

from __future__ import annotations

from django.db.models import Q, QuerySet

from siaga.access import Actor, Place, Refused, Scope, Verb, inside, may, require, scope_of
from siaga.elections.access import access_election
from siaga.elections.models import Election
from siaga.logistics.models import Box, Consignment, Handover, Item, Receipt, Warehouse, hop_place
from siaga.wilayah.access import within


def visible_warehouses(actor: Actor) -> QuerySet[Warehouse]:
    """Warehouses of reached regencies."""
    reached = within(scope_of(actor, Verb.LOGISTICS_VIEW), "region__")
    return Warehouse.objects.filter(reached).select_related("election__region", "region__parent")


def access_warehouse(actor: Actor, slug: str, code: str, verb: Verb = Verb.LOGISTICS_VIEW) -> Warehouse:
    """The warehouse of a regency in an election. Raises Refused for missing and forbidden alike.

    Whoever may see the election there (from a sub-district or a TPS, say) may know the warehouse itself with
    ``Verb.ELECTION_VIEW``: its name and the way of its boxes, not its stock.
    """
    election = access_election(actor, slug)
    warehouse = (
        Warehouse.objects.filter(election=election, region__code=code)
        .select_related("election__region", "region__parent")
        .first()
    )
    if warehouse is None or not may(actor, verb, warehouse.place):
        raise Refused
    return warehouse


def warehouses_around(actor: Actor, election: Election) -> QuerySet[Warehouse]:
    """Warehouses of the election whose regency the actor may see from above or from below."""
    scope = scope_of(actor, Verb.ELECTION_VIEW)
    return Warehouse.objects.filter(within(scope, "region__"), election=election).select_related(
        "election__region", "region__parent"
    )


def visible_items(actor: Actor) -> QuerySet[Item]:
    """The catalogue of every election that the actor may see."""
    scope = scope_of(actor, Verb.ELECTION_VIEW)
    return Item.objects.filter(within(scope, "election__region__")).select_related("election__region")


def access_item(actor: Actor, item_id: int, verb: Verb = Verb.ELECTION_VIEW) -> Item:
    """One item. Raises Refused for missing and forbidden alike."""
    item = visible_items(actor).filter(pk=item_id).first()
    if item is None or not may(actor, verb, item.place):
        raise Refused
    return item


def access_consignment(actor: Actor, consignment_id: int, verb: Verb = Verb.LOGISTICS_VIEW) -> Consignment:
    """One order. Raises Refused for missing and forbidden alike."""
    order = (
        Consignment.objects.filter(pk=consignment_id, warehouse__in=visible_warehouses(actor))
        .select_related("warehouse__election__region", "warehouse__region__parent", "item__election__region")
        .first()
    )
    if order is None or not may(actor, verb, order.place):
        raise Refused
    return order


def access_receipt(actor: Actor, receipt_id: int, verb: Verb = Verb.LOGISTICS_VIEW) -> Receipt:
    """One receipt. Raises Refused for missing and forbidden alike."""
    receipt = (
        Receipt.objects.filter(pk=receipt_id, warehouse__in=visible_warehouses(actor))
        .select_related("warehouse__election__region", "warehouse__region__parent", "item__election__region")
        .first()
    )
    if receipt is None or not may(actor, verb, receipt.place):
        raise Refused
    return receipt


def visible_boxes(actor: Actor) -> QuerySet[Box]:
    """Boxes of stations that the actor may see."""
    return Box.objects.filter(_stations(scope_of(actor, Verb.LOGISTICS_VIEW))).select_related(
        "warehouse__region", "warehouse__election", "station__village__parent"
    )


def access_box(actor: Actor, code: str) -> Box:
    """One box by its code. Raises Refused for missing and forbidden alike."""
    box = visible_boxes(actor).filter(code=code).first()
    if box is None:
        raise Refused
    return box


def _stations(scope: Scope) -> Q:
    return within(scope, "station__", own="village_code", unit="code")


def visible_handovers(actor: Actor) -> QuerySet[Handover]:
    """Handovers in a reached regency, and those from or to a place that the actor may see."""
    scope = scope_of(actor, Verb.LOGISTICS_VIEW)
    reached = within(scope, "warehouse__region__")
    for code in scope.below if not scope.everything else ():
        for end in ("from_code", "to_code"):
            reached |= Q(**{end: code}) | Q(**{f"{end}__startswith": f"{code}."})
            reached |= Q(**{f"{end}__startswith": f"{code}/"})
    for code, election in scope.stations:
        reached |= Q(warehouse__election_id=election) & (Q(to_code=code) | Q(from_code=code))
    return Handover.objects.filter(reached).select_related("warehouse__region__parent", "warehouse__election__region")


def access_handover(actor: Actor, handover_id: int) -> Handover:
    """One handover. Raises Refused for missing and forbidden alike."""
    handover = visible_handovers(actor).filter(pk=handover_id).first()
    if handover is None:
        raise Refused
    return handover


def signing_place(warehouse: Warehouse, hop: str, code: str) -> Place:
    """The place of an office that gives or signs for boxes: ``code`` is its region or TPS code."""
    village = code.partition("/")[0]
    return hop_place(hop, warehouse.region.code, village, code if "/" in code else "", warehouse.election_id)


def require_signing(actor: Actor, warehouse: Warehouse, hop: str, code: str) -> None:
    """Raise Refused unless the actor may give or sign for boxes there."""
    place = signing_place(warehouse, hop, code)
    if not inside(place.region, warehouse.region.code):
        raise Refused
    require(actor, Verb.CUSTODY_SCAN, place)
