"""The doors of resources, playbooks and what-ifs; plans have theirs in ``planning.access``."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from siaga.access import Actor, Refused, Verb, may
from siaga.contingency.models import PlaybookEdition, Resource, Scenario
from siaga.planning.access import reached
from siaga.planning.models import PlanKind


def _reached(actor: Actor) -> Q:
    """Regencies whose contingency the actor sees."""
    return reached(actor, PlanKind.CONTINGENCY)


def visible_resources(actor: Actor) -> QuerySet[Resource]:
    return Resource.objects.filter(_reached(actor)).select_related("region__parent", "election__region")


def visible_editions(actor: Actor) -> QuerySet[PlaybookEdition]:
    return PlaybookEdition.objects.filter(_reached(actor)).select_related("region__parent", "created_by")


def visible_scenarios(actor: Actor) -> QuerySet[Scenario]:
    """What-ifs that the actor sees, without their bulky answers."""
    return (
        Scenario.objects.filter(_reached(actor))
        .select_related("region__parent", "election__region", "created_by", "parent")
        .defer("answer", "parent__answer", "parent__asked")
    )


def access_scenario(actor: Actor, scenario_id: int, *, change: bool = False) -> Scenario:
    """One what-if with its answer. Raises Refused for missing and forbidden alike."""
    found = visible_scenarios(actor).defer(None).filter(pk=scenario_id).first()
    if found is None or (change and not may(actor, Verb.PLAN_CHANGE, found.place)):
        raise Refused
    return found
