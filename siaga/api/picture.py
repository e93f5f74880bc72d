"""``/picture/{code}`` and ``/indicators/{unit}``: the picture of a place, and what one unit's figures rest on."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils.translation import gettext_lazy
from ninja import Path, Query, Router, Schema
from pydantic import Field

from siaga import clock
from siaga.access import Verb
from siaga.api.security import caller, guards
from siaga.api.words import UNIT_SHAPE, ElectionSlug, MaybeZoned, shaped
from siaga.elections.access import access_election
from siaga.readiness import queries
from siaga.readiness.arithmetic import Figure, Scale
from siaga.readiness.moments import moment_meant
from siaga.readiness.shapes import ChildLine, Pair, Picture

# The verb of a door is one that all who may pass hold; the query itself asks for the picture at its place.
router = Router(tags=["Gambaran"])

ScaleName = Literal["readiness", "kerawanan"]
Spot = Annotated[
    str,
    shaped(
        r"^((region:|tps:)?[0-9]{2}(\.[0-9]{2}(\.[0-9]{2}(\.[0-9]{4}(/[0-9]{3})?)?)?)?|ID)$",
        gettext_lazy("Tulis kode wilayah seperti 16.72, kode TPS seperti 16.72.01.1001/005, atau ID."),
    ),
]
AnyUnit = Annotated[str, shaped(r"^(tps|region|agency):[^\u0000-\u001f\u007f]{2,60}$", UNIT_SHAPE)]
Share = Annotated[float | None, Field(examples=[0.625])]


class FigureOut(Schema):
    """Satu angka gambaran dengan yang harus menyertainya. Bagian 0 sampai 1; null bila belum ada dasarnya."""

    value: Share = Field(description="Terbukti: dari laporan. Pada kesiapan, yang belum lapor tetap dibagi.")
    verified: Share = Field(description="Bagian yang dibenarkan peran lain.")
    coverage: Share = Field(description="Pasangan (unit, indikator) yang dilaporkan dibagi yang wajib.")
    reported: int = Field(description="Pasangan yang dilaporkan.", examples=[1240])
    expected: int = Field(description="Pasangan yang wajib.", examples=[1984])
    stale: int = Field(description="Pasangan yang dilaporkan tetapi sudah usang.", examples=[31])
    low: Share = Field(description="Kerawanan: batas bawah bila semua yang belum lapor bernilai 0.")
    high: Share = Field(description="Kerawanan: batas atas bila semua yang belum lapor bernilai 1.")
    oldest: date | None = Field(description="Hari pengamatan tertua.", examples=["2024-10-02"])
    newest: date | None = Field(description="Hari pengamatan terbaru.", examples=["2024-10-30"])


class PartOut(FigureOut):
    """Bagian dari wilayah: wilayah di bawahnya, atau TPS sebuah desa/kelurahan."""

    code: str = Field(description="Kode wilayah atau TPS.", examples=["16.72.01"])
    name: str = Field(description="Nama.", examples=["Kecamatan Pagar Alam Utara"])
    claimed: Share = Field(description="Klaim instansi tentang bagian ini; tidak pernah dijumlahkan.")
    silent: int = Field(description="Unit yang bungkam.", examples=[3])
    standing: str | None = Field(description="Kedudukan TPS; null untuk wilayah.", examples=["sebagian"])


class IndicatorOut(FigureOut):
    """Satu indikator di seluruh unitnya."""

    key: str = Field(description="Kunci indikator.", examples=["tps-kotak-suara"])
    number: str = Field(description="Nomor; kosong bila tidak bernomor.", examples=["7.1"])
    name: str = Field(description="Nama.", examples=["Kotak suara tersedia"])
    weight: int = Field(description="Bobot.", examples=[3])


class PictureOut(FigureOut):
    """Gambaran sebuah wilayah atau TPS pada satu skala dan satu saat."""

    code: str = Field(description="Kode; `ID` untuk seluruh negara.", examples=["16.72"])
    election: str = Field(description="Nama singkat pemilihan.", examples=["pilkada-2024"])
    scale: ScaleName = Field(description="Skala.")
    as_of: datetime = Field(description="Saat yang ditunjukkan.", examples=["2024-10-30T09:00:00+07:00"])
    claimed: Share = Field(description="Klaim terbaru tentang seluruh wilayah ini; null bila tidak ada atau tertutup.")
    own_agencies: FigureOut = Field(description="Indikator tentang instansi sendiri; tidak dicampur.")
    silent: list[str] = Field(description="Unit yang bungkam, paling banyak 500.", examples=[["tps:16.72.01.1001/005"]])
    silent_count: int = Field(description="Jumlah semua unit yang bungkam.", examples=[12])
    indicators: list[IndicatorOut] = Field(description="Menurut indikator.")
    children: list[PartOut] = Field(description="Menurut bagian wilayah.")


class PictureQuery(Schema):
    """Of which election, on which scale, at which moment."""

    election: ElectionSlug = Field(description="Pemilihan; wajib.")
    scale: ScaleName = Field("readiness", description="Skala: `readiness` (kesiapan) atau `kerawanan`.")
    at: MaybeZoned | None = Field(
        None, description="Saat yang lalu. Tanggal saja: akhir hari itu di zona pemilihannya. Kosong: sekarang."
    )


class PairOut(Schema):
    """Satu indikator dari satu unit, dengan laporan asalnya."""

    key: str = Field(description="Kunci indikator.", examples=["tps-kotak-suara"])
    number: str = Field(description="Nomor.", examples=[""])
    name: str = Field(description="Nama.", examples=["Kotak suara tersedia"])
    weight: int = Field(description="Bobot.", examples=[3])
    value: Share = Field(description="Nilai 0 sampai 1; null berarti belum dilaporkan, bukan nol.")
    stale: bool = Field(description="Sudah usang.", examples=[False])
    verified: bool = Field(description="Dibenarkan peran lain.", examples=[True])
    contradicted: bool = Field(description="Laporan lain pada hari yang sama berkata lain.", examples=[False])
    submission: str | None = Field(description="Nomor laporan asal.", examples=["uuid:6f1c"])
    reporter_role: str = Field(description="Peran pelapor.", examples=["field"])
    observed_at: datetime | None = Field(description="Saat diamati.", examples=["2024-10-30T08:00:00+07:00"])
    received_at: datetime | None = Field(description="Saat diterima.", examples=["2024-10-30T08:05:00+07:00"])


class UnitOut(Schema):
    """Semua indikator wajib dari satu unit."""

    unit: str = Field(description="Unit.", examples=["tps:16.72.01.1001/005"])
    election: str = Field(description="Pemilihan.", examples=["pilkada-2024"])
    scale: ScaleName = Field(description="Skala.")
    as_of: datetime = Field(description="Saat yang ditunjukkan.", examples=["2024-10-30T09:00:00+07:00"])
    standing: str | None = Field(description="Kedudukan TPS pada skala kesiapan.", examples=["siap"])
    figure: FigureOut = Field(description="Angka unit ini.")
    indicators: list[PairOut] = Field(description="Tiap indikator.")


def _share(share: Fraction | None) -> float | None:
    return None if share is None else float(share)


def _figure(figure: Figure) -> dict[str, Any]:
    bounds = figure.scale is Scale.KERAWANAN
    return {
        "value": _share(figure.value),
        "verified": _share(figure.verified),
        "coverage": _share(figure.coverage),
        "reported": figure.reported,
        "expected": figure.expected,
        "stale": figure.stale,
        "low": _share(figure.low) if bounds else None,
        "high": _share(figure.high) if bounds else None,
        "oldest": date.fromordinal(figure.oldest) if figure.oldest else None,
        "newest": date.fromordinal(figure.newest) if figure.newest else None,
    }


def _part(line: ChildLine) -> dict[str, Any]:
    return {
        **_figure(line.figure),
        "code": line.code,
        "name": line.region.title if line.region else str(line.station),
        "claimed": _share(line.claimed),
        "silent": line.silent,
        "standing": str(line.standing or line.risk or "") or None,
    }


def shown(picture: Picture) -> dict[str, Any]:
    """The picture as the API and ``siaga picture --json`` write it."""
    code = picture.station.code if picture.station else picture.region.code if picture.region else "ID"
    return {
        **_figure(picture.figure),
        "code": code,
        "election": picture.election.slug,
        "scale": str(picture.scale),
        "as_of": picture.at,
        "claimed": _share(picture.claimed),
        "own_agencies": _figure(picture.own_agencies),
        "silent": list(picture.silent),
        "silent_count": picture.silent_count,
        "indicators": [
            {
                **_figure(line.figure),
                "key": line.indicator.key,
                "number": line.indicator.number,
                "name": line.indicator.name,
                "weight": line.weight,
            }
            for line in picture.indicators
        ],
        "children": [_part(line) for line in picture.children],
    }


def _pair(pair: Pair) -> dict[str, Any]:
    return {
        "key": pair.indicator.key,
        "number": pair.indicator.number,
        "name": pair.indicator.name,
        "weight": pair.weight,
        "value": _share(pair.score),
        "stale": pair.stale,
        "verified": pair.confirmed,
        "contradicted": pair.contradicted,
        "submission": pair.instance_id or None,
        "reporter_role": pair.reporter_role,
        "observed_at": pair.observed_at,
        "received_at": pair.received_at,
    }


@router.get(
    "/picture/{path:code}", response=PictureOut, operation_id="picture", summary="Gambaran sebuah wilayah atau TPS"
)
@guards(Verb.ELECTION_VIEW)
def picture(
    request: HttpRequest, code: Annotated[Spot, Path()], query: Annotated[PictureQuery, Query()]
) -> dict[str, Any]:
    """Nilai, cakupan, klaim, terverifikasi, usang, dan siapa yang bungkam; juga pada saat yang lalu."""
    actor = caller(request, Verb.ELECTION_VIEW)
    election = access_election(actor, query.election)
    place = code.removeprefix("region:").removeprefix("tps:")
    return shown(queries.picture(actor, election, place, query.scale, moment_meant(query.at, election), clock.now()))


@router.get("/indicators/{path:unit}", response=UnitOut, operation_id="unit_indicators", summary="Indikator satu unit")
@guards(Verb.SUBMISSION_VIEW)
def indicators(
    request: HttpRequest, unit: Annotated[AnyUnit, Path()], query: Annotated[PictureQuery, Query()]
) -> dict[str, Any]:
    """Tiap indikator TPS, wilayah, atau instansi: nilai, laporan asal, peran pelapor, kapan diamati dan diterima."""
    actor = caller(request, Verb.SUBMISSION_VIEW)
    election = access_election(actor, query.election)
    pairs = queries.unit_pairs(actor, election, unit, query.scale, moment_meant(query.at, election), clock.now())
    return {
        "unit": str(pairs.unit),
        "election": election.slug,
        "scale": str(pairs.scale),
        "as_of": pairs.at,
        "standing": str(pairs.standing) if pairs.standing else None,
        "figure": _figure(pairs.figure),
        "indicators": [_pair(pair) for pair in pairs.pairs],
    }
