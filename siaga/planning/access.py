"""The doors of plans and of what they are made from."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from siaga.access import Actor, Refused, Verb, inside, may, scope_of
from siaga.elections.access import access_election
from siaga.elections.models import Election
from siaga.planning.models import CHANGING, OWNERS, VIEWING, Plan, PlanKind, Site, Vehicle
from siaga.wilayah.access import access_region, within
from siaga.wilayah.models import Level, Region


def visible_plans(actor: Actor, *kinds: PlanKind) -> QuerySet[Plan]:
    """Plans of these kinds, or of any, that the actor sees; without their bulky inputs and results."""
    seen = Q(pk__in=[])
    for kind in kinds or tuple(PlanKind):
        seen |= Q(kind=kind) & reached(actor, kind)
    return (
        Plan.objects.filter(seen)
        .select_related("region__parent", "election__region", "created_by")
        .defer("inputs", "result")
    )


def reached(actor: Actor, kind: PlanKind) -> Q:
    """Where the actor sees what a kind of plan is about: regions of the scope, and those whose owner it means."""
    scope = scope_of(actor, VIEWING[kind])
    if scope.everything:
        return Q()
    found = ((*agency.partition("@"), code) for agency, code in scope.agencies)
    owned = sorted({region for named, _at, region, code in found if named == OWNERS[kind] and inside(region, code)})
    return within(scope, "region__") | Q(region__code__in=owned)


def access_plan(actor: Actor, plan_id: int, *kinds: PlanKind, change: bool = False) -> Plan:
    """One plan of these kinds, or of any. Raises Refused for missing and forbidden alike."""
    plan = visible_plans(actor, *kinds).defer(None).filter(pk=plan_id).first()
    if plan is None or not may(actor, (CHANGING if change else VIEWING)[plan.kind], plan.place):
        raise Refused
    return plan


def regency_of(actor: Actor, slug: str, code: str) -> tuple[Election, Region]:
    """The election and its regency, both seen. Raises Refused for missing and forbidden alike, and for no regency."""
    election = access_election(actor, slug)
    region = access_region(actor, code, Verb.PLAN_VIEW)
    if region.level != Level.REGENCY or not region.code.startswith(election.region.code):
        raise Refused
    return election, region


def visible_sites(actor: Actor) -> QuerySet[Site]:
    """Distribution facts of places that the actor sees."""
    return Site.objects.filter(within(scope_of(actor, Verb.PLAN_VIEW), "region__")).select_related("region__parent")


def visible_vehicles(actor: Actor) -> QuerySet[Vehicle]:
    """Vehicles of regencies that the actor sees."""
    return Vehicle.objects.filter(within(scope_of(actor, Verb.PLAN_VIEW), "region__")).select_related("region")
