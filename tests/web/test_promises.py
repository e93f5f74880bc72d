"""The start page tells which promises fall due, and how much is open in each sub-district."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from siaga.rakor.queries.points import open_by_part, promises
from tests import people
from tests.factories import NOW, account
from tests.rakor.points.worlds import Table
from tests.readiness.worlds import City

pytestmark = [pytest.mark.django_db, pytest.mark.clock(NOW)]
TODAY = date(2024, 10, 30)


@pytest.fixture
def table() -> Table:
    city = City()
    table = Table(city.tree, city.election)
    table.point(title="Lewat (contoh)", due=date(2024, 10, 25))
    table.utara_point(title="Minggu ini (contoh)", due=date(2024, 11, 2))
    table.utara_point(title="Lewat di Utara (contoh)", due=date(2024, 10, 28))
    table.done(table.point(title="Selesai (contoh)"))
    return table


def home(role: str, at: object, of: object = None) -> str:
    client = Client()
    client.force_login(account(f"contoh-{role}", role, at=at, agency=of))  # type: ignore[arg-type]
    return client.get("/").content.decode()


def test_counts_are_those_of_the_reach(table: Table) -> None:
    whole = promises(people.secretariat, table.election, TODAY, region="16.72")
    assert (whole.overdue, whole.this_week, whole.waiting, whole.open) == (2, 1, 1, 4)
    own = promises(people.officer, table.election, TODAY)
    assert (own.overdue, own.this_week, own.waiting, own.open) == (1, 0, 1, 2)
    parts = open_by_part(people.secretariat, table.election, "16.72", TODAY)
    assert {code: (one.open, one.overdue) for code, one in parts.items()} == {"16.72.01": (2, 1)}
    assert promises(people.outsider, table.election, TODAY).open == 0


def test_the_card_and_the_column_are_on_the_start_page(table: Table) -> None:
    page = home("secretariat", table.regions["16.72"])
    assert "Janji yang jatuh tempo" in page
    assert "2 lewat waktu" in page
    assert "Tindak lanjut" in page
    assert "1 lewat</" in page


def test_an_agency_sees_its_own_promises_and_a_field_officer_none(table: Table) -> None:
    page = home("agency", table.regions["16.72"], table.kpu)
    assert "1 lewat waktu" in page
    assert "Lewat di Utara" not in page
    assert "Janji yang jatuh tempo" not in home("field", table.regions["16.72"])
