"""One runnable example of each action on indicators, claims, snapshots and openings."""

from __future__ import annotations

from siaga.instruments.library import ensure_shipped
from siaga.readiness.actions import claims, indicators, openings, snapshots
from siaga.readiness.models import Claim
from tests import people
from tests.examples import example
from tests.factories import NOW, agency, election, tree
from tests.readiness.worlds import FULL_ANSWERS, City

ACT = {"actor": people.secretariat, "now": NOW}


def _claim(city: City) -> Claim:
    kpu = agency("kpu", city.tree[people.CITY])
    return claims.make_claim(
        actor=people.officer, election=city.election, agency=kpu, region=kpu.region, share="80",
        of_what="TPS yang logistiknya sudah di kecamatan", said_by="Ketua KPU", source="rapat", now=NOW,
        parts=[("16.72.01", "90"), ("16.72.03", "70")],
    )  # fmt: skip


@example("claim.make")
def make_claim() -> None:
    _claim(City())


@example("claim.withdraw")
def withdraw_claim() -> None:
    claims.withdraw_claim(actor=people.officer, claim=_claim(City()), reason="Salah hitung", now=NOW)


@example("indicator.add")
def add_indicator() -> None:
    city = City()
    indicators.add_indicator(
        **ACT, election=city.election, instrument=city.about, scale="readiness", name="Listrik menyala",
        question="listrik", rule={"kind": "choice", "scores": {"ya": 1, "tidak": 0}}, denominator="seluruh TPS",
    )  # fmt: skip


@example("indicator.set_terms")
def set_terms() -> None:
    indicators.set_terms(**ACT, indicator=City().box, weight=5, stale_days=3, reason="Mendekati hari H")


@example("indicator.set_weights")
def set_weights() -> None:
    city = City()
    indicators.set_weights(**ACT, election=city.election, weights={city.box.pk: 4, city.power.pk: 2}, reason="Rakor")


@example("indicator.retire")
def retire_indicator() -> None:
    indicators.retire_indicator(**ACT, indicator=City().power, reason="Tidak dipakai lagi")


@example("indicator.install_standard")
def install_standard() -> None:
    one = election(tree()[people.CITY])
    ensure_shipped(people.admin, NOW)
    indicators.install_standard_indicators(**ACT, election=one)


@example("picture.open")
def open_picture() -> None:
    city = City()
    openings.open_picture(
        actor=people.leader, election=city.election, region=city.tree[people.CITY], picture=True, claims=False, now=NOW
    )


@example("snapshot.freeze")
def freeze_picture() -> None:
    city = City()
    city.report("16.72.01.1001/001", FULL_ANSWERS)
    snapshots.freeze_picture(
        actor=people.leader, election=city.election, region=city.tree[people.CITY], scale="readiness",
        title="Rakor 30 Oktober 2024", now=NOW,
    )  # fmt: skip
