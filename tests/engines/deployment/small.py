"""A small regency of two kecamatan in which nothing is short, to break one rule at a time."""

from __future__ import annotations

from dataclasses import replace

from siaga.engines.deployment.plan import Plan, Team
from siaga.engines.deployment.problem import Cls, Kind, Officer, Pattern, Post, Problem, Rules, Unit, UnitKind

PATTERNS = (
    Pattern(Cls.LOW, 2, 4, 8, stations_max=8, linmas_max=16),
    Pattern(Cls.MID, 2, 2, 4),
    Pattern(Cls.HIGH, 2, 1, 2),
)
NORTH, SOUTH = "17.06.01", "17.06.02"


def post(number: int, district: str = NORTH, cls: Cls = Cls.LOW, *, east: float = 0.0, village: int = 2001) -> Post:
    """Stations of a village lie 100 m apart; the two kecamatan are some 33 km from each other."""
    name = f"{district}.{village}"
    south = 0.3 if district == SOUTH else 0.0
    return Post(f"{name}/{number:03}", name, district, -2.5 - south, 101.2 + 0.0009 * number + east, cls)


def police(id: str, district: str = NORTH, rank: str = "Bripka", home: str = "17.06", **more: object) -> Officer:
    south = 0.3 if district == SOUTH else 0.0
    made = Officer(id, f"polsek-{district}", home, -2.5 - south, 101.2, rank)
    return replace(made, **more)  # type: ignore[arg-type]


UNITS = (
    Unit(f"polsek-{NORTH}", "Polsek Utara contoh", UnitKind.POLSEK, (NORTH,), -2.5, 101.2),
    Unit(f"polsek-{SOUTH}", "Polsek Selatan contoh", UnitKind.POLSEK, (SOUTH,), -2.8, 101.2),
)
POSTS = (
    *(post(n) for n in range(1, 5)),
    *(post(n, cls=Cls.MID) for n in range(5, 7)),
    *(post(n, SOUTH) for n in range(1, 5)),
)
OFFICERS = (
    *(police(f"u{n}") for n in range(1, 5)),
    *(police(f"s{n}", SOUTH) for n in range(1, 3)),
    police("cadangan", rank="Aipda"),
    police("padal-u", rank="Ipda"),
    police("padal-s", SOUTH, rank="Iptu"),
    Officer("tni-1", "kodim", kind=Kind.ARMY, lat=-2.5, lon=101.2),
    *(Officer(f"linmas-{n}", f"{NORTH}.2001", f"{NORTH}.2001", kind=Kind.LINMAS) for n in range(1, 13)),
)
RULES = Rules(padal_teams=5, patrol_size=0, reserve_teams=0, outside_km=None)
PROBLEM = Problem(POSTS, OFFICERS, PATTERNS, UNITS, RULES, linmas={f"{SOUTH}.2001": 8})


def with_rules(problem: Problem = PROBLEM, **rules: object) -> Problem:
    return replace(problem, rules=replace(problem.rules, **rules))  # type: ignore[arg-type]


def with_officer(id: str, problem: Problem = PROBLEM, **values: object) -> Problem:
    """The problem in which one officer is another than he was."""
    changed = [replace(o, **values) if o.id == id else o for o in problem.officers]  # type: ignore[arg-type]
    return replace(problem, officers=tuple(changed))


def team_of(plan: Plan, code: str) -> Team:
    return next(team for team in plan.teams if code in team.posts)


def with_team(plan: Plan, id: str, **values: object) -> Plan:
    return replace(plan, teams=tuple(replace(t, **values) if t.id == id else t for t in plan.teams))  # type: ignore[arg-type]
