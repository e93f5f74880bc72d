"""Who owes what: the rows of debt by how they stand, counted by whom and by where; and which units are silent.

A period that nobody reported stays owed for ever: it is a figure, not a task. ``missed`` counts such periods; a unit
is *silent* for an instrument while its latest period that fell due is one of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db.models import Count, F, Max, Min, Q, QuerySet

from siaga.access import Actor, Place, Role, Verb, scope_of
from siaga.elections.models import Election
from siaga.instruments.models import UnitKind
from siaga.reporting.access import units_in
from siaga.reporting.models import Duty, ExpectedReport
from siaga.reporting.queries.unit_names import UnitNames
from siaga.wilayah.access import below, visible_regions
from siaga.wilayah.models import Level, Region

LINES = 5000
"""Lines of debt that one answer may hold; beyond that a narrower region or instrument must be chosen."""


class Standing(StrEnum):
    """How one row of debt stands at a moment."""

    UPCOMING = "upcoming"
    DUE = "due"
    LATE = "late"
    RECEIVED = "received"
    LATE_RECEIVED = "late_received"
    NIL = "nil"


def in_standing(standing: Standing, now: datetime) -> Q:
    """The rows that stand so. A nil report is one that came in, so it is among the received too."""
    unpaid = Q(submission=None)
    match standing:
        case Standing.UPCOMING:
            return unpaid & Q(opens_at__gt=now)
        case Standing.DUE:
            return unpaid & Q(opens_at__lte=now, due_at__gt=now)
        case Standing.LATE:
            return unpaid & Q(due_at__lte=now)
        case Standing.RECEIVED:
            return ~unpaid & Q(received_at__lte=F("due_at"))
        case Standing.LATE_RECEIVED:
            return ~unpaid & Q(received_at__gt=F("due_at"))
        case Standing.NIL:
            return Q(nil=True)


def standing_of(row: ExpectedReport, now: datetime) -> Standing:
    """How the row stands; a nil report is said to be one."""
    if row.received_at is not None:
        if row.nil:
            return Standing.NIL
        return Standing.LATE_RECEIVED if row.received_at > row.due_at else Standing.RECEIVED
    if row.due_at <= now:
        return Standing.LATE
    return Standing.DUE if row.opens_at <= now else Standing.UPCOMING


def visible_expected(actor: Actor, verb: Verb = Verb.DUTY_VIEW) -> QuerySet[ExpectedReport]:
    """Rows of debt about units that the actor reaches."""
    return ExpectedReport.objects.filter(units_in(scope_of(actor, verb)))


def asked_for(actor: Actor, election: Election, now: datetime, since: datetime | None = None) -> QuerySet[Any]:
    """Rows of an election that fell due, or were paid already; ``since``: only what fell due from then on."""
    rows = visible_expected(actor).filter(Q(due_at__lte=now) | Q(submission__isnull=False), election=election)
    return rows.filter(due_at__gte=since) if since else rows


@dataclass(frozen=True, slots=True)
class Tally:
    """Reports that fell due (or came early): on time, late, not at all. nil: of those that came."""

    on_time: int = 0
    late: int = 0
    missing: int = 0
    nil: int = 0

    @property
    def asked(self) -> int:
        return self.on_time + self.late + self.missing

    def share(self, part: int) -> float | None:
        return part / self.asked if self.asked else None

    @property
    def on_time_share(self) -> float | None:
        return self.share(self.on_time)

    @property
    def late_share(self) -> float | None:
        return self.share(self.late)

    @property
    def missing_share(self) -> float | None:
        return self.share(self.missing)

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.on_time + other.on_time,
            self.late + other.late,
            self.missing + other.missing,
            self.nil + other.nil,
        )


_COUNTS = {
    "on_time": Count("pk", filter=Q(received_at__lte=F("due_at"))),
    "late": Count("pk", filter=Q(received_at__gt=F("due_at"))),
    "missing": Count("pk", filter=Q(submission=None)),
    "nil": Count("pk", filter=Q(nil=True)),
}


def tally(rows: QuerySet[Any]) -> Tally:
    """The counts over rows of ``asked_for``."""
    return Tally(**rows.order_by().aggregate(**_COUNTS))


@dataclass(frozen=True, slots=True)
class GroupTally:
    """The counts of one group. key: what names it in an address; label, place: in words."""

    key: str
    label: str
    place: str
    tally: Tally


def by_district(rows: QuerySet[Any]) -> list[GroupTally]:
    """The counts of each sub-district (bounded by their number below an election); the regency's own units last."""
    found = list(rows.order_by().values("district_code").annotate(**_COUNTS).order_by("district_code"))
    codes = [row["district_code"] for row in found if row["district_code"]]
    regions = {one.code: one for one in Region.objects.filter(code__in=codes).select_related("parent")}
    groups = []
    for row in found:
        if code := row["district_code"]:
            region = regions.get(code)
            above_it = region.parent.title if region and region.parent else ""
            groups.append(GroupTally(code, region.title if region else code, above_it, _tally_in(row)))
    above = sum((_tally_in(row) for row in found if not row["district_code"]), Tally())
    return [*groups, GroupTally("", "", "", above)] if above.asked else groups


def by_instrument(rows: QuerySet[Any]) -> list[GroupTally]:
    """The counts of each instrument."""
    found = rows.order_by().values("instrument__name", "instrument__title").annotate(**_COUNTS)
    return [
        GroupTally(row["instrument__name"], row["instrument__title"], "", _tally_in(row))
        for row in found.order_by("instrument__title")
    ]


@dataclass(frozen=True, slots=True)
class ReporterTally:
    """The counts of those who owe in one role at one place: an agency, or the role in a sub-district."""

    role: str
    agency: str
    agency_name: str
    district_code: str
    district: str
    tally: Tally


def by_reporter(rows: QuerySet[Any]) -> list[ReporterTally]:
    """The counts of each agency that reports about itself, and of each reporting role in each sub-district."""
    found = rows.order_by().values("duty__role", "agency__name", "unit_kind", "district_code", "agency_id")
    found = found.annotate(agency_code=Max("unit_code", filter=Q(unit_kind=UnitKind.AGENCY)), **_COUNTS)
    lines = list(found.order_by("duty__role", "district_code", "agency_code"))
    codes = {row["district_code"] for row in lines if row["district_code"]}
    titles = {one.code: one.title for one in Region.objects.filter(code__in=codes)}
    merged: dict[tuple[str, str, str, str], Tally] = {}
    for row in lines:
        key = (row["duty__role"], row["agency_code"] or "", row["agency__name"] or "", row["district_code"])
        merged[key] = merged.get(key, Tally()) + _tally_in(row)
    return [
        ReporterTally(role, agency, name, district, titles.get(district, ""), counts)
        for (role, agency, name, district), counts in merged.items()
    ]


def _tally_in(row: dict[str, Any]) -> Tally:
    return Tally(row["on_time"], row["late"], row["missing"], row["nil"])


@dataclass(frozen=True, slots=True)
class Line:
    """What one unit still owes of one instrument.

    missed: periods that went by unreported. since: when the first of the present silence fell due (the first missed
    period after the last report; the first missed at all where the unit is not silent). last: the last report's
    receipt, None where there never was one.
    """

    election_id: int
    instrument: str
    instrument_title: str
    role: Role
    unit_kind: UnitKind
    unit_code: str
    unit_label: str
    place: str
    province_code: str
    regency_code: str
    district_code: str
    village_code: str
    missed: int
    since: datetime
    last: datetime | None
    silent: bool

    @property
    def unit(self) -> str:
        return f"{self.unit_kind}:{self.unit_code}"

    @property
    def region_code(self) -> str:
        return self.village_code or self.district_code or self.regency_code or self.province_code

    @property
    def unit_place(self) -> Place:
        """Where the unit is, for ``may``."""
        if self.unit_kind == UnitKind.AGENCY:
            return Place(self.region_code, agency=self.unit_code)
        if self.unit_kind == UnitKind.TPS:
            return Place(self.region_code, unit=self.unit_code, election=self.election_id)
        return Place(self.region_code)

    def days_silent(self, now: datetime) -> int:
        """Whole days since what is missing fell due."""
        return (now - self.since).days


def lines(rows: QuerySet[Any], *, silent_only: bool = False, limit: int = LINES) -> list[Line]:
    """What each unit owes, the longest silence first; at most ``limit`` lines (compare with ``count_lines``).

    Grouped by what the index holds in order; the rest of a line follows from the unit's code and the duty.
    """
    grouped = rows.order_by().values("instrument_id", "unit_code")
    grouped = grouped.annotate(
        the_duty=Max("duty_id"),
        the_agency=Max("agency_id"),
        missed=Count("pk", filter=Q(submission=None)),
        first_missed=Min("due_at", filter=Q(submission=None)),
        last_missed=Max("due_at", filter=Q(submission=None)),
        last_paid=Max("due_at", filter=Q(submission__isnull=False)),
        last=Max("received_at"),
    ).filter(missed__gt=0)
    if silent_only:
        grouped = grouped.filter(Q(last_paid=None) | Q(last_missed__gt=F("last_paid")))
    found = list(grouped.order_by("first_missed", "unit_code", "instrument_id")[:limit])
    for row in found:
        row["unit_kind"], row["agency_id"] = _kind_of(row["unit_code"]), row["the_agency"]
    silences = _silences(rows, [row for row in found if row["last_paid"] is not None])
    names = UnitNames(found)
    duties = Duty.objects.select_related("instrument").in_bulk({row["the_duty"] for row in found})
    return sorted(
        (_line(row, duties[row["the_duty"]], silences, names) for row in found),
        key=lambda line: (not line.silent, line.since, line.unit_code, line.instrument),
    )


def _kind_of(unit_code: str) -> UnitKind:
    if "/" in unit_code:
        return UnitKind.TPS
    return UnitKind.AGENCY if "@" in unit_code else UnitKind.REGION


def count_lines(rows: QuerySet[Any]) -> int:
    """How many (unit, instrument) pairs owe at least one report."""
    owing = rows.filter(submission=None).order_by().values("instrument_id", "unit_code", "unit_kind").distinct()
    return int(owing.count())


def _silences(rows: QuerySet[Any], reported: Iterable[dict[str, Any]]) -> dict[tuple[int, str], datetime]:
    """For units that once reported: when the first period after their last paid one fell due."""
    last_paid = {(row["instrument_id"], row["unit_code"]): row["last_paid"] for row in reported}
    if not last_paid:
        return {}
    earliest = min(last_paid.values())
    unpaid = rows.filter(submission=None, due_at__gt=earliest).order_by()
    found: dict[tuple[int, str], datetime] = {}
    for instrument, code, due_at in unpaid.values_list("instrument_id", "unit_code", "due_at").iterator():
        known, first = last_paid.get((instrument, code)), found.get((instrument, code))
        if known is not None and due_at > known and (first is None or due_at < first):
            found[instrument, code] = due_at
    return found


def _line(row: dict[str, Any], duty: Duty, silences: dict[tuple[int, str], datetime], names: UnitNames) -> Line:
    since = silences.get((row["instrument_id"], row["unit_code"]))
    silent = row["last_paid"] is None or since is not None
    code = names.place(row)
    return Line(
        election_id=duty.election_id,
        instrument=duty.instrument.name,
        instrument_title=duty.instrument.title,
        role=Role(duty.role),
        unit_kind=row["unit_kind"],
        unit_code=row["unit_code"],
        unit_label=names.title(row),
        place=names.above(row),
        province_code=code[:2],
        regency_code=code[:5] if len(code) >= 5 else "",
        district_code=code[:8] if len(code) >= 8 else "",
        village_code=code if len(code) == 13 else "",
        missed=row["missed"],
        since=since or row["first_missed"],
        last=row["last"],
        silent=silent,
    )


def districts_in(actor: Actor, election: Election) -> list[tuple[str, str]]:
    """The sub-districts of an election in the actor's reach, for a filter (bounded at 700)."""
    found = visible_regions(actor, Verb.DUTY_VIEW).filter(below(election.region.code), level=Level.DISTRICT)
    return [(region.code, region.title) for region in found.order_by("code")[:700]]


def instruments_in(election: Election) -> list[tuple[str, str]]:
    """The checklists that are or were due in an election, for a filter (bounded at 100)."""
    found = Duty.objects.filter(election=election).order_by("instrument__title")
    return list(found.values_list("instrument__name", "instrument__title").distinct()[:100])
