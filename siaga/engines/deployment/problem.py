"""What a security deployment is made from, as plain values.

Moments are minutes from midnight of voting day, local time (-720 is noon of H-1). Distances are kilometres by road:
great circle × ``Rules.detour``; minutes follow from ``Rules.speed_kmh``, unless ``Problem.known`` says them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Cls(StrEnum):
    """Classes of kerawanan, in the order of danger; not rated is no class of its own for a plan."""

    LOW = "kurang-rawan"
    MID = "rawan"
    HIGH = "sangat-rawan"
    SPECIAL = "khusus"
    UNRATED = "belum-dinilai"


DANGER: Mapping[Cls, int] = {Cls.LOW: 0, Cls.MID: 1, Cls.HIGH: 2, Cls.SPECIAL: 3}


class Kind(StrEnum):
    POLICE = "polisi"
    ARMY = "tni"
    LINMAS = "linmas"


class UnitKind(StrEnum):
    POLSEK = "polsek"
    POLRES = "polres"
    BKO = "bko"
    ARMY = "tni"
    LINMAS = "linmas"


@dataclass(frozen=True, slots=True)
class Post:
    """A polling station. village, district: region codes. estimated: its point is a guess inside the village."""

    code: str
    village: str
    district: str
    lat: float
    lon: float
    cls: Cls = Cls.UNRATED
    estimated: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """Where officers belong. districts: those it is responsible for; empty means the whole regency."""

    id: str
    name: str
    kind: UnitKind = UnitKind.POLSEK
    districts: tuple[str, ...] = ()
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class Officer:
    """A person who can be sent. Names are not needed here.

    home: region code of the home, a village where known. lat, lon: the home; without it the place of the unit counts.
    shifts: other duties as (from, to), which need rest before and after.
    """

    id: str
    unit: str
    home: str = ""
    lat: float | None = None
    lon: float | None = None
    rank: str = ""
    kind: Kind = Kind.POLICE
    available: bool = True
    shifts: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Pattern:
    """So many police and Linmas for so many stations of a class; the three numbers are apart on purpose.

    stations..stations_max: a team has ``stations`` while there are officers enough, and up to ``stations_max`` where
    they are short. linmas_each: Linmas for each station, where the ruleset says other than ``Rules.linmas_each``.
    """

    cls: Cls
    police: int
    stations: int
    linmas: int
    stations_max: int | None = None
    linmas_max: int | None = None
    linmas_each: int | None = None

    @property
    def room(self) -> int:
        """Stations that a team of this pattern may have at most."""
        return self.stations if self.stations_max is None else max(self.stations, self.stations_max)


RANKS = (
    "Bharada", "Bharatu", "Bharaka", "Abripda", "Abriptu", "Abrip", "Bripda", "Briptu", "Brigadir", "Bripka", "Aipda",
    "Aiptu", "Ipda", "Iptu", "AKP", "Kompol", "AKBP", "Kombes",
)  # fmt: skip
"""Ranks of the police from low to high."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What a plan must keep.

    unrated_as: the class that stations without a rating are treated as. max_minutes: between any two stations of a
    team. same_village: a team never crosses a village. leader_rank, padal_rank: the least that a team leader and a
    padal need; empty for no rule; ranks: from low to high. not_own_village: police and army do not guard where they
    live. outside_km: what it counts to send somebody outside of the districts of the unit; None forbids it.
    duty_start, duty_end, rest_minutes: the duty itself, and rest before and after it.
    army_classes, army_per_team: teams of these classes get so many of the army as support; never counted as police.
    padal_teams: teams of one padal, all in one district. patrol_size: police of a patrol, 0 for no patrols;
    patrol_clusters: clusters that one patrol covers. reserve_size: police of a reserve team; reserve_teams: how many,
    None for the fewest that reach every station, 0 for none; reserve_within: minutes; reserve_want: teams that should
    reach each station.
    """

    unrated_as: Cls = Cls.MID
    max_minutes: float = 30.0
    speed_kmh: float = 30.0
    detour: float = 1.4
    same_village: bool = False
    ranks: tuple[str, ...] = RANKS
    leader_rank: str = "Bripka"
    padal_rank: str = "Ipda"
    not_own_village: bool = True
    outside_km: float | None = 20.0
    duty_start: int = -720
    duty_end: int = 1440
    rest_minutes: int = 480
    army_classes: frozenset[Cls] = frozenset()
    army_per_team: int = 0
    linmas_each: int = 2
    padal_teams: int = 10
    patrol_size: int = 2
    patrol_clusters: int = 2
    reserve_size: int = 4
    reserve_teams: int | None = None
    reserve_within: float = 30.0
    reserve_want: int = 2


@dataclass(frozen=True, slots=True)
class Known:
    """A known way between two stations, villages or units (by code), both ways. Of several the fastest counts."""

    from_id: str
    to_id: str
    minutes: float
    km: float


@dataclass(frozen=True, slots=True)
class Kept:
    """A team that a person locked: it stays as it is."""

    id: str
    posts: tuple[str, ...]
    officers: tuple[str, ...] = ()
    leader: str = ""
    support: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """A whole deployment.

    linmas: volunteers of a village who are known by number only, beside those among the officers. apart: pairs of
    stations that no team may share. offers: further patterns to try where officers are short. islands: areas that are
    cut off from everywhere else, each by codes of its kecamatan, villages or stations (``islands.py``).
    """

    posts: tuple[Post, ...]
    officers: tuple[Officer, ...]
    patterns: tuple[Pattern, ...]
    units: tuple[Unit, ...] = ()
    rules: Rules = field(default_factory=Rules)
    linmas: Mapping[str, int] = field(default_factory=dict)
    known: tuple[Known, ...] = ()
    apart: frozenset[tuple[str, str]] = frozenset()
    locked: tuple[Kept, ...] = ()
    offers: tuple[Pattern, ...] = ()
    islands: tuple[frozenset[str], ...] = ()
