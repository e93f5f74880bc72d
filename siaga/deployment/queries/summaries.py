"""Counts of personnel, classes and the plan in force; nothing of who stands where and when."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from siaga.access import Actor, Place, Verb, require
from siaga.deployment.models import Force, Officer, Unit
from siaga.elections.models import Election
from siaga.engines.deployment.problem import Cls
from siaga.kerawanan.queries.standing import standing_classes
from siaga.planning.models import Plan, PlanKind
from siaga.wilayah.models import Region


@dataclass(frozen=True, slots=True)
class Counts:
    officers: int = 0
    police: int = 0
    available: int = 0
    army: int = 0
    linmas: int = 0
    units: int = 0
    homeless: int = 0


def counts_of(election: Election, region: Region) -> Counts:
    """Of the kept personnel. available: police who are ready, absences not looked at."""
    rows = Officer.objects.filter(election=election, region=region).aggregate(
        officers=Count("pk"),
        police=Count("pk", filter=Q(force=Force.POLICE)),
        available=Count("pk", filter=Q(force=Force.POLICE, available=True)),
        army=Count("pk", filter=Q(force=Force.ARMY)),
        linmas=Count("pk", filter=Q(force=Force.LINMAS)),
        homeless=Count("pk", filter=Q(home=None)),
    )
    return Counts(**rows, units=Unit.objects.filter(election=election, region=region).count())


@dataclass(frozen=True, slots=True)
class Classes:
    total: int = 0
    rated: int = 0
    by_class: tuple[tuple[str, int], ...] = ()


def classes_of(election: Election, region: Region) -> Classes:
    """How many TPS of each class, in the order of danger, those without a class last."""
    found = Counter(one.cls for one in standing_classes(election, region).values())
    total = sum(found.values())
    listed = tuple((cls.value, found.get(cls.value, 0)) for cls in Cls)
    return Classes(total, total - found.get(Cls.UNRATED.value, 0), listed)


@dataclass(frozen=True, slots=True)
class UnitCount:
    unit: str
    stations: int
    teams: int
    need: int
    missing: int


@dataclass(frozen=True, slots=True)
class Summary:
    """The plan in force in counts."""

    pk: int
    number: int
    since: datetime
    teams: int
    posts: int
    guarded: int
    officers: int
    missing: int
    missing_linmas: int
    units: tuple[UnitCount, ...]


def summary_of(actor: Actor, election: Election, region: Region) -> Summary | None:
    """Of the plan in force; None where there is none. Raises Refused."""
    require(actor, Verb.PLAN_VIEW, Place(region.code))
    row = (
        Plan.objects.filter(
            election=election, region=region, kind=PlanKind.DEPLOYMENT, in_force_since__isnull=False, retired_at=None
        )
        .values_list("pk", "number", "in_force_since", "result__figures")
        .first()
    )
    if row is None or not row[3]:
        return None
    pk, number, since, figures = row
    assert since is not None
    return Summary(
        pk=pk, number=number, since=since, teams=figures["teams"], posts=figures["posts"], guarded=figures["guarded"],
        officers=figures["officers"], missing=figures["missing"], missing_linmas=figures["missing_linmas"],
        units=tuple(
            UnitCount(one["unit"], one["posts"], one["teams"], one["need"], one["missing"]) for one in figures["units"]
        ),
    )  # fmt: skip
