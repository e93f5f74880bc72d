"""The warehouse of a regency in an election: opened once, its data and the way of its boxes changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from siaga.access import Actor, Verb, inside, require
from siaga.elections.models import Election
from siaga.ledger.recording import action, nothing_changed, record
from siaga.logistics import clean
from siaga.logistics.locks import lock_warehouse
from siaga.logistics.models import HOPS, Hop, Warehouse, warehouse_place
from siaga.logistics.stock_errors import NotSaid, WarehouseExists, WrongWay
from siaga.wilayah.models import Level, Region


@action("warehouse.open")
def open_warehouse(
    *,
    actor: Actor,
    election: Election,
    region: Region,
    name: str,
    now: datetime,
    address: str = "",
    lat: float | None = None,
    lon: float | None = None,
    hops: Sequence[str] = HOPS,
) -> Warehouse:
    """Open the regency's warehouse for an election. Raises ``WarehouseExists``, ``NotSaid``, ``WrongWay``."""
    require(actor, Verb.LOGISTICS_CHANGE, warehouse_place(region.code))
    clean.open_election(election)
    if region.level != Level.REGENCY or not (
        inside(region.code, election.region.code) or inside(election.region.code, region.code)
    ):
        raise NotSaid(
            _("Gudang KPU dibuka untuk kabupaten atau kota yang memilih."),
            _("Pilih kabupaten atau kota pemilihan ini."),
            field="region",
        )
    if there := Warehouse.objects.filter(election=election, region=region).first():
        raise WarehouseExists(there.name)
    point = clean.point(lat, lon)
    warehouse = Warehouse.objects.create(
        election=election,
        region=region,
        name=_name(name),
        address=clean.line(address, field="address", limit=300),
        lat=point[0],
        lon=point[1],
        hops=_way(hops),
        created_at=now,
    )
    record(actor, "warehouse.open", warehouse, before=None, after=warehouse.as_fact(), now=now)
    return warehouse


@action("warehouse.change")
def change_warehouse(
    *,
    actor: Actor,
    warehouse: Warehouse,
    name: str,
    address: str,
    lat: float | None,
    lon: float | None,
    now: datetime,
    hops: Sequence[str] | None = None,
) -> Warehouse:
    """Change the warehouse's data; the way of its boxes only while none has left (None: as it is)."""
    require(actor, Verb.LOGISTICS_CHANGE, warehouse.place)
    clean.open_election(warehouse.election)
    warehouse = lock_warehouse(warehouse)
    before = warehouse.as_fact()
    warehouse.name = _name(name)
    warehouse.address = clean.line(address, field="address", limit=300)
    warehouse.lat, warehouse.lon = clean.point(lat, lon)
    if hops is not None and list(hops) != list(warehouse.hops):
        if warehouse.boxes.filter(Q(hop__gt=0) | Q(moving=True)).exists() or warehouse.handovers.exists():
            raise WrongWay(
                _("Jalur kotak tidak dapat diubah lagi karena serah terima sudah berjalan."),
                _("Selesaikan peredaran kotak menurut jalur yang ada."),
                field="hops",
            )
        warehouse.hops = _way(hops)
    after = warehouse.as_fact()
    if after == before:
        nothing_changed()
        return warehouse
    warehouse.save()
    record(actor, "warehouse.change", warehouse, before=before, after=after, now=now)
    return warehouse


def _name(name: str) -> str:
    return clean.line(name, field="name", limit=160, empty=_("Nama gudang belum diisi."))


def _way(hops: Sequence[str]) -> list[str]:
    """Places in the order of ``HOPS``, from the warehouse by way of the TPS back to it."""
    way = list(hops)
    if way != [hop for hop in HOPS if hop in way]:
        raise WrongWay(
            _("Jalur kotak tidak berurutan atau memuat tempat yang tidak dikenal."),
            _("Urutannya: gudang KPU, PPK, PPS, TPS, kembali ke PPK, kembali ke gudang."),
            field="hops",
        )
    for needed in (Hop.WAREHOUSE, Hop.STATION, Hop.BACK_WAREHOUSE):
        if needed not in way:
            raise WrongWay(
                _("Jalur kotak tidak memuat %(hop)s.") % {"hop": needed.label},
                _("Kotak berangkat dari gudang, sampai di TPS, dan kembali ke gudang."),
                field="hops",
            )
    return way
