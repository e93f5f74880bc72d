"""Hostile bodies and questions are refused in words, never with an error page."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from tests.api.test_submissions import body, here, officer, signed_in
from tests.reporting.worlds import World

__all__ = ["here"]
pytestmark = pytest.mark.django_db


def deep(levels: int) -> str:
    return '{"logistik":' * levels + "{}" + "}" * levels


@pytest.mark.parametrize(
    "values",
    [
        '{"sakit": 1' + "0" * 400 + "}",
        '{"logistik/bilik": 1e400}',
        '{"logistik/bilik": NaN}',
        '{"logistik": {"\\ud800": 1}}',
        '{"\\ud800": 1}',
        '{"listrik": ["\\ud800"]}',
        deep(300),
        deep(850),
        deep(100_000),
        '{"logistik/bilik": ' + "9" * 5000 + "}",
        '{"foto": "../../etc/passwd"}',
        '{"foto": "a\\tb.jpg"}',
    ],
)
def test_hostile_answers_are_refused_in_words(here: World, values: str) -> None:
    client = officer(here)
    client.raise_request_exception = False
    text = json.dumps(body(here)).replace('{"listrik": "ya"}', values)
    answer = client.post("/api/v1/submissions", text, content_type="application/json")
    assert answer.status_code in (400, 413, 422), answer.content[:300]
    assert answer.json()["code"]


MOMENTS = ["0001-01-01T00:00:00+07:00", "9999-12-31T23:59:59Z", "9999-12-31T23:59:59-12:00"]


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_broken_clock_is_no_reason_to_refuse_a_report(here: World, moment: str) -> None:
    answer: Any = officer(here).post(
        "/api/v1/submissions", json.dumps(body(here, observed_at=moment)), content_type="application/json"
    )
    assert answer.status_code == 201 and answer.json()["clock_doubt"] is True


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("path", ["/picture/16.72", "/indicators/tps:16.72.01.1001/001", "/submissions", "/ledger"])
def test_moments_beyond_the_calendar_are_refused_in_words(here: World, moment: str, path: str) -> None:
    client: Client = signed_in(here, "admin", at=here.regions["16.72"])
    client.raise_request_exception = False
    query = {"at": moment, "election": here.election.slug} if path[1] in "pi" else {"since": moment}
    answer = client.get(f"/api/v1{path}", query)
    assert (answer.status_code, answer.json()["code"]) == (422, "validation"), answer.content[:300]
