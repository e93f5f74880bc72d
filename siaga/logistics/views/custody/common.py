"""What the pages of custody ask first: which warehouse, which handover, in which words."""

from __future__ import annotations

from typing import Any

from siaga.access import Actor, Refused, Verb, may
from siaga.elections.queries import access_election, ruleset_of
from siaga.logistics.access import access_warehouse, visible_handovers
from siaga.logistics.judging import end_of, may_sign
from siaga.logistics.models import Handover, HandoverState, ScanSide, Warehouse
from siaga.logistics.standing import named
from siaga.wilayah.access import access_region
from siaga.wilayah.models import Region

STATE_STATUS = {
    HandoverState.GIVING: "menunggu",
    HandoverState.MOVING: "berjalan",
    HandoverState.TAKEN: "selesai",
    HandoverState.CANCELLED: "ditarik",
}


def warehouse_around(actor: Actor, slug: str, code: str) -> tuple[Warehouse, Region]:
    """The warehouse whose boxes pass the region, and the region. Raises Refused.

    Also for who is at home in a part of the region, a TPS even: the lists show each the own part alone.
    """
    election = access_election(actor, slug)
    region = access_region(actor, code, Verb.ELECTION_VIEW)
    warehouse = access_warehouse(actor, election.slug, region.code[:5], Verb.ELECTION_VIEW)
    return warehouse, region


def handover_here(actor: Actor, slug: str, code: str, number: int) -> Handover:
    """A handover by its number in the warehouse of the regency. Raises Refused."""
    access_election(actor, slug)
    found = (
        visible_handovers(actor)
        .filter(warehouse__election__slug=slug, warehouse__region__code=code, number=number)
        .first()
    )
    if found is None:
        raise Refused
    return found


def way_of(handover: Handover, warehouse: Warehouse, names: dict[str, str]) -> tuple[str, str]:
    """From where and to where, in words."""
    (start, own), (end, other) = end_of(handover, ScanSide.GIVE), end_of(handover, ScanSide.TAKE)
    return named(warehouse.hops[start], own, names), named(warehouse.hops[end], other, names)


def steps_of(actor: Actor, handover: Handover) -> dict[str, bool]:
    """What this person may do with the handover now."""
    gives, takes = may_sign(actor, handover, ScanSide.GIVE), may_sign(actor, handover, ScanSide.TAKE)
    state = handover.state
    return {
        "give": gives and state == HandoverState.GIVING,
        "take": takes and state != HandoverState.CANCELLED,
        "close_giving": gives and state == HandoverState.GIVING,
        "close_taking": takes and state == HandoverState.MOVING,
        "cancel": gives and state in {HandoverState.GIVING, HandoverState.MOVING},
        "photo": (gives or takes) and state != HandoverState.CANCELLED,
    }


def room(warehouse: Warehouse, region: Region) -> dict[str, Any]:
    """The context of every page of the room."""
    return {
        "election": warehouse.election,
        "region": region,
        "regency": warehouse.region.code,
        "warehouse": warehouse,
        "tab": "serah",
    }


def ballot_names(warehouse: Warehouse) -> dict[str, str]:
    return {ballot.key: ballot.name for ballot in ruleset_of(warehouse.election).ballots}


def keeps_house(actor: Actor, warehouse: Warehouse) -> bool:
    return may(actor, Verb.LOGISTICS_CHANGE, warehouse.place)
