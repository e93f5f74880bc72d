"""How well promises are kept: closure, age, how often they come back; by agency and by sub-district."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from statistics import median
from typing import TypeVar

from django.db.models import Count, QuerySet

from siaga.desk.models import Agency
from siaga.rakor.models import UNSETTLED, ActionPoint, AgendaItem, MeetingState, PointState
from siaga.rakor.queries.points.lists import overdue_on
from siaga.wilayah.models import Region

Key = TypeVar("Key")
MOST_AGES = 20_000
MOST_LINES = 200
_TOOK_PLACE = (MeetingState.HELD, MeetingState.MINUTED, MeetingState.SIGNED)


@dataclass(frozen=True, slots=True)
class Line:
    """The figures of one group. median_age: days since the promise, of what is open; carried: meetings at which open
    points came back, all together. key: agency code or region code; empty for the whole.
    """

    key: str
    label: str
    total: int
    open: int
    done: int
    verified: int
    dropped: int
    overdue: int
    median_age: int | None
    carried: int

    @property
    def closure(self) -> Fraction | None:
        """Verified ÷ promised; what was dropped is no longer promised. None where nothing is."""
        base = self.total - self.dropped
        return Fraction(self.verified, base) if base else None


@dataclass(frozen=True, slots=True)
class Figures:
    whole: Line
    by_agency: tuple[Line, ...]
    by_district: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class _Open:
    owner: int
    district: str
    age: int
    carried: int


def figures(points: QuerySet[ActionPoint], today: date, now: datetime) -> Figures:
    """The figures of points in reach. Groups with the most overdue come first (bounded)."""
    rows = points.select_related(None).order_by()
    standing = _open(rows, now)
    groups = _groups(rows, today)
    by_owner = _summed((owner, counts) for (owner, _district), counts in groups.items())
    by_place = _summed((district, counts) for (_owner, district), counts in groups.items())
    agencies = {
        agency.pk: agency for agency in Agency.objects.filter(pk__in=list(by_owner)[:900]).select_related("region")
    }
    regions = dict(Region.objects.filter(code__in=list(by_place)[:900]).values_list("code", "name"))
    of_owner: dict[int, list[_Open]] = defaultdict(list)
    of_district: dict[str, list[_Open]] = defaultdict(list)
    for one in standing:
        of_owner[one.owner].append(one)
        of_district[one.district].append(one)
    whole = {name: sum(counts[name] for counts in by_owner.values()) for name in _COUNTED}
    return Figures(
        _line("", "", whole, standing),
        _sorted(
            _line(
                agencies[key].code,
                f"{agencies[key].name}",
                counts,
                of_owner[key],
            )
            for key, counts in by_owner.items()
            if key in agencies
        ),
        _sorted(_line(key, regions.get(key, ""), counts, of_district[key]) for key, counts in by_place.items()),
    )


_COUNTED = ("total", "open", "done", "verified", "dropped", "overdue")


_OF_STATE = {PointState.DONE: "done", PointState.VERIFIED: "verified", PointState.DROPPED: "dropped"}


def _groups(rows: QuerySet[ActionPoint], today: date) -> dict[tuple[int, str], dict[str, int]]:
    """Counts by owner and sub-district. The one long count is by columns of ``point_counted`` alone."""
    found: dict[tuple[int, str], dict[str, int]] = defaultdict(lambda: dict.fromkeys(_COUNTED, 0))
    for owner, district, state, count in rows.values_list("owner", "region__district_code", "state").annotate(
        n=Count("pk")
    ):
        counts = found[owner, district]
        counts["total"] += count
        counts["open"] += count if state in UNSETTLED else 0
        if name := _OF_STATE.get(PointState(state)):
            counts[name] += count
    late = rows.filter(overdue_on(today)).values_list("owner", "region__district_code").annotate(n=Count("pk"))
    for owner, district, count in late:
        found[owner, district]["overdue"] += count
    return found


def _summed(parts: Iterable[tuple[Key, Mapping[str, int]]]) -> dict[Key, dict[str, int]]:
    found: dict[Key, dict[str, int]] = defaultdict(lambda: dict.fromkeys(_COUNTED, 0))
    for key, counts in parts:
        for name in _COUNTED:
            found[key][name] += counts[name]
    return found


def _open(rows: QuerySet[ActionPoint], now: datetime) -> list[_Open]:
    """Open points with their age and how often they came back (the oldest, bounded)."""
    unsettled = rows.filter(state__in=UNSETTLED)
    backs = dict(
        AgendaItem.objects.filter(point__in=unsettled.values("pk"), removed=False, meeting__state__in=_TOOK_PLACE)
        .order_by()
        .values("point")
        .annotate(n=Count("meeting", distinct=True))
        .values_list("point", "n")
    )
    found = unsettled.order_by("created_at").values_list("pk", "owner_id", "region__district_code", "created_at")
    return [
        _Open(owner, district, (now - made).days, backs.get(pk, 0)) for pk, owner, district, made in found[:MOST_AGES]
    ]


def _line(key: str, label: str, counts: dict[str, int], standing: list[_Open]) -> Line:
    return Line(
        key=key,
        label=label,
        median_age=int(median(one.age for one in standing)) if standing else None,
        carried=sum(one.carried for one in standing),
        **counts,
    )


def _sorted(lines: Iterable[Line]) -> tuple[Line, ...]:
    return tuple(sorted(lines, key=lambda line: (-line.overdue, -line.open, -line.total, line.key))[:MOST_LINES])
