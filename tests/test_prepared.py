"""A prepared query answers what its queryset answers, whatever the values."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from siaga.elections.models import PollingStation
from siaga.prepared import Prepared
from siaga.reporting.models import Submission
from tests.factories import NOW, reports
from tests.reporting.worlds import world

pytestmark = pytest.mark.django_db


def test_objects_come_with_their_relatives_in_one_statement() -> None:
    here = world()
    stations: Prepared[PollingStation] = Prepared(
        lambda election, code: PollingStation.objects.select_related("village__parent").filter(
            election=election, code=code
        ),
        election=int,
        code=str,
    )
    for one in (*here.stations, here.elsewhere):
        with CaptureQueriesContext(connection) as seen:
            found = stations.first(election=here.election.pk, code=one.code)
            assert found == one and found.village.parent is not None
        assert len(seen) == 1
    assert stations.first(election=here.election.pk, code="x") is None
    assert stations.all(election=0, code=here.stations[0].code) == []


def test_values_are_converted_and_a_value_may_stand_twice() -> None:
    here = world()
    one = reports.submission(here.election, here.version, here.unit)
    asked: Prepared[Any] = Prepared(
        lambda at, unit: (
            Submission.objects.filter(Q(received_at__gte=at) | Q(observed_at__gte=at), unit_code=unit)
            .order_by("pk")
            .values_list("values", "received_at", "clock_doubt")
        ),
        at=datetime,
        unit=str,
    )
    flat: Prepared[Any] = Prepared(
        lambda unit: Submission.objects.filter(unit_code=unit).order_by("pk").values_list("values", flat=True),
        unit=str,
    )
    assert asked.all(at=NOW, unit=one.unit_code) == [(one.values, NOW, False)]
    assert asked.all(at=datetime(2031, 1, 1, tzinfo=UTC), unit=one.unit_code) == []
    assert flat.first(unit=one.unit_code) == one.values


def test_a_value_that_the_query_does_not_use_is_a_mistake() -> None:
    with pytest.raises(TypeError):
        Prepared(lambda unit, other: Submission.objects.filter(unit_code=unit), unit=str, other=int).all(
            unit="a", other=1
        )
