"""The doors of plans and of what they are made from."""

from __future__ import annotations

from django.db.models import QuerySet

from siaga.access import Actor, Refused, Verb, may, scope_of
from siaga.planning.models import Plan, Site, Vehicle
from siaga.wilayah.access import within


def visible_plans(actor: Actor) -> QuerySet[Plan]:
    """Plans of regions that the actor sees, and of those above it; without their bulky inputs and results."""
    reached = within(scope_of(actor, Verb.PLAN_VIEW), "region__")
    return (
        Plan.objects.filter(reached)
        .select_related("region__parent", "election__region", "created_by")
        .defer("inputs", "result")
    )


def access_plan(actor: Actor, plan_id: int, verb: Verb = Verb.PLAN_VIEW) -> Plan:
    """One plan. Raises Refused for missing and forbidden alike."""
    plan = visible_plans(actor).defer(None).filter(pk=plan_id).first()
    if plan is None or not may(actor, verb, plan.place):
        raise Refused
    return plan


def visible_sites(actor: Actor) -> QuerySet[Site]:
    """Distribution facts of places that the actor sees."""
    return Site.objects.filter(within(scope_of(actor, Verb.PLAN_VIEW), "region__")).select_related("region__parent")


def visible_vehicles(actor: Actor) -> QuerySet[Vehicle]:
    """Vehicles of regencies that the actor sees."""
    return Vehicle.objects.filter(within(scope_of(actor, Verb.PLAN_VIEW), "region__")).select_related("region")
