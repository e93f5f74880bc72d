"""``/plans``: plans of every kind as versions, with what each was computed from and what it says."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Path, Query, Router, Schema
from pydantic import Field

from siaga.access import Verb
from siaga.api.narrowing import PlaceQuery, narrowed
from siaga.api.paging import Page, page
from siaga.api.regions import RegionName, name_of
from siaga.api.security import caller, guards
from siaga.api.words import MOST_ID
from siaga.planning.access import access_plan, visible_plans
from siaga.planning.kinds import making_of
from siaga.planning.models import Plan

router = Router(tags=["Rencana"])

PlanId = Annotated[int, Path(ge=1, le=MOST_ID, description="Nomor rencana.", examples=[2])]
Kind = Literal["distribusi", "pengamanan", "darurat"]
State = Literal["antre", "dihitung", "selesai", "gagal"]


class PlanLineOut(Schema):
    """Satu versi rencana, tanpa masukan dan hasilnya."""

    id: int = Field(description="Nomor rencana.", examples=[2])
    kind: Kind = Field(description="Jenis rencana.", examples=["distribusi"])
    version: int = Field(description="Versi di wilayahnya.", examples=[2])
    parent: int | None = Field(description="Versi asalnya.", examples=[1])
    title: str = Field(description="Nama.", examples=["Rencana utama (contoh)"])
    election: str = Field(description="Pemilihan.", examples=["pilkada-2024"])
    region: RegionName = Field(description="Wilayah.")
    state: State = Field(description="Keadaan hitungan.", examples=["selesai"])
    in_force: bool = Field(description="Versi yang berlaku.", examples=[True])
    in_force_since: datetime | None = Field(description="Berlaku sejak.", examples=["2024-10-28T15:20:00+07:00"])
    created_at: datetime = Field(description="Diminta.", examples=["2024-10-28T13:30:00+07:00"])
    finished_at: datetime | None = Field(description="Selesai dihitung.", examples=["2024-10-28T13:31:00+07:00"])
    inputs_digest: str = Field(description="SHA-256 masukan.", examples=["0" * 64])


class Summary(Schema):
    """Angka utama."""

    cost: float = Field(description="Biaya, rupiah.", examples=[4_250_000])
    km: float = Field(description="Jarak, km.", examples=[412.5])
    drive_minutes: int = Field(description="Waktu mengemudi, menit.", examples=[1310])
    routes: int = Field(description="Rute (kendaraan × hari).", examples=[9])
    boxes: int = Field(description="Kotak yang harus diantar.", examples=[496])
    served_boxes: int = Field(description="Kotak yang terlayani.", examples=[496])
    unserved_boxes: int = Field(description="Kotak yang belum terlayani.", examples=[0])
    sites: int = Field(description="Tempat tujuan.", examples=[35])
    served_sites: int = Field(description="Tempat yang terlayani seluruhnya.", examples=[35])
    last_arrival: datetime | None = Field(description="Tiba terakhir.", examples=["2024-11-25T14:05:00+07:00"])
    deadline: datetime = Field(description="Batas tiba.", examples=["2024-11-26T18:00:00+07:00"])
    margin_minutes: int | None = Field(description="Menit antara keduanya.", examples=[1675])
    sources: dict[str, float] = Field(
        description="Bagian km menurut sumber waktu tempuh: matrix, roads, estimate.", examples=[{"estimate": 1.0}]
    )
    seconds: float = Field(description="Waktu hitung, detik.", examples=[3.4])


class PlanOut(PlanLineOut):
    """Satu versi rencana dengan masukan, hasil, batas, dan yang belum terlayani."""

    problem: str = Field(description="Mengapa hitungan gagal.", examples=[""])
    voting_day: str = Field(
        description="Hari pemungutan suara; hari dalam hasil dihitung darinya.", examples=["2024-11-27"]
    )
    seconds: int = Field(description="Waktu hitung yang diberikan, detik.", examples=[60])
    seed: int = Field(description="Benih acak.", examples=[1])
    inputs: dict[str, Any] = Field(
        description="Masukan: problem (hubs, sites, vehicles, rules, matrix, …), options, assumptions.", examples=[{}]
    )
    assumptions: list[str] = Field(description="Yang dianggap benar, dalam kalimat.", examples=[[]])
    feasible: bool | None = Field(description="Semua terlayani; null bila belum dihitung.", examples=[True])
    summary: Summary | dict[str, Any] | None = Field(
        description="Angka utama menurut jenisnya; null bila belum dihitung. Di sini milik rencana distribusi."
    )
    result: dict[str, Any] | None = Field(description="Hasil: routes, unserved, shortages, …", examples=[None])
    bound: float | None = Field(description="Batas bawah biaya yang terbukti.", examples=[None])
    unserved: list[dict[str, Any]] = Field(
        description="Kotak yang belum terlayani: site, boxes, reason.", examples=[[]]
    )
    shortages: list[dict[str, Any]] = Field(
        description="Kekurangan dengan perbaikan terkecilnya, juga dalam kalimat.", examples=[[]]
    )


class PlanQuery(PlaceQuery):
    """Which versions."""

    kind: Kind | None = Field(None, description="Hanya jenis ini.", examples=["distribusi"])
    in_force: bool | None = Field(None, description="Hanya yang berlaku (true).")


def _line(plan: Plan) -> dict[str, Any]:
    return {
        "id": plan.pk,
        "kind": plan.kind,
        "version": plan.number,
        "parent": plan.parent_id,
        "title": plan.title,
        "election": plan.election.slug,
        "region": name_of(plan.region),
        "state": plan.state,
        "in_force": plan.in_force,
        "in_force_since": plan.in_force_since,
        "created_at": plan.created_at,
        "finished_at": plan.finished_at,
        "inputs_digest": plan.inputs_digest,
    }


@router.get("/plans", response=Page[PlanLineOut], operation_id="plans", summary="Daftar versi rencana")
@guards(Verb.PLAN_VIEW)
def plans(request: HttpRequest, query: Annotated[PlanQuery, Query()]) -> dict[str, Any]:
    """Versi rencana yang terlihat oleh Anda, yang terbaru lebih dahulu."""
    actor = caller(request, Verb.PLAN_VIEW)
    rows = narrowed(actor, visible_plans(actor), query, verb=Verb.PLAN_VIEW)
    if query.kind:
        rows = rows.filter(kind=query.kind)
    if query.in_force is not None:
        holds = {"in_force_since__isnull": False, "retired_at": None}
        rows = rows.filter(**holds) if query.in_force else rows.exclude(**holds)
    return page(rows.order_by("-created_at", "-id"), query, _line)


@router.get("/plans/{id}", response=PlanOut, operation_id="plan", summary="Satu versi rencana")
@guards(Verb.PLAN_VIEW)
def plan(request: HttpRequest, id: PlanId) -> dict[str, Any]:
    """Rencana dengan nomor itu: masukan, hasil, batas, yang belum terlayani, versi."""
    found = access_plan(caller(request, Verb.PLAN_VIEW), id)
    return {**making_of(found.kind).file(found), **_line(found)}
