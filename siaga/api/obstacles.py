"""``/obstacles``: what hampers, with its strategy, owner and due date."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Path, Query, Router, Schema, Status
from pydantic import Field

from siaga import clock
from siaga.access import Verb
from siaga.api.narrowing import PlaceQuery, narrowed
from siaga.api.paging import Page, page
from siaga.api.regions import RegionName, name_of, region_of
from siaga.api.security import caller, guards
from siaga.api.words import (
    MOST_ID,
    AgencyUnit,
    Body,
    ElectionSlug,
    RegionCode,
    RowId,
    StationUnit,
    Text,
    Title,
    written,
)
from siaga.desk.access import access_agency
from siaga.elections.access import access_election
from siaga.rakor.access import access_meeting, access_obstacle, visible_obstacles
from siaga.rakor.actions.obstacles import note_obstacle
from siaga.rakor.models import Obstacle
from siaga.reporting.access import access_submission

router = Router(tags=["Tindak lanjut"])

ObstacleId = Annotated[int, Path(ge=1, le=MOST_ID, description="Nomor kendala.", examples=[5])]
Kind = Literal[
    "logistics", "access", "internet", "electricity", "health", "weather", "hazard", "security", "neutrality",
    "money_politics", "sara", "hoax", "voter_data", "fraud", "budget", "staffing", "other",
]  # fmt: skip
State = Literal["open", "handled", "closed"]


class ObstacleOut(Schema):
    """Satu kendala dan cara menanganinya."""

    id: int = Field(description="Nomor kendala.", examples=[5])
    election: str = Field(description="Pemilihan.", examples=["pilkada-2024"])
    region: RegionName = Field(description="Wilayah.")
    unit: str | None = Field(description="TPS, bila menyangkut satu TPS.", examples=[None])
    kind: Kind = Field(description="Jenis.", examples=["access"])
    title: str = Field(description="Kendala.", examples=["Jalan ke tiga TPS terputus"])
    detail: str = Field(description="Uraian.", examples=[""])
    source: str = Field(description="Asal.", examples=["rapat"])
    meeting: int | None = Field(description="Rapat yang menyebutnya.", examples=[7])
    stated_by: str | None = Field(description="Instansi yang menyampaikannya.", examples=["agency:kpu@16.72"])
    strategy: str = Field(description="Cara menanganinya.", examples=[""])
    owner_agency: str | None = Field(description="Penanggung jawab.", examples=[None])
    due: date | None = Field(description="Tenggat.", examples=[None])
    state: State = Field(description="`open` belum ditangani, `handled` sedang, `closed` teratasi.", examples=["open"])
    closed_reason: str = Field(description="Cara teratasi.", examples=[""])
    created_at: datetime = Field(description="Waktu dicatat.")


class ObstacleIn(Body):
    """Kendala baru."""

    election: ElectionSlug = Field(description="Pemilihan.", examples=["pilkada-2024"])
    region: RegionCode = Field(description="Wilayah.", examples=["16.72.04"])
    kind: Kind = Field(description="Jenis.", examples=["access"])
    title: Title = Field(description="Kendala.", examples=["Jalan ke tiga TPS terputus"])
    detail: Text = Field("", description="Uraian.", examples=[""])
    unit: StationUnit | None = Field(None, description="TPS, bila menyangkut satu TPS.", examples=[None])
    meeting: RowId | None = Field(None, description="Rapat yang menyebutnya.", examples=[None])
    submission: Annotated[str, written(80, strip=None)] | None = Field(
        None, description="Nomor laporan (`instance_id`) yang menyebutnya.", examples=[None]
    )
    stated_by: AgencyUnit | None = Field(None, description="Instansi yang menyampaikannya.", examples=[None])


class ObstacleQuery(PlaceQuery):
    """Which obstacles."""

    kind: Kind | None = Field(None, description="Hanya jenis ini.", examples=["access"])
    state: State | None = Field(None, description="Hanya keadaan ini.", examples=["open"])


def _shown(obstacle: Obstacle) -> dict[str, Any]:
    return {
        "id": obstacle.pk,
        "election": obstacle.election.slug,
        "region": name_of(obstacle.region),
        "unit": f"tps:{obstacle.unit}" if obstacle.unit else None,
        "kind": obstacle.kind,
        "title": obstacle.title,
        "detail": obstacle.detail,
        "source": obstacle.source,
        "meeting": obstacle.meeting_id,
        "stated_by": f"agency:{obstacle.stated_by.code}" if obstacle.stated_by else None,
        "strategy": obstacle.strategy,
        "owner_agency": f"agency:{obstacle.owner.code}" if obstacle.owner else None,
        "due": obstacle.due,
        "state": obstacle.state,
        "closed_reason": obstacle.closed_reason,
        "created_at": obstacle.created_at,
    }


@router.get("/obstacles", response=Page[ObstacleOut], operation_id="obstacles", summary="Daftar kendala")
@guards(Verb.OBSTACLE_VIEW)
def obstacles(request: HttpRequest, query: Annotated[ObstacleQuery, Query()]) -> dict[str, Any]:
    """Kendala yang terlihat oleh Anda (instansi: yang ditanggungnya), yang terbaru lebih dahulu."""
    actor = caller(request, Verb.OBSTACLE_VIEW)
    rows = narrowed(actor, visible_obstacles(actor), query)
    if query.kind:
        rows = rows.filter(kind=query.kind)
    if query.state:
        rows = rows.filter(state=query.state)
    return page(rows.order_by("-created_at", "-pk"), query, _shown)


@router.get("/obstacles/{id}", response=ObstacleOut, operation_id="obstacle", summary="Satu kendala")
@guards(Verb.OBSTACLE_VIEW)
def obstacle(request: HttpRequest, id: ObstacleId) -> dict[str, Any]:
    """Kendala dengan nomor itu."""
    return _shown(access_obstacle(caller(request, Verb.OBSTACLE_VIEW), id))


@router.post("/obstacles", response={201: ObstacleOut}, operation_id="note_obstacle", summary="Mencatat kendala")
@guards(Verb.OBSTACLE_CHANGE, Verb.MINUTES_WRITE)
def note(request: HttpRequest, body: ObstacleIn) -> Status[dict[str, Any]]:
    """Oleh yang mengurus kendala wilayah itu, atau penulis notula rapat yang menyebutnya."""
    actor = caller(request, Verb.OBSTACLE_CHANGE, Verb.MINUTES_WRITE)
    made = note_obstacle(
        actor=actor,
        election=access_election(actor, body.election),
        region=region_of(actor, body.region),
        kind=body.kind,
        title=body.title,
        detail=body.detail,
        unit=body.unit or "",
        meeting=access_meeting(actor, body.meeting) if body.meeting is not None else None,
        submission=access_submission(actor, body.submission) if body.submission else None,
        stated_by=access_agency(actor, body.stated_by) if body.stated_by else None,
        now=clock.now(),
    )
    return Status(201, _shown(made))
