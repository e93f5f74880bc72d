"""``/expected-reports``: who owes which report about which unit by when, and what became of it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.db.models import Q
from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field, StringConstraints

from siaga import clock
from siaga.access import Verb
from siaga.api.paging import Page, PageQuery, page
from siaga.api.regions import region_of
from siaga.api.security import caller, guards
from siaga.api.words import ElectionSlug, RegionCode
from siaga.elections.access import access_election
from siaga.reporting.access import units_below
from siaga.reporting.models import ExpectedReport
from siaga.reporting.queries.owed import visible_expected

router = Router(tags=["Laporan"])

Status = Literal["due", "late", "received", "nil"]
InstrumentName = Annotated[
    str,
    StringConstraints(pattern=r"^[-a-zA-Z0-9_]{1,60}$"),
    Field(description="Nama instrumen.", examples=["kesiapan-tps"]),
]


class ExpectedOut(Schema):
    """Satu laporan yang diminta: ada sebelum siapa pun melapor."""

    election: str = Field(description="Pemilihan.", examples=["pilkada-2024"])
    instrument: str = Field(description="Instrumen.", examples=["kesiapan-tps"])
    unit: str = Field(description="Unit yang harus dilaporkan.", examples=["tps:16.72.01.1001/005"])
    role: str = Field(description="Peran yang harus melapor.", examples=["field"])
    period: date = Field(description="Hari laporan, menurut waktu setempat.", examples=["2024-11-04"])
    opens: datetime = Field(description="Sejak kapan dapat dilaporkan.")
    due: datetime = Field(description="Paling lambat.")
    status: Status = Field(
        description="`due` belum jatuh tempo, `late` lewat waktu dan belum masuk, `received` masuk, `nil` masuk nihil.",
        examples=["late"],
    )
    late: bool = Field(description="Lewat waktu: belum masuk, atau masuk setelah jatuh tempo.", examples=[True])
    received: datetime | None = Field(description="Kapan laporan yang memenuhinya diterima.", examples=[None])
    nil: bool = Field(description="Dipenuhi dengan laporan nihil.", examples=[False])
    submission: str | None = Field(description="Nomor laporan yang memenuhinya.", examples=[None])


class ExpectedQuery(PageQuery):
    """Which expected reports."""

    region: RegionCode | None = Field(None, description="Hanya unit di wilayah ini dan di bawahnya.")
    status: Status | None = Field(None, description="Hanya status ini.", examples=["late"])
    election: ElectionSlug | None = Field(None, description="Hanya pemilihan ini.")
    instrument: InstrumentName | None = Field(None, description="Hanya instrumen ini.")


def _in(status: Status, now: datetime) -> Q:
    match status:
        case "due":
            return Q(submission=None, due_at__gt=now)
        case "late":
            return Q(submission=None, due_at__lte=now)
        case "received":
            return Q(submission__isnull=False, nil=False)
        case "nil":
            return Q(nil=True)


def _status(row: ExpectedReport, now: datetime) -> Status:
    if row.received_at is not None:
        return "nil" if row.nil else "received"
    return "late" if row.due_at <= now else "due"


def _shown(row: ExpectedReport, now: datetime) -> dict[str, Any]:
    return {
        "election": row.election.slug,
        "instrument": row.instrument.name,
        "unit": row.unit,
        "role": row.duty.role,
        "period": row.period,
        "opens": row.opens_at,
        "due": row.due_at,
        "status": _status(row, now),
        "late": row.received_at > row.due_at if row.received_at else row.due_at <= now,
        "received": row.received_at,
        "nil": row.nil,
        "submission": row.submission.instance_id if row.submission else None,
    }


@router.get(
    "/expected-reports",
    response=Page[ExpectedOut],
    operation_id="expected_reports",
    summary="Siapa harus melapor apa, kapan",
)
@guards(Verb.DUTY_VIEW)
def expected_reports(request: HttpRequest, query: Annotated[ExpectedQuery, Query()]) -> dict[str, Any]:
    """Laporan yang diminta dari unit dalam jangkauan Anda (instansi: tentang dirinya), menurut jatuh tempo."""
    actor, now = caller(request, Verb.DUTY_VIEW), clock.now()
    rows = visible_expected(actor).select_related("election", "instrument", "duty", "submission")
    if query.election:
        rows = rows.filter(election=access_election(actor, query.election))
    if query.region:
        rows = rows.filter(units_below(region_of(actor, query.region).code))
    if query.instrument:
        rows = rows.filter(instrument__name=query.instrument)
    if query.status:
        rows = rows.filter(_in(query.status, now))
    return page(rows.order_by("due_at", "unit_code", "pk"), query, lambda row: _shown(row, now))
