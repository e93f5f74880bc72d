"""Sites, vehicles and the distribution plan of the sample desk: an early version, and the one that holds."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial

from siaga.demo import sample
from siaga.demo.reports.story import SLUG, Act, moment, who
from siaga.elections.models import Election
from siaga.intake.actions import run_import
from siaga.planning.actions.distribution import ask_plan
from siaga.planning.actions.plans import put_in_force
from siaga.planning.models import Plan, PlanKind, PlanState
from siaga.planning.options import Options
from siaga.planning.work import perform
from siaga.wilayah.models import Region

DEPOT = (-4.0245, 103.2490)
ROUGH = {
    "16.72.03": ("gravel", "4wd", "gravel", "motorbike", "gravel"),
    "16.72.04": ("asphalt", "gravel", "4wd", "gravel", "asphalt"),
    "16.72.05": ("asphalt", "gravel", "asphalt", "gravel", "4wd"),
}
"""Classes of the last stretch in the outer sub-districts, in the order of the villages; invented for the sample."""
FLEET = (
    ("truk", "Truk engkel (contoh)", 1, 120, 3500, "asphalt+gravel", 8, 650_000, 4500, 25_000),
    ("double-cabin", "Double cabin 4x4 (contoh)", 1, 14, 800, "asphalt+gravel+4wd", 8, 500_000, 3500, 25_000),
    ("motor", "Sepeda motor trail (contoh)", 2, 2, 40, "asphalt+gravel+4wd+motorbike", 7, 75_000, 900, 15_000),
)
SHORT = ("truk",)
"""The early version was computed before anybody had promised more than the truck."""


def acts() -> Iterator[tuple[datetime, Act]]:
    """KPU imports what it knows, computes one version that falls short, then the one that holds."""
    yield moment(date(2024, 10, 25), 9, 10), partial(bring, "sites", "lokasi-distribusi-contoh.csv", sites_file())
    yield moment(date(2024, 10, 25), 9, 40), partial(bring, "fleet", "armada-awal-contoh.csv", fleet_file(SHORT))
    yield moment(date(2024, 10, 25), 10, 5), partial(compute, "Rencana awal, baru satu truk (contoh)")
    yield moment(date(2024, 10, 28), 13, 15), partial(bring, "fleet", "armada-contoh.csv", fleet_file())
    yield moment(date(2024, 10, 28), 13, 30), partial(compute, "Rencana utama (contoh)")
    yield moment(date(2024, 10, 28), 15, 20), hold


def sites_file() -> bytes:
    """Positions are the middle of the sample TPS; remote is what no ordinary car reaches."""
    header = [
        "region_code",
        "kind",
        "code",
        "name",
        "lat",
        "lon",
        "access",
        "service_minutes",
        "window_start",
        "window_end",
        "remote",
    ]
    rows: list[Sequence[object]] = [
        header,
        ["16.72", "depot", "gudang", "Gudang KPU (contoh)", *DEPOT, "aspal", "", "06:00", "18:00", ""],
    ]
    for village, name in sample.villages().items():
        own = [station for station in sample.stations() if station.village == village]
        place = sample.villages_of(village[:8]).index(village)
        road = ROUGH[village[:8]][place % 5] if village[:8] in ROUGH else "asphalt"
        lat = round(sum(station.lat for station in own) / len(own), 5)
        lon = round(sum(station.lon for station in own) / len(own), 5)
        far = "ya" if road in ("4wd", "motorbike") else "tidak"
        rows.append([village, "", "", f"Kantor Lurah {name} (contoh)", lat, lon, road, 20, "07:30", "16:30", far])
    return _csv(rows)


def fleet_file(only: Sequence[str] = ()) -> bytes:
    header = [
        "vehicle_id",
        "type",
        "count",
        "capacity_boxes",
        "capacity_kg",
        "access",
        "max_hours",
        "cost_fixed",
        "cost_km",
        "cost_hour",
        "shift_start",
        "shift_end",
    ]
    rows = [[*row, "06:00", "17:00"] for row in FLEET if not only or row[0] in only]
    return _csv([header, *rows])


def _csv(rows: Sequence[Sequence[object]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


def _election() -> Election:
    return Election.objects.select_related("region", "ruleset").get(slug=SLUG)


def bring(kind: str, filename: str, content: bytes, now: datetime) -> None:
    result = run_import(
        actor=who("kpu", now), kind=kind, filename=filename, content=content, values={"election": SLUG}, now=now
    )
    assert not result["errors"], result["errors"]


def compute(title: str, now: datetime) -> None:
    """Over the last five days before the vote, with a fixed seed and little time: the sample is small."""
    plan = ask_plan(
        actor=who("kpu", now),
        election=_election(),
        region=Region.objects.get(code=sample.CITY),
        options=replace(Options(), first_day=-5),
        title=title,
        seconds=3,
        seed=sample.SEED,
        now=now,
    )
    done = perform(plan.pk, lambda: now)
    assert done is not None
    assert done.state == PlanState.DONE, done.problem


def hold(now: datetime) -> None:
    plans = Plan.objects.filter(kind=PlanKind.DISTRIBUTION).select_related("region", "election__region")
    plan = plans.order_by("-number")[0]
    put_in_force(actor=who("kpu", now), plan=plan, now=now)
