"""Personnel, patterns and security plans of the sample desk: one that falls short, and the one that holds."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import partial

from siaga.demo import sample
from siaga.demo.reports.story import SLUG, Act, moment, who
from siaga.deployment.actions.patterns import set_pattern
from siaga.deployment.actions.people import note_absence
from siaga.deployment.actions.plans import ask_deployment
from siaga.deployment.models import AbsenceKind, GuardClass, Officer
from siaga.deployment.options import Options
from siaga.elections.models import Election
from siaga.intake.actions import run_import
from siaga.planning.actions.plans import put_in_force
from siaga.planning.models import Plan, PlanKind, PlanState
from siaga.planning.work import perform
from siaga.wilayah.models import Region

RANKS = ("Bripda", "Briptu", "Brigadir", "Bripka", "Aipda", "Aiptu", "Ipda", "Iptu")
SHARES = (8, 8, 8, 9, 4, 3, 2, 1)
"""How often each rank comes; invented for the sample."""
OF_POLSEK, OF_POLRES, OF_BKO, OF_KODIM = 26, 60, 150, 60
PATTERNS = (
    (GuardClass.LOW, 2, 6, 8, 12, 16, 0),
    (GuardClass.MID, 2, 2, 3, 4, 6, 0),
    (GuardClass.HIGH, 2, 1, None, 2, None, 1),
    (GuardClass.SPECIAL, 2, 1, None, 2, None, 1),
)
"""Class, police, TPS, TPS at most, Linmas, Linmas at most, army in support; invented for the sample."""


def acts() -> Iterator[tuple[datetime, Act]]:
    """The Polres lists its people, sets the patterns, computes without BKO, then with it, and puts that in force."""
    yield moment(date(2024, 10, 28), 9), partial(bring, "personel-contoh.csv", False)
    yield moment(date(2024, 10, 28), 9, 30), patterns
    yield moment(date(2024, 10, 29), 10), absent
    yield moment(date(2024, 10, 29), 13), partial(compute, "Rencana awal, tanpa BKO (contoh)")
    yield moment(date(2024, 10, 29), 14), partial(bring, "personel-bko-contoh.csv", True)
    yield moment(date(2024, 10, 29), 14, 30), partial(compute, "Rencana dengan BKO (contoh)")
    yield moment(date(2024, 10, 29), 16), hold


def personnel_file(bko: bool) -> bytes:
    """Some 400 people in all; bko: those who are lent. Names say that they are samples."""
    chance = random.Random(sample.SEED + bko)
    rows: list[Sequence[object]] = [["officer_id", "name", "unit", "agency", "home_region", "rank", "available"]]

    def put(
        count: int, letter: str, unit: str, agency: str, homes: Sequence[str], ranks: Sequence[str] = RANKS
    ) -> None:
        shares = SHARES if ranks is RANKS else (1,) * len(ranks)
        for _one in range(count):
            number = len(rows)
            ready = "tidak" if chance.random() < 0.03 else "ya"
            home = chance.choice(homes) if homes else ""
            rank = chance.choices(ranks, shares)[0]
            rows.append([f"{letter}-{number:03d}", f"Contoh {unit} {number:03d}", unit, agency, home, rank, ready])

    if bko:
        put(OF_BKO, "B", "Brimob BKO", "bko", ())
    else:
        for one in sample.kecamatan():
            homes = sample.villages_of(one.code)
            put(OF_POLSEK, "S", f"Polsek {one.name}", f"polsek@{one.code}", homes)
        everywhere = list(sample.villages())
        put(OF_POLRES, "R", "Polres Pagar Alam", "polres", everywhere)
        put(OF_KODIM, "T", "Kodim", "tni", everywhere, ("Serda", "Sertu", "Kopda", "Praka"))
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


def _election() -> Election:
    return Election.objects.select_related("region", "ruleset").get(slug=SLUG)


def _city() -> Region:
    return Region.objects.select_related("parent").get(code=sample.CITY)


def bring(filename: str, bko: bool, now: datetime) -> None:
    result = run_import(
        actor=who("polres", now), kind="personnel", filename=filename, content=personnel_file(bko),
        values={"election": SLUG}, now=now,
    )  # fmt: skip
    assert not result["errors"], result["errors"]


def patterns(now: datetime) -> None:
    for cls, police, stations, stations_max, linmas, linmas_max, army in PATTERNS:
        set_pattern(
            actor=who("polres", now), election=_election(), region=_city(), cls=cls, police=police, stations=stations,
            stations_max=stations_max, linmas=linmas, linmas_max=linmas_max, army=army,
            origin="Rencana operasi (contoh)", doubt="", now=now,
        )  # fmt: skip


def absent(now: datetime) -> None:
    """Two who cannot serve on the day; why is kept nowhere."""
    vote = moment(date(2024, 11, 26), 8)
    rows = Officer.objects.filter(unit__name="Polsek Dempo Utara").select_related("region", "election", "unit")
    for officer in rows.order_by("officer_id")[:2]:
        note_absence(
            actor=who("polres", now), officer=officer, kind=AbsenceKind.OUT, starts=vote,
            ends=moment(date(2024, 11, 28), 18), now=now,
        )  # fmt: skip


def compute(title: str, now: datetime) -> None:
    """With a fixed seed and little time: the sample is small."""
    plan = ask_deployment(
        actor=who("polres", now), election=_election(), region=_city(), options=Options(), title=title, seconds=2,
        seed=sample.SEED, now=now,
    )  # fmt: skip
    done = perform(plan.pk, lambda: now)
    assert done is not None
    assert done.state == PlanState.DONE, done.problem


def hold(now: datetime) -> None:
    plan = (
        Plan.objects.filter(kind=PlanKind.DEPLOYMENT)
        .select_related("region", "election__region")
        .order_by("-number")[0]
    )
    put_in_force(actor=who("polres", now), plan=plan, now=now)
