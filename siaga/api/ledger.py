"""``/ledger``: who changed what, when, from what to what, and the hashes that prove it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import Path, Query, Router, Schema
from pydantic import Field, StringConstraints

from siaga.access import Actor, Problem, Verb
from siaga.api.paging import Page, PageQuery, page
from siaga.api.regions import region_of
from siaga.api.security import caller, guards
from siaga.api.words import MOST_ID, AskedMoment, ElectionSlug, RegionCode, shaped
from siaga.desk.access import access_agency
from siaga.elections.access import access_election, access_station
from siaga.ledger.facts import FactModel, parse
from siaga.ledger.models import Entry, Seal
from siaga.ledger.queries import Event, access_entry, access_history, entries_for

router = Router(tags=["Buku besar"])

MOST_EVENTS = 1000

ObjectName = Annotated[
    str,
    shaped(
        r"^[a-z][a-z_.]{0,39}:[A-Za-z0-9@._/-]{1,120}$",
        gettext_lazy("Tulis jenis dan kuncinya, seperti agency:kpu@16.72 atau desk.agency:12."),
    ),
]


class SealOut(Schema):
    """Tempat entri dalam rantainya."""

    seq: int = Field(description="Urutan dalam rantai, mulai 1.", examples=[41])
    prev_hash: str = Field(description="Sidik segel sebelumnya.", examples=["0" * 64])
    hash: str = Field(description="Sidik segel ini.", examples=["ab" * 32])


class EntryOut(Schema):
    """Satu perubahan."""

    id: int = Field(description="Nomor entri.", examples=[1204])
    at: datetime = Field(description="Kapan.", examples=["2024-10-30T02:00:00Z"])
    actor: str = Field(description="Siapa.", examples=["Contoh Sekretariat"])
    channel: str = Field(description="Lewat: page, api, command, atau worker.", examples=["page"])
    action: str = Field(description="Nama tindakan.", examples=["agency.rename"])
    object: str = Field(description="Jenis dan kunci objek.", examples=["desk.agency:12"])
    label: str = Field(description="Nama objek saat itu.", examples=["KPU Kota Pagar Alam"])
    region: str | None = Field(description="Wilayahnya.", examples=["16.72"])
    reason: str = Field(description="Alasan, bila disebut.", examples=[""])
    before: dict[str, Any] | None = Field(
        description="Keadaan sebelumnya; null bila baru.", examples=[{"name": "KPU Pagaralam"}]
    )
    after: dict[str, Any] | None = Field(
        description="Keadaan sesudahnya; null bila dihapus.", examples=[{"name": "KPU Kota Pagar Alam"}]
    )
    rows_sha256: str | None = Field(
        description="Sidik berkas baris, untuk tindakan atas banyak objek.", examples=[None]
    )
    chain: str = Field(description="Rantai.", examples=["16.72"])
    body_hash: str = Field(description="Sidik isi entri.", examples=["cd" * 32])
    seal: SealOut | None = Field(description="null selama menunggu segel (biasanya satu detik).")


class LedgerQuery(PageQuery):
    """Which entries."""

    object: ObjectName | None = Field(
        None,
        description="Objeknya: `agency:kpu@16.72`, `region:16.72.01`, `election:pilkada-2024`, "
        "`tps:16.72.01.1001/005` (dengan `election`), atau jenis dan kunci seperti dalam entri: `desk.agency:12`.",
        examples=["agency:kpu@16.72"],
    )
    election: ElectionSlug | None = Field(None, description="Pemilihan dari TPS dalam `object`.")
    region: RegionCode | None = Field(None, description="Hanya entri tentang wilayah ini dan di bawahnya.")
    action: Annotated[str, StringConstraints(pattern=r"^[a-z_]+\.[a-z_]+$", max_length=60)] | None = Field(
        None, description="Hanya tindakan ini.", examples=["agency.rename"]
    )
    since: AskedMoment | None = Field(None, description="Sejak waktu ini.", examples=["2024-10-01T00:00:00+07:00"])
    until: AskedMoment | None = Field(None, description="Sebelum waktu ini.", examples=["2024-11-01T00:00:00+07:00"])


def _shown(entry: Entry, before: dict[str, Any] | None, after: dict[str, Any] | None) -> dict[str, Any]:
    seal: Seal | None = getattr(entry, "seal", None)
    return {
        "id": entry.pk,
        "at": entry.at,
        "actor": entry.actor_name,
        "channel": entry.channel,
        "action": entry.action,
        "object": f"{entry.object_type}:{entry.object_key}",
        "label": entry.object_label,
        "region": entry.region_code or None,
        "reason": entry.reason,
        "before": before,
        "after": after,
        "rows_sha256": entry.rows_digest or None,
        "chain": entry.chain,
        "body_hash": entry.body_hash,
        "seal": {"seq": seal.seq, "prev_hash": seal.prev_hash, "hash": seal.hash} if seal else None,
    }


def _entry(entry: Entry) -> dict[str, Any]:
    return _shown(entry, parse(entry.before), parse(entry.after))


def _event(event: Event) -> dict[str, Any]:
    return _shown(event.entry, event.before, event.after)


@router.get("/ledger", response=Page[EntryOut], operation_id="ledger", summary="Daftar perubahan")
@guards(Verb.LEDGER_VIEW)
def ledger(request: HttpRequest, query: Annotated[LedgerQuery, Query()]) -> dict[str, Any]:
    """Perubahan dalam wewenang Anda, terbaru lebih dahulu; dengan `object` riwayat satu objek (paling banyak 1.000)."""
    actor = caller(request, Verb.LEDGER_VIEW)
    if query.object:
        kind, key = _resolve(actor, query.object, query.election)
        events = [event for event in access_history(actor, kind, key, limit=MOST_EVENTS) if _fits(event.entry, query)]
        return page(events, query, _event)
    rows = entries_for(actor)
    if query.region:
        rows = rows.filter(region_code__in=[query.region]) | rows.filter(region_code__startswith=f"{query.region}.")
    if query.action:
        rows = rows.filter(action=query.action)
    if query.since:
        rows = rows.filter(at__gte=query.since)
    if query.until:
        rows = rows.filter(at__lt=query.until)
    return page(rows, query, _entry)


def _fits(entry: Entry, query: LedgerQuery) -> bool:
    region = entry.region_code
    return (
        (not query.region or region == query.region or region.startswith(f"{query.region}."))
        and (not query.action or entry.action == query.action)
        and (not query.since or entry.at >= query.since)
        and (not query.until or entry.at < query.until)
    )


def _resolve(actor: Actor, name: str, election: str | None) -> tuple[str, str]:
    kind, _colon, key = name.partition(":")
    thing: FactModel
    match kind:
        case "region":
            thing = region_of(actor, key, Verb.LEDGER_VIEW)
        case "agency":
            thing = access_agency(actor, key)
        case "election":
            thing = access_election(actor, key)
        case "tps":
            if not election:
                raise Problem(
                    _("Pemilihan dari TPS ini belum disebut."),
                    _("Tambahkan election=SLUG: kode yang sama berarti TPS lain pada pemilihan lain."),
                    field="election",
                )
            thing = access_station(actor, access_election(actor, election), key)
        case _:
            return kind, key
    return thing.fact_type, thing.fact_key


@router.get("/ledger/{id}", response=EntryOut, operation_id="ledger_entry", summary="Satu perubahan")
@guards(Verb.LEDGER_VIEW)
def entry(
    request: HttpRequest, id: Annotated[int, Path(ge=1, le=MOST_ID, description="Nomor entri.", examples=[1204])]
) -> dict[str, Any]:
    """Entri dengan nomor itu."""
    return _entry(access_entry(caller(request, Verb.LEDGER_VIEW), id))
