"""A recoded region takes its accounts, persons and assignments along, on the record."""

from __future__ import annotations

import pytest

from siaga.access import Role
from siaga.desk.models import Account, Grant, Person
from siaga.desk.queries.actors import actor_of
from siaga.ledger.models import Entry
from siaga.ledger.rows import rows_of
from siaga.wilayah.actions.recoding import recode_region
from tests import factories, people
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def test_a_field_officer_keeps_the_assigned_stations_under_their_new_codes() -> None:
    regions = factories.tree()
    village = regions["16.72.01.1001"]
    account = factories.account(
        "petugas", Role.FIELD, at=regions["16.72"], units=(f"{village.code}/001", "16.72.03", village.code)
    )
    Account.objects.filter(pk=account.pk).update(region_code="16.72.01")
    person = Person.objects.create(name="Contoh Camat", search_name="contoh camat", region_code="16.72.01")

    recode_region(actor=people.secretariat, region=regions["16.72.01"], code="16.72.06", now=NOW)

    account.refresh_from_db()
    person.refresh_from_db()
    assert account.region_code == "16.72.06"
    assert person.region_code == "16.72.06"
    (grant,) = actor_of(account, NOW).grants
    assert grant.units == {"16.72.06.1001/001", "16.72.03", "16.72.06.1001"}
    entry = Entry.objects.get(action="people.recode")
    assert sorted(row.type for row in rows_of(entry)) == ["desk.account", "desk.grant", "desk.person"]


def test_people_elsewhere_leave_no_entry() -> None:
    regions = factories.tree()
    factories.account("petugas", Role.FIELD, at=regions["16.03"], units=("16.03.01",))
    recode_region(actor=people.secretariat, region=regions["16.72.01"], code="16.72.06", now=NOW)
    assert not Entry.objects.filter(action="people.recode").exists()
    assert Grant.objects.get().units == ["16.03.01"]
