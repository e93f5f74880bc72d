"""What was ordered and came into the warehouse of the sample desk.

Ballots as the rules count them for the sample TPS; everything else as the standard items say. One batch lacks seven
ballots, some are damaged, the governor's are printed and still awaited: a desk that shows no trouble teaches nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from siaga.demo import sample
from siaga.demo.reports.story import SLUG, Act, moment, who
from siaga.elections.models import Election
from siaga.logistics.actions import stock
from siaga.logistics.actions.warehouse import open_warehouse
from siaga.logistics.models import Catalogue, Consignment, Item, Receipt, Warehouse
from siaga.wilayah.models import Region

PRINTER = "Percetakan Contoh Sriwijaya"
MAKER = "CV Contoh Karya Kotak"
PER_PACK = 20_000
"""Ballots in one delivery of the sample: five of them and a rest."""
LACKING = 7


@dataclass(frozen=True, slots=True)
class Supply:
    """An order of something that is no ballot, and the one delivery that came of it, if one came."""

    key: str
    supplier: str
    quantity: int
    came: date | None
    damaged: int = 0
    expected: date | None = None


TPS = 248
SUPPLIES = (
    Supply("kotak-suara", MAKER, 2 * TPS, date(2024, 10, 21), damaged=3),
    Supply("bilik", MAKER, 4 * TPS, date(2024, 10, 21), damaged=11),
    Supply("tinta", "CV Contoh Tinta", 2 * TPS, date(2024, 10, 22), damaged=2),
    Supply("sampul-hasil", PRINTER, 2 * TPS, date(2024, 10, 24)),
    Supply("sampul", PRINTER, TPS, date(2024, 10, 24)),
    Supply("formulir", PRINTER, 2 * TPS, date(2024, 10, 25), damaged=4),
    Supply("salinan-dpt", PRINTER, TPS, date(2024, 10, 25)),
    Supply("daftar-paslon", PRINTER, 2 * TPS, date(2024, 10, 25)),
    Supply("alat-coblos", "CV Contoh Tinta", 4 * TPS, date(2024, 10, 22)),
    Supply("alat-pendukung", "CV Contoh Tinta", TPS, None, expected=date(2024, 11, 4)),
    Supply("alat-bantu-tunanetra", "CV Contoh Braille", 2 * TPS, None, expected=date(2024, 10, 28)),
)
"""The template for the blind should have come two days before the day of the sample desk."""


def ballots_needed() -> int:
    """Of each ballot type: at each TPS its voters, and 2.5 % of them rounded up."""
    return sum(station.voters + -(-station.voters * 25 // 1000) for station in sample.stations())


def acts() -> Iterator[tuple[datetime, Act]]:
    """In the order of their time."""
    yield moment(date(2024, 10, 17), 9), opened
    for number, supply in enumerate(SUPPLIES):
        yield moment(date(2024, 10, 17), 10, number), partial(ordered, supply)
        if supply.came:
            yield moment(supply.came, 11, number), partial(came, supply)
            yield moment(supply.came + timedelta(days=1), 14, number), partial(looked_through, supply)
    yield moment(date(2024, 10, 17), 11), ballots_ordered
    yield moment(date(2024, 10, 24), 10), partial(printed, "walikota")
    yield moment(date(2024, 10, 26), 10), partial(printed, "gubernur")
    yield moment(date(2024, 10, 26), 10, 5), repeat_stock_printed
    yield moment(date(2024, 10, 26), 15), shipped
    for pack, quantity in enumerate(packs(), start=1):
        yield moment(date(2024, 10, 28), 9, pack), partial(pack_came, pack, quantity)
    for pack, quantity in enumerate(packs()[:4], start=1):
        yield moment(date(2024, 10, 28) + timedelta(days=pack > 2), 15, pack), partial(pack_sorted, pack, quantity)
    yield moment(date(2024, 10, 29), 16, 30), partial(pack_half_sorted, 5)
    yield moment(date(2024, 10, 18), 10), material_awaited
    yield moment(date(2024, 10, 29), 17), counted
    yield moment(date(2024, 10, 28), 13), cartons_destroyed


def packs() -> list[int]:
    """The deliveries of the mayor's ballots."""
    whole, rest = divmod(ballots_needed(), PER_PACK)
    return [PER_PACK] * whole + ([rest] if rest else [])


def opened(now: datetime) -> None:
    open_warehouse(
        actor=who("kpu", now),
        election=election(),
        region=Region.objects.get(code=sample.CITY),
        name="Gudang KPU Kota Pagar Alam (contoh)",
        address="Jalan Contoh Gudang 1, Pagar Alam Selatan (contoh)",
        lat=-4.0321,
        lon=103.2519,
        now=now,
    )


def ordered(supply: Supply, now: datetime) -> None:
    stock.order(
        actor=who("kpu", now),
        warehouse=warehouse(),
        item=item(supply.key),
        supplier=supply.supplier,
        quantity=supply.quantity,
        document=f"contoh/PL.01/{supply.key}/2024",
        expected_on=supply.expected or supply.came,
        now=now,
    )


def came(supply: Supply, now: datetime) -> None:
    order = order_of(supply.key)
    stock.receive(
        actor=who("kpu", now),
        warehouse=warehouse(),
        item=order.item,
        consignment=order,
        batch="Koli 1",
        document=f"contoh/SJ/{supply.key}",
        quantity=supply.quantity,
        now=now,
    )


def looked_through(supply: Supply, now: datetime) -> None:
    stock.sort(
        actor=who("kpu", now),
        receipt=receipt_of(supply.key, "Koli 1"),
        good=supply.quantity - supply.damaged,
        damaged=supply.damaged,
        final=True,
        now=now,
    )


def ballots_ordered(now: datetime) -> None:
    for key, quantity in (
        ("surat-suara-gubernur", ballots_needed()),
        ("surat-suara-walikota", ballots_needed()),
        ("psu-surat-suara-walikota", 2000),
    ):
        stock.order(
            actor=who("kpu", now),
            warehouse=warehouse(),
            item=item(key),
            supplier=PRINTER,
            quantity=quantity,
            document="contoh/PL.01/surat-suara/2024",
            expected_on=date(2024, 10, 28) if key == "surat-suara-walikota" else date(2024, 11, 5),
            now=now,
        )


def printed(ballot: str, now: datetime) -> None:
    _step(f"surat-suara-{ballot}", "dicetak", ballots_needed(), now)


def repeat_stock_printed(now: datetime) -> None:
    _step("psu-surat-suara-walikota", "dicetak", 2000, now)


def shipped(now: datetime) -> None:
    _step("surat-suara-walikota", "dikirim", ballots_needed(), now)


def _step(key: str, step: str, quantity: int, now: datetime) -> None:
    stock.note_step(
        actor=who("kpu", now),
        consignment=order_of(key),
        step=step,
        quantity=quantity,
        on=now.date(),
        document="contoh/BA-CETAK/2024" if step == "dicetak" else "contoh/SJ/surat-suara",
        now=now,
    )


def pack_came(pack: int, quantity: int, now: datetime) -> None:
    order = order_of("surat-suara-walikota")
    stock.receive(
        actor=who("kpu", now),
        warehouse=warehouse(),
        item=order.item,
        consignment=order,
        batch=f"Koli {pack}",
        document="contoh/SJ/surat-suara",
        quantity=quantity,
        now=now,
    )


def pack_sorted(pack: int, quantity: int, now: datetime) -> None:
    damaged, short = 38 + 7 * pack, 2 * (pack % 2)
    stock.sort(
        actor=who("kpu", now),
        receipt=receipt_of("surat-suara-walikota", f"Koli {pack}"),
        good=quantity - damaged - short - (LACKING if pack == 3 else 0),
        damaged=damaged,
        short=short,
        final=True,
        document=f"contoh/BA-SORTIR/{pack}",
        now=now,
    )


def pack_half_sorted(pack: int, now: datetime) -> None:
    stock.sort(
        actor=who("kpu", now),
        receipt=receipt_of("surat-suara-walikota", f"Koli {pack}"),
        good=8_940,
        damaged=12,
        note="Dilanjutkan besok",
        now=now,
    )


def material_awaited(now: datetime) -> None:
    """The candidates' material that the meeting waits for, before anybody says what it is."""
    material = Item.objects.filter(election=election(), catalogue=Catalogue.CAMPAIGN).order_by("pk").first()
    if material is not None:
        stock.order(
            actor=who("kpu", now),
            warehouse=warehouse(),
            item=material,
            supplier="Tim kampanye pasangan calon gubernur (contoh)",
            quantity=5,
            document="Rapat logistik 15 Oktober 2024 (contoh)",
            now=now,
        )


def counted(now: datetime) -> None:
    """A count that agrees with the books."""
    booths = item("bilik")
    stock.count_stock(
        actor=who("kpu", now), warehouse=warehouse(), item=booths, counted=4 * TPS - 11, note="Rak A dan B", now=now
    )


def cartons_destroyed(now: datetime) -> None:
    """Two of the damaged cartons; the third waits."""
    stock.destroy(
        actor=who("kpu", now),
        warehouse=warehouse(),
        item=item("kotak-suara"),
        quantity=2,
        document="contoh/BA-MUSNAH/1",
        witnesses="Bawaslu Kota Pagar Alam, Polres Pagar Alam (contoh)",
        now=now,
    )


def election() -> Election:
    return Election.objects.select_related("region").get(slug=SLUG)


def warehouse() -> Warehouse:
    return Warehouse.objects.select_related("region__parent", "election__region", "election__ruleset").get(
        election__slug=SLUG, region__code=sample.CITY
    )


def item(key: str) -> Item:
    return Item.objects.select_related("election__region").get(election__slug=SLUG, key=key)


def order_of(key: str) -> Consignment:
    return Consignment.objects.select_related("warehouse__region", "item").get(
        warehouse__election__slug=SLUG, item__key=key
    )


def receipt_of(key: str, batch: str) -> Receipt:
    return Receipt.objects.select_related("warehouse__region", "item").get(
        warehouse__election__slug=SLUG, item__key=key, batch=batch
    )
