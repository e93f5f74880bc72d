"""``/needs``: what a place of an election needs, item by item, and every place directly below."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import AfterValidator, Field, StringConstraints

from siaga import clock
from siaga.access import Verb
from siaga.api.security import caller, guards
from siaga.api.words import ElectionSlug
from siaga.elections.access import access_election
from siaga.elections.models import Election
from siaga.logistics import needs_words
from siaga.logistics.arithmetic import Range
from siaga.logistics.needs import NeedItem, Needs
from siaga.logistics.queries.needs import needs_of

router = Router(tags=["Logistik"])

Spot = Annotated[
    str,
    StringConstraints(pattern=r"^(region:|tps:)?[0-9]{2}(\.[0-9]{2}(\.[0-9]{2}(\.[0-9]{4}(/[0-9]{3})?)?)?)?$"),
    AfterValidator(lambda code: code.removeprefix("region:").removeprefix("tps:")),
]


class RangeOut(Schema):
    """Angka yang belum tentu tepat: di antara dua batas. Batas atas null bila tidak terbatas."""

    low: int = Field(description="Paling sedikit.", examples=[11522])
    high: int | None = Field(description="Paling banyak; null bila tidak terbatas.", examples=[12451])
    exact: bool = Field(description="Kedua batas sama.", examples=[False])


class NeedOut(Schema):
    """Kebutuhan satu jenis logistik di tempat itu dan seluruh bawahannya."""

    key: str = Field(description="Kunci jenis.", examples=["surat-suara-walikota"])
    name: str = Field(description="Nama.", examples=["Surat suara wali kota dan wakil wali kota"])
    catalogue: str = Field(description="`pemilihan` atau `kampanye`; tidak pernah dicampur.", examples=["pemilihan"])
    unit: str = Field(description="Satuan.", examples=["lembar"])
    ballot: str = Field(description="Jenis surat suara; kosong bila bukan miliknya.", examples=["walikota"])
    quantity: int | None = Field(description="Jumlah tiap dasar hitung; null bila belum diketahui.", examples=[1])
    basis: str = Field(description="Dasar hitung; kosong bila belum diketahui.", examples=["voter"])
    need: RangeOut | None = Field(description="Kebutuhan; null bila belum dapat dihitung.")
    received: int = Field(
        description="Diterima gudang menurut dokumen; hanya dari kabupaten/kota ke atas.", examples=[0]
    )
    good: int = Field(description="Diterima baik sesudah sortir, tanpa yang dimusnahkan.", examples=[0])
    packed: int = Field(description="Dikemas dalam kotak untuk TPS di tempat itu.", examples=[0])
    balance: RangeOut | None = Field(
        description="Lebih (di atas 0) atau kurang (di bawah 0): yang baik, atau di bawah kabupaten/kota yang dikemas."
    )
    source: str = Field(description="Dasar angkanya.", examples=["PKPU 12/2024"])
    doubt: str = Field(description="Keraguan tentang angkanya; kosong bila tidak ada.", examples=[""])


class PlaceNeedOut(Schema):
    """Satu tempat langsung di bawahnya."""

    code: str = Field(description="Kode wilayah atau TPS.", examples=["16.72.01"])
    name: str = Field(description="Nama.", examples=["Kecamatan Pagar Alam Utara"])
    polling_stations: int = Field(description="TPS.", examples=[60])
    voters: RangeOut = Field(description="Pemilih.")
    needs: dict[str, RangeOut | None] = Field(description="Kebutuhan menurut kunci jenis; null: belum dapat dihitung.")


class StatedOut(Schema):
    """Jumlah pemilih menurut sebuah dokumen."""

    code: str = Field(description="Kode wilayah.", examples=["16.03"])
    voters: int = Field(description="Pemilih.", examples=[460845])
    source: str = Field(description="Dokumen.", examples=["BA KPU"])


class NeedsOut(Schema):
    """Kebutuhan logistik sebuah wilayah atau TPS."""

    code: str = Field(description="Kode wilayah atau TPS.", examples=["16.72"])
    name: str = Field(description="Nama.", examples=["Kota Pagar Alam"])
    election: str = Field(description="Pemilihan.", examples=["pilkada-2024"])
    as_of: datetime = Field(description="Saat dihitung.", examples=["2024-10-30T09:00:00+07:00"])
    polling_stations: int = Field(description="TPS.", examples=[248])
    special: int = Field(description="TPS lokasi khusus (nomor 901 ke atas).", examples=[2])
    voters_unknown: int = Field(description="TPS yang pemilihnya belum diketahui.", examples=[0])
    voters: RangeOut = Field(description="Pemilih.")
    reserve: RangeOut | None = Field(
        description="Surat suara cadangan tiap jenis; null bila aturannya belum diketahui."
    )
    reserve_flat: int | None = Field(
        description="Persentase cadangan dihitung rata atas jumlah pemilih: angka lain, hanya pembanding."
    )
    opened: bool = Field(description="Daftar jenis logistik sudah dibuka Desk; bila belum, menurut aturan.")
    stated: list[StatedOut] = Field(description="Jumlah pemilih menurut dokumen.")
    contradictions: list[str] = Field(description="Dokumen yang bertentangan dengan jumlah TPS.", examples=[[]])
    items: list[NeedOut] = Field(description="Menurut jenis.")
    children: list[PlaceNeedOut] = Field(description="Menurut tempat langsung di bawahnya.")


class NeedsQuery(Schema):
    """Of which election, at which place."""

    election: ElectionSlug = Field(description="Pemilihan; wajib.")
    region: Spot = Field(description="Kode wilayah, atau TPS dengan awalan `tps:`; wajib.", examples=["16.72"])


def _range(found: Range | None) -> dict[str, Any] | None:
    return None if found is None else {"low": found.low, "high": found.high, "exact": found.exact}


def _item(needs: Needs, item: NeedItem) -> dict[str, Any]:
    there = needs.supply(item, needs.code)
    loose = len(needs.code) > 5 and not item.boxed
    return {
        "key": item.key,
        "name": item.name,
        "catalogue": item.catalogue,
        "unit": item.unit,
        "ballot": item.ballot,
        "quantity": item.quantity,
        "basis": item.basis,
        "need": _range(needs.of(item, needs.code)),
        "received": there.received,
        "good": there.usable,
        "packed": there.packed,
        "balance": None if loose else _range(needs.balance(item, needs.code)),
        "source": item.note if item.own else item.source,
        "doubt": item.doubt,
    }


def shown_needs(needs: Needs, election: Election, now: datetime) -> dict[str, Any]:
    """Needs as the API and ``siaga needs --json`` write them."""
    here = needs.here
    items = [one for one in needs.items if needs.applies(one, needs.code)]
    return {
        "code": needs.code,
        "name": needs.names.get(needs.code) or f"TPS {needs.code.partition('/')[2]}",
        "election": election.slug,
        "as_of": now,
        "polling_stations": here.stations,
        "special": here.special,
        "voters_unknown": here.unknown,
        "voters": _range(here.voters),
        "reserve": None if here.below else _range(here.reserve),
        "reserve_flat": needs.rule.flat(here.voters.low) if needs.rule and here.voters.exact else None,
        "opened": needs.standing,
        "stated": [{"code": one.code, "voters": one.voters, "source": one.source} for one in needs.stated],
        "contradictions": [needs_words.mismatch_words(needs, one) for one in needs.mismatches],
        "items": [_item(needs, one) for one in items],
        "children": [
            {
                "code": code,
                "name": needs.names.get(code) or f"TPS {code.partition('/')[2]}",
                "polling_stations": needs.spots[code].stations,
                "voters": _range(needs.spots[code].voters),
                "needs": {one.key: _range(needs.of(one, code)) for one in items},
            }
            for code in here.children
        ],
    }


@router.get("/needs", response=NeedsOut, operation_id="needs", summary="Kebutuhan logistik sebuah wilayah atau TPS")
@guards(Verb.LOGISTICS_VIEW)
def needs(request: HttpRequest, query: Annotated[NeedsQuery, Query()]) -> dict[str, Any]:
    """Tiap jenis logistik dengan rentangnya bila pemilih sebagian TPS belum diketahui, dan tiap tempat di bawahnya."""
    actor = caller(request, Verb.LOGISTICS_VIEW)
    election = access_election(actor, query.election)
    return shown_needs(needs_of(actor, election, query.region), election, clock.now())
