"""The obstacle register follows what computations find: no doubles, gone ones closed, people's work kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest

from siaga.access import SYSTEM
from siaga.ledger.models import Entry
from siaga.planning.signals import Found, obstacles_found
from siaga.rakor.actions.obstacles import close_obstacle, set_strategy
from siaga.rakor.errors import Unsaid
from siaga.rakor.models import Obstacle, ObstacleState
from tests import people
from tests.factories import NOW
from tests.rakor.points.worlds import DUE, Table

pytestmark = pytest.mark.django_db

POWER = Found("electricity", "16.72.01", "TPS tanpa listrik cadangan", "TPS 001")
BOATS = Found("hazard", "16.72.03", "TPS rawan banjir tanpa perahu", "TPS 002")


def tell(table: Table, found: Sequence[Found], days: int = 0, source: str = "darurat") -> None:
    obstacles_found.send(
        Table, election=table.election, region=table.regions["16.72"], source=source, found=found,
        now=NOW + timedelta(days=days),
    )  # fmt: skip


def register() -> dict[str, str]:
    return {one.title: one.state for one in Obstacle.objects.order_by("pk")}


def test_the_same_findings_stand_once_and_leave_no_second_entry() -> None:
    table = Table()
    tell(table, [POWER, BOATS, POWER])
    entries = Entry.objects.count()
    tell(table, [BOATS, POWER])
    assert register() == {POWER.title: ObstacleState.OPEN, BOATS.title: ObstacleState.OPEN}
    assert Entry.objects.count() == entries


def test_what_is_no_longer_found_is_closed_with_the_day_and_comes_anew_when_it_returns() -> None:
    table = Table()
    tell(table, [POWER, BOATS])
    tell(table, [BOATS], days=2)
    gone = Obstacle.objects.get(title=POWER.title)
    assert gone.state == ObstacleState.CLOSED
    assert gone.closed_reason.startswith("Tidak lagi ditemukan pada ")
    assert str((NOW + timedelta(days=2)).year) in gone.closed_reason
    tell(table, [POWER, BOATS], days=3)
    assert Obstacle.objects.filter(title=POWER.title).count() == 2


def test_what_people_made_of_it_stays_while_its_text_is_renewed() -> None:
    table = Table()
    tell(table, [POWER])
    standing = Obstacle.objects.get()
    set_strategy(
        actor=people.secretariat, obstacle=standing, strategy="Pinjam genset (contoh)", owner=table.kpu, due=DUE,
        now=NOW,
    )  # fmt: skip
    tell(table, [Found(POWER.kind, POWER.region, POWER.title, "TPS 001 dan 004")], days=1)
    after = Obstacle.objects.get()
    assert (after.detail, after.strategy, after.owner, after.state) == (
        "TPS 001 dan 004", "Pinjam genset (contoh)", table.kpu, ObstacleState.HANDLED,
    )  # fmt: skip


def test_one_computation_never_closes_what_another_or_a_person_found() -> None:
    table = Table()
    tell(table, [POWER])
    tell(table, [BOATS], source="pengamanan")
    tell(table, [], source="pengamanan")
    assert register() == {POWER.title: ObstacleState.OPEN, BOATS.title: ObstacleState.CLOSED}


def test_a_person_who_closed_it_meets_it_again_while_it_is_found() -> None:
    table = Table()
    tell(table, [POWER])
    close_obstacle(actor=people.secretariat, obstacle=Obstacle.objects.get(), reason="Sudah dipinjami", now=NOW)
    tell(table, [POWER], days=1)
    assert sorted(Obstacle.objects.values_list("state", flat=True)) == [ObstacleState.CLOSED, ObstacleState.OPEN]


def test_a_finding_outside_of_the_region_is_refused() -> None:
    table = Table()
    with pytest.raises(Unsaid):
        tell(table, [Found("access", "16.03", "Jembatan putus")])
    assert SYSTEM.roles
    assert not Obstacle.objects.exists()
