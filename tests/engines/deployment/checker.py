"""Does a deployment keep its rules? Written from the rules alone; it shares no code with the engine."""

from __future__ import annotations

import math
from collections import Counter, defaultdict

from siaga.engines.deployment.plan import Plan
from siaga.engines.deployment.problem import Cls, Officer, Pattern, Post, Problem

LADDER = ["kurang-rawan", "rawan", "sangat-rawan", "khusus"]


def km(problem: Problem, a: tuple[float, float], b: tuple[float, float]) -> float:
    phi, psi = math.radians(a[0]), math.radians(b[0])
    lam = math.radians(b[1] - a[1])
    half = math.sin((psi - phi) / 2) ** 2 + math.cos(phi) * math.cos(psi) * math.sin(lam / 2) ** 2
    return 2 * 6371.0088 * math.asin(min(1.0, math.sqrt(half))) * problem.rules.detour


def minutes(problem: Problem, a: Post, b: Post) -> float:
    for one in (a.code, a.village):
        for other in (b.code, b.village):
            ways = [way for way in problem.known if {way.from_id, way.to_id} == {one, other} and one != other]
            if ways:
                return min(way.minutes for way in ways)
    return km(problem, (a.lat, a.lon), (b.lat, b.lon)) * 60 / problem.rules.speed_kmh


def pattern_of(problem: Problem, posts: list[Post]) -> Pattern | None:
    """The strictest of the classes that are there."""
    found = []
    for post in posts:
        cls = problem.rules.unrated_as if post.cls is Cls.UNRATED else post.cls
        for pattern in problem.patterns:
            if pattern.cls is cls:
                room = max(pattern.stations, pattern.stations_max or 0)
                found.append((pattern.police / room, pattern.police, LADDER.index(cls.value), room, pattern))
                break
    return max(found, key=lambda one: one[:3])[4] if found else None


def room(pattern: Pattern) -> int:
    return max(pattern.stations, pattern.stations_max or 0)


def rank(problem: Problem, name: str) -> int:
    order = [each.lower() for each in problem.rules.ranks]
    return order.index(name.lower()) if name.lower() in order else -1


def enough(problem: Problem, officer: Officer, least: str) -> bool:
    return rank(problem, least) < 0 or rank(problem, officer.rank) >= rank(problem, least)


def side(problem: Problem, code: str) -> int:
    """Number of the smallest cut off area around a code; -1 for the rest of the world."""
    around = [
        (len(area), -n) for n, areas in enumerate(problem.islands) for area in areas
        if code == area or code.startswith((area + ".", area + "/"))
    ]  # fmt: skip
    return -max(around)[1] if around else -1


def comes_from(problem: Problem, officer: Officer) -> int | None:
    """The area that an officer lives in, or works in where nobody knows; None: may be sent ahead."""
    unit = next((u for u in problem.units if u.id == officer.unit), None)
    if officer.home.count(".") > 1:
        return side(problem, officer.home)
    if unit and unit.districts:
        found = {side(problem, district) for district in unit.districts}
        return found.pop() if len(found) == 1 else -1
    return None if officer.lat is None and (unit is None or unit.lat is None) else -1


def free_for_duty(problem: Problem, officer: Officer) -> bool:
    rules = problem.rules
    if not officer.available:
        return False
    return all(
        end + rules.rest_minutes <= rules.duty_start or start >= rules.duty_end + rules.rest_minutes
        for start, end in officer.shifts
    )


def breaks(problem: Problem, plan: Plan) -> list[str]:
    """Every broken rule but those of a shortage, in words."""
    rules = problem.rules
    posts = {post.code: post for post in problem.posts}
    people = {officer.id: officer for officer in problem.officers}
    units = {unit.id: unit for unit in problem.units}
    bad: list[str] = []
    seen: Counter[str] = Counter()
    for team in plan.teams:
        inside = [posts[code] for code in team.posts]
        seen.update(team.posts)
        pattern = pattern_of(problem, inside)
        if pattern is None:
            bad.append(f"{team.id}: no pattern")
            continue
        if team.cls is not pattern.cls:
            bad.append(f"{team.id}: class {team.cls}, strictest {pattern.cls}")
        if len(inside) > room(pattern):
            bad.append(f"{team.id}: {len(inside)} stations")
        if {post.district for post in inside} != {team.district}:
            bad.append(f"{team.id}: districts")
        if rules.same_village and len({post.village for post in inside}) > 1:
            bad.append(f"{team.id}: villages")
        for a in inside:
            for b in inside:
                if a.code < b.code and minutes(problem, a, b) > rules.max_minutes + 1e-6:
                    bad.append(f"{team.id}: {a.code} to {b.code}")
                if side(problem, a.code) != side(problem, b.code):
                    bad.append(f"{team.id}: {a.code} cut off from {b.code}")
                if (a.code, b.code) in problem.apart:
                    bad.append(f"{team.id}: {a.code} apart {b.code}")
        if len(team.officers) > pattern.police:
            bad.append(f"{team.id}: more police than the pattern")
        if team.leader and (
            team.leader not in team.officers or not enough(problem, people[team.leader], rules.leader_rank)
        ):
            bad.append(f"{team.id}: leader")
        support = rules.army_per_team if team.cls in rules.army_classes else 0
        if len(team.support) > support or any(people[id].kind.value != "tni" for id in team.support):
            bad.append(f"{team.id}: army")
        inside_km = sum(km(problem, (posts[team.center].lat, posts[team.center].lon), (p.lat, p.lon)) for p in inside)
        if not problem.known and abs(inside_km - team.km) > 0.01:
            bad.append(f"{team.id}: says {team.km} km, is {inside_km}")
    bad += [f"{code}: in {times} teams" for code, times in seen.items() if times > 1]
    unguarded = {one.post for one in plan.unserved}
    for post in problem.posts:
        if not seen[post.code] and (pattern_of(problem, [post]) is not None or post.code not in unguarded):
            bad.append(f"{post.code}: in no team")

    where: dict[str, list[tuple[str, str, set[str]]]] = defaultdict(list)
    for team in plan.teams:
        homes = {posts[code].village for code in team.posts}
        for id in (*team.officers, *team.support):
            where[id].append((team.id, team.district, homes))
        bad += [f"{team.id}: {id} is no police" for id in team.officers if people[id].kind.value != "polisi"]
    for cluster in plan.clusters:
        if cluster.padal:
            where[cluster.padal].append((cluster.id, cluster.district, set()))
            if not enough(problem, people[cluster.padal], rules.padal_rank):
                bad.append(f"{cluster.id}: padal {people[cluster.padal].rank}")
    for patrol in plan.patrols:
        for id in patrol.officers:
            where[id].append((patrol.id, patrol.district, set()))
    for reserve in plan.reserves:
        at = posts[reserve.site].district if reserve.site in posts else ""
        for id in reserve.officers:
            where[id].append((reserve.id, at, set()))
    stations = {team.id: team.posts for team in plan.teams}
    stations |= {c.id: tuple(p for id in c.teams for p in stations[id]) for c in plan.clusters}
    stations |= {p.id: tuple(q for id in p.clusters for q in stations[id]) for p in plan.patrols}
    stations |= {r.id: (r.site,) for r in plan.reserves if r.site in posts}
    for id, places in where.items():
        officer = people[id]
        if problem.islands and (here := comes_from(problem, officer)) is not None:
            for place, _district, _homes in places:
                bad += [
                    f"{id}: cut off from {place}" for code in stations.get(place, ()) if side(problem, code) != here
                ]
        if len(places) > 1:
            bad.append(f"{id}: at {[place for place, _, _ in places]}")
        if not free_for_duty(problem, officer):
            bad.append(f"{id}: away or without rest")
        if officer.kind.value == "linmas":
            bad.append(f"{id}: Linmas sent as police")
        for place, district, homes in places:
            if rules.not_own_village and officer.home in homes:
                bad.append(f"{id}: lives where {place} guards")
            mine = units[officer.unit].districts if officer.unit in units else ()
            if rules.outside_km is None and district and mine and district not in mine:
                bad.append(f"{id}: {place} is outside of {officer.unit}")

    teams = {team.id: team for team in plan.teams}
    led = Counter(id for cluster in plan.clusters for id in cluster.teams)
    bad += [f"{id}: {led[id]} clusters" for id in teams if rules.padal_teams and led[id] != 1]
    for cluster in plan.clusters:
        if len(cluster.teams) > rules.padal_teams or any(teams[i].district != cluster.district for i in cluster.teams):
            bad.append(f"{cluster.id}: teams")
    patrolled = Counter(id for patrol in plan.patrols for id in patrol.clusters)
    if rules.patrol_size and rules.patrol_clusters:
        bad += [f"{cluster.id}: no patrol" for cluster in plan.clusters if not patrolled[cluster.id]]
    bad += [f"{p.id}: clusters" for p in plan.patrols if len(p.clusters) > rules.patrol_clusters]

    named = Counter(id for watch in plan.watches for id in watch.linmas)
    bad += [f"{id}: Linmas at {times} stations" for id, times in named.items() if times > 1]
    numbers: Counter[str] = Counter()
    for watch in plan.watches:
        village = posts[watch.post].village
        numbers[village] += watch.unnamed
        for id in watch.linmas:
            officer = people[id]
            if officer.kind.value != "linmas" or (officer.home or officer.unit) != village:
                bad.append(f"{id}: Linmas of {officer.home} at {watch.post}")
            if not free_for_duty(problem, officer):
                bad.append(f"{id}: Linmas away")
    bad += [f"{v}: {n} unnamed Linmas" for v, n in numbers.items() if n > problem.linmas.get(v, 0)]
    return bad


def lacking(problem: Problem, plan: Plan) -> dict[str, int]:
    """How many are short by need, counted anew from who stands where."""
    rules = problem.rules
    posts = {post.code: post for post in problem.posts}
    short: Counter[str] = Counter()
    for team in plan.teams:
        pattern = pattern_of(problem, [posts[code] for code in team.posts])
        assert pattern is not None
        short["polisi"] += pattern.police - len(team.officers)
        short["pangkat"] += bool(team.officers and not team.leader and rank(problem, rules.leader_rank) >= 0)
        if team.cls in rules.army_classes:
            short["tni"] += rules.army_per_team - len(team.support)
    short["padal"] = sum(not cluster.padal for cluster in plan.clusters)
    short["patroli"] = sum(rules.patrol_size - len(patrol.officers) for patrol in plan.patrols)
    for reserve in plan.reserves:
        short["cadangan"] += rules.reserve_size - len(reserve.officers)
        short["pangkat"] += bool(reserve.officers and not reserve.leader and rank(problem, rules.leader_rank) >= 0)
    guards = {watch.post: len(watch.linmas) + watch.unnamed for watch in plan.watches}
    for post in problem.posts:
        pattern = pattern_of(problem, [post])
        each = rules.linmas_each if pattern is None or pattern.linmas_each is None else pattern.linmas_each
        short["linmas"] += max(0, each - guards.get(post.code, 0))
    return {need: count for need, count in short.items() if count}
