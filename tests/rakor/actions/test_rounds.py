"""A round through the sub-districts: missing forums are founded, all meetings are planned, or none is."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest

from siaga.access import Refused
from siaga.rakor.actions import rounds
from siaga.rakor.actions.rounds import Sitting
from siaga.rakor.errors import NotSaid, RoundClash
from siaga.rakor.models import Forum, Meeting
from tests import people
from tests.factories import NOW
from tests.rakor.tables import NEXT_WEEK, Table

pytestmark = pytest.mark.django_db
CODES = ("16.72.01", "16.72.03")


@pytest.fixture
def table() -> Table:
    return Table()


def sitting(table: Table, code: str, days: int = 0, hours: int = 0) -> Sitting:
    starts = NEXT_WEEK + timedelta(days=days, hours=hours)
    return Sitting(
        region=table.tree[code], starts_at=starts, ends_at=starts + timedelta(hours=2), venue="Kantor camat",
        uid=uuid.uuid4(),
    )  # fmt: skip


def go(table: Table, sittings: list[Sitting], actor: object = people.secretariat) -> list[Meeting]:
    return rounds.plan_round(
        actor=actor, upper=table.desk, title="Kesiapan kecamatan", sittings=sittings, attending=[table.kpu], now=NOW
    )


def test_missing_forums_are_founded_below_the_desk_with_the_camat_in_the_chair(table: Table) -> None:
    existing = table.lower()
    meetings = go(table, [sitting(table, code, days=day) for day, code in enumerate(CODES)])
    founded = Forum.objects.get(region=table.tree["16.72.03"])
    assert [meeting.forum for meeting in meetings] == [existing, founded]
    assert (founded.upper, founded.chair, founded.host) == (
        table.desk, table.camats["16.72.03"], table.camats["16.72.03"].agency
    )  # fmt: skip
    assert founded.secretary is not None and founded.secretary.title == "Sekretaris Camat"
    assert [str(one.office) for one in founded.members.all()] == ["Camat", "Sekretaris Camat", "Kapolsek", "Ketua PPK"]
    assert [str(one) for one in meetings[1].participants.all()] == [
        "Camat", "Sekretaris Camat", "Kapolsek", "Ketua PPK", "Ketua KPU"
    ]  # fmt: skip


def test_who_attends_every_one_cannot_be_at_two_tables_and_then_nothing_is_planned(table: Table) -> None:
    with pytest.raises(RoundClash, match="Ketua KPU"):
        go(table, [sitting(table, CODES[0]), sitting(table, CODES[1], hours=1)])
    assert not Meeting.objects.exists()
    assert Forum.objects.count() == 1


def test_one_may_follow_the_other_at_once(table: Table) -> None:
    assert len(go(table, [sitting(table, CODES[0]), sitting(table, CODES[1], hours=2)])) == 2


def test_meetings_that_are_planned_already_count(table: Table) -> None:
    table.meet(starts_at=NEXT_WEEK + timedelta(hours=1))
    with pytest.raises(RoundClash, match="Rakor Desk Contoh ke-1"):
        go(table, [sitting(table, CODES[0])])


def test_a_place_is_a_sub_district_of_the_city_and_named_once(table: Table) -> None:
    for places in ([], [CODES[0], CODES[0]], ["16.03.01"], ["16.72"], ["16.72.01.1001"]):
        with pytest.raises(NotSaid):
            go(table, [sitting(table, code, days=day) for day, code in enumerate(places)])


@pytest.mark.parametrize("actor", [people.leader, people.camat, people.outsider])
def test_only_those_who_plan_for_the_city_plan_its_round(table: Table, actor: object) -> None:
    with pytest.raises(Refused):
        go(table, [sitting(table, CODES[0])], actor)
