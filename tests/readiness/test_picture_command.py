from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from siaga.cli.picture import picture
from siaga.readiness.models import Reading
from tests import people
from tests.factories import NOW
from tests.readiness.worlds import FULL_ANSWERS, City

pytestmark = pytest.mark.django_db
FIRST = "16.72.01.1001/001"


def run(*arguments: str):
    return CliRunner().invoke(picture, list(arguments))


def test_the_command_tells_a_region_and_its_parts() -> None:
    city = City()
    city.report(FIRST, FULL_ANSWERS)
    answer = run(people.CITY, "--election", city.election.slug, "--json")
    assert answer.exit_code == 0, answer.output
    told = json.loads(answer.output)
    assert (told["reported"], told["expected"], told["value"]) == (3, 18, pytest.approx(1 / 6))
    assert [child["code"] for child in told["children"]] == ["16.72.01", "16.72.03"]
    past = json.loads(run(people.CITY, "--election", city.election.slug, "--at", "2024-10-20", "--json").output)
    assert (past["reported"], past["as_of"][:10]) == (0, "2024-10-20")
    words = run("ID", "--scale", "kerawanan").output
    assert "Kerawanan Seluruh negara" in words


def test_the_command_mends_what_was_derived() -> None:
    city = City()
    report = city.report(FIRST, FULL_ANSWERS, NOW)
    Reading.objects.filter(submission=report).delete()
    answer = json.loads(run(people.CITY, "--rebuild", "--json").output)
    assert answer["reported"] == 3


def test_the_command_refuses_what_is_not_there() -> None:
    City()
    answer = run("99.99", "--json")
    assert answer.exit_code == 1
