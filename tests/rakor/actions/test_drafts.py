"""A draft that a person confirmed: one transaction through the actions of the circle."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest

from siaga.access import Refused
from siaga.rakor.actions.drafts import TakenObstacle, TakenPoint, take_draft
from siaga.rakor.errors import DraftAhead, Unsaid
from siaga.rakor.models import ActionPoint, Meeting, MeetingState, Obstacle
from tests import people
from tests.factories import NOW
from tests.rakor.tables import Table

pytestmark = pytest.mark.django_db


def take(table: Table, **terms: Any) -> Meeting:
    fields: dict[str, Any] = {
        "actor": people.secretariat, "forum": table.desk, "title": "Rapat (contoh)", "venue": "Aula Contoh",
        "starts_at": NOW - timedelta(days=2), "uid": uuid.uuid4(), "now": NOW,
    }  # fmt: skip
    return take_draft(**(fields | terms))


def test_a_past_meeting_is_held_with_its_obstacles_points_and_figures() -> None:
    table = Table()
    meeting = take(
        table,
        chair=table.chair,
        labels=["Tokoh agama (contoh)"],
        figures=["80 % (persiapan). Kalimat contoh."],
        obstacles=[TakenObstacle("logistics", "Daerah terluar")],
        points=[TakenPoint("Menyiapkan strategi", table.kpu.agency, NOW.date() + timedelta(days=3))],
    )
    assert meeting.state == MeetingState.HELD
    assert meeting.participants.filter(label="Tokoh agama (contoh)").exists()
    assert Obstacle.objects.get().meeting == meeting
    point = ActionPoint.objects.get()
    assert (point.meeting, point.forum, point.owner) == (meeting, table.desk, table.kpu.agency)
    assert "80 % (persiapan)" in meeting.items.get(title="Angka dari naskah").notes


def test_a_meeting_that_lies_ahead_is_only_planned() -> None:
    table = Table()
    assert take(table, starts_at=NOW + timedelta(days=2)).state == MeetingState.PLANNED
    with pytest.raises(DraftAhead):
        take(table, starts_at=NOW + timedelta(days=2), figures=["24 Linmas"])


def test_what_cannot_be_written_takes_everything_back() -> None:
    table = Table()
    with pytest.raises(Unsaid):
        take(
            table,
            obstacles=[TakenObstacle("internet", "Tanpa sinyal")],
            points=[TakenPoint("Terlambat", table.kpu.agency, NOW.date() - timedelta(days=30))],
        )
    assert not Meeting.objects.exists()
    assert not Obstacle.objects.exists()


@pytest.mark.parametrize("actor", [people.officer, people.outsider, people.field, people.stranger, people.auditor])
def test_only_who_writes_the_minutes_of_the_forum_takes_a_draft(actor: object) -> None:
    table = Table()
    with pytest.raises(Refused):
        take(table, actor=actor)
