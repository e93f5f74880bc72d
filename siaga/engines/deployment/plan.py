"""What a security deployment says, as plain values (``form.py`` has its form in files and in the database)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from siaga.engines.deployment.problem import Cls, Pattern


@dataclass(frozen=True, slots=True)
class Team:
    """Officers of one team and the stations that they guard.

    cls: the class whose pattern counts (of a mixed team the strictest). center: the station with the least way to the
    others; km: the sum of the ways from it; minutes: the longest way between any two. officers: police only; leader:
    one of them, empty where none has the rank. support: army.
    """

    id: str
    district: str
    cls: Cls
    posts: tuple[str, ...]
    center: str
    officers: tuple[str, ...] = ()
    leader: str = ""
    support: tuple[str, ...] = ()
    cluster: str = ""
    km: float = 0.0
    minutes: float = 0.0
    locked: bool = False


@dataclass(frozen=True, slots=True)
class Watch:
    """Linmas of one station: by id, and how many more of the village who are known by number only."""

    post: str
    linmas: tuple[str, ...] = ()
    unnamed: int = 0

    @property
    def count(self) -> int:
        return len(self.linmas) + self.unnamed


@dataclass(frozen=True, slots=True)
class Cluster:
    """Teams of one padal."""

    id: str
    district: str
    teams: tuple[str, ...]
    padal: str = ""


@dataclass(frozen=True, slots=True)
class Patrol:
    """Officers who go round the teams of some clusters."""

    id: str
    district: str
    clusters: tuple[str, ...]
    officers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reserve:
    """A team that waits at a place. site: id of a unit or code of a station."""

    id: str
    site: str
    lat: float
    lon: float
    officers: tuple[str, ...] = ()
    leader: str = ""


class Need(StrEnum):
    """What can be short."""

    POLICE = "polisi"
    LEADER = "pangkat"
    PADAL = "padal"
    PATROL = "patroli"
    RESERVE = "cadangan"
    ARMY = "tni"
    LINMAS = "linmas"
    REACH = "jangkauan"
    """Stations that no reserve reaches in time."""


class Why(StrEnum):
    NUMBER = "number"
    """There are too few people."""
    RANK = "rank"
    """Nobody is left with the rank."""
    AWAY = "away"
    """People are left, but they are ill or away."""
    REST = "rest"
    """People are left, but other duties leave them no rest."""
    CUT = "cut"
    """People are left, but no way leads from them there."""
    VILLAGE = "village"
    """People are left, but they live there."""
    UNIT = "unit"
    """People are left, but of other units, which the rules forbid."""
    PATTERN = "pattern"
    """No pattern is set for the class."""
    DISTANCE = "distance"
    """Stations are too far from every place where a reserve can stand, or from each other to share a team."""


@dataclass(frozen=True, slots=True)
class Missing:
    """What is short. where: id of the unit in charge, for Linmas the village. places: teams, clusters, stations …

    rank: the least rank that is looked for. why: what binds.
    """

    need: Need
    where: str
    amount: int
    why: Why
    rank: str = ""
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unserved:
    """A station without any police."""

    post: str
    why: Why


class RepairKind(StrEnum):
    BKO = "bko"
    PATTERN = "pattern"
    LINMAS = "linmas"
    RESERVE = "reserve"


@dataclass(frozen=True, slots=True)
class Repair:
    """What would close a shortage.

    amount: people or reserve teams to add; leaders, padals: how many of them need these ranks. where: the village, for
    Linmas. pattern: the changed one. left: what would still be missing, police or (for reserves) stations. checked: it
    was tried, and ``left`` is what the new plan said.
    """

    kind: RepairKind
    amount: int = 0
    leaders: int = 0
    padals: int = 0
    where: str = ""
    pattern: Pattern | None = None
    left: int = 0
    checked: bool = False


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """A unit in charge: its stations, and its police. need: all police wanted in its districts.

    own: its own who can serve; placed: who stands in its districts; borrowed: of these from other units; lent: its own
    who stand elsewhere; spare: its own without a task; missing: places left open.
    """

    unit: str
    posts: int
    teams: int
    need: int
    own: int
    placed: int
    borrowed: int
    lent: int
    spare: int
    missing: int
    linmas_need: int
    linmas: int


class NoteKind(StrEnum):
    UNRATED = "unrated"
    """Stations without a rating, and what they are treated as."""
    ESTIMATED = "estimated"
    """Stations whose point is a guess."""
    UNPLACED = "unplaced"
    """Officers whose home and unit have no point."""
    RANK = "rank"
    """Officers with a rank that the order of ranks does not know."""
    LINMAS = "linmas"
    """A pattern that does not fit the Linmas of a station; what: its class."""
    STRETCHED = "stretched"
    """Teams with more than the usual stations of their pattern."""
    MIXED = "mixed"
    """Teams with stations of several classes."""


@dataclass(frozen=True, slots=True)
class Note:
    kind: NoteKind
    amount: int
    what: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """The answer. km_home: from homes to the centre of the teams; km_inside: inside teams.

    home_best: no other choice of officers for these teams has less way. inside_bound: no teams of these numbers have
    less way inside, where that is known. covered_once, covered_twice: stations that one and two reserves reach.
    reserves_least: fewer reserve teams do not reach every station that can be reached, where that was asked for.
    inputs: digest of the problem.
    """

    teams: tuple[Team, ...]
    watches: tuple[Watch, ...] = ()
    clusters: tuple[Cluster, ...] = ()
    patrols: tuple[Patrol, ...] = ()
    reserves: tuple[Reserve, ...] = ()
    missing: tuple[Missing, ...] = ()
    unserved: tuple[Unserved, ...] = ()
    repairs: tuple[Repair, ...] = ()
    units: tuple[UnitFigures, ...] = ()
    notes: tuple[Note, ...] = ()
    km_home: float = 0.0
    km_inside: float = 0.0
    home_best: bool = False
    inside_bound: float | None = None
    covered_once: int = 0
    covered_twice: int = 0
    reserves_least: int | None = None
    seconds: float = 0.0
    seed: int = 1
    inputs: str = ""

    def team(self, id: str) -> Team:
        return next(team for team in self.teams if team.id == id)

    @property
    def complete(self) -> bool:
        """Nothing is short."""
        return not self.missing and not self.unserved
