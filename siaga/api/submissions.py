"""``/submissions``: reports as they come in, and as those who may see them read them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy
from ninja import Path, Query, Router
from pydantic import BaseModel, ConfigDict, Field, StrictBool, StringConstraints

from siaga import clock
from siaga.access import Actor, Verb
from siaga.api.paging import Page, PageQuery, page
from siaga.api.regions import region_of
from siaga.api.security import caller, guards
from siaga.api.words import UNIT_SHAPE, AskedMoment, ElectionSlug, Moment, RegionCode, shaped, written
from siaga.elections.access import access_election
from siaga.reporting.access import units_below
from siaga.reporting.actions.submissions import Report, submit_report
from siaga.reporting.errors import ReportConflict
from siaga.reporting.models import Submission
from siaga.reporting.queries.submissions import (
    access_submission,
    marks_of,
    open_values,
    reporter_of,
    visible_submissions,
)

router = Router(tags=["Laporan"])

StateName = Literal["sent", "checked", "accepted", "returned", "superseded"]
InstanceId = Annotated[
    str,
    shaped(
        r"^[A-Za-z0-9][A-Za-z0-9:._-]{0,79}$",
        gettext_lazy("Tulis huruf, angka, dan tanda : . _ -, paling panjang 80, seperti uuid:3f1c9a52-contoh."),
    ),
    Field(description="Nomor laporan, dibuat oleh pengirim (UUID).", examples=["uuid:3f1c9a52-contoh"]),
]
InstrumentName = Annotated[
    str,
    StringConstraints(pattern=r"^[-a-zA-Z0-9_]{1,60}$"),
    Field(description="Nama instrumen.", examples=["kesiapan-tps"]),
]
Unit = Annotated[
    str,
    shaped(r"^(tps|region|agency):[^\u0000-\u001f]{1,70}$", UNIT_SHAPE),
    Field(description="Unit yang dilaporkan.", examples=["tps:16.72.01.1001/005"]),
]
Line = Annotated[str, written(120)]

# Plain models of pydantic, not ninja's ``Schema``: it asks for each field as a template would, and many reports come.


class ReportIn(BaseModel):
    """Satu laporan. Kirim ulang dengan `instance_id` yang sama aman: yang sama persis tidak disimpan dua kali."""

    model_config = ConfigDict(extra="forbid")

    instance_id: InstanceId
    election: ElectionSlug
    instrument: InstrumentName
    unit: Unit
    observed_at: Moment = Field(
        description="Waktu pengamatan menurut perangkat, RFC 3339 dengan zona.", examples=["2024-10-30T08:15:00+07:00"]
    )
    values: dict[str, Any] = Field(
        description="Jawaban menurut jalur pertanyaan, atau bertingkat; kosong bila nihil.",
        examples=[{"logistik/kotak_suara": "ya", "logistik/surat_suara": "lengkap"}],
    )
    version: Line = Field("", description="Versi formulir; bawaan versi terbaru.", examples=[""])
    nil: StrictBool = Field(False, description="Nihil: tidak ada yang dilaporkan.", examples=[False])
    device: Line = Field("", description="Nama perangkat.", examples=["Contoh"])
    supersedes: Annotated[str, written(80, strip=None)] = Field(
        "", description="Nomor laporan yang dikoreksi oleh laporan ini.", examples=[""]
    )
    lat: float | None = Field(None, ge=-90, le=90, description="Lintang perangkat.", examples=[-4.02])
    lon: float | None = Field(None, ge=-180, le=180, description="Bujur perangkat.", examples=[103.25])


class MarkOut(BaseModel):
    """Tanda dari pemeriksaan kewajaran."""

    code: str = Field(description="Nama tanda.", examples=["kotak_kosong"])
    question: str = Field(description="Jalur pertanyaan; kosong bila menyangkut seluruh laporan.", examples=[""])
    message: str = Field(description="Penjelasan.", examples=["Kotak belum ada, tetapi isinya lengkap."])


class ReporterOut(BaseModel):
    """Pelapor, sejauh boleh diketahui."""

    role: str = Field(description="Peran.", examples=["field"])
    agency: str = Field(description="Instansi, bila ada.", examples=[""])
    name: str | None = Field(description="Nama; `null` bila tertutup bagi Anda.", examples=[None])


class ReportOut(BaseModel):
    """Satu laporan seperti yang disimpan."""

    id: int = Field(description="Nomor urut di Siaga.", examples=[12])
    instance_id: str = Field(description="Nomor laporan.", examples=["uuid:3f1c9a52-contoh"])
    election: str = Field(description="Pemilihan.", examples=["pilkada-2024"])
    instrument: str = Field(description="Instrumen.", examples=["kesiapan-tps"])
    version: str = Field(description="Versi formulir.", examples=["2024.1"])
    unit: str = Field(description="Unit.", examples=["tps:16.72.01.1001/005"])
    observed_at: datetime = Field(description="Waktu pengamatan menurut perangkat.")
    received_at: datetime = Field(description="Waktu diterima.")
    clock_doubt: bool = Field(description="Jam perangkat diragukan; waktu diterima yang dipakai.", examples=[False])
    nil: bool = Field(description="Nihil.", examples=[False])
    state: StateName = Field(
        description="`sent` masuk, `checked` diperiksa, `accepted` diterima, `returned` dikembalikan, "
        "`superseded` digantikan koreksi.",
        examples=["sent"],
    )
    supersedes: str | None = Field(description="Laporan yang dikoreksinya.", examples=[None])
    reporter: ReporterOut = Field(description="Pelapor.")
    marks: list[MarkOut] = Field(description="Tanda kewajaran dan ketidaklengkapan.")
    values: dict[str, Any] = Field(description="Jawaban; yang tertutup bagi Anda `null`.", examples=[{"listrik": "ya"}])


class ReportsQuery(PageQuery):
    """Which reports."""

    election: ElectionSlug | None = Field(None, description="Hanya pemilihan ini.")
    region: RegionCode | None = Field(None, description="Hanya unit di wilayah ini dan di bawahnya.")
    instrument: InstrumentName | None = Field(None, description="Hanya instrumen ini.")
    state: StateName | None = Field(None, description="Hanya keadaan ini.", examples=["sent"])
    since: AskedMoment | None = Field(
        None, description="Hanya yang diterima sejak waktu ini.", examples=["2024-10-30T00:00:00+07:00"]
    )


def _shown(actor: Actor, row: Submission) -> ReportOut:
    reporter = reporter_of(actor, row)
    return ReportOut.model_validate(
        {
            "id": row.pk,
            "instance_id": row.instance_id,
            "election": row.election.slug,
            "instrument": row.instrument.name,
            "version": row.version.version,
            "unit": row.unit,
            "observed_at": row.observed_at,
            "received_at": row.received_at,
            "clock_doubt": row.clock_doubt,
            "nil": row.nil,
            "state": row.state,
            "supersedes": row.supersedes.instance_id if row.supersedes else None,
            "reporter": {"role": row.sender_role, "agency": reporter.agency, "name": reporter.name or None},
            "marks": [
                {"code": mark.code, "question": mark.question, "message": mark.message} for mark in marks_of(actor, row)
            ],
            "values": open_values(actor, row),
        }
    )


@router.post(
    "/submissions",
    response={200: ReportOut, 201: ReportOut},
    operation_id="submit_report",
    summary="Mengirim laporan",
)
@guards(Verb.SUBMISSION_SEND)
def submit(request: HttpRequest, response: HttpResponse, body: ReportIn) -> HttpResponse:
    """201 laporan baru; 200 kiriman ulang yang sama persis; 409 nomor sama dengan isi lain, disimpan untuk diperiksa.

    Jam perangkat yang keliru dan jawaban yang janggal ditandai, tidak ditolak.
    """
    actor = caller(request, Verb.SUBMISSION_SEND)
    receipt = submit_report(actor=actor, report=Report(**vars(body)), now=clock.now())
    if receipt.conflict is not None:
        raise ReportConflict(receipt.conflict.pk)
    stored = receipt.submission
    response["Location"] = f"{request.path}/{stored.instance_id}"
    response.status_code = 201 if receipt.outcome == "new" else 200
    response.content = _shown(actor, stored).model_dump_json()  # it is checked already, and reports are many
    return response


@router.get("/submissions", response=Page[ReportOut], operation_id="submissions", summary="Daftar laporan")
@guards(Verb.SUBMISSION_VIEW)
def submissions(request: HttpRequest, query: Annotated[ReportsQuery, Query()]) -> dict[str, Any]:
    """Laporan yang terlihat oleh Anda, yang terakhir diterima lebih dahulu."""
    actor = caller(request, Verb.SUBMISSION_VIEW)
    rows = (
        visible_submissions(actor)
        .select_related("election", "instrument", "version", "supersedes")
        .defer("version__source", "version__xform", "version__questions", "version__checks")
    )
    if query.election:
        rows = rows.filter(election=access_election(actor, query.election))
    if query.region:
        rows = rows.filter(units_below(region_of(actor, query.region).code))
    if query.instrument:
        rows = rows.filter(instrument__name=query.instrument)
    if query.state:
        rows = rows.filter(state=query.state)
    if query.since:
        rows = rows.filter(received_at__gte=query.since)
    return page(rows.order_by("-received_at", "-pk"), query, lambda row: _shown(actor, row))


@router.get("/submissions/{id}", response=ReportOut, operation_id="submission", summary="Satu laporan")
@guards(Verb.SUBMISSION_VIEW)
def submission(request: HttpRequest, id: Annotated[InstanceId, Path()]) -> ReportOut:
    """Laporan dengan nomor itu."""
    actor = caller(request, Verb.SUBMISSION_VIEW)
    return _shown(actor, access_submission(actor, id))
