"""A regency with 2,000 TPS, two boxes each, spread over the six places of their way: p95 of its pages, and its labels.

Server time is that of the whole WSGI application, in one process, warm, on the SQLite file of a temporary home. The
label sheet of all 4,000 boxes is timed as the worker makes it, its entry on the ledger included.
"""

from __future__ import annotations

import importlib
import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import timedelta

from bench import pages as bench_pages
from bench.pages import Visitor, p95, prepare

STATIONS = 2_000
ROUNDS = 30
SEED = 1672
BATCH = 2_000
LABEL_SECONDS = 60.0
CITY = "16.72"


def world() -> dict[str, int]:
    """The sample city with so many more TPS; its boxes packed, on every place of the way and between them."""
    from siaga import clock
    from siaga.elections.models import Election, PollingStation
    from siaga.logistics.models import (
        Box,
        BoxCheck,
        BoxContent,
        Handover,
        HandoverBox,
        Item,
        Receipt,
        Sorting,
        Warehouse,
    )
    from siaga.wilayah.models import Region

    chance = random.Random(SEED)
    now = clock.now()
    election = Election.objects.get(slug="pilkada-2024")
    warehouse = Warehouse.objects.get(election=election, region__code=CITY)
    villages = list(Region.objects.filter(code__startswith=f"{CITY}.", level=4).order_by("code"))
    there = PollingStation.objects.filter(election=election).count()
    taken = dict.fromkeys((village.code for village in villages), 500)
    made = []
    for number in range(STATIONS - there):
        village = villages[number % len(villages)]
        taken[village.code] += 1
        made.append(
            PollingStation(
                election=election, village=village, number=taken[village.code],
                code=f"{village.code}/{taken[village.code]:03d}", province_code="16", regency_code=CITY,
                district_code=village.code[:8], village_code=village.code, voters_total=chance.randint(300, 600),
            )
        )  # fmt: skip
    PollingStation.objects.bulk_create(made, BATCH)
    items = list(Item.objects.filter(election=election, boxed=True))
    boxed = set(Box.objects.filter(warehouse=warehouse).values_list("station_id", "ballot"))
    way = len(warehouse.hops)
    boxes = []
    for at, station in enumerate(PollingStation.objects.filter(election=election).order_by("code")):
        hop, moving = at % way, at % 7 == 0 and at % way < way - 1
        for ballot in ("gubernur", "walikota"):
            if (station.pk, ballot) in boxed:
                continue
            lies = {str(item.pk): chance.randint(1, 600) for item in items if item.ballot in ("", ballot)}
            boxes.append(
                Box(
                    warehouse=warehouse, station=station, ballot=ballot, code=f"B{len(boxes):09d}".replace("0", "Z"),
                    station_code=station.code, village_code=station.village_code, district_code=station.district_code,
                    state="disegel", seal=f"S{len(boxes)}", packed=lies, hop=hop, moving=moving, since=now,
                    due_at=now + timedelta(hours=chance.randint(-10, 400)), created_at=now,
                )
            )  # fmt: skip
    boxes = Box.objects.bulk_create(boxes, BATCH)
    BoxContent.objects.bulk_create(
        (BoxContent(box=box, item_id=int(key), quantity=n) for box in boxes for key, n in box.packed.items()), BATCH
    )
    handovers = Handover.objects.bulk_create(
        [
            Handover(
                warehouse=warehouse, number=1000 + n, from_hop=n % 5, from_code=CITY, to_hop=n % 5 + 1,
                to_code=f"{CITY}.01", state="berangkat", opened_at=now,
            )
            for n in range(300)
        ],
        BATCH,
    )  # fmt: skip
    HandoverBox.objects.bulk_create(
        (
            HandoverBox(handover=handovers[n % 300], box=box, given_at=now)
            for n, box in enumerate(box for box in boxes if box.moving)
        ),
        BATCH,
    )
    receipts = Receipt.objects.bulk_create(
        [
            Receipt(
                warehouse=warehouse, item=item, supplier="Contoh", batch=f"koli {n}", document="SJ", quantity=30_000,
                received_at=now, created_at=now,
            )
            for item in items
            for n in range(100, 140)
        ],
        BATCH,
    )  # fmt: skip
    Sorting.objects.bulk_create(
        (
            Sorting(
                receipt=receipt, good=14_900 + 50 * go, damaged=25, final=bool(go), sorted_on=now.date(), created_at=now
            )
            for receipt in receipts
            for go in (0, 1)
        ),
        BATCH,
    )
    checked = [box for box in boxes if box.hop][:400]
    BoxCheck.objects.bulk_create(
        (
            BoxCheck(
                box=box, item_id=int(key), hop=box.hop, counted=n - (at % 40 == 0), packed=n, counted_at=now,
                created_at=now,
            )
            for at, box in enumerate(checked)
            for key, n in list(box.packed.items())[:1]
        ),
        BATCH,
    )  # fmt: skip
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return {"stations": STATIONS, "boxes": Box.objects.count(), "contents": BoxContent.objects.count()}


def pages() -> list[tuple[str, str, str, float]]:
    """Name, address, whose, and target in ms."""
    base = f"/logistik/pilkada-2024/{CITY}"
    return [
        ("Ringkasan kota", f"{base}/", "kpu", 150.0),
        ("Ringkasan kecamatan", f"{base}.01/", "kpu", 150.0),
        ("Buku stok", f"{base}/stok/", "kpu", 150.0),
        ("Papan dan daftar kotak", f"{base}/kotak/", "kpu", 150.0),
        ("Kotak satu kecamatan", f"{base}.01/kotak/", "kpu", 150.0),
        ("Kotak terlambat", f"{base}/kotak/?telat=ya", "sekretariat", 150.0),
        ("Pesanan", f"{base}/stok/pesanan/", "kpu", 150.0),
        ("Penerimaan", f"{base}/stok/penerimaan/", "kpu", 150.0),
    ]


def timed(work: Callable[[], object], rounds: int) -> tuple[list[float], list[float]]:
    """Wall and processor milliseconds of each round."""
    times, busy = [], []
    for _ in range(rounds):
        began, worked = time.perf_counter(), time.process_time()
        work()
        times.append((time.perf_counter() - began) * 1000)
        busy.append((time.process_time() - worked) * 1000)
    return times, busy


def labels() -> bool:
    """Make the labels of all boxes, as the worker does; whether it took too long."""
    from siaga import clock
    from siaga.desk.models import Account
    from siaga.desk.queries.actors import actor_of
    from siaga.logistics.actions.labels import ask_labels, make_labels
    from siaga.logistics.models import Warehouse

    now = clock.now()
    actor = actor_of(Account.objects.get(username="kpu"), now)
    warehouse = Warehouse.objects.select_related("region", "election__region", "election__ruleset").get(
        election__slug="pilkada-2024", region__code=CITY
    )
    sheet = ask_labels(actor=actor, warehouse=warehouse, code=CITY, again=True, now=now)
    told: list[int] = []
    began, worked = time.perf_counter(), time.process_time()
    sheet = make_labels(
        actor=actor, sheet=sheet, head="Ukuran (contoh)", now=now, told=lambda done, total: told.append(done)
    )
    took, busy = time.perf_counter() - began, time.process_time() - worked
    late = took >= LABEL_SECONDS
    print(
        f"{sheet.boxes} labels, progress told {len(told)} times: {took:.1f} s ({busy:.1f} s of processor), "
        f"target < {LABEL_SECONDS:.0f} s",
        "SLOW" if late else "ok",
    )
    return late


def main() -> int:
    bench_pages.STATIONS = STATIONS
    prepare()
    importlib.import_module("siaga.wsgi")
    began = time.perf_counter()
    counts = world()
    print(
        f"{counts['stations']} TPS, {counts['boxes']} boxes, {counts['contents']} lines of contents "
        f"({time.perf_counter() - began:.0f} s to make)"
    )
    if os.getloadavg()[0] > (os.cpu_count() or 1):
        print("This machine is busy with other work: see the processor time beside the wall clock.")
    print(f"{'page':24} {'p50 ms':>8} {'p95 ms':>8} {'p95 cpu':>8} {'target':>8}")
    missed = 0
    for name, path, username, target in pages():
        visitor = Visitor(username)
        status, _body = visitor.get(path)
        if status != 200:
            print(f"{name:24} {path} answers {status}")
            missed += 1
            continue
        times, busy = timed(lambda v=visitor, p=path: v.get(p), ROUNDS)  # type: ignore[misc]
        late = p95(times) >= target
        print(
            f"{name:24} {statistics.median(times):8.1f} {p95(times):8.1f} {p95(busy):8.1f} {target:8.0f}",
            "SLOW" if late else "ok",
        )
        missed += late
    missed += labels()
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
