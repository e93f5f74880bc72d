"""The doors of personnel and of who stands where."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from siaga.access import Actor, Place, Refused, Verb, inside, may, scope_of
from siaga.deployment.models import Absence, GuardClass, Officer, Unit, UnitKind, guard_place
from siaga.elections.models import Election
from siaga.planning.access import visible_plans
from siaga.planning.models import Plan, PlanKind
from siaga.wilayah.models import Region

_DISTRICT = len("16.72.01")


@dataclass(frozen=True, slots=True)
class Sight:
    """How much of a regency's deployment a person sees. districts: kecamatan whose part is theirs.

    counts: how many, and how many are missing; never who, where and when.
    """

    whole: bool = False
    districts: frozenset[str] = frozenset()
    counts: bool = False

    @property
    def part(self) -> bool:
        return not self.whole and bool(self.districts)


def sight_of(actor: Actor, election: Election | None, region: str) -> Sight:
    """By GUARD_VIEW: the Polres and who oversees the regency see it whole, a Polsek its own kecamatan."""
    whole = may(actor, Verb.GUARD_VIEW, guard_place(region))
    counts = whole or may(actor, Verb.PLAN_VIEW, Place(region))
    if whole:
        return Sight(whole=True, counts=True)
    scope = scope_of(actor, Verb.GUARD_VIEW)
    codes = {code[:_DISTRICT] for code in scope.below | scope.around if len(code) == _DISTRICT and inside(code, region)}
    for agency, _home in scope.agencies:
        kind, _at, code = agency.partition("@")
        if kind == "polsek" and len(code) == _DISTRICT and inside(code, region):
            codes.add(code)
    if codes:
        rows = Unit.objects.filter(region__code=region, kind=UnitKind.POLSEK)
        for districts in (rows.filter(election=election) if election else rows).values_list("districts", flat=True):
            if codes & set(districts):
                codes |= set(districts)
    return Sight(districts=frozenset(codes), counts=counts)


def access_deployment(actor: Actor, plan_id: int) -> tuple[Plan, Sight]:
    """One security plan, with how much of it is seen: the whole, or a part of the one in force. Raises Refused."""
    plan = (
        Plan.objects.filter(kind=PlanKind.DEPLOYMENT, pk=plan_id)
        .select_related("region__parent", "election__region", "created_by", "parent")
        .first()
    )
    if plan is None:
        raise Refused
    sight = sight_of(actor, plan.election, plan.region.code)
    if not sight.whole and not (sight.part and plan.in_force):
        raise Refused
    return plan, sight


def access_whole(actor: Actor, plan_id: int, *, change: bool = False) -> Plan:
    """One security plan that is seen, or changed, whole. Raises Refused."""
    plan, sight = access_deployment(actor, plan_id)
    if not sight.whole or (change and not may(actor, Verb.GUARD_CHANGE, plan.place)):
        raise Refused
    return plan


def visible_deployments(actor: Actor) -> QuerySet[Plan]:
    """Security plans that the actor sees whole, without inputs and results."""
    return visible_plans(actor, PlanKind.DEPLOYMENT)


def visible_officers(actor: Actor, election: Election, region: Region) -> QuerySet[Officer]:
    """The personnel of a regency: all, or those of the actor's own Polsek."""
    sight = sight_of(actor, election, region.code)
    rows = Officer.objects.filter(election=election, region=region).select_related("unit", "home__parent", "region")
    return rows if sight.whole else rows.filter(unit__in=_own_units(sight, election, region))


def visible_units(actor: Actor, election: Election, region: Region) -> QuerySet[Unit]:
    sight = sight_of(actor, election, region.code)
    rows = Unit.objects.filter(election=election, region=region).select_related("region", "election")
    return rows if sight.whole else rows.filter(pk__in=_own_units(sight, election, region))


def _own_units(sight: Sight, election: Election, region: Region) -> list[int]:
    rows = Unit.objects.filter(election=election, region=region, kind=UnitKind.POLSEK).values_list("pk", "districts")
    return [pk for pk, districts in rows if districts and set(districts) <= sight.districts]


def access_officer(actor: Actor, officer_id: int) -> Officer:
    """One person for changing. Raises Refused for missing and forbidden alike."""
    officer = (
        Officer.objects.filter(pk=officer_id)
        .select_related("unit", "home__parent", "region", "election__region")
        .first()
    )
    if officer is None or not may(actor, Verb.GUARD_CHANGE, officer.place):
        raise Refused
    return officer


def access_absence(actor: Actor, absence_id: int) -> Absence:
    """One absence for changing. Raises Refused."""
    found = (
        Absence.objects.filter(pk=absence_id)
        .select_related("officer__region", "officer__election__region", "officer__unit")
        .first()
    )
    if found is None or not may(actor, Verb.GUARD_CHANGE, found.place):
        raise Refused
    return found


def access_unit(actor: Actor, unit_id: int) -> Unit:
    """One unit for changing. Raises Refused."""
    unit = Unit.objects.filter(pk=unit_id).select_related("region", "election__region").first()
    if unit is None or not may(actor, Verb.GUARD_CHANGE, unit.place):
        raise Refused
    return unit


def access_class(word: str) -> GuardClass:
    """A class by its key. Raises Refused."""
    if word not in GuardClass.values:
        raise Refused
    return GuardClass(word)


def counts_only(rows: QuerySet[Plan]) -> QuerySet[Plan]:
    """What may be told to everybody who sees plans: those in force, nothing of their inputs."""
    return rows.filter(Q(in_force_since__isnull=False, retired_at=None)).defer("inputs")
