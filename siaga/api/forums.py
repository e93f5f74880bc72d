"""``/forums``: series of meetings, whose members are offices."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from ninja import Path, Query, Router, Schema, Status
from pydantic import Field, StrictInt

from siaga import clock
from siaga.access import Actor, Verb
from siaga.api.narrowing import PlaceQuery, narrowed
from siaga.api.offices import OfficeRef, SeatOut, office_of, offices_of, seat
from siaga.api.paging import Page, page
from siaga.api.regions import RegionName, name_of, region_of
from siaga.api.security import caller, guards
from siaga.api.words import MOST_ID, AgencyUnit, Body, ElectionSlug, Line, Number, RegionCode, written
from siaga.desk.access import access_agency
from siaga.elections.access import access_election
from siaga.rakor.access import access_forum
from siaga.rakor.actions.forums import found_forum
from siaga.rakor.models import Forum
from siaga.rakor.queries.forums import forums_of, leaders_of, seats_of

router = Router(tags=["Rakor"])

Kind = Literal["desk", "coffee", "kecamatan", "lain"]
ForumId = Annotated[int, Path(ge=1, le=MOST_ID, description="Nomor forum.", examples=[3])]
Name = Annotated[str, written(160, 1)]


class ForumOut(Schema):
    """Satu forum."""

    id: int = Field(description="Nomor forum.", examples=[3])
    election: str = Field(description="Pemilihan.", examples=["pilkada-2024"])
    region: RegionName = Field(description="Wilayah.")
    kind: Kind = Field(description="Jenis.", examples=["desk"])
    name: str = Field(description="Nama.", examples=["Rakor Desk Pilkada Kota Pagar Alam"])
    upper: int | None = Field(description="Nomor forum di atasnya, tempat tindak lanjut naik.", examples=[None])
    host: str | None = Field(description="Instansi tuan rumah.", examples=["agency:kesbangpol@16.72"])
    venue: str = Field(description="Tempat biasa.", examples=["Ruang Rapat Setda"])
    rhythm_days: int | None = Field(description="Selang antarrapat dalam hari; null: tidak tetap.", examples=[7])
    members: int = Field(description="Banyak anggota.", examples=[21])
    meetings_held: int = Field(description="Banyak rapat yang sudah berlangsung.", examples=[2])
    open_points: int = Field(description="Tindak lanjut yang belum tuntas di forum ini.", examples=[12])
    next_at: datetime | None = Field(description="Rapat berikutnya.", examples=["2024-10-31T09:00:00+07:00"])
    closed_at: datetime | None = Field(description="Kapan forum ditutup; null: masih berjalan.", examples=[None])


class ForumDetail(ForumOut):
    """Satu forum dengan pimpinan dan anggotanya; pemangku jabatan hari ini."""

    chair: SeatOut | None = Field(description="Pimpinan rapat.")
    secretary: SeatOut | None = Field(description="Sekretaris (notulis).")
    seats: list[SeatOut] = Field(description="Anggota menurut urutannya.")


class ForumIn(Body):
    """Forum baru."""

    election: ElectionSlug = Field(description="Pemilihan.", examples=["pilkada-2024"])
    region: RegionCode = Field(description="Wilayah.", examples=["16.72"])
    kind: Kind = Field(description="Jenis.", examples=["desk"])
    name: Name = Field(description="Nama.", examples=["Rakor Desk Pilkada Kota Pagar Alam"])
    upper: Number | None = Field(None, description="Nomor forum di atasnya.", examples=[None])
    host: AgencyUnit | None = Field(None, description="Tuan rumah.", examples=["agency:kesbangpol@16.72"])
    chair: OfficeRef | None = Field(None, description="Pimpinan rapat.", examples=["agency:sekda@16.72"])
    secretary: OfficeRef | None = Field(None, description="Sekretaris.", examples=["agency:kesbangpol@16.72"])
    venue: Line = Field("", description="Tempat biasa.", examples=["Ruang Rapat Setda"])
    rhythm_days: Annotated[StrictInt, Field(ge=1, le=366)] | None = Field(
        None, description="Selang antarrapat dalam hari.", examples=[7]
    )
    members: list[OfficeRef] = Field(
        [], max_length=200, description="Anggota, menurut urutannya.", examples=[["agency:kpu@16.72"]]
    )


class ForumsQuery(PlaceQuery):
    """Which forums."""

    kind: Kind | None = Field(None, description="Hanya jenis ini.", examples=["desk"])
    open: bool | None = Field(None, description="Hanya yang berjalan (true) atau yang sudah ditutup (false).")


def _shown(forum: Any) -> dict[str, Any]:
    return {
        "id": forum.pk,
        "election": forum.election.slug,
        "region": name_of(forum.region),
        "kind": forum.kind,
        "name": forum.name,
        "upper": forum.upper_id,
        "host": f"agency:{forum.host.code}" if forum.host else None,
        "venue": forum.venue,
        "rhythm_days": forum.rhythm_days,
        "members": forum.seats,
        "meetings_held": forum.held,
        "open_points": forum.open_points,
        "next_at": forum.next_at,
        "closed_at": forum.closed_at,
    }


def _detail(actor: Actor, forum: Forum) -> dict[str, Any]:
    found = forums_of(actor).select_related("host__region").get(pk=forum.pk)
    today = timezone.localdate(clock.now())
    leaders = leaders_of(found, today)
    return {
        **_shown(found),
        "chair": seat(leaders["chair"]),
        "secretary": seat(leaders["secretary"]),
        "seats": [seat(one.holder) for one in seats_of(found, today)],
    }


@router.get("/forums", response=Page[ForumOut], operation_id="forums", summary="Daftar forum")
@guards(Verb.RAKOR_VIEW, Verb.RAKOR_ATTEND)
def forums(request: HttpRequest, query: Annotated[ForumsQuery, Query()]) -> dict[str, Any]:
    """Forum yang terlihat oleh Anda: di wilayah Anda, dan tempat instansi Anda duduk."""
    actor = caller(request, Verb.RAKOR_VIEW, Verb.RAKOR_ATTEND)
    rows = narrowed(actor, forums_of(actor).select_related("host__region"), query)
    if query.kind:
        rows = rows.filter(kind=query.kind)
    if query.open is not None:
        rows = rows.filter(closed_at__isnull=query.open)
    return page(rows.order_by("region__code", "name", "pk"), query, _shown)


@router.get("/forums/{id}", response=ForumDetail, operation_id="forum", summary="Satu forum")
@guards(Verb.RAKOR_VIEW, Verb.RAKOR_ATTEND)
def forum(request: HttpRequest, id: ForumId) -> dict[str, Any]:
    """Forum itu dengan anggotanya; jabatan disebut bersama pemangkunya hari ini."""
    actor = caller(request, Verb.RAKOR_VIEW, Verb.RAKOR_ATTEND)
    return _detail(actor, access_forum(actor, id))


@router.post("/forums", response={201: ForumDetail}, operation_id="found_forum", summary="Membentuk forum")
@guards(Verb.RAKOR_PLAN)
def found(request: HttpRequest, response: HttpResponse, body: ForumIn) -> Status[dict[str, Any]]:
    """Membentuk forum dengan anggotanya. 409 bila namanya sudah ada di wilayah itu."""
    actor, now = caller(request, Verb.RAKOR_PLAN), clock.now()
    made = found_forum(
        actor=actor,
        election=access_election(actor, body.election),
        region=region_of(actor, body.region, Verb.RAKOR_PLAN),
        kind=body.kind,
        name=body.name,
        upper=access_forum(actor, body.upper) if body.upper else None,
        host=access_agency(actor, body.host) if body.host else None,
        chair=office_of(actor, body.chair),
        secretary=office_of(actor, body.secretary),
        venue=body.venue,
        rhythm_days=body.rhythm_days,
        members=offices_of(actor, body.members),
        now=now,
    )
    response["Location"] = reverse("api:forum", args=[made.pk])
    return Status(201, _detail(actor, made))
