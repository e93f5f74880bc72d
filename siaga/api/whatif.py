"""``/what-if``: what follows from events that are only supposed, from the plans in force; nothing is changed."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field, StringConstraints

from siaga.access import Verb
from siaga.api.regions import RegionName, name_of
from siaga.api.security import caller, guards
from siaga.api.words import Body, ElectionSlug, RegionCode, written
from siaga.contingency.asking import MOST_AREAS, MOST_EVENTS, MOST_OFFICERS, Asked
from siaga.contingency.queries.ground import standing_of_region
from siaga.contingency.queries.whatif import Result, asked_about
from siaga.engines.whatif import Loss
from siaga.planning.access import regency_of

router = Router(tags=["Rencana"])

LossName = Literal["lokasi", "akses", "listrik", "kotak", "jaga", "bantuan"]
Area = Annotated[str, StringConstraints(pattern=r"^[0-9]{2}\.[0-9]{2}\.[0-9]{2}(\.[0-9]{4}(/[0-9]{3})?)?$")]
Day = Annotated[int, Field(strict=True, ge=-60, le=30)]


class AreaEventIn(Body):
    """Banjir, listrik padam, atau jalan putus."""

    event: Literal["banjir", "listrik", "jalan"] = Field(description="Yang terjadi.", examples=["banjir"])
    areas: Annotated[list[Area], Field(min_length=1, max_length=MOST_AREAS)] = Field(
        description="Kode kecamatan, desa/kelurahan, atau TPS yang terkena.", examples=[["16.72.03", "16.72.04.1005"]]
    )
    first: Day = Field(-1, description="Hari pertama, dihitung dari hari pemungutan suara (-1 adalah H-1).")
    last: Day = Field(0, description="Hari terakhir.")

    def asked(self) -> Asked:
        return Asked(self.event, tuple(dict.fromkeys(self.areas)), self.first, self.last)


class GuardEventIn(Body):
    """Satuan polisi yang kehilangan personel."""

    event: Literal["personel"] = Field(description="Yang terjadi.", examples=["personel"])
    unit: Annotated[str, written(80, 1, strip=None)] = Field(
        description="Nama satuan, seperti dalam rencana pengamanan yang berlaku.", examples=["Polsek Utara"]
    )
    officers: Annotated[int, Field(strict=True, ge=1, le=MOST_OFFICERS)] = Field(
        description="Berapa orang yang hilang.", examples=[10]
    )

    def asked(self) -> Asked:
        return Asked(self.event, unit=self.unit, count=self.officers)


class WhatIfIn(Body):
    """Yang diandaikan."""

    election: ElectionSlug = Field(description="Pemilihan.", examples=["pilkada-2024"])
    region: RegionCode = Field(description="Kabupaten/kota.", examples=["16.72"])
    events: Annotated[list[AreaEventIn | GuardEventIn], Field(min_length=1, max_length=MOST_EVENTS)] = Field(
        description="Yang terjadi sekaligus.",
        examples=[[{"event": "banjir", "areas": ["16.72.03"], "first": -1, "last": 0}]],
    )


class LossOut(Schema):
    """Satu macam kehilangan."""

    loss: LossName = Field(description="Yang hilang.", examples=["lokasi"])
    stations: int = Field(description="Banyak TPS.", examples=[42])
    voters: int = Field(description="Pemilih TPS itu, sejauh diketahui.", examples=[12480])


class HitOut(Schema):
    """Satu TPS dan yang hilang darinya."""

    unit: str = Field(description="TPS.", examples=["tps:16.72.03.1001/001"])
    name: str = Field(description="Nama.", examples=["TPS 001 Contoh"])
    voters: int | None = Field(description="Pemilih; null bila tidak diketahui.", examples=[298])
    losses: list[LossName] = Field(
        description="Yang hilang; `jaga` hanya kepada yang berwenang atas pengamanan.", examples=[["lokasi", "akses"]]
    )
    boxes: int = Field(description="Kotak yang tertahan.", examples=[2])
    needs: list[str] = Field(description="Yang lalu dibutuhkan, menurut pegangan.", examples=[["perahu"]])


class ChangeOut(Schema):
    """Satu kebutuhan, bila sumber daya yang tersisa ditempatkan ulang."""

    need: str = Field(description="Kunci kebutuhan.", examples=["perahu"])
    name: str = Field(description="Nama kebutuhan.", examples=["Perahu"])
    before: int = Field(description="TPS yang memerlukannya sekarang.", examples=[1])
    before_open: int = Field(description="Di antaranya yang belum tertutup.", examples=[0])
    after: int = Field(description="TPS yang memerlukannya dalam pengandaian.", examples=[42])
    after_open: int = Field(description="Di antaranya yang belum tertutup.", examples=[38])
    open: list[str] = Field(description="TPS yang belum tertutup.", examples=[["tps:16.72.03.1001/001"]])


class WhatIfOut(Schema):
    """Jawabannya; tidak disimpan dan tidak mengubah apa pun."""

    election: str = Field(description="Pemilihan.", examples=["pilkada-2024"])
    region: RegionName = Field(description="Kabupaten/kota.")
    plans: dict[str, int] = Field(
        description="Versi rencana yang berlaku menurut jenisnya, dasar jawaban ini.", examples=[{"distribusi": 3}]
    )
    stations: int = Field(description="TPS yang kehilangan sesuatu.", examples=[42])
    held: list[str] = Field(
        description="TPS yang tidak kehilangan apa pun karena cadangannya sudah ada.",
        examples=[["tps:16.72.03.1001/002"]],
    )
    voters: int = Field(description="Pemilih TPS itu, sejauh diketahui.", examples=[12480])
    voters_unknown: int = Field(description="TPS yang pemilihnya belum diketahui.", examples=[0])
    boxes: int = Field(description="Kotak yang tertahan.", examples=[84])
    routes: list[str] = Field(description="Rute yang membawanya.", examples=[["truk-1/H-1"]])
    guards: int = Field(description="TPS yang berkurang penjagaannya.", examples=[42])
    officers: int = Field(description="Personel regu yang tidak dapat bertugas di tempatnya.", examples=[28])
    resources: list[str] = Field(description="Sumber daya darurat yang ikut terkena.", examples=[["genset-bpbd"]])
    stranded: list[str] = Field(
        description="Sumber daya darurat yang tidak dapat sampai ke TPS tujuannya karena jalan putus.",
        examples=[["genset-bpbd"]],
    )
    losses: list[LossOut] = Field(description="Menurut macamnya.")
    hits: list[HitOut] = Field(description="TPS yang terkena, satu per satu, sejauh boleh Anda lihat.")
    changes: list[ChangeOut] = Field(description="Kebutuhan yang berubah.")
    moved: int = Field(description="Unit sumber daya yang pindah tempat.", examples=[3])
    proven: bool = Field(description="Terbukti tidak ada penempatan yang menutup lebih.", examples=[True])


@router.post("/what-if", response=WhatIfOut, operation_id="what_if", summary="Yang hilang bila sesuatu terjadi")
@guards(Verb.PLAN_VIEW)
def what_if(request: HttpRequest, asked: WhatIfIn) -> dict[str, Any]:
    """Menjawab pengandaian dari rencana yang berlaku. Tidak ada yang disimpan atau diubah."""
    actor = caller(request, Verb.PLAN_VIEW)
    election, region = regency_of(actor, asked.election, asked.region)
    standing = standing_of_region(election, region)
    result = asked_about(actor, election, region, [one.asked() for one in asked.events], standing)
    found = result.answer
    return {
        "election": election.slug,
        "region": name_of(region),
        "plans": {kind: plan.number for kind, plan in standing.plans.items()},
        "stations": len(found.hits),
        "held": [f"tps:{hit.station}" for hit in found.held],
        "voters": found.voters,
        "voters_unknown": found.unknown,
        "boxes": found.boxes,
        "routes": found.routes,
        "guards": result.guards_lost,
        "officers": found.officers,
        "resources": [one.resource_id for one in result.gone],
        "stranded": [one.resource_id for one in result.stranded],
        "losses": _losses(result),
        "hits": [
            {
                "unit": f"tps:{hit.station}",
                "name": standing.facts[hit.station].name,
                "voters": hit.voters,
                "losses": [loss for loss in Loss if loss in hit.losses],
                "boxes": hit.boxes,
                "needs": sorted(hit.needs),
            }
            for hit in result.shown
        ],
        "changes": [
            {
                "need": one.need, "name": one.name, "before": one.before, "before_open": one.before_open,
                "after": one.after, "after_open": one.after_open, "open": [f"tps:{code}" for code in one.open],
            }
            for one in result.changes
        ],
        "moved": result.moved,
        "proven": result.proven,
    }  # fmt: skip


def _losses(result: Result) -> list[dict[str, Any]]:
    hits = {loss: result.answer.losing(loss) for loss in Loss}
    return [
        {"loss": loss, "stations": len(found), "voters": sum(hit.voters or 0 for hit in found)}
        for loss, found in hits.items()
        if found
    ]
