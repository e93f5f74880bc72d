"""Pages of agencies, offices and officials: what is shown, to whom, and how many queries it takes."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from siaga.desk.models import Agency, Office, Person, Tenure
from siaga.wilayah.models import Region
from tests import people
from tests.factories import agency, signed_in, tree
from tests.factories.offices import office, person, term

pytestmark = [pytest.mark.django_db, pytest.mark.clock(date(2024, 10, 30))]


@pytest.fixture
def regions() -> dict[str, Region]:
    return tree()


@pytest.fixture
def kpu(regions: dict[str, Region]) -> Agency:
    return agency("kpu", regions[people.CITY], "KPU Kota Pagar Alam")


@pytest.fixture
def secretariat(regions: dict[str, Region]) -> Client:
    return signed_in("secretariat", regions[people.CITY])


@pytest.fixture
def outsider(regions: dict[str, Region]) -> Client:
    return signed_in("secretariat", regions[people.NEXT_DOOR])


def _mayor(regions: dict[str, Region]) -> Office:
    mayor = office(agency("pemda", regions[people.CITY], "Pemerintah Kota Pagar Alam"), "Wali Kota Pagar Alam")
    term(mayor, person("Contoh Ani"), date(2021, 2, 26))
    term(mayor, person("Contoh Budi"), date(2024, 9, 25), date(2024, 11, 23), kind="pjs", basis="SK contoh")
    return mayor


def test_the_list_names_who_acts_today(secretariat: Client, regions: dict[str, Region], kpu: Agency) -> None:
    _mayor(regions)
    page = secretariat.get(reverse("desk:agencies")).content.decode()
    assert "Pjs. Wali Kota Pagar Alam" in page
    assert 'name="cari"' in page
    assert "Contoh Budi" in page
    assert "KPU Kota Pagar Alam" in page


def test_the_list_shows_nothing_of_next_door(outsider: Client, kpu: Agency) -> None:
    assert "KPU Kota Pagar Alam" not in outsider.get(reverse("desk:agencies")).content.decode()


def test_the_list_is_filtered_and_searched(secretariat: Client, regions: dict[str, Region], kpu: Agency) -> None:
    agency("polres", regions[people.CITY], "Polres Pagar Alam")
    kpu.aliases.create(name="KPUD Contoh")
    shown = secretariat.get(reverse("desk:agencies"), {"lini": "keamanan"}).content.decode()
    assert "Polres Pagar Alam" in shown
    assert "KPU Kota" not in shown
    found = secretariat.get(reverse("desk:agencies"), {"cari": "kpud"}).content.decode()
    assert "KPU Kota" in found
    assert "Polres Pagar Alam" not in found


@pytest.mark.parametrize("name", ["desk:agencies", "desk:offices", "desk:people", "desk:contacts"])
def test_lists_keep_their_query_count(secretariat: Client, regions: dict[str, Region], name: str) -> None:
    def fill(key: str, at: Region) -> None:
        made = agency(key, at)
        for number in range(2):
            term(office(made, f"Jabatan {number}"), person(f"Contoh {key} {number}"), date(2023, 1, 1))

    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    fill("kpu", regions[people.CITY])
    secretariat.get(reverse(name))
    with CaptureQueriesContext(
        connection,
    ) as one:
        secretariat.get(reverse(name))
    for key, code in (("bawaslu", people.CITY), ("polres", people.CITY), ("kecamatan", people.KECAMATAN)):
        fill(key, regions[code])
    with CaptureQueriesContext(connection) as four:
        secretariat.get(reverse(name))
    assert len(four) == len(one)


def test_an_agency_page_answers_missing_and_forbidden_alike(outsider: Client, kpu: Agency) -> None:
    assert outsider.get(reverse("desk:agency", args=["kpu@16.72"])).status_code == 404
    assert outsider.get(reverse("desk:agency", args=["kpu@99.99"])).status_code == 404
    assert outsider.get(reverse("desk:agency", args=["tanpa-wilayah"])).status_code == 404


def test_the_secretariat_makes_changes_and_closes_an_agency(secretariat: Client, regions: dict[str, Region]) -> None:
    made = secretariat.post(
        reverse("desk:add_agency"), {"kind": "bawaslu", "region": people.CITY, "with_offices": "on"}
    )
    assert made.status_code == 302
    bawaslu = Agency.objects.get(key="bawaslu")
    assert bawaslu.offices.count() == 2
    secretariat.post(
        reverse("desk:edit_agency", args=[bawaslu.code]),
        {"name": "Bawaslu Pagar Alam", "kind": "bawaslu", "short_name": "", "address": ""},
    )
    secretariat.post(
        reverse("desk:close_agency", args=[bawaslu.code]), {"on": "2024-10-30", "reason": "Contoh penutupan"}
    )
    bawaslu.refresh_from_db()
    assert (bawaslu.name, bawaslu.closed_on) == ("Bawaslu Pagar Alam", date(2024, 10, 30))


def test_a_wrong_form_keeps_what_was_typed(secretariat: Client, regions: dict[str, Region]) -> None:
    answer = secretariat.post(
        reverse("desk:add_agency"), {"kind": "ppk", "region": people.CITY, "name": "PPK Contoh Saja"}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "PPK Contoh Saja" in page
    assert "tidak berkedudukan" in page
    elsewhere = secretariat.post(reverse("desk:add_agency"), {"kind": "kpu", "region": people.NEXT_DOOR})
    assert "di luar wewenang" in elsewhere.content.decode()


def test_the_standard_set_is_previewed_and_made(secretariat: Client, regions: dict[str, Region], kpu: Agency) -> None:
    url = reverse("desk:standard_set")
    preview = secretariat.get(url, {"wilayah": people.CITY}).content.decode()
    assert "Panitia Pemilihan Kecamatan" in preview
    assert Agency.objects.count() == 1
    secretariat.post(url, {"wilayah": people.CITY, "jenis": ["bawaslu:2", "ppk:3"], "jabatan": "1"})
    assert set(Agency.objects.values_list("key", "region__code")) == {
        ("kpu", "16.72"),
        ("bawaslu", "16.72"),
        ("ppk", "16.72.01"),
        ("ppk", "16.72.03"),
    }


def test_an_office_names_its_holder_on_the_day_asked(secretariat: Client, regions: dict[str, Region]) -> None:
    url = reverse("desk:office", args=[_mayor(regions).pk])
    today = secretariat.get(url).content.decode()
    assert "Pjs. Wali Kota Pagar Alam: " in today
    before = secretariat.get(url, {"tanggal": "2024-09-24"}).content.decode()
    assert "Pjs. Wali Kota Pagar Alam: " not in before
    assert secretariat.get(url, {"tanggal": "2024-13-99"}).status_code == 200


def test_the_offices_list_filters_by_who_acts(secretariat: Client, regions: dict[str, Region], kpu: Agency) -> None:
    _mayor(regions)
    office(kpu, "Ketua KPU")
    vacant = secretariat.get(reverse("desk:offices"), {"status": "lowong"}).content.decode()
    assert "Ketua KPU" in vacant
    assert "Contoh Budi" not in vacant
    stand_ins = secretariat.get(reverse("desk:offices"), {"status": "pengganti"}).content.decode()
    assert "Contoh Budi" in stand_ins
    before = secretariat.get(reverse("desk:offices"), {"status": "pengganti", "tanggal": "2024-09-01"})
    assert "Contoh Budi" not in before.content.decode()


def test_appointing_a_stand_in_by_the_form(secretariat: Client, regions: dict[str, Region]) -> None:
    mayor = _mayor(regions)
    url = reverse("desk:appoint", args=[mayor.pk])
    values = {"person": "Contoh Citra", "kind": "plh", "starts": "2024-11-01", "ends": "2024-11-05", "basis": "SK"}
    clash = secretariat.post(url, values)
    assert clash.status_code == 422
    assert "Contoh Budi" in clash.content.decode()
    assert not Person.objects.filter(name="Contoh Citra").exists()
    assert secretariat.post(url, values | {"starts": "2024-11-24", "ends": "2024-11-30"}).status_code == 302
    assert Tenure.objects.get(person__name="Contoh Citra").kind == "plh"


def test_a_known_name_asks_whether_it_is_the_same_person(secretariat: Client, regions: dict[str, Region]) -> None:
    mayor = _mayor(regions)
    ani = Person.objects.get(name="Contoh Ani")
    url = reverse("desk:appoint", args=[mayor.pk])
    values = {"person": "contoh ani", "kind": "plt", "starts": "2024-12-01"}
    assert f"[{ani.pk}]" in secretariat.post(url, values).content.decode()
    assert secretariat.post(url, values | {"person": f"Contoh Ani [{ani.pk}]"}).status_code == 302
    assert (
        secretariat.post(url, values | {"namesake": "on", "starts": "2024-11-25", "ends": "2024-11-30"}).status_code
        == 302
    )
    assert Person.objects.filter(search_name="contoh ani").count() == 2


def test_contact_data_is_shown_only_to_those_who_keep_it(
    secretariat: Client, regions: dict[str, Region], kpu: Agency
) -> None:
    chair = person("Contoh Ani", phone="081273645546", email="contoh.ani@contoh.go.id", nip="198001012005011099")
    term(office(kpu, "Ketua KPU"), chair, date(2023, 1, 1))
    city = regions[people.CITY]
    secrets = ("081273645546", "contoh.ani@contoh.go.id", "198001012005011099")
    urls = [reverse("desk:person", args=[chair.pk]), reverse("desk:contacts"), reverse("desk:agency", args=[kpu.code])]
    knowing = [secretariat, signed_in("agency", city, kpu)]
    bawaslu = agency("bawaslu", city)
    unknowing = [signed_in("leader", city), signed_in("auditor", city), signed_in("agency", city, bawaslu)]
    for client in knowing:
        assert secrets[0] in client.get(urls[0]).content.decode()
        assert secrets[0] in client.get(urls[1]).content.decode()
    for client in unknowing:
        for url in urls:
            page = client.get(url)
            assert page.status_code == 200
            assert not any(secret in page.content.decode() for secret in secrets)


def test_appointing_somebody_elses_official_does_not_open_their_numbers(
    regions: dict[str, Region], kpu: Agency
) -> None:
    mayor = _mayor(regions)
    ani = Person.objects.get(search_name="contoh ani")
    Person.objects.filter(pk=ani.pk).update(phone="081273645546", email="contoh.ani@contoh.go.id")
    term(office(kpu, "Ketua KPU"), ani, date(2023, 1, 1))
    assert mayor.agency != kpu
    page = signed_in("agency", regions[people.CITY], kpu).get(reverse("desk:contacts")).content.decode()
    assert "Contoh Ani" in page
    assert "081273645546" not in page and "contoh.ani@contoh.go.id" not in page
    keeper = signed_in("secretariat", regions[people.CITY]).get(reverse("desk:contacts")).content.decode()
    assert "081273645546" in keeper


def test_suggestions_reach_only_officials_in_sight(
    secretariat: Client, outsider: Client, regions: dict[str, Region]
) -> None:
    _mayor(regions)
    found = secretariat.get(reverse("desk:suggest_people"), {"cari": "contoh"}).json()
    assert {one["label"] for one in found} == {
        "Contoh Ani · Wali Kota Pagar Alam",
        "Contoh Budi · Pjs. Wali Kota Pagar Alam",
    }
    assert outsider.get(reverse("desk:suggest_people"), {"cari": "contoh"}).json() == []


def test_an_agency_keeps_its_own_offices_and_no_others(regions: dict[str, Region], kpu: Agency) -> None:
    client = signed_in("agency", regions[people.CITY], kpu)
    assert client.post(reverse("desk:add_office", args=[kpu.code]), {"title": "Ketua KPU"}).status_code == 302
    mayor = _mayor(regions)
    for url in (
        reverse("desk:appoint", args=[mayor.pk]),
        reverse("desk:edit_office", args=[mayor.pk]),
        reverse("desk:end_term", args=[mayor.tenures.first().pk]),
        reverse("desk:add_office", args=["pemda@16.72"]),
    ):
        assert client.get(url).status_code == 404


def test_terms_are_ended_mended_and_struck_by_the_forms(secretariat: Client, regions: dict[str, Region]) -> None:
    mayor = _mayor(regions)
    stand_in = mayor.tenures.get(kind="pjs")
    secretariat.post(reverse("desk:end_term", args=[stand_in.pk]), {"on": "2024-11-20", "reason": ""})
    stand_in.refresh_from_db()
    assert stand_in.ends == date(2024, 11, 20)
    mended = {
        "person": f"Contoh Budi [{stand_in.person_id}]",
        "kind": "plt",
        "starts": "2024-09-26",
        "ends": "2024-11-20",
        "basis": "",
        "reason": "Salah ketik",
    }
    assert secretariat.post(reverse("desk:mend_term", args=[stand_in.pk]), mended).status_code == 302
    stand_in.refresh_from_db()
    assert (stand_in.kind, stand_in.starts) == ("plt", date(2024, 9, 26))
    secretariat.post(reverse("desk:strike_term", args=[stand_in.pk]), {"reason": "Tidak pernah ada"})
    assert not Tenure.objects.filter(pk=stand_in.pk).exists()


def test_two_notes_about_one_official_are_merged(secretariat: Client, regions: dict[str, Region]) -> None:
    _mayor(regions)
    keep, double = Person.objects.get(name="Contoh Ani"), person("Contoh A n i")
    url = reverse("desk:merge_person", args=[keep.pk])
    assert secretariat.post(url, {"double": "Contoh A n i"}).status_code == 422
    assert secretariat.post(url, {"double": f"Contoh A n i [{double.pk}]"}).status_code == 302
    assert not Person.objects.filter(pk=double.pk).exists()
