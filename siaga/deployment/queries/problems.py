"""From what the desk knows to a deployment problem of the engine, with every assumption that it took."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any

from django.utils.translation import gettext as _

from siaga.access import Actor, Verb, require
from siaga.deployment.errors import NothingToGuard
from siaga.deployment.models import Absence, AbsenceKind, Force, GuardPattern, Officer, Unit, guard_place
from siaga.deployment.options import Options
from siaga.deployment.queries.patterns import army_allowed, patterns_of
from siaga.elections.models import Election
from siaga.elections.points import StationPoint, middles_of, station_points
from siaga.engines.deployment.problem import Cls, Kind, Pattern, Post, Problem, Rules, UnitKind
from siaga.engines.deployment.problem import Officer as Person
from siaga.engines.deployment.problem import Unit as Corps
from siaga.kerawanan.queries.standing import standing_classes
from siaga.planning.assumptions import Assumption, about
from siaga.wilayah.models import Region
from siaga.wilayah.zones import zone_of

LINMAS_EACH = 2
_MOST_ELSEWHERE = 500
"""So many homes outside of the regency are placed; further ones count from their unit."""


@dataclass(frozen=True, slots=True)
class Someone:
    """A person as a plan keeps them: names are read from here, also when the personnel has changed since."""

    name: str
    rank: str
    unit: str
    phone: str = ""

    def as_value(self) -> list[str]:
        return [self.name, self.rank, self.unit]


@dataclass(slots=True)
class Inputs:
    """What a plan is computed from. names: of TPS and regions; people: by officer_id."""

    problem: Problem
    options: Options
    assumptions: list[Assumption] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    people: dict[str, Someone] = field(default_factory=dict)

    def as_value(self, form: Mapping[str, Any]) -> dict[str, Any]:
        return {
            "problem": form,
            "options": self.options.as_value(),
            "assumptions": [one.as_value() for one in self.assumptions],
            "names": self.names,
            "people": {key: one.as_value() for key, one in self.people.items()},
        }


@dataclass(frozen=True, slots=True)
class Crew:
    """Units and people, from the database or from a file."""

    units: Sequence[Unit]
    officers: Sequence[Officer]


def problem_of(
    actor: Actor, election: Election, region: Region, options: Options, *, crew: Crew | None = None
) -> Inputs:
    """The problem of a regency. crew: instead of the kept personnel. Raises Refused, BadOption, NothingToGuard."""
    require(actor, Verb.GUARD_VIEW, guard_place(region.code))
    options.check()
    points = station_points(election, region)
    if not points:
        raise NothingToGuard(
            _("Belum ada TPS yang dapat ditempatkan di peta."),
            _("Impor TPS dengan koordinat, atau impor batas desa/kelurahannya."),
        )
    crew = crew or kept_crew(election, region)
    if not crew.officers:
        raise NothingToGuard(_("Belum ada personel."), _("Impor daftar personel lebih dulu."))
    assumptions: list[Assumption] = []
    chosen = patterns_of(election, region)
    if not chosen:
        raise NothingToGuard(_("Belum ada pola pengamanan."), _("Tetapkan polanya untuk tiap kelas lebih dulu."))
    assumptions += about(
        "pattern_origin", [str(one.get_cls_display()) for one in chosen if one.pk is None], chosen[0].origin
    )
    names = _names(region, points)
    posts = _posts(election, region, points, options, assumptions, names)
    middles = middles_of(region)
    units = _units(crew.units, middles, assumptions)
    people = _people(election, region, crew.officers, options, middles, assumptions)
    listed = any(one.kind is Kind.LINMAS for one in people)
    linmas: dict[str, int] = {}
    if not listed:
        for point in points:
            linmas[point.village] = linmas.get(point.village, 0) + LINMAS_EACH
        assumptions += [Assumption("linmas_unlisted", len(points), (), str(LINMAS_EACH))]
    problem = Problem(
        posts=posts,
        officers=people,
        patterns=tuple(engine_pattern(one) for one in chosen),
        units=units,
        rules=_rules(election, options, chosen),
        linmas=linmas,
    )
    return Inputs(problem, options, assumptions, names, {one.officer_id: someone(one) for one in crew.officers})


def someone(one: Officer) -> Someone:
    return Someone(one.name, one.rank, one.unit.name)


def kept_crew(election: Election, region: Region) -> Crew:
    units = list(Unit.objects.filter(election=election, region=region).select_related("region").order_by("name"))
    officers = list(
        Officer.objects.filter(election=election, region=region)
        .select_related("unit", "home")
        .prefetch_related("absences")
        .order_by("officer_id")
    )
    return Crew(units, officers)


def engine_pattern(one: GuardPattern) -> Pattern:
    return Pattern(
        cls=Cls(one.cls),
        police=one.police,
        stations=one.stations,
        linmas=one.linmas,
        stations_max=one.stations_max,
        linmas_max=one.linmas_max,
    )


def _names(region: Region, points: Iterable[StationPoint]) -> dict[str, str]:
    regions = dict(Region.objects.filter(regency_code=region.code).values_list("code", "name"))
    names = {code: name for code, name in regions.items() if len(code) == len("16.72.01")}
    for point in points:
        village = regions.get(point.village, point.village)
        names[point.village] = village
        names[point.code] = _("TPS %(number)03d %(village)s") % {"number": point.number, "village": village}
    return names


def _posts(
    election: Election,
    region: Region,
    points: Sequence[StationPoint],
    options: Options,
    assumptions: list[Assumption],
    names: Mapping[str, str],
) -> tuple[Post, ...]:
    standing = standing_classes(election, region)
    posts = []
    for point in points:
        known = standing.get(point.code)
        cls = Cls(known.cls) if known else Cls.UNRATED
        posts.append(
            Post(point.code, point.village, point.district, point.lat, point.lon, cls, estimated=point.estimated)
        )
    assumptions += about(
        "unrated", [names[one.code] for one in posts if one.cls is Cls.UNRATED], options.unrated_as.replace("-", " ")
    )
    assumptions += about("points", [names[one.code] for one in points if one.estimated and not one.rough])
    assumptions += about("points_rough", [names[one.code] for one in points if one.rough])
    return tuple(posts)


def _units(
    units: Sequence[Unit], middles: Mapping[str, tuple[float, float]], assumptions: list[Assumption]
) -> tuple[Corps, ...]:
    made, guessed, wide = [], [], []
    for one in units:
        lat, lon = one.lat, one.lon
        if lat is None or lon is None:
            around = [middles[code] for code in one.districts if code in middles]
            if not around and one.kind != UnitKind.LINMAS.value and (whole := middles.get(one.region.code)):
                around = [whole]
            if around:
                lat, lon = _mean(around)
                guessed.append(one.name)
        if one.kind == UnitKind.POLSEK.value and not one.districts:
            wide.append(one.name)
        made.append(Corps(one.name, one.name, UnitKind(one.kind), tuple(one.districts), lat, lon))
    assumptions += about("unit_points", guessed)
    assumptions += about("unit_districts", wide)
    return tuple(made)


def _people(
    election: Election,
    region: Region,
    officers: Sequence[Officer],
    options: Options,
    middles: Mapping[str, tuple[float, float]],
    assumptions: list[Assumption],
) -> tuple[Person, ...]:
    midnight = datetime.combine(election.voting_day, time(), tzinfo=zone_of(region.code))
    starts = midnight + timedelta(hours=options.duty_start)
    ends = midnight + timedelta(hours=options.duty_end)
    homes = _homes(region, {one.home.code for one in officers if one.home is not None}, middles)
    made, homeless = [], 0
    for one in officers:
        away = list(one.absences.all()) if one.pk else []
        point = homes.get(one.home.code) if one.home is not None else None
        homeless += one.home is None
        made.append(
            Person(
                id=one.officer_id,
                unit=one.unit.name,
                home=one.home.code if one.home is not None else "",
                lat=point[0] if point else None,
                lon=point[1] if point else None,
                rank=one.rank,
                kind=Kind(Force(one.force).value),
                available=one.available and not any(_out(each, starts, ends) for each in away),
                shifts=tuple(
                    (_minutes(each.starts - midnight), _minutes(each.ends - midnight))
                    for each in away
                    if each.kind == AbsenceKind.DUTY
                ),
            )
        )
    if homeless:
        assumptions.append(Assumption("homes", homeless))
    return tuple(made)


def _out(one: Absence, starts: datetime, ends: datetime) -> bool:
    return one.kind == AbsenceKind.OUT and one.starts < ends and one.ends > starts


def _minutes(span: timedelta) -> int:
    return int(span.total_seconds() // 60)


def _homes(
    region: Region, codes: Iterable[str], middles: Mapping[str, tuple[float, float]]
) -> dict[str, tuple[float, float]]:
    """Points of homes: those of the regency are known, those elsewhere are asked for at once."""
    wanted = set(codes)
    found = {code: middles[code] for code in wanted if code in middles}
    elsewhere = sorted(wanted - set(found))[:_MOST_ELSEWHERE]
    rows = Region.objects.filter(code__in=[*elsewhere, region.code]).values_list("code", "lat", "lon")
    for code, lat, lon in rows:
        if code in wanted and lat is not None and lon is not None:
            found[code] = (lat, lon)
    return found


def _mean(points: Sequence[tuple[float, float]]) -> tuple[float, float]:
    return (sum(lat for lat, _lon in points) / len(points), sum(lon for _lat, lon in points) / len(points))


def _rules(election: Election, options: Options, patterns: Sequence[GuardPattern]) -> Rules:
    army = [one for one in patterns if one.army] if army_allowed(election) else []
    return Rules(
        unrated_as=Cls(options.unrated_as),
        max_minutes=float(options.max_minutes),
        speed_kmh=float(options.speed_kmh),
        same_village=options.same_village,
        not_own_village=options.not_own_village,
        outside_km=20.0 if options.outside else None,
        duty_start=options.duty_start * 60,
        duty_end=options.duty_end * 60,
        rest_minutes=options.rest_hours * 60,
        army_classes=frozenset(Cls(one.cls) for one in army),
        army_per_team=max((one.army for one in army), default=0),
        linmas_each=LINMAS_EACH,
        padal_teams=options.padal_teams,
        patrol_size=options.patrol_size,
        reserve_size=options.reserve_size,
        reserve_teams=options.reserve_teams,
        reserve_within=float(options.reserve_within),
    )
