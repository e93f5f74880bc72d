"""A report at a meeting and the signature of its minutes: both wait for the meeting first, never for each other."""

from __future__ import annotations

import threading
import time

import pytest
from django.db import connection, transaction

from siaga.rakor.actions import points
from siaga.rakor.actions.minutes.opened import locked_meeting
from siaga.rakor.models import ActionPoint, PointUpdate
from tests import people
from tests.factories import NOW
from tests.rakor.points.worlds import Table


def _somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM pg_locks WHERE NOT granted)")
        return bool(cursor.fetchone()[0])


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one write lock: nobody waits crosswise")
@pytest.mark.django_db(transaction=True)
def test_a_report_at_a_meeting_holds_no_point_while_it_waits_for_the_meeting() -> None:
    table = Table()
    point = table.point()
    told: list[object] = []

    def report() -> None:
        try:
            told.append(
                points.report_on_point(
                    actor=people.secretariat, point=point, text="Separuh terkirim.", meeting=table.now, now=NOW
                )
            )
        except Exception as problem:
            told.append(problem)
        finally:
            connection.close()

    other = threading.Thread(target=report)
    with transaction.atomic():
        locked_meeting(table.now.pk)  # as a signature begins
        other.start()
        end = time.monotonic() + 30
        while not _somebody_waits():
            assert time.monotonic() < end, "the report never came to wait"
            time.sleep(0.02)
        assert ActionPoint.objects.select_for_update(nowait=True, of=("self",)).get(pk=point.pk) == point
    other.join(30)
    assert [type(one) for one in told] == [PointUpdate], told
