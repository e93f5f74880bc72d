"""A security plan as people read it: names instead of ids, teams by kecamatan, what is missing by Polsek. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from siaga.deployment.access import Sight
from siaga.deployment.naming import cluster_name, patrol_name, reserve_name, team_name
from siaga.deployment.options import Options
from siaga.engines.deployment.form import plan_from, problem_from, tells_causes_of_old
from siaga.engines.deployment.plan import Cluster, Missing, Need, Patrol, Reserve, Team, UnitFigures
from siaga.engines.deployment.plan import Plan as Result
from siaga.engines.deployment.problem import Cls, Post, Problem
from siaga.engines.deployment.supply import Units
from siaga.planning.assumptions import Assumption
from siaga.planning.models import Plan
from siaga.wilayah.zones import zone_of, zone_short


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the plan. role: leader, member, support, padal, patrol, reserve, linmas; place: where, as an id."""

    id: str
    name: str
    rank: str
    unit: str
    role: str = ""
    place: str = ""

    @property
    def title(self) -> str:
        return f"{self.rank} {self.name}".strip()


@dataclass(frozen=True, slots=True)
class TeamLine:
    team: Team
    number: int
    district: str
    posts: tuple[Post, ...]
    post_names: tuple[str, ...]
    police: tuple[Person, ...]
    support: tuple[Person, ...]
    linmas: int
    padal: Person | None

    @property
    def id(self) -> str:
        return self.team.id

    @property
    def name(self) -> str:
        return team_name(self.district, self.number)

    @property
    def anchor(self) -> str:
        """Its id as an address takes it."""
        return anchor_of(self.team.id)

    @property
    def leader(self) -> Person | None:
        return next((one for one in self.police if one.id == self.team.leader), None)

    @property
    def estimated(self) -> int:
        return sum(one.estimated for one in self.posts)


def anchor_of(id: str) -> str:
    return re.sub(r"[^A-Za-z0-9_-]", "-", id)


@dataclass(frozen=True, slots=True)
class DistrictLines:
    code: str
    name: str
    teams: tuple[TeamLine, ...]

    @property
    def posts(self) -> int:
        return sum(len(team.posts) for team in self.teams)


@dataclass
class Sheet:
    """One version with all that it says, or the part of some kecamatan. result None: not computed."""

    plan: Plan
    problem: Problem
    result: Result | None
    sight: Sight
    names: Mapping[str, str] = field(default_factory=dict)
    people: Mapping[str, Sequence[str]] = field(default_factory=dict)
    assumptions: Sequence[Assumption] = ()
    options: Options = field(default_factory=Options)

    @property
    def zone(self) -> ZoneInfo:
        return zone_of(self.plan.region.code)

    @property
    def zone_short(self) -> str:
        return zone_short(self.plan.region.code)

    def sees(self, district: str) -> bool:
        return self.sight.whole or district in self.sight.districts

    def name(self, code: str) -> str:
        """Of a TPS, a village, a kecamatan or a unit."""
        return self.names.get(code) or code

    def person(self, id: str, role: str = "", place: str = "") -> Person:
        known = self.people.get(id) or (id, "", "")
        return Person(id, known[0], known[1], known[2], role, place)

    @cached_property
    def posts(self) -> dict[str, Post]:
        return {one.code: one for one in self.problem.posts}

    @cached_property
    def units(self) -> Units:
        return Units(self.problem.units)

    @cached_property
    def linmas(self) -> dict[str, int]:
        return {one.post: one.count for one in self.result.watches} if self.result else {}

    @cached_property
    def clusters(self) -> list[Cluster]:
        return [one for one in self.result.clusters if self.sees(one.district)] if self.result else []

    @cached_property
    def patrols(self) -> list[Patrol]:
        return [one for one in self.result.patrols if self.sees(one.district)] if self.result else []

    @cached_property
    def reserves(self) -> list[Reserve]:
        """Reserves are told to those who see the whole."""
        return list(self.result.reserves) if self.result and self.sight.whole else []

    @cached_property
    def teams(self) -> list[TeamLine]:
        if self.result is None:
            return []
        padals = {team: one.padal for one in self.result.clusters for team in one.teams}
        numbers: dict[str, int] = {}
        found = []
        for team in sorted(self.result.teams, key=lambda one: (one.district, one.id)):
            numbers[team.district] = number = numbers.get(team.district, 0) + 1
            if not self.sees(team.district):
                continue
            posts = tuple(self.posts[code] for code in team.posts if code in self.posts)
            padal = padals.get(team.id, "")
            found.append(
                TeamLine(
                    team,
                    number,
                    self.name(team.district),
                    posts,
                    tuple(self.name(code) for code in team.posts),
                    tuple(
                        self.person(id, "leader" if id == team.leader else "member", team.id) for id in team.officers
                    ),
                    tuple(self.person(id, "support", team.id) for id in team.support),
                    sum(self.linmas.get(code, 0) for code in team.posts),
                    self.person(padal, "padal", team.cluster) if padal else None,
                )
            )
        return found

    @cached_property
    def by_id(self) -> dict[str, TeamLine]:
        return {team.id: team for team in self.teams}

    @cached_property
    def districts(self) -> list[DistrictLines]:
        found: dict[str, list[TeamLine]] = {}
        for team in self.teams:
            found.setdefault(team.team.district, []).append(team)
        return [DistrictLines(code, self.name(code), tuple(teams)) for code, teams in found.items()]

    def place_name(self, id: str) -> str:
        """Of a team, cluster, patrol or reserve."""
        if not id:
            return ""
        if id in self.by_id:
            return self.by_id[id].name
        return self.place_names.get(id) or self.name(id)

    @cached_property
    def place_names(self) -> dict[str, str]:
        if self.result is None:
            return {}
        found = {one.id: cluster_name(self, one) for one in self.result.clusters}
        found |= {one.id: patrol_name(self, one) for one in self.result.patrols}
        found |= {one.id: reserve_name(one) for one in self.result.reserves}
        numbers: dict[str, int] = {}
        for team in sorted(self.result.teams, key=lambda one: (one.district, one.id)):
            numbers[team.district] = numbers.get(team.district, 0) + 1
            found[team.id] = team_name(self.name(team.district), numbers[team.district])
        return found

    @cached_property
    def sent(self) -> list[Person]:
        """Everybody who has a task, in the order of the units and names."""
        found: list[Person] = []
        for team in self.teams:
            found += [*team.police, *team.support]
        found += [self.person(one.padal, "padal", one.id) for one in self.clusters if one.padal]
        found += [self.person(id, "patrol", one.id) for one in self.patrols for id in one.officers]
        found += [self.person(id, "reserve", one.id) for one in self.reserves for id in one.officers]
        return sorted(found, key=lambda one: (one.unit, one.name, one.id))

    @cached_property
    def figures(self) -> Mapping[str, Any]:
        return (self.plan.result or {}).get("figures", {}) or {}

    @cached_property
    def unit_lines(self) -> list[UnitFigures]:
        if self.result is None:
            return []
        return [one for one in self.result.units if self.sight.whole or self._mine(one.unit)]

    @cached_property
    def missing(self) -> list[Missing]:
        if self.result is None:
            return []
        return [one for one in self.result.missing if self.sight.whole or self._mine(one.where)]

    @property
    def old_causes(self) -> bool:
        """Whether what is missing has its causes as an earlier engine told them."""
        return bool(self.missing) and tells_causes_of_old(self.plan.result or {})

    def _mine(self, where: str) -> bool:
        districts = set(self.units.districts(where)) or {where[: len("16.72.01")]}
        return bool(districts) and districts <= self.sight.districts

    @cached_property
    def broken(self) -> list[Mapping[str, Any]]:
        return list((self.plan.result or {}).get("broken", []))

    @cached_property
    def changes(self) -> list[Mapping[str, Any]]:
        return list((self.plan.result or {}).get("changes", []))

    def at(self, minutes: int) -> datetime:
        """A moment of the plan, aware."""
        midnight = datetime.combine(self.plan.election.voting_day, time(), tzinfo=self.zone)
        return midnight + timedelta(minutes=minutes)

    @property
    def duty(self) -> tuple[datetime, datetime]:
        return self.at(self.problem.rules.duty_start), self.at(self.problem.rules.duty_end)

    def cls_of(self, post: Post) -> Cls:
        return self.problem.rules.unrated_as if post.cls is Cls.UNRATED else post.cls


WHOLE = Sight(whole=True, counts=True)


def problem_of_version(plan: Plan) -> Problem:
    """The problem that a version answers: as it was asked, or with what happened since."""
    return problem_from((plan.result or {}).get("problem") or plan.inputs["problem"])


def guarded_stations(problem: Problem, result: Result) -> set[str]:
    """TPS whose team has all the police that its pattern wants."""
    police = {one.cls: one.police for one in reversed(problem.patterns)}
    return {
        code
        for team in result.teams
        if team.officers and len(team.officers) >= police.get(team.cls, 1)
        for code in team.posts
    }


def missing_police(missing: Iterable[Missing]) -> dict[str, int]:
    """Police missing by unit in charge, leaders who are there without the rank left out."""
    found: dict[str, int] = {}
    for one in missing:
        if one.need in (Need.POLICE, Need.PADAL, Need.PATROL, Need.RESERVE):
            found[one.where] = found.get(one.where, 0) + one.amount
    return found


def with_figures(problem: Problem, result: Result, values: Mapping[str, Any]) -> dict[str, Any]:
    """A result as it is kept: with the counts that lists and summaries show, and nothing of who and where."""
    officers = {id for team in result.teams for id in team.officers}
    support = {id for team in result.teams for id in team.support}
    above = {one.padal for one in result.clusters if one.padal}
    above |= {id for patrol in result.patrols for id in patrol.officers}
    above |= {id for reserve in result.reserves for id in reserve.officers}
    missing = missing_police(result.missing)
    figures = {
        "teams": len(result.teams),
        "posts": len(problem.posts),
        "guarded": len(guarded_stations(problem, result)),
        "officers": len(officers | above),
        "support": len(support),
        "reserves": len(result.reserves),
        "missing": sum(missing.values()),
        "missing_by_unit": missing,
        "missing_linmas": sum(one.amount for one in result.missing if one.need is Need.LINMAS),
        "once": result.covered_once,
        "twice": result.covered_twice,
        "km": round(result.km_home + result.km_inside, 1),
        "broken": len(values.get("broken", [])),
        "units": [
            {"unit": one.unit, "posts": one.posts, "teams": one.teams, "need": one.need, "missing": one.missing}
            for one in result.units
        ],
    }
    return {**values, "figures": figures}


def sheet_of(plan: Plan, sight: Sight = WHOLE) -> Sheet:
    """Reads a version as far as it is seen. Needs its inputs, result, region and election."""
    inputs = plan.inputs
    return Sheet(
        plan=plan,
        problem=problem_of_version(plan),
        result=plan_from(plan.result) if plan.result else None,
        sight=sight,
        names=inputs.get("names", {}),
        people=inputs.get("people", {}),
        assumptions=[Assumption.from_value(one) for one in inputs.get("assumptions", [])],
        options=Options.from_value(inputs.get("options", {})),
    )
