"""``/kerawanan``: mappings as versions, the class of every TPS with its reasons, the layer of a map."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Path, Query, Router, Schema, Status
from pydantic import ConfigDict, Field, StrictBool

from siaga import clock
from siaga.access import Actor, Verb
from siaga.api.paging import Page, PageQuery, page
from siaga.api.regions import RegionName, name_of
from siaga.api.security import caller, guards
from siaga.api.words import MOST_ID, Body, ElectionSlug, Note, RegionCode, written
from siaga.elections.access import access_election
from siaga.kerawanan.access import access_mapping, access_regency, visible_mappings
from siaga.kerawanan.actions.mappings import map_risk, put_in_force
from siaga.kerawanan.models import MappedStation, Mapping
from siaga.kerawanan.queries import Beside, class_counts, published_beside, ranking
from siaga.kerawanan.reading.drift import drift_of
from siaga.kerawanan.reading.lines import names_of
from siaga.kerawanan.words import class_words, reason_words
from siaga.wilayah.access import below

router = Router(tags=["Kerawanan"])

MappingId = Annotated[int, Path(ge=1, le=MOST_ID, description="Nomor pemetaan.", examples=[2])]
Class = Literal["kurang-rawan", "rawan", "sangat-rawan", "khusus", "belum-dinilai"]
FULL = 1_000_000


class Counts(Schema):
    """TPS menurut kelas; jumlahnya sama dengan jumlah TPS."""

    model_config = ConfigDict(populate_by_name=True)

    kurang_rawan: int = Field(description="Kurang rawan.", examples=[180])
    rawan: int = Field(description="Rawan.", examples=[42])
    sangat_rawan: int = Field(description="Sangat rawan.", examples=[12])
    khusus: int = Field(description="Khusus.", examples=[1])
    belum_dinilai: int = Field(description="Belum dinilai: jawabannya belum cukup.", examples=[13])


class MappingLineOut(Schema):
    """Satu versi pemetaan, tanpa rinciannya."""

    id: int = Field(description="Nomor pemetaan.", examples=[2])
    election: str = Field(description="Pemilihan.", examples=["pilkada-2024"])
    region: RegionName = Field(description="Kabupaten/kota.")
    version: int = Field(description="Versi.", examples=[2])
    at: datetime = Field(description="Keadaan jawaban pada saat ini.", examples=["2024-10-29T09:00:00+07:00"])
    note: str = Field(description="Catatan.", examples=["Pemetaan kedua (contoh)"])
    in_force: bool = Field(description="Pemetaan yang berlaku.", examples=[True])
    in_force_since: datetime | None = Field(description="Berlaku sejak.", examples=["2024-10-29T09:00:00+07:00"])
    stations: int = Field(description="TPS yang dipetakan.", examples=[248])
    computed: Counts = Field(description="Kelas hitungan; jumlahnya sama dengan `stations`.")
    incomplete: str = Field(description="Yang kurang pada daftar indikatornya; kosong bila utuh.", examples=[""])
    rows_digest: str = Field(description="SHA-256 seluruh barisnya.", examples=["0" * 64])


class MappingIndicatorOut(Schema):
    """Satu indikator seperti ketika pemetaan dihitung."""

    number: str = Field(description="Nomor.", examples=["7.1"])
    name: str = Field(description="Bunyi.", examples=["Sulit dijangkau (geografis dan cuaca)"])
    variable: str = Field(description="Variabel.", examples=["Lokasi TPS"])
    weight: int = Field(description="Bobot.", examples=[1])


class Changed(Schema):
    """Yang berubah sejak pemetaan dihitung."""

    answers: int = Field(description="TPS yang jawabannya berubah.", examples=[3])
    weights: list[str] = Field(description="Nomor indikator yang bobotnya berubah.", examples=[["7.1"]])
    scheme: bool = Field(description="Ambang atau aturan kelas berubah.", examples=[False])
    classes: int = Field(description="TPS yang kelas hitungannya akan lain bila dipetakan sekarang.", examples=[1])
    new: int = Field(description="TPS baru.", examples=[0])
    gone: int = Field(description="TPS yang tidak ada lagi.", examples=[0])


class MappingOut(MappingLineOut):
    """Satu versi pemetaan dengan ambang, aturan, bobot, dan yang berubah sejak dihitung."""

    standing: Counts = Field(description="Kelas yang berlaku, juga dari petugas, atas TPS yang terlihat.")
    criteria: dict[str, Any] = Field(description="Ambang (persejuta), aturan langsung, dan bobot.", examples=[{}])
    source: str = Field(description="Sumber ambang dan aturannya.", examples=["Usulan aplikasi"])
    doubt: str = Field(description="Yang belum pasti tentangnya.", examples=[""])
    indicators: list[MappingIndicatorOut] = Field(description="Indikator ketika dihitung.")
    changed: Changed | None = Field(description="Yang berubah sejak itu; hanya untuk pemetaan yang berlaku.")


class ReasonOut(Schema):
    """Satu alasan kelas hitungan."""

    kind: str = Field(description="aturan, indikator, skor, batas-bawah, …", examples=["aturan"])
    number: str = Field(description="Nomor indikator, bila tentang indikator.", examples=[""])
    rule: str = Field(description="Kunci aturan langsung, bila tentang aturan.", examples=["sulit-dijangkau"])
    text: str = Field(description="Dalam kalimat.", examples=["Aturan langsung: TPS sulit dijangkau (7.1)"])


class RiskStationOut(Schema):
    """Satu TPS dalam pemetaan. Kelas hitungan dan kelas dari petugas sama-sama disebut."""

    unit: str = Field(description="TPS.", examples=["tps:16.72.01.1001/005"])
    code: str = Field(description="Kode TPS.", examples=["16.72.01.1001/005"])
    district: str = Field(description="Kode kecamatan.", examples=["16.72.01"])
    village: str = Field(description="Kode desa atau kelurahan.", examples=["16.72.01.1001"])
    cls: Class = Field(description="Kelas yang berlaku.", examples=["rawan"])
    name: str = Field(description="Nama kelas itu.", examples=["Rawan"])
    computed: Class = Field(description="Kelas hitungan.", examples=["kurang-rawan"])
    given: Class | None = Field(description="Kelas yang ditetapkan petugas; null bila tidak ada.", examples=["rawan"])
    score: float | None = Field(description="Skor 0–1 atas yang dijawab; null bila tidak ada.", examples=[0.115385])
    low: float | None = Field(description="Batas bawah bila yang kurang dijawab tidak.", examples=[0.115385])
    high: float | None = Field(description="Batas atas bila yang kurang dijawab ya.", examples=[0.153846])
    yes: list[str] = Field(description="Nomor indikator yang ditemukan.", examples=[["1.1", "8.1"]])
    unknown: list[str] = Field(description="Nomor indikator yang belum diketahui.", examples=[["5.2"]])
    reasons: list[ReasonOut] = Field(description="Alasan kelas hitungan.")


class PublishedOut(Counts):
    """Jumlah kelas yang diumumkan pihak lain, di samping hitungan Desk; tidak pernah dicampur."""

    belum_dinilai: int = Field(0, description="Selalu 0: sumber tidak menyebutnya.", examples=[0])
    region: RegionName = Field(description="Wilayah.")
    total: int = Field(description="Jumlah TPS menurut sumber.", examples=[13277])
    source: str = Field(description="Sumber.", examples=["Polda Lampung (contoh)"])
    published_on: date | None = Field(description="Tanggal.", examples=["2024-11-20"])
    ours: Counts | None = Field(description="Kelas yang berlaku menurut Desk; null bila belum dipetakan.")


class MappingsQuery(PageQuery):
    """Which versions."""

    election: ElectionSlug = Field(description="Pemilihan; wajib.")
    region: RegionCode | None = Field(None, description="Hanya wilayah ini dan di bawahnya.")
    in_force: bool | None = Field(None, description="Hanya yang berlaku (true).")


class PublishedQuery(Schema):
    """Of which election."""

    election: ElectionSlug = Field(description="Pemilihan; wajib.")


class MappedStationsQuery(PageQuery):
    """Which TPS of a mapping."""

    region: RegionCode | None = Field(None, description="Hanya wilayah ini dan di bawahnya.")
    cls: Class | None = Field(None, description="Hanya kelas yang berlaku ini.", examples=["sangat-rawan"])
    indicator: Annotated[str, written(60, strip=None)] | None = Field(
        None, description="Hanya TPS yang padanya indikator ini ditemukan.", examples=["7.1"]
    )


class LayerQuery(Schema):
    """Which TPS of the layer."""

    region: RegionCode | None = Field(None, description="Hanya wilayah ini dan di bawahnya.")
    cls: Class | None = Field(None, description="Hanya kelas yang berlaku ini.", examples=["sangat-rawan"])


class MapIn(Body):
    """Petakan sekarang."""

    election: ElectionSlug = Field(description="Pemilihan.", examples=["pilkada-2024"])
    region: RegionCode = Field(description="Kabupaten/kota.", examples=["16.72"])
    note: Note = Field("", description="Catatan.", examples=["Setelah laporan kecamatan masuk (contoh)"])
    in_force: StrictBool = Field(False, description="Berlakukan langsung.", examples=[False])


def _counts(counts: dict[str, int]) -> dict[str, int]:
    return {cls.replace("-", "_"): many for cls, many in counts.items()}


def _line(mapping: Mapping) -> dict[str, Any]:
    return {
        "id": mapping.pk,
        "election": mapping.election.slug,
        "region": name_of(mapping.region),
        "version": mapping.number,
        "at": mapping.at,
        "note": mapping.note,
        "in_force": mapping.in_force,
        "in_force_since": mapping.in_force_since,
        "stations": mapping.stations,
        "computed": _counts(mapping.counts),
        "incomplete": mapping.gap,
        "rows_digest": mapping.rows_digest,
    }


def _full(actor: Actor, mapping: Mapping) -> dict[str, Any]:
    drift = drift_of(mapping) if mapping.in_force else None
    return {
        **_line(mapping),
        "standing": _counts(class_counts(actor, mapping)),
        "criteria": mapping.criteria,
        "source": mapping.scheme.source,
        "doubt": mapping.scheme.doubt,
        "indicators": mapping.indicators,
        "changed": None
        if drift is None
        else {
            "answers": drift.answers,
            "weights": list(drift.weights),
            "scheme": drift.scheme,
            "classes": drift.classes,
            "new": drift.new,
            "gone": drift.gone,
        },
    }


def _share(millionths: int | None) -> float | None:
    return None if millionths is None else millionths / FULL


def _station(row: MappedStation, names: dict[str, str]) -> dict[str, Any]:
    standing: str = row.standing  # type: ignore[attr-defined]  # annotated
    return {
        "unit": f"tps:{row.code}",
        "code": row.code,
        "district": row.district_code,
        "village": row.village_code,
        "cls": standing,
        "name": class_words(standing),
        "computed": row.cls,
        "given": row.given,  # type: ignore[attr-defined]  # annotated
        "score": _share(row.score),
        "low": _share(row.low),
        "high": _share(row.high),
        "yes": row.yes,
        "unknown": row.unknown,
        "reasons": [
            {
                "kind": reason["kind"],
                "number": reason["number"],
                "rule": reason["rule"],
                "text": reason_words(reason, names),
            }
            for reason in row.reasons
        ],
    }


@router.get("/kerawanan", response=Page[MappingLineOut], operation_id="mappings", summary="Daftar versi pemetaan")
@guards(Verb.RISK_VIEW)
def mappings(request: HttpRequest, query: Annotated[MappingsQuery, Query()]) -> dict[str, Any]:
    """Versi pemetaan kerawanan sebuah pemilihan, yang terbaru lebih dahulu."""
    actor = caller(request, Verb.RISK_VIEW)
    rows = visible_mappings(actor, access_election(actor, query.election))
    if query.region:
        rows = rows.filter(below(query.region, "region__"))
    if query.in_force is not None:
        holds = {"in_force_since__isnull": False, "retired_at": None}
        rows = rows.filter(**holds) if query.in_force else rows.exclude(**holds)
    return page(rows.order_by("-created_at", "-id"), query, _line)


@router.post("/kerawanan", response={201: MappingOut}, operation_id="map_risk", summary="Petakan sekarang")
@guards(Verb.RISK_CHANGE)
def map_now(request: HttpRequest, body: MapIn) -> Status[dict[str, Any]]:
    """Kelas semua TPS sebuah kabupaten/kota dihitung dari jawaban yang berlaku sekarang; hasilnya versi baru."""
    actor = caller(request, Verb.RISK_CHANGE)
    election = access_election(actor, body.election)
    region = access_regency(actor, election, body.region, Verb.RISK_CHANGE)
    now = clock.now()
    made = map_risk(actor=actor, election=election, region=region, now=now, note=body.note)
    if body.in_force:
        put_in_force(actor=actor, mapping=made, now=now)
    return Status(201, _full(actor, access_mapping(actor, made.pk)))


@router.get(
    "/kerawanan/published", response=list[PublishedOut], operation_id="published_classes",
    summary="Jumlah kelas menurut sumber lain",
)  # fmt: skip
@guards(Verb.RISK_VIEW)
def published(request: HttpRequest, query: Annotated[PublishedQuery, Query()]) -> list[dict[str, Any]]:
    """Jumlah kelas yang diumumkan pihak lain dan yang diimpor ke Desk, di samping hitungan Desk sendiri."""
    actor = caller(request, Verb.RISK_VIEW)
    return [_published(one) for one in published_beside(actor, access_election(actor, query.election))]


def _published(one: Beside) -> dict[str, Any]:
    row = one.published
    return {
        "kurang_rawan": row.kurang_rawan,
        "rawan": row.rawan,
        "sangat_rawan": row.sangat_rawan,
        "khusus": row.khusus,
        "belum_dinilai": 0,
        "region": name_of(row.region),
        "total": row.total,
        "source": row.source,
        "published_on": row.published_on,
        "ours": None if one.own is None else _counts(one.own),
    }


@router.get("/kerawanan/{id}", response=MappingOut, operation_id="mapping", summary="Satu versi pemetaan")
@guards(Verb.RISK_VIEW)
def mapping(request: HttpRequest, id: MappingId) -> dict[str, Any]:
    """Pemetaan dengan nomor itu: jumlah tiap kelas, ambang, aturan, bobot, dan yang berubah sejak dihitung."""
    actor = caller(request, Verb.RISK_VIEW)
    return _full(actor, access_mapping(actor, id))


@router.get(
    "/kerawanan/{id}/stations", response=Page[RiskStationOut], operation_id="risk_stations",
    summary="TPS menurut kerawanan",
)  # fmt: skip
@guards(Verb.RISK_VIEW)
def stations(request: HttpRequest, id: MappingId, query: Annotated[MappedStationsQuery, Query()]) -> dict[str, Any]:
    """TPS dari yang paling rawan, masing-masing dengan kelas, skor, batasnya, dan alasannya."""
    actor = caller(request, Verb.RISK_VIEW)
    found = access_mapping(actor, id)
    rows = ranking(
        actor, found, code=query.region or "", cls=[query.cls] if query.cls else (), indicator=query.indicator or ""
    )
    names = names_of(found)
    return page(rows, query, lambda row: _station(row, names))


@router.get(
    "/kerawanan/{id}/geojson", response=dict[str, Any], operation_id="risk_layer", summary="Lapisan peta kerawanan"
)
@guards(Verb.RISK_VIEW)
def layer(request: HttpRequest, id: MappingId, query: Annotated[LayerQuery, Query()]) -> dict[str, Any]:
    """GeoJSON: satu titik per TPS. TPS tanpa letak tercantum dengan `geometry` null; `estimated` = letak perkiraan."""
    actor = caller(request, Verb.RISK_VIEW)
    found = access_mapping(actor, id)
    rows = ranking(actor, found, code=query.region or "", cls=[query.cls] if query.cls else ())
    return {
        "type": "FeatureCollection",
        "name": _("Kerawanan %(region)s versi %(number)d") % {"region": found.region.name, "number": found.number},
        "features": [_feature(row) for row in rows.order_by("code")],
    }


def _feature(row: MappedStation) -> dict[str, Any]:
    station = row.station
    point = station is not None and station.lat is not None and station.lon is not None
    return {
        "type": "Feature",
        "id": row.code,
        "geometry": {"type": "Point", "coordinates": [station.lon, station.lat]} if station and point else None,
        "properties": {
            "code": row.code,
            "class": row.standing,  # type: ignore[attr-defined]  # annotated
            "computed": row.cls,
            "given": row.given,  # type: ignore[attr-defined]  # annotated
            "score": _share(row.score),
            "low": _share(row.low),
            "high": _share(row.high),
            "unknown": row.unknown_count,
            "estimated": bool(station and station.estimated),
        },
    }
