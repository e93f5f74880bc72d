"""What stands before a what-if: stations, what is planned to reach them, who guards them. From plans in force."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from siaga.contingency.queries.facts import Fact, facts_of
from siaga.contingency.queries.playbooks import Holding, holding_of
from siaga.elections.models import Election
from siaga.engines.deployment.form import plan_from, problem_from
from siaga.engines.deployment.happened import Happened
from siaga.engines.deployment.plan import Plan as GuardPlan
from siaga.engines.deployment.problem import Problem as GuardProblem
from siaga.engines.deployment.problem import UnitKind
from siaga.engines.deployment.replanning import problem_now
from siaga.engines.whatif import Delivery, Ground, Station, Team
from siaga.planning.models import Plan, PlanKind
from siaga.planning.queries.loads import loads_of
from siaga.wilayah.models import Region


@dataclass(frozen=True, slots=True)
class Standing:
    """All that a what-if is asked about. plans: those in force, by kind. units: Polsek by id with their names."""

    holding: Holding
    facts: Mapping[str, Fact]
    ground: Ground
    plans: Mapping[str, Plan]
    units: Mapping[str, str]

    def out(self, unit: str, count: int) -> frozenset[str]:
        """Who would be missing if a unit lost so many: the replanning's own choice, spare officers first."""
        plan = self.plans.get(PlanKind.DEPLOYMENT)
        if plan is None or unit not in self.units or count < 1:
            return frozenset()
        problem, answer = guard_plan(plan)
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
    secured: dict[str, set[str]] = {}
    if (darurat := plans.get(PlanKind.CONTINGENCY)) is not None:
        for one in (darurat.result or {})["given"]:
            for code in one["covers"]:
                secured.setdefault(code, set()).add(one["need"])
    stations = tuple(
        Station(fact.code, fact.village, fact.district, fact.voters, frozenset(secured.get(fact.code, ())))
        for fact in facts.values()
    )
    guards = plans.get(PlanKind.DEPLOYMENT)
    teams: tuple[Team, ...] = ()
    units: dict[str, str] = {}
    if guards is not None:
        problem, answer = guard_plan(guards)
        teams = tuple(Team(team.id, team.posts, frozenset(team.officers)) for team in answer.teams)
        units = {unit.id: unit.name for unit in problem.units if unit.kind in (UnitKind.POLSEK, UnitKind.POLRES)}
    deliveries = deliveries_of(plans[PlanKind.DISTRIBUTION], facts) if PlanKind.DISTRIBUTION in plans else {}
    return Standing(holding_of(region), facts, Ground(stations, deliveries, teams), plans, units)


def guard_plan(plan: Plan) -> tuple[GuardProblem, GuardPlan]:
    """A security plan with the problem that it answers."""
    result: dict[str, Any] = plan.result or {}
    return problem_from(result.get("problem") or plan.inputs["problem"]), plan_from(result)


def deliveries_of(plan: Plan, facts: Mapping[str, Fact]) -> dict[str, tuple[Delivery, ...]]:
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
    for place, brought in sorted(stops.items()):
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
