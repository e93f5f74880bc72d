"""Contingency of the sample desk: what there is, the plan that holds, and one what-if that was kept. All *contoh*."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime
from functools import partial

from siaga.contingency.actions.plans import ask_contingency
from siaga.contingency.actions.scenarios import keep_scenario
from siaga.contingency.asking import Asked
from siaga.demo import sample
from siaga.demo.reports.story import Act, city, election, moment, who
from siaga.intake.actions import run_import
from siaga.planning.actions.plans import put_in_force
from siaga.planning.models import Plan, PlanKind, PlanState
from siaga.planning.work import perform

DAY = date(2024, 10, 29)
OWNER = "sekretariat"
STOCK = (
    ("genset-bpbd", "genset", 26, (-4.0205, 103.2520), 30),
    ("genset-pu", "genset", 8, (-4.0400, 103.2300), 20),
    ("lampu-dempo", "lampu", 12, (-4.0700, 103.1900), 15),
    ("satelit-kominfo", "telepon-satelit", 8, (-4.0210, 103.2500), 40),
    ("radio-orari", "radio-ht", 22, (-4.0260, 103.2560), 25),
    ("perahu-bpbd", "perahu", 24, (-4.0205, 103.2520), 25),
    ("4x4-dishub", "kendaraan-4x4", 10, (-4.0230, 103.2470), 35),
    ("trail-polres", "motor-trail", 6, (-4.0180, 103.2490), 30),
    ("tim-medis-dinkes", "tim-medis", 4, (-4.0220, 103.2510), 6),
)
"""Invented for the sample: kind, how many, where, how far. A puskesmas stands in the middle of each kecamatan."""


def acts() -> Iterator[tuple[datetime, Act]]:
    """The secretariat writes down what there is, computes, puts in force, and asks what a flood would take."""
    yield moment(DAY, 10, 5), bring
    yield moment(DAY, 10, 30), partial(compute, "Rencana keadaan darurat utama (contoh)")
    yield moment(DAY, 11, 10), hold
    yield moment(DAY, 16, 40), suppose


def resources_file() -> bytes:
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(["resource_id", "kind", "count", "home_lat", "home_lon", "max_km"])
    rows.writerows([name, kind, count, *at, km] for name, kind, count, at, km in STOCK)
    stations = sample.stations()
    for number, district in enumerate(sorted({one.village[:8] for one in stations}), start=1):
        own = [one for one in stations if one.village.startswith(district)]
        lat = round(sum(one.lat for one in own) / len(own), 5)
        lon = round(sum(one.lon for one in own) / len(own), 5)
        rows.writerow([f"puskesmas-{number}", "tenaga-medis", 1, lat, lon, 9])
    return out.getvalue().encode()


def bring(now: datetime) -> None:
    result = run_import(
        actor=who(OWNER, now),
        kind="resources",
        filename="sumber-daya-darurat-contoh.csv",
        content=resources_file(),
        values={"election": election().slug},
        now=now,
    )
    assert not result["errors"], result["errors"]


def compute(title: str, now: datetime) -> None:
    plan = ask_contingency(actor=who(OWNER, now), election=election(), region=city(), title=title, seconds=5, now=now)
    done = perform(plan.pk, lambda: now)
    assert done is not None
    assert done.state == PlanState.DONE, done.problem


def hold(now: datetime) -> None:
    plan = (
        Plan.objects.filter(kind=PlanKind.CONTINGENCY).select_related("region", "election__region").order_by("-number")
    )[0]
    put_in_force(actor=who(OWNER, now), plan=plan, now=now)


def suppose(now: datetime) -> None:
    keep_scenario(
        actor=who(OWNER, now),
        election=election(),
        region=city(),
        title="Banjir di dua kecamatan sejak H-4 (contoh)",
        note="Ditanyakan pimpinan pada rapat persiapan (contoh).",
        events=[Asked("banjir", ("16.72.03", "16.72.04"), -4, 0)],
        now=now,
    )
