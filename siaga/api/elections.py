"""``/elections``: elections with their rules and their calendar."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query, Router, Schema
from pydantic import Field

from siaga import clock
from siaga.access import Verb
from siaga.api.paging import Page, PageQuery, page
from siaga.api.regions import RegionName, name_of
from siaga.api.security import caller, guards
from siaga.api.words import ElectionSlug
from siaga.elections.access import access_election, visible_elections
from siaga.elections.calendar import days_until
from siaga.elections.models import Election
from siaga.elections.queries.calendar import StageLine, calendar

router = Router(tags=["Pemilihan"])


class ElectionOut(Schema):
    """Satu pemilihan, atau satu putaran ulangannya."""

    slug: str = Field(description="Nama singkat, dipakai sebagai `election` di alamat lain.", examples=["pilkada-2024"])
    name: str = Field(description="Nama.", examples=["Pilkada Serentak 2024 Kota Pagar Alam"])
    region: RegionName = Field(description="Wilayah pemilihan.")
    voting_day: date = Field(description="Hari pemungutan suara.", examples=["2024-11-27"])
    h: int = Field(description="n dari H-n hari ini; negatif sesudah hari pemungutan suara.", examples=[28])
    ruleset: str = Field(description="Nama aturan.", examples=["pilkada-2024"])
    ruleset_version: str = Field(description="Versi aturan yang dipakai pemilihan ini.", examples=["1"])
    ruleset_sha256: str = Field(
        description="Sidik teks aturan yang dibekukan.",
        examples=["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"],
    )
    first_round: str | None = Field(description="Pemilihan pertamanya, bila ini putaran ulangan.", examples=[None])
    closed_at: datetime | None = Field(description="Kapan ditutup; null bila masih terbuka.", examples=[None])


class StageOut(Schema):
    """Satu tahapan."""

    key: str = Field(description="Kunci tahapan.", examples=["pemungutan-suara"])
    name: str = Field(description="Nama tahapan.", examples=["Pemungutan suara"])
    starts: date | None = Field(description="Mulai; null bila belum diketahui.", examples=["2024-11-27"])
    ends: date | None = Field(description="Selesai; null bila belum diketahui.", examples=["2024-11-27"])
    state: Literal["done", "late", "due", "running", "ahead", "unknown"] = Field(
        description="Keadaan hari ini: selesai, terlambat, segera, berjalan, akan datang, tanggal belum diketahui.",
        examples=["ahead"],
    )
    h_start: int | None = Field(description="n dari H-n permulaannya.", examples=[0])
    h_end: int | None = Field(description="n dari H-n akhirnya.", examples=[0])
    days_late: int = Field(description="Hari sesudah akhirnya tanpa dinyatakan selesai.", examples=[0])
    done_on: date | None = Field(description="Kapan dinyatakan selesai.", examples=[None])
    verified: bool = Field(description="Tanggalnya dari sumber yang diperiksa.", examples=[True])
    source: str = Field(description="Sumber tanggal.", examples=["PKPU 2/2024"])
    note: str = Field(description="Catatan Desk.", examples=[""])


class ElectionDetail(ElectionOut):
    """Satu pemilihan dengan tahapannya."""

    stages: list[StageOut] = Field(description="Tahapan menurut urutan.")


class ElectionsQuery(PageQuery):
    """Which elections."""

    open: bool | None = Field(None, description="Hanya yang masih terbuka (true) atau yang sudah ditutup (false).")


def _shown(election: Election, today: date) -> dict[str, Any]:
    return {
        "slug": election.slug,
        "name": election.name,
        "region": name_of(election.region),
        "voting_day": election.voting_day,
        "h": days_until(election.voting_day, today),
        "ruleset": election.ruleset.name,
        "ruleset_version": election.ruleset.version,
        "ruleset_sha256": election.ruleset_id,
        "first_round": election.first_round.slug if election.first_round else None,
        "closed_at": election.closed_at,
    }


def _stage(line: StageLine) -> dict[str, Any]:
    stage = line.stage
    return {
        "key": stage.key,
        "name": stage.name,
        "starts": stage.starts,
        "ends": stage.ends,
        "state": line.state.value,
        "h_start": line.start_h,
        "h_end": line.end_h,
        "days_late": line.days_late,
        "done_on": stage.done_on,
        "verified": stage.verified,
        "source": stage.source,
        "note": stage.note,
    }


@router.get("/elections", response=Page[ElectionOut], operation_id="elections", summary="Daftar pemilihan")
@guards(Verb.ELECTION_VIEW)
def elections(request: HttpRequest, query: Annotated[ElectionsQuery, Query()]) -> dict[str, Any]:
    """Pemilihan yang menyangkut wilayah Anda, yang terbaru lebih dahulu."""
    actor = caller(request, Verb.ELECTION_VIEW)
    rows = visible_elections(actor).defer("ruleset__toml")
    if query.open is not None:
        rows = rows.filter(closed_at__isnull=query.open)
    today = timezone.localdate(clock.now())
    return page(rows.order_by("-voting_day", "slug"), query, lambda election: _shown(election, today))


@router.get(
    "/elections/{slug}", response=ElectionDetail, operation_id="election", summary="Satu pemilihan dan tahapannya"
)
@guards(Verb.ELECTION_VIEW)
def election(request: HttpRequest, slug: Annotated[ElectionSlug, Path()]) -> dict[str, Any]:
    """Pemilihan itu, aturannya, dan kalendernya sampai hari ini."""
    actor = caller(request, Verb.ELECTION_VIEW)
    found = access_election(actor, slug)
    today = timezone.localdate(clock.now())
    return {
        **_shown(found, today),
        "stages": [_stage(line) for line in calendar(actor, found, today).lines],
    }
