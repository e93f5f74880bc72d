"""Which units owe which instrument: kept beside the duties, whatever comes and goes below them.

Derived rows: they follow the duties, the stations, the regions and the agencies, and are written by whole statements
(INSERT … SELECT), so that a nation's roster takes seconds. Of several duties for one instrument, that of the narrowest
region holds the unit. A unit that leaves keeps its row with ``until``; what it owed until then stays owed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.db import connection
from django.db.models import (
    BigIntegerField,
    BooleanField,
    Case,
    CharField,
    DateTimeField,
    Exists,
    F,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Cast, Concat

from siaga.desk.models import Agency
from siaga.elections.models import Election, PollingStation
from siaga.instruments.models import UnitKind
from siaga.reporting.models import Duty, DutyUnit, ExpectedReport, Submission
from siaga.reporting.signals import roster_changed
from siaga.wilayah.access import below
from siaga.wilayah.models import Region
from siaga.wilayah.zones import zone_of

OWED = (
    "unit_kind",
    "unit_code",
    "station_id",
    "region_id",
    "agency_id",
    "province_code",
    "regency_code",
    "district_code",
    "village_code",
    "election_id",
    "instrument_id",
    "duty_id",
)
"""What a debt takes over from the unit that owes it."""
_COLUMNS = (*OWED, "since", "fresh")


@dataclass(frozen=True, slots=True)
class RosterChange:
    """Units that now owe, and units that owe no more."""

    opened: int = 0
    closed: int = 0

    def __bool__(self) -> bool:
        return bool(self.opened or self.closed)

    def __add__(self, other: RosterChange) -> RosterChange:
        return RosterChange(self.opened + other.opened, self.closed + other.closed)


def open_duties(election: Election) -> QuerySet[Duty]:
    """The duties of an election that nobody has ended."""
    return Duty.objects.filter(election=election, ended_at=None).select_related("region", "instrument", "election")


def has_begun(duty: Duty, now: datetime) -> bool:
    """Whether its first day has come, in the zone of its region."""
    zone = zone_of(duty.region.code)
    return now >= datetime.combine(duty.starts, time(), zone)


def follow(
    election: Election,
    now: datetime,
    *,
    instruments: Iterable[int] | None = None,
    kinds: Iterable[str] | None = None,
    stations: frozenset[int] | None = None,
) -> RosterChange:
    """Bring the roster of an election in line, inside the caller's transaction; tells by ``roster_changed``.

    instruments, kinds: only these. stations: only these TPS (their ids), where nothing else can have changed.
    """
    duties = Duty.objects.filter(election=election).select_related("region", "instrument", "election")
    if instruments is not None:
        duties = duties.filter(instrument__in=list(instruments))
    if kinds is not None:
        duties = duties.filter(instrument__unit_kind__in=list(kinds))
    if stations is not None:
        duties = duties.filter(instrument__unit_kind=UnitKind.TPS)
        recode(stations)
    change = RosterChange()
    by_instrument: dict[int, list[Duty]] = {}
    for duty in duties:
        by_instrument.setdefault(duty.instrument_id, []).append(duty)
    for same in by_instrument.values():
        change += _follow_instrument(same, now, stations)
    if change:
        roster_changed.send(Election, election=election, now=now)
    return change


def _follow_instrument(duties: list[Duty], now: datetime, stations: frozenset[int] | None) -> RosterChange:
    running = [duty for duty in duties if duty.ended_at is None and has_begun(duty, now)]
    running.sort(key=lambda duty: (-len(duty.region.code), duty.pk))
    closed = 0
    for duty in duties:
        units = DutyUnit.objects.filter(duty=duty, until=None)
        if stations is not None:
            units = units.filter(station__in=stations)
        if duty in running:
            units = units.filter(~_still_there(duty, running))
        if gone := units.update(until=now):
            closed += gone
            _forget_future(duty, now)
    opened = sum(_open(duty, running, now, stations) for duty in running)
    return RosterChange(opened, closed)


def candidates(duty: Duty, running: Iterable[Duty] = ()) -> QuerySet[Any]:
    """The stations, regions or agencies that owe under a duty; those of narrower ones among ``running`` are not."""
    kind = duty.instrument.unit_kind
    rows: QuerySet[Any]
    if kind == UnitKind.TPS:
        rows = PollingStation.objects.filter(_reached(duty), election_id=duty.election_id)
    elif kind == UnitKind.REGION:
        rows = Region.objects.filter(_reached(duty), level=duty.instrument.level or 0, valid_to=None)
    else:
        rows = Agency.objects.filter(_reached(duty), closed_on=None)
    for other in running:
        if other.pk != duty.pk and other.region.code.startswith(f"{duty.region.code}."):
            rows = rows.exclude(_reached(other))
    return rows.order_by()


def _reached(duty: Duty) -> Q:
    kind, code = duty.instrument.unit_kind, duty.region.code
    if kind == UnitKind.TPS:
        return below(code, own="village_code")
    if kind == UnitKind.REGION:
        return below(code)
    wanted = below(code, "region__")
    return wanted & Q(kind__in=duty.agency_kinds) if duty.agency_kinds else wanted


_REFERENCE = {UnitKind.TPS: "station_id", UnitKind.REGION: "region_id", UnitKind.AGENCY: "agency_id"}


def _still_there(duty: Duty, running: list[Duty]) -> Exists:
    reference = _REFERENCE[UnitKind(duty.instrument.unit_kind)]
    return Exists(candidates(duty, running).filter(pk=OuterRef(reference)))


def missing(duty: Duty, running: Iterable[Duty] = ()) -> QuerySet[Any]:
    """Candidates that do not owe yet (bounded by nothing: for counting, or as the source of an INSERT)."""
    reference = _REFERENCE[UnitKind(duty.instrument.unit_kind)]
    owing = DutyUnit.objects.filter(
        election_id=duty.election_id,
        instrument_id=duty.instrument_id,
        until=None,
        **{reference: OuterRef("pk")},
    )
    return candidates(duty, running).filter(~Exists(owing))


def _open(duty: Duty, running: list[Duty], now: datetime, stations: frozenset[int] | None) -> int:
    rows = missing(duty, running)
    if stations is not None:
        rows = rows.filter(pk__in=stations)
    if not rows.exists():
        return 0
    nothing = Cast(Value(None), BigIntegerField())
    own, empty = F("pk"), Value("", output_field=CharField())
    columns: tuple[Any, ...]
    match duty.instrument.unit_kind:
        case UnitKind.TPS:
            columns = (F("code"), own, nothing, nothing)
            columns += (F("province_code"), F("regency_code"), F("district_code"), F("village_code"))
        case UnitKind.REGION:
            village = F("code") if duty.instrument.level == 4 else empty
            columns = (F("code"), nothing, own, nothing)
            columns += (F("province_code"), F("regency_code"), F("district_code"), village)
        case _:
            columns = (Concat(F("key"), Value("@"), F("region__code")), nothing, nothing, own)
            columns += tuple(F(f"region__{name}_code") for name in ("province", "regency", "district"))
            columns += (Case(When(region__level=4, then=F("region__code")), default=empty),)
    constants = (
        Value(duty.election_id, output_field=BigIntegerField()),
        Value(duty.instrument_id, output_field=BigIntegerField()),
        Value(duty.pk, output_field=BigIntegerField()),
        Value(now, output_field=DateTimeField()),
        Value(True, output_field=BooleanField()),
    )
    kind = Value(str(duty.instrument.unit_kind), output_field=CharField())
    return insert_from(DutyUnit, _COLUMNS, rows.values_list(kind, *columns, *constants))


def insert_from(model: type[Model], columns: Iterable[str], rows: QuerySet[Any]) -> int:
    """INSERT … SELECT of the rows' values into columns of a model, leaving out what is there already.

    Returns how many rows were written.
    """
    sql, parameters = rows.query.sql_with_params()
    quote = connection.ops.quote_name
    names = ", ".join(quote(column) for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {quote(model._meta.db_table)} ({names}) {sql} ON CONFLICT DO NOTHING",
            parameters,
        )
        return max(int(cursor.rowcount), 0)


def _forget_future(duty: Duty, now: datetime) -> None:
    """Take away what units that owe no more would have owed from now on; what was paid or is late stays."""
    owing = DutyUnit.objects.filter(duty=duty, until=None, unit_code=OuterRef("unit_code"))
    ExpectedReport.objects.filter(duty=duty, submission=None, due_at__gt=now).filter(~Exists(owing)).delete()


def recode(stations: Iterable[int]) -> None:
    """Give rows about these stations the codes that the stations have now (bounded by the caller)."""
    for station in PollingStation.objects.filter(pk__in=sorted(stations)):
        codes = {
            "unit_code": station.code,
            "province_code": station.province_code,
            "regency_code": station.regency_code,
            "district_code": station.district_code,
            "village_code": station.village_code,
        }
        for model in ABOUT_UNITS:
            rows: Any = model._default_manager.filter(station=station.pk)
            rows.exclude(unit_code=station.code).update(**codes)


ABOUT_UNITS: tuple[type[Model], ...] = (DutyUnit, ExpectedReport, Submission)
"""The tables of this room whose rows store a unit's codes."""
