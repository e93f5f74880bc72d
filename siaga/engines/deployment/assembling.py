"""A plan from its places, its holders and its Linmas, with its figures and what is short."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from siaga.engines.deployment.above import Reach
from siaga.engines.deployment.binding import causes, linmas_causes
from siaga.engines.deployment.ground import Ground
from siaga.engines.deployment.patterns import Patterns, linmas_flag
from siaga.engines.deployment.plan import (
    Missing,
    Need,
    Note,
    NoteKind,
    Plan,
    Team,
    UnitFigures,
    Unserved,
    Watch,
    Why,
)
from siaga.engines.deployment.problem import Cls, Kind, Officer, Problem
from siaga.engines.deployment.slots import Places, Role
from siaga.engines.deployment.staffing import Staffed, held_in
from siaga.engines.deployment.supply import Ranks, Units, can_serve


def manned(problem: Problem, places: Places, staffed: Staffed) -> Places:
    """The places with their holders; leaders first."""
    ranks = Ranks(problem.rules.ranks)
    police: dict[str, list[str]] = defaultdict(list)
    support: dict[str, list[str]] = defaultdict(list)
    leader: dict[str, str] = {}
    for slot, officer in zip(staffed.slots, staffed.holder, strict=True):
        if officer is None:
            continue
        if slot.role is Role.SUPPORT:
            support[slot.place].append(officer.id)
            continue
        if slot.role is Role.LEADER and ranks.suffices(officer.rank, slot.least):
            leader[slot.place] = officer.id
            police[slot.place].insert(0, officer.id)
        else:
            police[slot.place].append(officer.id)
    teams = tuple(
        replace(
            team,
            officers=(*_held(team.officers, team), *police[team.id]),
            leader=(team.leader if team.locked else "") or leader.get(team.id, ""),
            support=(*_held(team.support, team), *support[team.id]),
        )
        for team in places.teams
    )
    cluster_of = {id: cluster.id for cluster in places.clusters for id in cluster.teams}
    return Places(
        tuple(replace(team, cluster=cluster_of.get(team.id, "")) for team in teams),
        tuple(replace(c, padal=next(iter(police[c.id]), "")) for c in places.clusters),
        tuple(replace(p, officers=tuple(police[p.id])) for p in places.patrols),
        tuple(replace(r, officers=tuple(police[r.id]), leader=leader.get(r.id, "")) for r in places.reserves),
    )


def _held(people: tuple[str, ...], team: Team) -> tuple[str, ...]:
    """Of a locked team, who is there before anybody is sent."""
    return people if team.locked else ()


def missing_people(problem: Problem, staffed: Staffed, places: Places, why: Mapping[int, Why]) -> list[Missing]:
    """Open slots, by unit in charge and need, each with what binds (``why``, by number of the slot)."""
    units = Units(problem.units)
    ranks = Ranks(problem.rules.ranks)
    kind_of = _needs(places)
    open_slots: dict[tuple[Need, str, Why, str], list[str]] = defaultdict(list)
    for n, (slot, officer) in enumerate(zip(staffed.slots, staffed.holder, strict=True)):
        where = units.in_charge(slot.district) if slot.district else units.in_charge("")
        if officer is None:
            need = Need.ARMY if slot.kind is Kind.ARMY else kind_of[slot.place]
            rank = slot.least if slot.role in (Role.PADAL, Role.LEADER) else ""
            open_slots[need, where, why[n], rank].append(slot.place)
        elif slot.role is Role.LEADER and not ranks.suffices(officer.rank, slot.least):
            open_slots[Need.LEADER, where, Why.RANK, slot.least].append(slot.place)
    slots = {slot.place for slot in staffed.slots if slot.role is Role.LEADER}
    for team in places.teams:
        if team.locked and team.officers and not team.leader and team.id not in slots and problem.rules.leader_rank:
            where, rank = units.in_charge(team.district), problem.rules.leader_rank
            open_slots[Need.LEADER, where, Why.RANK, rank].append(team.id)
    return [
        Missing(need, where, len(found), reason, rank, tuple(sorted(set(found))))
        for (need, where, reason, rank), found in sorted(open_slots.items())
    ]


def _needs(places: Places) -> dict[str, Need]:
    return {
        **{team.id: Need.POLICE for team in places.teams},
        **{cluster.id: Need.PADAL for cluster in places.clusters},
        **{patrol.id: Need.PATROL for patrol in places.patrols},
        **{reserve.id: Need.RESERVE for reserve in places.reserves},
    }


def missing_linmas(problem: Problem, watches: Sequence[Watch]) -> list[Missing]:
    """By village."""
    patterns = Patterns.of(problem)
    posts = {post.code: post for post in problem.posts}
    short: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for watch in watches:
        post = posts[watch.post]
        lacking = patterns.linmas_for(post) - watch.count
        if lacking > 0:
            short[post.village].append((watch.post, lacking))
    return [
        Missing(
            Need.LINMAS,
            village,
            amount,
            why,
            places=tuple(sorted(code for code, _ in found)),
        )
        for village, found in sorted(short.items())
        for why, amount in linmas_causes(problem, village, sum(lacking for _, lacking in found)).items()
    ]


def assembled(
    problem: Problem,
    ground: Ground,
    places: Places,
    staffed: Staffed,
    watches: Sequence[Watch],
    reach: Reach,
) -> Plan:
    """The plan with everything that follows from who stands where."""
    patterns = Patterns.of(problem)
    why = causes(problem, ground, staffed, places.teams, held_in(places.teams))
    missing = missing_people(problem, staffed, places, why) + missing_linmas(problem, watches)
    far, few = reach.hopeless, tuple(code for code in reach.none if code not in set(reach.hopeless))
    missing += [
        Missing(Need.REACH, "", len(codes), reason, places=codes)
        for codes, reason in ((far, Why.DISTANCE), (few, Why.NUMBER))
        if codes
    ]
    why_open = {staffed.slots[n].place: reason for n, reason in sorted(why.items(), reverse=True)}
    unserved = [
        Unserved(code, why_open.get(team.id, Why.NUMBER))
        for team in places.teams
        if not team.officers and _police_wanted(patterns, team)
        for code in team.posts
    ]
    unserved += [
        Unserved(post.code, Why.PATTERN) for post in problem.posts if patterns.get(patterns.effective(post)) is None
    ]
    return Plan(
        teams=places.teams,
        watches=tuple(watches),
        clusters=places.clusters,
        patrols=places.patrols,
        reserves=places.reserves,
        missing=tuple(missing),
        unserved=tuple(sorted(unserved, key=lambda one: one.post)),
        units=figures(problem, places, staffed, watches),
        notes=tuple(notes(problem, places.teams)),
        km_home=round(staffed.km, 2),
        km_inside=round(sum(team.km for team in places.teams), 3),
        covered_once=reach.once,
        covered_twice=reach.twice,
    )


def _police_wanted(patterns: Patterns, team: Team) -> bool:
    pattern = patterns.get(team.cls)
    return pattern is not None and pattern.police > 0


def figures(problem: Problem, places: Places, staffed: Staffed, watches: Sequence[Watch]) -> tuple[UnitFigures, ...]:
    """Every unit in charge of stations or with police, in the order of ids."""
    units = Units(problem.units)
    patterns = Patterns.of(problem)
    by_id = {officer.id: officer for officer in problem.officers}
    posts = Counter(units.in_charge(post.district) for post in problem.posts)
    teams = Counter(units.in_charge(team.district) for team in places.teams if team.posts)
    need: Counter[str] = Counter()
    placed: Counter[str] = Counter()
    home: Counter[str] = Counter()
    sent: Counter[str] = Counter()
    pairs: list[tuple[str, Officer | None]] = [
        (slot.district, officer)
        for slot, officer in zip(staffed.slots, staffed.holder, strict=True)
        if slot.kind is Kind.POLICE
    ]
    in_slots = {officer.id for officer in staffed.holder if officer is not None}
    for team in places.teams:
        if team.locked:
            pairs += [(team.district, by_id[id]) for id in team.officers if id in by_id and id not in in_slots]
    for district, officer in pairs:
        where = units.in_charge(district)
        need[where] += 1
        if officer is not None:
            placed[where] += 1
            sent[officer.unit] += 1
            home[officer.unit] += officer.unit == where
    own = Counter(o.unit for o in problem.officers if o.kind is Kind.POLICE and can_serve(o, problem.rules))
    village_unit = {post.code: units.in_charge(post.district) for post in problem.posts}
    linmas_need: Counter[str] = Counter()
    linmas: Counter[str] = Counter()
    for post in problem.posts:
        linmas_need[village_unit[post.code]] += patterns.linmas_for(post)
    for watch in watches:
        linmas[village_unit[watch.post]] += watch.count
    return tuple(
        UnitFigures(
            unit=unit,
            posts=posts[unit],
            teams=teams[unit],
            need=need[unit],
            own=own[unit],
            placed=placed[unit],
            borrowed=placed[unit] - home[unit],
            lent=sent[unit] - home[unit],
            spare=own[unit] - sent[unit],
            missing=need[unit] - placed[unit],
            linmas_need=linmas_need[unit],
            linmas=linmas[unit],
        )
        for unit in sorted({*posts, *need, *own})
    )


def notes(problem: Problem, teams: Sequence[Team]) -> list[Note]:
    """What a reader must know beside the plan."""
    patterns = Patterns.of(problem)
    ground = Ground(problem)
    ranks = Ranks(problem.rules.ranks)
    posts = {post.code: post for post in problem.posts}
    found = [
        Note(NoteKind.UNRATED, sum(post.cls is Cls.UNRATED for post in problem.posts), problem.rules.unrated_as.value),
        Note(NoteKind.ESTIMATED, sum(post.estimated for post in problem.posts)),
        Note(NoteKind.UNPLACED, sum(ground.home_of(o) is None for o in problem.officers if o.kind is not Kind.LINMAS)),
        Note(
            NoteKind.RANK,
            sum(o.kind is Kind.POLICE and not ranks.known(o.rank) for o in problem.officers),
        ),
        Note(NoteKind.STRETCHED, sum(_is_stretched(patterns, team) for team in teams)),
        Note(
            NoteKind.MIXED,
            sum(len({patterns.effective(posts[code]) for code in team.posts if code in posts}) > 1 for team in teams),
        ),
    ]
    found += [
        Note(NoteKind.LINMAS, 1, pattern.cls.value)
        for pattern in problem.patterns
        if linmas_flag(pattern, problem.rules.linmas_each) is not None
    ]
    return [note for note in found if note.amount]


def _is_stretched(patterns: Patterns, team: Team) -> bool:
    pattern = patterns.get(team.cls)
    return pattern is not None and len(team.posts) > pattern.stations


def stands(plan: Plan) -> Mapping[str, list[tuple[str, Role]]]:
    """Where everybody of police and army stands; two places where a plan was edited so."""
    found: dict[str, list[tuple[str, Role]]] = defaultdict(list)
    for team in plan.teams:
        for id in team.officers:
            found[id].append((team.id, Role.LEADER if id == team.leader else Role.MEMBER))
        for id in team.support:
            found[id].append((team.id, Role.SUPPORT))
    for cluster in plan.clusters:
        if cluster.padal:
            found[cluster.padal].append((cluster.id, Role.PADAL))
    for patrol in plan.patrols:
        for id in patrol.officers:
            found[id].append((patrol.id, Role.MEMBER))
    for reserve in plan.reserves:
        for id in reserve.officers:
            found[id].append((reserve.id, Role.LEADER if id == reserve.leader else Role.MEMBER))
    return found
