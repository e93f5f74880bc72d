"""Pages of the desk and of support requests: what is shown, to whom, and the steps by the forms."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from siaga.desk.models import Agency, Desk, SupportRequest
from siaga.elections.models import Election
from siaga.wilayah.models import Region
from tests import people
from tests.factories import agency, election, signed_in, tree
from tests.factories.offices import desk, office, person, request, term

pytestmark = [pytest.mark.django_db, pytest.mark.clock(date(2024, 10, 30))]


@pytest.fixture
def city() -> Region:
    return tree()[people.CITY]


@pytest.fixture
def kpu(city: Region) -> Agency:
    return agency("kpu", city, "KPU Kota Pagar Alam")


@pytest.fixture
def vote(city: Region) -> Election:
    return election(city)


@pytest.fixture
def secretariat(city: Region) -> Client:
    return signed_in("secretariat", city)


@pytest.fixture
def outsider(city: Region) -> Client:
    return signed_in("secretariat", Region.objects.get(code=people.NEXT_DOOR))


def test_an_empty_desk_page_explains_and_starts(secretariat: Client) -> None:
    page = secretariat.get(reverse("desk:desks")).content.decode()
    assert "Belum ada Desk" in page
    assert "Memantau pelaksanaan" in page
    assert reverse("desk:form_desk") in page


def test_the_desk_is_formed_filled_and_printed(secretariat: Client, kpu: Agency, vote: Election) -> None:
    chair = office(kpu, "Ketua KPU")
    term(chair, person("Contoh Ani"), date(2023, 1, 1))
    formed = secretariat.post(
        reverse("desk:form_desk"),
        {
            "region": people.CITY,
            "name": "Desk Pilkada Contoh",
            "decree_number": "100/CONTOH/2024",
            "elections": [vote.pk],
            "pattern": "tiga-bidang",
        },
    )
    made = Desk.objects.get()
    assert formed.status_code == 302
    assert made.sections.count() == 3
    section = made.sections.first()
    secretariat.post(reverse("desk:give_seat", args=[section.pk]), {"office": chair.pk, "head": "on"})
    page = secretariat.get(reverse("desk:desk", args=[made.pk])).content.decode()
    assert "Contoh Ani" in page
    assert "100/CONTOH/2024" in page
    assert "Ketua bidang" in page
    assert secretariat.get(reverse("desk:desks")).status_code == 302


def test_a_new_desk_is_offered_the_elections_in_sight_alone(
    secretariat: Client, outsider: Client, vote: Election
) -> None:
    assert vote.name in secretariat.get(reverse("desk:form_desk")).content.decode()
    assert vote.name not in outsider.get(reverse("desk:form_desk")).content.decode()


def test_the_page_names_functions_that_no_section_serves(secretariat: Client, city: Region) -> None:
    made = desk(city)
    made.sections.create(name="Bidang Contoh", functions=["pantau", "antisipasi", "saran"])
    page = secretariat.get(reverse("desk:desk", args=[made.pk])).content.decode()
    assert "belum dijalankan" in page
    assert "Melaporkan masalah dan perkembangan" in page


def test_sections_are_changed_and_removed_by_the_forms(secretariat: Client, city: Region, kpu: Agency) -> None:
    made = desk(city)
    secretariat.post(reverse("desk:new_section", args=[made.pk]), {"name": "Bidang Contoh", "functions": ["pantau"]})
    section = made.sections.get()
    secretariat.post(
        reverse("desk:edit_section", args=[section.pk]),
        {"name": "Bidang Pemantauan", "functions": ["pantau", "lapor"], "position": "1"},
    )
    section.refresh_from_db()
    assert (section.name, section.functions) == ("Bidang Pemantauan", ["pantau", "lapor"])
    member = section.members.create(office=office(kpu, "Ketua KPU"))
    secretariat.post(reverse("desk:lead_section", args=[member.pk]))
    member.refresh_from_db()
    assert member.head
    secretariat.post(reverse("desk:take_seat", args=[member.pk]))
    secretariat.post(reverse("desk:drop_section", args=[section.pk]))
    assert not made.sections.exists()


def test_the_desk_is_changed_and_dissolved_by_the_forms(
    secretariat: Client, city: Region, kpu: Agency, vote: Election
) -> None:
    made = desk(city)
    chair = office(kpu, "Ketua KPU")
    secretariat.post(
        reverse("desk:edit_desk", args=[made.pk]),
        {"name": "Desk Contoh", "lead_agency": kpu.pk, "chair": chair.pk, "elections": [vote.pk]},
    )
    made.refresh_from_db()
    assert (made.name, made.lead_agency, made.chair) == ("Desk Contoh", kpu, chair)
    secretariat.post(reverse("desk:dissolve_desk", args=[made.pk]), {"on": "2024-12-31", "reason": "Tugas selesai"})
    made.refresh_from_db()
    assert made.closed_on == date(2024, 12, 31)


def test_a_desk_next_door_is_not_there(outsider: Client, city: Region) -> None:
    made = desk(city)
    section = made.sections.create(name="Bidang Contoh")
    for url in (
        reverse("desk:desk", args=[made.pk]),
        reverse("desk:edit_desk", args=[made.pk]),
        reverse("desk:edit_section", args=[section.pk]),
        reverse("desk:desk", args=[made.pk + 99]),
    ):
        assert outsider.get(url).status_code == 404
    assert "Desk Pilkada Contoh" not in outsider.get(reverse("desk:desks")).content.decode()


def test_a_request_goes_its_way_by_the_forms(secretariat: Client, city: Region, kpu: Agency, vote: Election) -> None:
    officer = signed_in("agency", city, kpu)
    asked = officer.post(
        reverse("desk:ask"),
        {
            "asked_by": kpu.pk,
            "election": vote.pk,
            "kind": "gudang",
            "title": "Gudang 400 m²",
            "due": "2024-11-10",
            "asked_on": "2024-10-30",
        },
    )
    assert asked.status_code == 302
    made = SupportRequest.objects.get()
    refusal = secretariat.post(
        reverse("desk:answer", args=[made.pk]), {"granted": "tidak", "answer": "", "answered_on": "2024-10-30"}
    )
    assert refusal.status_code == 422
    secretariat.post(
        reverse("desk:answer", args=[made.pk]),
        {"granted": "ya", "answer": "Gudang Dishub", "answered_on": "2024-10-30"},
    )
    officer.post(reverse("desk:deliver", args=[made.pk]), {"delivered_on": "2024-10-30"})
    page = secretariat.get(reverse("desk:support", args=[made.pk])).content.decode()
    assert (
        page.index("Diminta oleh KPU Kota Pagar Alam")
        < page.index("Gudang Dishub")
        < page.index("<strong>Terlaksana</strong>")
    )


def test_a_withdrawn_request_says_why(city: Region, kpu: Agency, vote: Election) -> None:
    made = request(vote, kpu)
    officer = signed_in("agency", city, kpu)
    assert officer.post(reverse("desk:withdraw", args=[made.pk]), {"reason": ""}).status_code == 422
    officer.post(reverse("desk:withdraw", args=[made.pk]), {"reason": "Sudah ada gudang lain"})
    assert "Sudah ada gudang lain" in officer.get(reverse("desk:support", args=[made.pk])).content.decode()


def test_an_agency_sees_its_own_requests_only(city: Region, kpu: Agency, vote: Election) -> None:
    own, other = request(vote, kpu, "Gudang KPU"), request(vote, agency("bawaslu", city), "Ruang Bawaslu")
    officer = signed_in("agency", city, kpu)
    page = officer.get(reverse("desk:requests")).content.decode()
    assert "Gudang KPU" in page
    assert "Ruang Bawaslu" not in page
    assert officer.get(reverse("desk:support", args=[own.pk])).status_code == 200
    assert officer.get(reverse("desk:support", args=[other.pk])).status_code == 404
    assert officer.get(reverse("desk:answer", args=[own.pk])).status_code == 404


def test_the_list_filters_what_is_overdue_and_exports(
    secretariat: Client, city: Region, kpu: Agency, vote: Election
) -> None:
    request(vote, kpu, "Gudang terlambat", due=date(2024, 10, 20))
    request(vote, kpu, "Gudang nanti", due=date(2024, 11, 20))
    request(vote, kpu, "Gudang ditolak", due=date(2024, 10, 20), state="ditolak", answer="Penuh")
    late = secretariat.get(reverse("desk:requests"), {"status": "terlambat"}).content.decode()
    assert "Gudang terlambat" in late
    assert "Gudang nanti" not in late
    assert "Gudang ditolak" not in late
    export = secretariat.get(reverse("desk:requests"), {"ekspor": "csv"})
    body = b"".join(export.streaming_content) if export.streaming else export.content  # type: ignore[attr-defined]
    assert "Gudang nanti" in body.decode("utf-8-sig")


@pytest.mark.parametrize("role", ["leader", "auditor"])
def test_those_who_only_read_get_no_forms(city: Region, kpu: Agency, vote: Election, role: str) -> None:
    client = signed_in(role, city)
    made = request(vote, kpu)
    formed = desk(city)
    assert client.get(reverse("desk:support", args=[made.pk])).status_code == 200
    assert client.get(reverse("desk:edit_desk", args=[formed.pk])).status_code == 404
    assert client.get(reverse("desk:withdraw", args=[made.pk])).status_code == 404
    assert client.get(reverse("desk:answer", args=[made.pk])).status_code == (200 if role == "leader" else 404)


def test_the_requests_list_keeps_its_query_count(
    secretariat: Client, city: Region, kpu: Agency, vote: Election
) -> None:
    request(vote, kpu)
    secretariat.get(reverse("desk:requests"))
    with CaptureQueriesContext(connection) as one:
        secretariat.get(reverse("desk:requests"))
    for key in ("bawaslu", "ppk"):
        request(vote, agency(key, city))
    with CaptureQueriesContext(connection) as three:
        secretariat.get(reverse("desk:requests"))
    assert len(three) == len(one)


def test_the_desk_page_keeps_its_query_count(secretariat: Client, city: Region, kpu: Agency) -> None:
    made = desk(city)
    section = made.sections.create(name="Bidang Contoh")
    section.members.create(office=office(kpu, "Ketua KPU"))
    url = reverse("desk:desk", args=[made.pk])
    secretariat.get(url)
    with CaptureQueriesContext(connection) as one:
        secretariat.get(url)
    for number in range(3):
        other = made.sections.create(name=f"Bidang {number}")
        seat = office(kpu, f"Anggota {number}", number)
        term(seat, person(f"Contoh {number}"), date(2023, 1, 1))
        other.members.create(office=seat)
    with CaptureQueriesContext(connection) as four:
        secretariat.get(url)
    assert len(four) == len(one)
