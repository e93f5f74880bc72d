"""Warehouses, items, boxes and handovers, made directly in the database."""

from __future__ import annotations

import secrets

from siaga.elections.models import Election, PollingStation
from siaga.logistics.models import HOPS, Box, Handover, Item, Receipt, Warehouse
from tests.factories import NOW

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def warehouse(of: Election, **fields: object) -> Warehouse:
    defaults: dict[str, object] = {"name": "Gudang KPU (contoh)", "hops": list(HOPS), "created_at": NOW}
    return Warehouse.objects.create(election=of, region=of.region, **(defaults | fields))


def item(of: Election, key: str = "surat-suara-walikota", **fields: object) -> Item:
    defaults: dict[str, object] = {
        "name": "Surat suara wali kota (contoh)",
        "unit": "lembar",
        "ballot": "walikota",
        "boxed": True,
        "created_at": NOW,
    }
    return Item.objects.create(election=of, key=key, **(defaults | fields))


def receipt(into: Warehouse, of: Item, quantity: int = 1000, **fields: object) -> Receipt:
    defaults: dict[str, object] = {
        "supplier": "CV Contoh",
        "batch": f"koli {into.receipts.count() + 1}",
        "document": "SJ-1/contoh",
        "received_at": NOW,
        "created_at": NOW,
    }
    return Receipt.objects.create(warehouse=into, item=of, quantity=quantity, **(defaults | fields))


def box(of: Warehouse, station: PollingStation, ballot: str = "walikota", **fields: object) -> Box:
    defaults: dict[str, object] = {
        "code": "".join(secrets.choice(_LETTERS) for _ in range(10)),
        "station_code": station.code,
        "village_code": station.village_code,
        "district_code": station.district_code,
        "state": "disegel",
        "seal": "SEGEL-CONTOH",
        "since": NOW,
        "created_at": NOW,
    }
    return Box.objects.create(warehouse=of, station=station, ballot=ballot, **(defaults | fields))


def handover(of: Warehouse, to_code: str, to_hop: int = 1, **fields: object) -> Handover:
    defaults: dict[str, object] = {
        "number": of.handovers.count() + 1,
        "from_hop": to_hop - 1,
        "from_code": of.region.code,
        "opened_at": NOW,
    }
    return Handover.objects.create(warehouse=of, to_code=to_code, to_hop=to_hop, **(defaults | fields))
