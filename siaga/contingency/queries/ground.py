"""What stands before a what-if: stations, what is planned to reach them, who guards them. From plans in force."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from siaga.contingency.models import Resource
from siaga.contingency.queries.facts import Fact, facts_of
from siaga.contingency.queries.playbooks import Holding, holding_of
from siaga.contingency.queries.where import villages_of_points
from siaga.elections.models import Election
from siaga.engines.codes import upward, within
from siaga.engines.deployment.form import plan_from, problem_from
from siaga.engines.deployment.happened import Happened
from siaga.engines.deployment.islands import origins_of
from siaga.engines.deployment.plan import Plan as GuardPlan
from siaga.engines.deployment.problem import Problem as GuardProblem
from siaga.engines.deployment.problem import UnitKind
from siaga.engines.deployment.replanning import problem_now
from siaga.engines.whatif import Delivery, Ground, Station, Team
from siaga.planning.models import Plan, PlanKind
from siaga.planning.queries.loads import loads_of
from siaga.wilayah.models import Region
from siaga.wilayah.queries import former_codes

_DAY = 24 * 60


class Today:
    """Codes of a plan under those of today: regions may have other codes since it was computed."""

    def __init__(self, region: Region, facts: Mapping[str, Fact]) -> None:
        known = {part for code in facts for part in upward(code)}
        self._now = {old: new for old, new in former_codes(region).items() if old not in known}

    def code(self, code: str) -> str:
        old = next((part for part in upward(code) if part in self._now), "")
        return self._now[old] + code[len(old) :] if old else code

    def areas(self, areas: Iterable[str]) -> tuple[str, ...]:
        """Areas of today with the codes that they, or parts of them, had before."""
        wanted = tuple(areas)
        return (*wanted, *(old for old, new in self._now.items() if any(within(new, area) for area in wanted)))


@dataclass(frozen=True, slots=True)
class Standing:
    """All that a what-if is asked about. plans: those in force, by kind. units: Polsek by id with their names.

    guards: the security plan in force with its problem. resources: what is kept for contingency. today: reads plans
    under the codes of now.
    """

    holding: Holding
    facts: Mapping[str, Fact]
    ground: Ground
    plans: Mapping[str, Plan]
    units: Mapping[str, str]
    guards: tuple[GuardProblem, GuardPlan] | None
    resources: Sequence[Resource]
    today: Today

    def out(self, unit: str, count: int) -> frozenset[str]:
        """Who would be missing if a unit lost so many: the replanning's own choice, spare officers first."""
        if self.guards is None or unit not in self.units or count < 1:
            return frozenset()
        problem, answer = self.guards
        now = problem_now(problem, answer, Happened(lost=((unit, count),)))
        before = {one.id for one in problem.officers if one.available}
        return frozenset(before - {one.id for one in now.officers if one.available})


def standing_of_region(election: Election, region: Region) -> Standing:
    """What holds now in a regency. Reads plans that the asker may not see: only counts of them may leave."""
    facts = facts_of(election, region)
    plans = {
        plan.kind: plan
        for plan in Plan.objects.filter(
            election=election, region=region, in_force_since__isnull=False, retired_at=None
        ).select_related("region__parent", "election__region")
        if plan.result
    }
    resources = list(Resource.objects.filter(election=election, region=region).order_by("kind", "resource_id"))
    villages = villages_of_points(region, ((one.lat, one.lon) for one in resources), facts)
    today = Today(region, facts)
    guards = guard_plan(plans[PlanKind.DEPLOYMENT]) if PlanKind.DEPLOYMENT in plans else None
    ground = Ground(
        stations=_stations(facts, plans.get(PlanKind.CONTINGENCY), today),
        deliveries=deliveries_of(plans[PlanKind.DISTRIBUTION], facts, today) if PlanKind.DISTRIBUTION in plans else {},
        teams=(),
        resources={one.resource_id: villages[one.lat, one.lon] for one in resources},
    )
    units: dict[str, str] = {}
    if guards is not None:
        problem, answer = guards
        units = {unit.id: unit.name for unit in problem.units if unit.kind in (UnitKind.POLSEK, UnitKind.POLRES)}
        ground = replace(
            ground,
            teams=tuple(
                Team(team.id, tuple(today.code(code) for code in team.posts), frozenset(team.officers))
                for team in answer.teams
            ),
            origins={id: tuple(today.code(code) for code in codes) for id, codes in origins_of(problem).items()},
            duty=(problem.rules.duty_start // _DAY, (problem.rules.duty_end - 1) // _DAY),
        )
    return Standing(holding_of(region), facts, ground, plans, units, guards, resources, today)


def _stations(facts: Mapping[str, Fact], plan: Plan | None, today: Today) -> tuple[Station, ...]:
    """With what the contingency plan in force places at each."""
    secured: dict[str, dict[str, set[str]]] = {}
    given = (plan.result or {})["given"] if plan is not None else ()
    for one in given:
        for code in map(today.code, one["covers"]):
            secured.setdefault(code, {}).setdefault(one["need"], set()).add(one["resource"])
    return tuple(
        Station(
            fact.code, fact.village, fact.district, fact.voters,
            {need: frozenset(by) for need, by in secured.get(fact.code, {}).items()},
        )
        for fact in facts.values()
    )  # fmt: skip


def guard_plan(plan: Plan) -> tuple[GuardProblem, GuardPlan]:
    """A security plan with the problem that it answers."""
    result: dict[str, Any] = plan.result or {}
    return problem_from(result.get("problem") or plan.inputs["problem"]), plan_from(result)


def deliveries_of(plan: Plan, facts: Mapping[str, Fact], today: Today) -> dict[str, tuple[Delivery, ...]]:
    """By station, what a distribution plan brings it and when.

    A stop at a village or sub-district brings the boxes of all its stations; where several vehicles share it, the
    stations are filled in the order of their codes.
    """
    boxes = {one.code: one.boxes for rows in loads_of(plan.election, plan.region).stations.values() for one in rows}
    stops: dict[str, list[tuple[int, str, int]]] = {}
    for route in (plan.result or {}).get("routes", []):
        name = f"{route['vehicle']}-{route['unit']}/H{route['day']:+d}"
        for trip in route["trips"]:
            for stop in trip["stops"]:
                stops.setdefault(stop["site"], []).append((route["day"], name, stop["boxes"]))
    found: dict[str, list[Delivery]] = {}
    for place, brought in sorted((today.code(place), brought) for place, brought in stops.items()):
        mine = [code for code in facts if code == place or code.startswith((f"{place}.", f"{place}/"))]
        left = {code: boxes.get(code) or 1 for code in mine}
        queue = list(mine)
        for day, name, count in sorted(brought):
            while count > 0 and queue:
                code = queue[0]
                taken = min(count, left[code])
                found.setdefault(code, []).append(Delivery(place, day, taken, name))
                count -= taken
                left[code] -= taken
                if not left[code]:
                    queue.pop(0)
    return {code: tuple(rows) for code, rows in found.items()}
