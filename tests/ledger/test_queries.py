"""Who may read which part of the ledger, and the life of one object out of single and bulk entries."""

from __future__ import annotations

import pytest

from siaga.access import Actor, Grant, Refused, Role
from siaga.desk.models import Agency
from siaga.ledger.models import Entry
from siaga.ledger.queries import (
    access_checkpoint,
    access_entry,
    access_history,
    checkpoints_for,
    entries_for,
    history_of,
    place_name,
    reaches_chain,
    require_export,
    with_places,
)
from siaga.wilayah.models import Region
from tests import factories, people
from tests.ledger.acts import busy_city, change_region, open_agency, rename

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> dict[str, Region]:
    return busy_city()


def chains(actor: Actor) -> set[str]:
    return set(entries_for(actor).values_list("chain", flat=True))


def test_each_reads_the_chains_of_the_own_region_and_nobody_elses(city: dict[str, Region]) -> None:
    everything = {"16", "16.03", "16.72"}
    assert chains(people.admin) == everything
    assert chains(people.secretariat) == {"16.72"}
    assert chains(people.auditor) == {"16.72"}
    assert chains(people.outsider) == {"16.03"}
    for nobody in (people.leader, people.officer, people.camat, people.lurah, people.field, people.stranger):
        assert chains(nobody) == set(), nobody.name
    province = Actor(30, "Contoh Provinsi", (Grant(Role.AUDITOR, region="16"),))
    assert chains(province) == everything
    assert chains(Actor(31, "Contoh Provinsi Lain", (Grant(Role.AUDITOR, region="1"),))) == set()


def test_a_subdistrict_reads_its_own_entries_out_of_the_regencys_chain(city: dict[str, Region]) -> None:
    agency = open_agency(key="kecamatan", at=city["16.72.01"])
    open_agency(key="kecamatan", at=city["16.72.03"])
    there = Actor(32, "Contoh Sekretariat Kecamatan", (Grant(Role.SECRETARIAT, region="16.72.01"),))
    assert [entry.object_key for entry in entries_for(there)] == [str(agency.pk)]
    assert not reaches_chain(there, "16.72")


def test_the_chain_of_the_installation_is_for_those_with_everything(city: dict[str, Region]) -> None:
    Entry.objects.create(
        chain="ID", at=factories.NOW, actor_name="x", channel="page", action="role_policy.set", object_type="x",
        object_key="1", object_label="x", body_hash="0" * 64,
    )  # fmt: skip
    assert "ID" in chains(people.admin)
    assert "ID" not in chains(people.secretariat)
    assert "ID" not in chains(Actor(33, "Contoh", (Grant(Role.AUDITOR, region="16"),)))


def test_a_missing_and_a_foreign_entry_are_refused_alike(city: dict[str, Region]) -> None:
    foreign = Entry.objects.filter(chain="16.03").first()
    assert foreign is not None
    assert access_entry(people.outsider, foreign.pk) == foreign
    for number in (foreign.pk, 10**9, 10**30):
        with pytest.raises(Refused):
            access_entry(people.secretariat, number)


def test_an_entry_names_its_region_with_the_parent(city: dict[str, Region]) -> None:
    open_agency(key="kecamatan", at=city["16.72.01"])
    entry = with_places(entries_for(people.admin)).first()
    assert entry is not None
    assert place_name(entry) == "Kecamatan Pagar Alam Utara · Kota Pagar Alam"


def test_the_history_of_an_object_joins_bulk_and_single_entries(city: dict[str, Region]) -> None:
    region = city["16.72.01"]
    change_region(region=region, name="Pagar Alam Utara Baru")
    events = history_of(people.secretariat, "wilayah.region", str(region.pk))
    assert [event.entry.action for event in events] == ["region.rename", "wilayah.import"]
    assert [(event.before or {}).get("name") for event in events] == ["Pagar Alam Utara", None]
    assert [(event.after or {}).get("name") for event in events] == ["Pagar Alam Utara Baru", "Pagar Alam Utara"]


def test_the_history_of_a_foreign_or_unknown_object_is_refused(city: dict[str, Region]) -> None:
    foreign = Agency.objects.get(region__code="16.03")
    assert len(access_history(people.outsider, "desk.agency", str(foreign.pk))) == 3
    for kind, key in (
        ("desk.agency", str(foreign.pk)),
        ("desk.agency", "0"),
        ("desk.agency", "x\x00"),
        ("auth.user", "1"),
    ):
        with pytest.raises(Refused):
            access_history(people.secretariat, kind, key)


def test_an_objects_history_outlives_the_object(city: dict[str, Region]) -> None:
    from tests.ledger.acts import close

    agency = Agency.objects.get(key="bawaslu")
    key = str(agency.pk)
    close(agency=agency)
    newest = access_history(people.auditor, "desk.agency", key)[0]
    assert newest.after is None
    assert newest.before is not None


def test_checkpoints_are_for_readers_of_any_part(city: dict[str, Region]) -> None:
    from siaga.ledger.checkpoints import take_checkpoint

    made = take_checkpoint(factories.NOW)
    assert made is not None
    assert list(checkpoints_for(people.outsider)) == [made]
    assert list(checkpoints_for(people.leader)) == []
    for actor, number in ((people.leader, made.number), (people.auditor, made.number + 1)):
        with pytest.raises(Refused):
            access_checkpoint(actor, number)


def test_an_export_holds_the_own_chains_only(city: dict[str, Region]) -> None:
    assert require_export(people.admin) is None
    assert require_export(people.auditor) == ["16.72"]
    for actor in (people.secretariat, people.stranger):
        with pytest.raises(Refused):
            require_export(actor)


def test_a_history_costs_the_same_for_one_and_for_three_changes(city: dict[str, Region]) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    agency = open_agency(key="polres", at=city["16.72"])
    counts = []
    for number in range(3):
        with CaptureQueriesContext(connection) as queries:
            history_of(people.auditor, "desk.agency", str(agency.pk))
        counts.append(len(queries))
        rename(agency=agency, name=f"Polres {number}")
    assert len(set(counts)) == 1, counts
