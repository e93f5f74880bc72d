"""A day alone means the same moment on the command line and in the API: its end, where the election is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from siaga.readiness.moments import moment_meant
from tests.factories import account
from tests.readiness.worlds import City

pytestmark = pytest.mark.django_db


def test_a_day_is_its_end_where_the_election_is() -> None:
    election = City().election
    end = moment_meant(datetime.fromisoformat("2024-10-20"), election)
    assert end is not None
    assert (end.isoformat(), end.utcoffset()) == ("2024-10-20T23:59:59.999999+07:00", timedelta(hours=7))
    noon = moment_meant(datetime.fromisoformat("2024-10-20T12:00"), election)
    assert noon is not None and noon.isoformat() == "2024-10-20T12:00:00+07:00"
    told = datetime(2024, 10, 20, tzinfo=UTC)
    assert moment_meant(told, election) is told
    assert moment_meant(None, election) is None


@pytest.mark.parametrize("path", ["picture/16.72", "indicators/tps%3A16.72.01.1001%2F001"])
def test_the_api_reads_a_day_so(path: str) -> None:
    city = City()
    client = Client()
    client.force_login(account("contoh-desk", "secretariat", at=city.election.region))
    answer = client.get(f"/api/v1/{path}", {"election": city.election.slug, "at": "2024-10-20"})
    assert answer.status_code == 200, answer.content
    assert datetime.fromisoformat(answer.json()["as_of"]).isoformat(timespec="seconds") == "2024-10-20T23:59:59+07:00"
