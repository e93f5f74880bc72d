"""Reports that come while several readers fold: nothing is counted twice, nothing is left out."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction

from siaga.readiness.folding import settle
from siaga.readiness.models import Touched
from siaga.readiness.rebuilding import rebuild
from siaga.reporting.models import Submission
from siaga.reporting.signals import submission_came
from tests import people
from tests.factories import NOW, reports
from tests.readiness.worlds import City

WRITERS, READERS, EACH = 3, 3, 8


@pytest.mark.django_db(transaction=True)
def test_tallies_equal_rebuilt_ones_after_everybody_was_busy() -> None:
    city = City()
    settle(city.election)
    codes = sorted(city.units)
    faults: list[BaseException] = []

    def write(writer: int) -> None:
        for number in range(EACH):
            at = NOW + timedelta(minutes=number)
            with transaction.atomic():
                made = reports.submission(
                    city.election, city.version, city.units[codes[(writer + number) % len(codes)]],
                    instance_id=f"uuid:{writer}-{number}", values={"listrik": ("ya", "tidak")[number % 2]},
                    received_at=at, observed_at=at,
                )  # fmt: skip
                submission_came.send(Submission, submission=made, actor=people.field, now=at)

    def read(_reader: int) -> None:
        for _number in range(EACH):
            settle(city.election)

    def guarded(work, who: int) -> None:
        try:
            work(who)
        except BaseException as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=guarded, args=(write, who)) for who in range(WRITERS)]
    threads += [threading.Thread(target=guarded, args=(read, who)) for who in range(READERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults
    assert Submission.objects.count() == WRITERS * EACH
    settle(city.election)
    assert not Touched.objects.exists()
    assert rebuild(city.election) == 0
