"""The TPS of two real regencies: a seeded file of answers is imported and mapped; an independent count agrees."""

from __future__ import annotations

import csv
import io
import random
import time
from datetime import datetime, timedelta
from typing import Any

import pytest

from siaga.elections.models import Election, PollingStation
from siaga.instruments.library import ensure_shipped
from siaga.intake.actions import run_import
from siaga.kerawanan.actions.mappings import map_risk, put_in_force
from siaga.kerawanan.queries import class_counts, standing_classes
from siaga.readiness.actions.indicators import install_standard_indicators
from siaga.wilayah.models import Region
from tests import factories, people
from tests.factories import NOW
from tests.kerawanan.worlds import QUESTIONS
from tests.shared_data import data_file, needs_shared_data

SEED = 61


def founded(name: str) -> tuple[Election, Region]:
    """The real tree and the real TPS of a regency of Bengkulu."""
    with data_file(f"{name}/wilayah.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    for row in sorted(rows, key=lambda row: row["code"]):
        if not Region.objects.filter(code=row["code"]).exists():
            factories.region(row["code"], row["name"])
    regency = Region.objects.get(level=2, code=min(row["code"] for row in rows if len(row["code"]) == 5))
    election = factories.election(regency, f"pilkada-{name}")
    ensure_shipped(people.admin, NOW)
    install_standard_indicators(actor=people.admin, election=election, now=NOW)
    result = run_import(
        actor=people.admin, kind="tps", filename="tps.csv", content=data_file(f"{name}/tps.csv").read_bytes(),
        now=NOW, values={"election": election.slug}, skip_bad=True,
    )  # fmt: skip
    assert result["created"] > 500
    return election, regency


def oracle(answers: dict[str, str], number: int) -> str:
    """The class of one TPS by the words of the ruleset and the proposed thresholds, told anew in plain sums."""
    yes = [one for one in QUESTIONS if answers[one] == "ya"]
    open_ = [one for one in QUESTIONS if answers[one] == ""]
    if number >= 901 or "7.7" in yes:
        return "khusus"
    told = 26 - len(open_)
    enough = told * 2 >= 26
    share = len(yes) / told if enough else len(yes) / 26
    very = share >= 0.35 or {"7.1", "2.1", "7.2"} & set(yes)
    if very:
        return "sangat-rawan"
    if share >= 0.15 or {"2.2", "2.3"} & set(yes):
        return "rawan"
    could = {"7.7", "7.1", "2.1", "7.2", "2.2", "2.3"} & set(open_)
    return "belum-dinilai" if could or (len(yes) + len(open_)) / 26 >= 0.15 else "kurang-rawan"


@needs_shared_data
@pytest.mark.django_db
@pytest.mark.parametrize("name", ["mukomuko", "bengkulu-utara"])
def test_every_real_tps_gets_the_class_that_plain_sums_give(name: str) -> None:
    election, regency = founded(name)
    stations = list(PollingStation.objects.filter(election=election).order_by("code"))
    draw = random.Random(SEED)
    file, told = io.StringIO(), {}
    writer = csv.writer(file)
    writer.writerow(["tps_code", *QUESTIONS])
    for station in stations:
        calm = draw.random() < 0.6
        answers = {
            one: draw.choices(["ya", "tidak", ""], [0.02, 0.97, 0.01] if calm else [0.15, 0.7, 0.15])[0]
            for one in QUESTIONS
        }
        told[station.code] = answers
        writer.writerow([station.code, *answers.values()])
    content = file.getvalue().encode()
    values = {"election": election.slug}

    def brought(now: datetime) -> dict[str, Any]:
        return run_import(
            actor=people.admin, kind="kerawanan", filename="kerawanan.csv", content=content, now=now, values=values
        )

    result = brought(NOW)
    assert (result["created"], result["rejected"]) == (len(stations), 0)
    again = brought(NOW + timedelta(hours=1))
    assert (again["created"], again["unchanged"]) == (0, len(stations))
    began = time.process_time()
    mapping = map_risk(actor=people.admin, election=election, region=regency, now=NOW + timedelta(hours=2))
    assert time.process_time() - began < 10
    put_in_force(actor=people.admin, mapping=mapping, now=NOW + timedelta(hours=2))
    found = {code: one.cls for code, one in standing_classes(election, regency).items()}
    assert found == {station.code: oracle(told[station.code], station.number) for station in stations}
    assert sum(class_counts(people.admin, mapping).values()) == mapping.stations == len(stations)
    assert len(set(found.values())) == 5
