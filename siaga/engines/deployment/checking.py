"""Whether a plan keeps the rules: each broken one is named, with where and who. For plans edited by hand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from siaga.engines.deployment.above import island_of, reach
from siaga.engines.deployment.assembling import stands
from siaga.engines.deployment.ground import SLACK, Ground
from siaga.engines.deployment.islands import ANYWHERE
from siaga.engines.deployment.linmas import village_of
from siaga.engines.deployment.patterns import Patterns
from siaga.engines.deployment.plan import Plan, Team
from siaga.engines.deployment.problem import Cls, Kind, Officer, Problem
from siaga.engines.deployment.rules import Broken, Rule
from siaga.engines.deployment.slots import Role
from siaga.engines.deployment.supply import Ranks, Units, rest_missing


def check(problem: Problem, plan: Plan) -> list[Broken]:
    """Everything that is broken, those for want of people (``Broken.short``) too."""
    return list(_Check(problem, plan).all())


class _Check:
    def __init__(self, problem: Problem, plan: Plan) -> None:
        self.problem, self.plan, self.rules = problem, plan, problem.rules
        self.ground = Ground(problem)
        self.patterns = Patterns.of(problem)
        self.units = Units(problem.units)
        self.ranks = Ranks(problem.rules.ranks)
        self.officers = {officer.id: officer for officer in problem.officers}

    def all(self) -> Iterator[Broken]:
        yield from self._posts()
        for team in self.plan.teams:
            yield from self._team(team)
        yield from self._locked()
        yield from self._people()
        yield from self._clusters()
        yield from self._patrols()
        yield from self._reserves()
        yield from self._linmas()

    def _posts(self) -> Iterator[Broken]:
        times = Counter(code for team in self.plan.teams for code in team.posts)
        for post in self.problem.posts:
            if not times[post.code] and self.patterns.get(self.patterns.effective(post)) is not None:
                yield Broken(Rule.POST_LEFT, post.code)
            elif times[post.code] > 1:
                inside = tuple(team.id for team in self.plan.teams if post.code in team.posts)
                yield Broken(Rule.POST_TWICE, post.code, inside)

    def _team(self, team: Team) -> Iterator[Broken]:
        unknown = tuple(code for code in team.posts if code not in self.ground.posts)
        if unknown:
            yield Broken(Rule.UNKNOWN, team.id, unknown)
        posts = [self.ground.posts[code] for code in team.posts if code in self.ground.posts]
        if not posts:
            return
        cls = self.patterns.strictest(posts)
        if cls is not None:
            yield from self._pattern(team, cls)
        districts = Counter(post.district for post in posts)
        if len(districts) > 1:
            usual = team.district if team.district in districts else districts.most_common(1)[0][0]
            yield Broken(Rule.DISTRICT, team.id, tuple(post.code for post in posts if post.district != usual))
        if self.rules.same_village and len({post.village for post in posts}) > 1:
            usual = Counter(post.village for post in posts).most_common(1)[0][0]
            yield Broken(Rule.VILLAGE, team.id, tuple(post.code for post in posts if post.village != usual))
        yield from self._ways(team, [post.code for post in posts])

    def _pattern(self, team: Team, cls: Cls) -> Iterator[Broken]:
        pattern = self.patterns.get(cls)
        assert pattern is not None
        if len(team.posts) > pattern.room:
            yield Broken(Rule.ROOM, team.id, team.posts, len(team.posts) - pattern.room)
        police = [id for id in team.officers if self._is(id, Kind.POLICE)]
        wrong = tuple(id for id in team.officers if id in self.officers and id not in police)
        if wrong:
            yield Broken(Rule.NOT_POLICE, team.id, wrong, len(wrong))
        if len(set(police)) < pattern.police:
            yield Broken(Rule.POLICE, team.id, (), pattern.police - len(set(police)))
        if pattern.police and not self._leads(team.leader, team.officers):
            yield Broken(Rule.LEADER, team.id, (team.leader,) if team.leader else ())
        allowed = self.rules.army_per_team if pattern.cls in self.rules.army_classes else 0
        if len(team.support) > allowed:
            yield Broken(Rule.ARMY, team.id, team.support, len(team.support) - allowed)
        elif len(team.support) < allowed:
            yield Broken(Rule.ARMY_MISSING, team.id, (), allowed - len(team.support))
        strangers = tuple(id for id in team.support if id in self.officers and not self._is(id, Kind.ARMY))
        if strangers:
            yield Broken(Rule.ARMY, team.id, strangers, len(strangers))

    def _leads(self, leader: str, officers: Sequence[str]) -> bool:
        if not self.rules.leader_rank or not self.ranks.known(self.rules.leader_rank):
            return bool(officers)
        return (
            leader in officers
            and leader in self.officers
            and self.ranks.suffices(self.officers[leader].rank, self.rules.leader_rank)
        )

    def _ways(self, team: Team, codes: list[str]) -> Iterator[Broken]:
        minutes, _ = self.ground.between(codes)
        islands = self.ground.islands.of_posts([self.ground.posts[code] for code in codes])
        for n, code in enumerate(codes):
            for m in range(n):
                if minutes[n, m] > self.rules.max_minutes + SLACK:
                    over = round(float(minutes[n, m]) - self.rules.max_minutes, 2)
                    yield Broken(Rule.TRAVEL, team.id, tuple(sorted((codes[m], code))), over)
                if islands[n] != islands[m]:
                    yield Broken(Rule.CUT, team.id, tuple(sorted((codes[m], code))))
                if self.problem.apart & {(code, codes[m]), (codes[m], code)}:
                    yield Broken(Rule.APART, team.id, tuple(sorted((codes[m], code))))

    def _is(self, id: str, kind: Kind) -> bool:
        return id in self.officers and self.officers[id].kind is kind

    def _locked(self) -> Iterator[Broken]:
        teams = {team.id: team for team in self.plan.teams}
        for kept in self.problem.locked:
            team = teams.get(kept.id)
            if team is None:
                yield Broken(Rule.LOCKED, kept.id, kept.posts)
                continue
            able = {id for id in (*kept.officers, *kept.support) if self._can(id)}
            gone = able - {*team.officers, *team.support}
            posts = ({*kept.posts} & set(self.ground.posts)) ^ set(team.posts)
            if gone or posts:
                yield Broken(Rule.LOCKED, kept.id, tuple(sorted(posts | gone)))

    def _can(self, id: str) -> bool:
        officer = self.officers.get(id)
        return officer is not None and officer.available and rest_missing(officer, self.rules) <= 0

    def _people(self) -> Iterator[Broken]:
        where = stands(self.plan)
        districts = {
            **{team.id: team.district for team in self.plan.teams},
            **{cluster.id: cluster.district for cluster in self.plan.clusters},
            **{patrol.id: patrol.district for patrol in self.plan.patrols},
        }
        for reserve in self.plan.reserves:
            post = self.ground.posts.get(reserve.site)
            districts[reserve.id] = post.district if post else ""
        islands = self._islands()
        villages: dict[str, set[str]] = defaultdict(set)
        for team in self.plan.teams:
            villages[team.id] = {self.ground.posts[c].village for c in team.posts if c in self.ground.posts}
        for id, places in sorted(where.items()):
            officer = self.officers.get(id)
            if officer is None:
                yield Broken(Rule.UNKNOWN, places[0][0], (id,))
                continue
            if len(places) > 1:
                yield Broken(Rule.TWICE, places[1][0], (id,), len(places) - 1)
            yield from self._officer(officer, places, districts, villages, islands)

    def _islands(self) -> dict[str, int]:
        """By place of the plan."""
        teams = {team.id: team for team in self.plan.teams}
        found = {id: self.ground.island_of(team.posts) for id, team in teams.items()}
        found |= {cluster.id: island_of(self.ground, cluster, teams) for cluster in self.plan.clusters}
        found |= {patrol.id: found[patrol.clusters[0]] for patrol in self.plan.patrols if patrol.clusters}
        return found | {reserve.id: self.ground.island_of_site(reserve.site) for reserve in self.plan.reserves}

    def _officer(
        self,
        officer: Officer,
        places: list[tuple[str, Role]],
        districts: dict[str, str],
        villages: dict[str, set[str]],
        islands: dict[str, int],
    ) -> Iterator[Broken]:
        first, here = places[0][0], self.ground.islands.of_officer(officer)
        if not officer.available:
            yield Broken(Rule.AWAY, first, (officer.id,))
        if (lacking := rest_missing(officer, self.rules)) > 0:
            yield Broken(Rule.REST, first, (officer.id,), lacking)
        for place, role in places:
            if role is not Role.PADAL and self.rules.not_own_village and officer.home in villages.get(place, ()):
                yield Broken(Rule.OWN_VILLAGE, place, (officer.id,))
            district = districts.get(place, "")
            if self.rules.outside_km is None and district and not self.units.is_inside(officer.unit, district):
                yield Broken(Rule.UNIT, place, (officer.id,))
            if islands.get(place, here) not in (here, ANYWHERE) and here != ANYWHERE:
                yield Broken(Rule.CUT, place, (officer.id,))
            if place not in villages and officer.kind is not Kind.POLICE:
                yield Broken(Rule.NOT_POLICE, place, (officer.id,))

    def _clusters(self) -> Iterator[Broken]:
        if self.rules.padal_teams < 1:
            return
        times = Counter(id for cluster in self.plan.clusters for id in cluster.teams)
        teams = {team.id: team for team in self.plan.teams}
        for team in self.plan.teams:
            if team.posts and times[team.id] != 1:
                yield Broken(Rule.CLUSTER, team.id)
        for cluster in self.plan.clusters:
            over = len(cluster.teams) - self.rules.padal_teams
            if over > 0:
                yield Broken(Rule.CLUSTER, cluster.id, cluster.teams, over)
            strange = tuple(id for id in cluster.teams if id not in teams or teams[id].district != cluster.district)
            if strange:
                yield Broken(Rule.CLUSTER, cluster.id, strange, len(strange))
            padal = self.officers.get(cluster.padal)
            if padal is None or not self.ranks.suffices(padal.rank, self.rules.padal_rank):
                yield Broken(Rule.PADAL, cluster.id, (cluster.padal,) if cluster.padal else ())

    def _patrols(self) -> Iterator[Broken]:
        if self.rules.patrol_size < 1 or self.rules.patrol_clusters < 1:
            return
        times = Counter(id for patrol in self.plan.patrols for id in patrol.clusters)
        for cluster in self.plan.clusters:
            if not times[cluster.id]:
                yield Broken(Rule.PATROL, cluster.id)
        for patrol in self.plan.patrols:
            over = len(patrol.clusters) - self.rules.patrol_clusters
            if over > 0:
                yield Broken(Rule.PATROL, patrol.id, patrol.clusters, over)
            lacking = self.rules.patrol_size - len(set(patrol.officers))
            if lacking > 0:
                yield Broken(Rule.PATROL, patrol.id, (), lacking)

    def _reserves(self) -> Iterator[Broken]:
        for reserve in self.plan.reserves:
            lacking = self.rules.reserve_size - len(set(reserve.officers))
            if lacking > 0:
                yield Broken(Rule.RESERVE, reserve.id, (), lacking)
            if reserve.officers and not self._leads(reserve.leader, reserve.officers):
                yield Broken(Rule.LEADER, reserve.id)
        for code in reach(self.problem, self.ground, self.plan.reserves).none:
            yield Broken(Rule.REACH, code)

    def _linmas(self) -> Iterator[Broken]:
        watches = {watch.post: watch for watch in self.plan.watches}
        unnamed: Counter[str] = Counter()
        times = Counter(id for watch in self.plan.watches for id in watch.linmas)
        for post in self.problem.posts:
            watch = watches.get(post.code)
            lacking = self.patterns.linmas_for(post) - (watch.count if watch else 0)
            if lacking > 0:
                yield Broken(Rule.LINMAS, post.code, (), lacking)
            for id in watch.linmas if watch else ():
                yield from self._volunteer(post.code, post.village, id, times[id])
            unnamed[post.village] += watch.unnamed if watch else 0
        for village, count in sorted(unnamed.items()):
            if (over := count - self.problem.linmas.get(village, 0)) > 0:
                yield Broken(Rule.LINMAS_VILLAGE, village, (), over)

    def _volunteer(self, post: str, village: str, id: str, times: int) -> Iterator[Broken]:
        officer = self.officers.get(id)
        if officer is None or officer.kind is not Kind.LINMAS:
            yield Broken(Rule.UNKNOWN, post, (id,))
            return
        if not officer.available:
            yield Broken(Rule.AWAY, post, (id,))
        if (lacking := rest_missing(officer, self.rules)) > 0:
            yield Broken(Rule.REST, post, (id,), lacking)
        if village_of(officer) != village:
            yield Broken(Rule.LINMAS_VILLAGE, post, (id,))
        if times > 1:
            yield Broken(Rule.TWICE, post, (id,), times - 1)
