"""Adding versions, retiring and taking up again: success and refusal side by side."""

from __future__ import annotations

from datetime import timedelta

import pytest

from siaga.access import Actor, Problem, Refused
from siaga.instruments.actions import add_version, retire_instrument, revive_instrument, ship_instrument
from siaga.instruments.errors import FormRefused, NameOfAnother, OtherUnit, Retired, StillDue, VersionExists
from siaga.instruments.library import shipped_draft
from siaga.instruments.models import Instrument, InstrumentVersion
from siaga.instruments.queries import access_instrument, access_version, current_version, instruments_for
from siaga.instruments.queries.drafts import homes, standing_of
from siaga.ledger.models import Entry
from siaga.reporting.models import Duty
from siaga.wilayah.models import Region
from tests import people
from tests.factories import NOW, election, tree
from tests.instruments.examples import small
from tests.instruments.made import stranger

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> dict[str, Region]:
    return tree()


@pytest.fixture
def city(world: dict[str, Region]) -> Region:
    return world[people.CITY]


@pytest.fixture
def uploaded(city: Region) -> Instrument:
    return add_version(actor=people.secretariat, draft=small(), region=city, now=NOW).version.instrument


def test_a_secretariat_adds_an_instrument_of_its_own(city: Region) -> None:
    added = add_version(actor=people.secretariat, draft=small(), region=city, now=NOW)
    assert added.new
    assert (added.version.number, added.version.version) == (1, "1")
    instrument = added.version.instrument
    assert (instrument.unit_kind, instrument.level, instrument.region, instrument.shipped) == ("region", 3, city, False)
    assert bytes(added.version.source) == small().source
    assert list(Entry.objects.values_list("action", flat=True)) == ["instrument.add_version"] * 2


@pytest.mark.parametrize("actor", [people.officer, people.camat, people.leader, people.auditor, people.field])
def test_nobody_else_adds_one(city: Region, actor: Actor) -> None:
    with pytest.raises(Refused):
        add_version(actor=actor, draft=small(), region=city, now=NOW)
    assert not Instrument.objects.exists()


def test_nobody_adds_one_for_another_region(world: dict[str, Region]) -> None:
    for region in (world[people.NEXT_DOOR], world["16"], None):
        with pytest.raises(Refused):
            add_version(actor=people.secretariat, draft=small(), region=region, now=NOW)
    assert add_version(actor=people.admin, draft=small(), region=None, now=NOW).new


def test_the_same_again_changes_nothing(uploaded: Instrument, city: Region) -> None:
    entries = Entry.objects.count()
    again = add_version(actor=people.secretariat, draft=small(), region=city, now=NOW + timedelta(days=1))
    assert not again.new
    assert again.version == current_version(uploaded)
    assert Entry.objects.count() == entries


def test_the_same_version_with_other_content_is_refused(uploaded: Instrument, city: Region) -> None:
    with pytest.raises(VersionExists):
        add_version(actor=people.secretariat, draft=small(**{"Jumlah kotak": "Banyak kotak"}), region=city, now=NOW)
    assert InstrumentVersion.objects.count() == 1


def test_the_next_version_follows_and_the_old_one_stays(uploaded: Instrument, city: Region) -> None:
    draft = small(**{"| kesiapan-gudang | 1 |": "| kesiapan-gudang | 2 |", "Jumlah kotak": "Banyak kotak"})
    standing = standing_of(people.secretariat, draft, city)
    assert standing.number == 2
    assert (standing.changes.added, standing.changes.removed, standing.changes.altered) == ([], [], ["kotak"])
    assert add_version(actor=people.secretariat, draft=draft, region=city, now=NOW).version.number == 2
    assert current_version(uploaded).version == "2"
    assert access_version(people.secretariat, "kesiapan-gudang", 1)[1].version == "1"


def test_an_instrument_keeps_what_it_is_about(uploaded: Instrument, city: Region) -> None:
    with pytest.raises(OtherUnit):
        add_version(
            actor=people.secretariat,
            draft=small(**{"| kesiapan-gudang | 1 |": "| kesiapan-gudang | 2 |", "| kecamatan |": "| desa |"}),
            region=city,
            now=NOW,
        )


def test_once_closed_it_stays_closed(city: Region) -> None:
    closed = small(**{"| siaga_unit |": "| siaga_unit | siaga_sensitive |", "| kecamatan |": "| kecamatan | ya |"})
    instrument = add_version(actor=people.secretariat, draft=closed, region=city, now=NOW).version.instrument
    assert instrument.sensitive
    later = small(**{"| kesiapan-gudang | 1 |": "| kesiapan-gudang | 2 |"})
    add_version(actor=people.secretariat, draft=later, region=city, now=NOW)
    instrument.refresh_from_db()
    assert instrument.sensitive


def test_a_form_that_does_not_say_what_it_is_about_is_refused(city: Region) -> None:
    draft = stranger()
    draft.unit = ""
    with pytest.raises(FormRefused):
        add_version(actor=people.secretariat, draft=draft, region=city, now=NOW)


def test_names_of_others_are_taken(uploaded: Instrument, world: dict[str, Region]) -> None:
    ship_instrument(actor=people.secretariat, draft=shipped_draft("kesiapan-tps"), now=NOW)
    with pytest.raises(NameOfAnother):
        add_version(actor=people.admin, draft=shipped_draft("kesiapan-tps"), region=None, now=NOW)
    with pytest.raises(NameOfAnother):
        add_version(actor=people.outsider, draft=small(), region=world[people.NEXT_DOOR], now=NOW)


def test_an_uploaded_name_is_never_shipped_over(city: Region) -> None:
    draft = small(**{"| kesiapan-gudang |": "| kesiapan-desa |"})
    add_version(actor=people.secretariat, draft=draft, region=city, now=NOW)
    with pytest.raises(NameOfAnother):
        ship_instrument(actor=people.secretariat, draft=shipped_draft("kesiapan-desa"), now=NOW)


def test_who_sees_which(uploaded: Instrument) -> None:
    ship_instrument(actor=people.secretariat, draft=shipped_draft("kesiapan-tps"), now=NOW)
    for actor in (people.secretariat, people.officer, people.camat, people.field, people.auditor, people.admin):
        assert set(instruments_for(actor).values_list("name", flat=True)) == {"kesiapan-gudang", "kesiapan-tps"}
    assert [one.name for one in instruments_for(people.outsider)] == ["kesiapan-tps"]
    assert not instruments_for(people.stranger).exists()
    with pytest.raises(Refused):
        access_instrument(people.outsider, "kesiapan-gudang")
    with pytest.raises(Refused):
        access_instrument(people.secretariat, "tidak-ada")


def test_homes_are_where_one_may_add(world: dict[str, Region]) -> None:
    assert homes(people.secretariat) == [world[people.CITY]]
    assert homes(people.admin) == [None]
    assert homes(people.camat) == []


def test_retired_and_taken_up_again(uploaded: Instrument, city: Region) -> None:
    gone = retire_instrument(actor=people.secretariat, instrument=uploaded, reason="Diganti", now=NOW)
    assert gone.retired_at == NOW
    assert Entry.objects.order_by("-pk")[0].reason == "Diganti"
    with pytest.raises(Retired):
        add_version(actor=people.secretariat, draft=small(), region=city, now=NOW)
    assert revive_instrument(actor=people.secretariat, instrument=uploaded, now=NOW).retired_at is None


def test_retiring_is_not_for_others_nor_for_what_is_shipped(uploaded: Instrument) -> None:
    shipped = ship_instrument(actor=people.secretariat, draft=shipped_draft("kesiapan-tps"), now=NOW).version.instrument
    for actor, instrument in (
        (people.outsider, uploaded),
        (people.officer, uploaded),
        (people.secretariat, shipped),
    ):
        with pytest.raises(Refused):
            retire_instrument(actor=actor, instrument=instrument, reason="Coba", now=NOW)
    assert retire_instrument(actor=people.admin, instrument=shipped, reason="Diganti", now=NOW).retired_at


def test_what_is_due_cannot_be_retired(uploaded: Instrument, city: Region) -> None:
    vote = election(city)
    Duty.objects.create(
        election=vote, instrument=uploaded, region=city, role="kecamatan", starts=NOW.date(), ends=vote.voting_day
    )
    with pytest.raises(StillDue) as refused:
        retire_instrument(actor=people.secretariat, instrument=uploaded, reason="Diganti", now=NOW)
    assert isinstance(refused.value, Problem) and refused.value.remedy
    Duty.objects.update(ended_at=NOW)
    assert retire_instrument(actor=people.secretariat, instrument=uploaded, reason="Diganti", now=NOW).retired_at
