"""The desk: its decree, sections, functions, seats."""

from __future__ import annotations

from datetime import date

import pytest

from siaga.access import Refused
from siaga.desk.actions.desks import (
    add_section,
    change_desk,
    change_section,
    close_desk,
    create_desk,
    remove_section,
    seat_office,
    unseat_office,
)
from siaga.desk.errors import Closed, Incomplete, NameTaken
from siaga.desk.models import Desk, SectionMember
from siaga.desk.patterns import patterns
from siaga.ledger.models import Entry
from siaga.wilayah.models import Region
from tests import people
from tests.factories import NOW, agency, election, tree
from tests.factories.offices import desk, office

pytestmark = pytest.mark.django_db


@pytest.fixture
def regions() -> dict[str, Region]:
    return tree()


@pytest.fixture
def city_desk(regions: dict[str, Region]) -> Desk:
    return desk(regions[people.CITY])


def test_a_desk_is_formed_with_decree_elections_and_first_sections(regions: dict[str, Region]) -> None:
    city = regions[people.CITY]
    both = [election(city), election(regions["16"], "pilgub-2024")]
    made = create_desk(
        actor=people.secretariat,
        region=city,
        name="Desk Pilkada Kota Pagar Alam",
        decree_number="100/CONTOH/2024",
        decree_date=date(2024, 5, 1),
        elections=both,
        pattern=patterns()["empat-fungsi"],
        now=NOW,
    )
    assert set(made.elections.all()) == set(both)
    assert {value for section in made.sections.all() for value in section.functions} == {
        "pantau",
        "antisipasi",
        "saran",
        "lapor",
    }
    with pytest.raises(NameTaken):
        create_desk(actor=people.secretariat, region=city, name=made.name, now=NOW)


def test_a_desk_serves_no_election_of_another_region(regions: dict[str, Region]) -> None:
    with pytest.raises(Incomplete):
        create_desk(
            actor=people.secretariat,
            region=regions[people.CITY],
            name="Desk",
            elections=[election(regions[people.NEXT_DOOR])],
            now=NOW,
        )


@pytest.mark.parametrize("who", ["leader", "officer", "camat", "auditor", "outsider", "stranger"])
def test_forming_and_filling_a_desk_is_refused_to_all_but_the_secretariat(
    regions: dict[str, Region], city_desk: Desk, who: str
) -> None:
    actor = people.EVERYONE[who]
    with pytest.raises(Refused):
        create_desk(actor=actor, region=regions[people.CITY], name="Desk Lain", now=NOW)
    with pytest.raises(Refused):
        add_section(actor=actor, desk=city_desk, name="Bidang", functions=[], now=NOW)
    assert not city_desk.sections.exists()


def test_a_change_of_the_elections_alone_is_on_the_ledger(city_desk: Desk) -> None:
    arguments = {
        "actor": people.secretariat,
        "desk": city_desk,
        "name": city_desk.name,
        "decree_number": "",
        "decree_date": None,
        "decree_title": "",
        "lead_agency": None,
        "chair": None,
        "now": NOW,
    }
    change_desk(**arguments, elections=[])
    assert not Entry.objects.exists()
    change_desk(**arguments, elections=[election(city_desk.region)])
    assert '"elections":["pilkada-2024"]' in Entry.objects.get(action="desk.change").after


def test_a_section_has_one_head(city_desk: Desk) -> None:
    section = add_section(actor=people.secretariat, desk=city_desk, name="Bidang", functions=["pantau"], now=NOW)
    kpu = agency("kpu", city_desk.region)
    first, second = office(kpu, "Ketua KPU"), office(kpu, "Sekretaris KPU", 2)
    seat_office(actor=people.secretariat, section=section, office=first, head=True, now=NOW)
    seat_office(actor=people.secretariat, section=section, office=second, head=True, now=NOW)
    assert dict(SectionMember.objects.values_list("office__title", "head")) == {
        "Ketua KPU": False,
        "Sekretaris KPU": True,
    }
    unseat_office(actor=people.secretariat, member=section.members.get(office=first), now=NOW)
    assert section.members.count() == 1


def test_a_section_takes_known_functions_in_their_order(city_desk: Desk) -> None:
    section = add_section(
        actor=people.secretariat, desk=city_desk, name="Bidang", functions=["lapor", "pantau"], now=NOW
    )
    assert section.functions == ["pantau", "lapor"]
    with pytest.raises(Incomplete):
        change_section(actor=people.secretariat, section=section, functions=["berhitung"], now=NOW)
    with pytest.raises(NameTaken):
        add_section(actor=people.secretariat, desk=city_desk, name="Bidang", functions=[], now=NOW)


def test_removing_a_section_says_how_many_seats_went_with_it(city_desk: Desk) -> None:
    section = add_section(actor=people.secretariat, desk=city_desk, name="Bidang", functions=[], now=NOW)
    seat_office(
        actor=people.secretariat, section=section, office=office(agency("kpu", city_desk.region), "Ketua"), now=NOW
    )
    assert remove_section(actor=people.secretariat, section=section, now=NOW) == 1
    assert Entry.objects.filter(action="desk.unseat").count() == 1


def test_a_dissolved_desk_changes_no_more(city_desk: Desk) -> None:
    with pytest.raises(Incomplete):
        close_desk(actor=people.secretariat, desk=city_desk, on=NOW.date(), reason="", now=NOW)
    close_desk(actor=people.secretariat, desk=city_desk, on=NOW.date(), reason="Tugas selesai", now=NOW)
    with pytest.raises(Closed):
        add_section(actor=people.secretariat, desk=city_desk, name="Bidang", functions=[], now=NOW)
