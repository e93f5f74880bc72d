"""Whatever people and the clock do to a point, in any order: no entry is lost, nobody verifies without the right."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from siaga.access import SYSTEM, Problem, Refused
from siaga.rakor.actions import points
from siaga.rakor.models import ActionPoint, PointState, PointUpdate
from tests import people
from tests.factories import NOW
from tests.rakor.points.worlds import DUE, Table

pytestmark = pytest.mark.django_db

ACTS = ("report", "done", "block", "silence", "verify", "return", "drop", "hand_over", "change", "escalate")
MAY_SETTLE = {"secretariat", "leader", "admin"}
WHO = ("secretariat", "leader", "admin", "officer", "colleague", "camat", "auditor", "field", "stranger")
steps = st.lists(st.tuples(st.sampled_from(ACTS), st.sampled_from(WHO), st.integers(0, 20)), max_size=14)


def take(table: Table, point: ActionPoint, act: str, who: str, days: int) -> Any:
    actor = people.EVERYONE[who]
    given_: dict[str, Any] = {"actor": actor, "point": point, "now": NOW + timedelta(days=days)}
    match act:
        case "report":
            return points.report_on_point(**given_, text="Berjalan", state="in_progress")
        case "done":
            return points.report_on_point(**given_, text="Selesai", state="done")
        case "block":
            return points.report_on_point(**given_, text="Macet", state="blocked", blocked_why="Hujan")
        case "silence":
            return points.put_silence_on_record(**given_, meeting=table.now, reason="Absen")
        case "verify":
            return points.verify_point(**given_)
        case "return":
            return points.return_point(**given_, reason="Kurang")
        case "drop":
            return points.drop_point(**given_, reason="Diganti")
        case "hand_over":
            return points.hand_over_point(**given_, forum=table.desk, reason="Pindah")
        case "change":
            return points.change_point(**given_, changes={"due": DUE + timedelta(days=days)}, reason="Mundur")
        case _:
            return points.escalate_point(actor=SYSTEM, point=point, now=NOW + timedelta(days=days))


def state_of(point: ActionPoint) -> dict[str, Any]:
    found = ActionPoint.objects.get(pk=point.pk)
    return {field.attname: getattr(found, field.attname) for field in ActionPoint._meta.concrete_fields}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(course=steps)
def test_any_course_of_acts_keeps_every_entry_and_every_right(db: None, course: list[tuple[str, str, int]]) -> None:
    with transaction.atomic():
        table = Table()
        point = table.point()
        told: list[tuple[int, str, str]] = []
        for act, who, days in course:
            before = state_of(point)
            try:
                with transaction.atomic():
                    take(table, point, act, who, days)
            except Problem as problem:
                assert state_of(point) == before, "a refusal changed something"
                if who not in MAY_SETTLE and act in {"verify", "return", "drop", "change", "hand_over"}:
                    assert isinstance(problem, Refused)
            else:
                after = state_of(point)
                if after["state"] == PointState.VERIFIED and before["state"] != PointState.VERIFIED:
                    assert (act, before["state"]) == ("verify", PointState.DONE)
                    assert who in MAY_SETTLE
                if act in {"report", "done", "block"}:
                    assert who in {"officer", "secretariat", "admin"}
            rows = list(PointUpdate.objects.filter(point=point).order_by("pk").values_list("pk", "before", "after"))
            assert rows[: len(told)] == told, "an entry was lost or changed"
            assert len(rows) - len(told) in {0, 1}
            if state_of(point) != before:
                assert len(rows) == len(told) + 1, "a change without its entry"
                assert (rows[-1][1], rows[-1][2]) == (before["state"], state_of(point)["state"])
            told = rows
        transaction.set_rollback(True)
