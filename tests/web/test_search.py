from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from siaga.desk.models import Agency, Office, Person, Tenure
from siaga.web.search.finding import find
from tests import factories, people
from tests.factories import rakor

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> dict[str, Any]:
    tree = factories.tree()
    pilkada = factories.election(tree["16.72"])
    factories.station(pilkada, tree["16.72.01.1001"], 5)
    factories.station(pilkada, tree["16.72.03.1001"], 5)
    kpu = factories.agency("kpu", tree["16.72"], "KPU Kota Pagar Alam")
    elsewhere = factories.agency("kpu", tree["16.03"], "KPU Kabupaten Muara Enim")
    for number, (agency, name) in enumerate(((kpu, "Contoh Rahmawati"), (elsewhere, "Contoh Rahmadi"))):
        office = Office.objects.create(agency=agency, title="Ketua", position=number)
        person = Person.objects.create(name=name, search_name=name.lower(), phone="0812", nip="1990")
        Tenure.objects.create(office=office, person=person, kind="definitif", starts=factories.NOW.date())
    return {"tree": tree, "election": pilkada}


def found(actor: Any, words: str, world: dict[str, Any]) -> dict[str, list[str]]:
    return {group.key: [hit.title for hit in group.hits] for group in find(actor, words, world["election"], 10)}


@pytest.mark.parametrize(
    ("words", "kind", "title"),
    [
        ("dempo utara", "wilayah", "Kecamatan Dempo Utara"),
        ("DEMPO-UTARA", "wilayah", "Kecamatan Dempo Utara"),
        ("16.72.03", "wilayah", "Kecamatan Dempo Utara"),
        ("sukorejo pagar alam", "wilayah", "Kelurahan Sukorejo"),
        ("tps 5 sukorejo", "tps", "TPS 005"),
        ("16.72.01.1001/5", "tps", "TPS 005"),
        ("1672011001005", "tps", "TPS 005"),
        ("kpu", "instansi", "KPU Kota Pagar Alam"),
        ("rahma", "pejabat", "Contoh Rahmawati"),
        ("ketua", "jabatan", "Ketua"),
    ],
)
def test_what_people_type_finds_the_thing(world: dict[str, Any], words: str, kind: str, title: str) -> None:
    assert found(people.secretariat, words, world)[kind][0] == title


def test_promises_and_obstacles_are_found_by_those_who_may_see_them(world: dict[str, Any]) -> None:
    kpu = Agency.objects.get(key="kpu", region=world["tree"]["16.72"])
    rakor.point(world["election"], kpu, "Kirim sisa kotak suara (contoh)")
    rakor.point(world["election"], kpu, "Kotak suara lama (contoh)", state="verified", closed_reason="Contoh")
    rakor.obstacle(world["election"], title="Jembatan putus (contoh)")
    for actor in (people.secretariat, people.officer):
        assert found(actor, "kotak suara", world)["janji"] == [
            "Kirim sisa kotak suara (contoh)",
            "Kotak suara lama (contoh)",
        ]
    assert found(people.secretariat, "jembatan", world)["kendala"] == ["Jembatan putus (contoh)"]
    for actor in (people.outsider, people.lurah, people.field, people.stranger):
        assert not {"janji", "kendala"} & set(found(actor, "contoh", world))


def test_forums_and_meetings_are_found_by_those_who_may_see_them(world: dict[str, Any]) -> None:
    forum = rakor.forum(world["election"], name="Rakor Desk Contoh")
    rakor.meeting(forum, title="Kesiapan logistik")
    assert found(people.secretariat, "desk contoh", world)["forum"] == ["Rakor Desk Contoh"]
    assert found(people.secretariat, "kesiapan logistik", world)["rakor"] == ["Kesiapan logistik"]
    for actor in (people.outsider, people.lurah, people.field, people.officer):
        assert not {"forum", "rakor"} & set(found(actor, "contoh", world))


def test_a_code_finds_all_below_it_nearest_first(world: dict[str, Any]) -> None:
    assert found(people.secretariat, "16.72", world)["wilayah"][0] == "Kota Pagar Alam"
    assert len(found(people.secretariat, "16.72.03", world)["wilayah"]) == 3


def test_nothing_from_next_door_is_found(world: dict[str, Any]) -> None:
    assert found(people.secretariat, "embawang", world) == {}
    assert found(people.secretariat, "muara enim", world) == {}
    assert found(people.secretariat, "rahmadi", world) == {}


def test_a_field_officer_finds_the_assigned_station_alone(world: dict[str, Any]) -> None:
    factories.station(world["election"], world["tree"]["16.72.01.1001"], 1)
    assert found(people.field, "tps 1", world) == {"tps": ["TPS 001"]}
    assert found(people.field, "tps 5", world) == {}


def test_a_stranger_finds_nothing(world: dict[str, Any]) -> None:
    assert found(people.stranger, "pagar alam", world) == {}


@pytest.mark.parametrize("words", ["0812", "1990"])
def test_personal_data_is_no_way_to_find_people(world: dict[str, Any], words: str) -> None:
    assert "pejabat" not in found(people.admin, words, world)


@pytest.mark.parametrize("words", ["", " ", "a", "%", "\x00\x00", "'; --", "x" * 5000, "tps", "99.99.99.9999/999"])
def test_odd_words_do_no_harm(world: dict[str, Any], words: str) -> None:
    assert isinstance(find(people.admin, words, world["election"], 5), list)


def test_every_hit_says_where_it_lies(world: dict[str, Any]) -> None:
    for group in find(people.secretariat, "sukorejo", world["election"], 5):
        assert all("Pagar Alam" in hit.where for hit in group.hits)


def test_the_number_of_queries_does_not_grow_with_the_hits(
    world: dict[str, Any], django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(10):
        find(people.secretariat, "pagar alam", world["election"], 30)


def test_as_one_types_only_the_results_come(client: Client, world: dict[str, Any]) -> None:
    client.force_login(factories.account("sekretariat", "secretariat", at=world["tree"]["16.72"]))
    answer = client.get("/cari/?cari=dempo", headers={"HX-Request": "true", "HX-Target": "hasil-cari-bingkai"})
    page = answer.content.decode()
    assert "Kecamatan Dempo Utara" in page
    assert "<html" not in page
    assert "Kecamatan Dempo Utara" in client.get("/cari/?cari=dempo").content.decode()
    assert "Tidak ditemukan" in client.get("/cari/?cari=tidakada").content.decode()


def test_suggestions_for_forms_carry_code_and_whereabouts(client: Client, world: dict[str, Any]) -> None:
    client.force_login(factories.account("sekretariat", "secretariat", at=world["tree"]["16.72"]))
    assert client.get("/cari/wilayah.json?cari=dempo").json() == [
        {
            "value": "16.72.03",
            "label": "Kecamatan Dempo Utara, Kota Pagar Alam, Provinsi Sumatera Selatan · 16.72.03",
        }
    ]
    assert client.get("/cari/lain.json?cari=dempo").status_code == 404
