"""Pages of reports of the desk: what is shown, to whom, and the steps by the forms."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from siaga.briefing.drawing_up import fingerprint
from siaga.briefing.models import DeskReport
from tests import factories, people
from tests.factories import NOW, briefing

pytestmark = pytest.mark.django_db
LIST = "/dokumen/laporan/"


@pytest.fixture
def due(settings: Any) -> DeskReport:
    settings.SIAGA_NOW = NOW
    city = factories.tree()[people.CITY]
    briefing.letterhead(city)
    return briefing.desk_report(factories.election(city))


def signed_in(role: str, code: str = people.CITY) -> Client:
    client = Client()
    at = factories.Region.objects.get(code=code)
    of = factories.agency("kecamatan", at) if role == "kecamatan" else None
    client.force_login(factories.account(f"contoh-{role}-{code.replace('.', '')}", role, at=at, agency=of))
    return client


def words(page: Any) -> str:
    text = page.content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<svg.*?</svg>|<[^>]+>", " ", text[text.index("<main") :], flags=re.S))


def test_the_list_names_what_is_late(due: DeskReport) -> None:
    page = words(signed_in("secretariat").get(LIST))
    assert "Kota Pagar Alam: lewat 2 hari, belum disusun" in page
    exported = signed_in("auditor").get(f"{LIST}?ekspor=csv").getvalue().decode()  # type: ignore[attr-defined]
    assert "21–27 Okt 2024" in exported
    assert "Terlambat" in exported


def test_a_report_goes_its_way_by_the_forms(due: DeskReport) -> None:
    writes, leads = signed_in("secretariat"), signed_in("leader")
    at = f"{LIST}{due.pk}/"
    assert writes.post(f"{at}susun/").status_code == 302
    assert (
        writes.post(f"{at}tulis/summary/", {"text": "Aman di Kabupaten Kolaka.", "base": fingerprint("")}).status_code
        == 302
    )
    page = words(writes.get(at))
    assert "bertentangan dengan data Desk" in page and "(bagian Ringkasan)" in page
    assert "Kabupaten Kolaka" in page
    version = DeskReport.objects.get(pk=due.pk).version
    refused = leads.post(f"{at}setujui/", {"base": version})
    assert refused.status_code == 422
    assert "Kabupaten Kolaka" in refused.content.decode()
    base = fingerprint("Aman di Kabupaten Kolaka.")
    assert writes.post(f"{at}tulis/summary/", {"text": "Aman.", "base": base}).status_code == 302
    assert leads.post(f"{at}setujui/", {"base": version + 1}).status_code == 302
    assert "100.2.7/1/DESK/X/2024" in words(leads.get(at))
    sent = {"sent_to": "Mendagri", "way": "surel", "sent_at": "2024-10-30T09:00"}
    assert writes.post(f"{at}kirim/", sent).status_code == 302
    assert "Terkirim terlambat" in words(writes.get(LIST))
    assert leads.post(f"{at}buka/", {"reason": "Keliru"}).status_code == 302
    assert "Arsip edisi" in words(leads.get(at))


def test_a_conflict_shows_both_texts_and_a_second_save_goes_through(due: DeskReport) -> None:
    client = signed_in("secretariat")
    at = f"{LIST}{due.pk}/"
    client.post(f"{at}susun/")
    client.post(f"{at}tulis/closing/", {"text": "Naskah orang lain", "base": fingerprint("")})
    answer = client.post(f"{at}tulis/closing/", {"text": "Naskah saya", "base": fingerprint("")})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Naskah orang lain" in page
    assert "Naskah saya" in page
    base = fingerprint("Naskah orang lain")
    assert f'value="{base}"' in page
    assert client.post(f"{at}tulis/closing/", {"text": "Naskah saya", "base": base}).status_code == 302


def test_a_section_without_facts_or_words_is_shown_as_a_gap(due: DeskReport) -> None:
    client = signed_in("secretariat")
    client.post(f"{LIST}{due.pk}/susun/")
    page = words(client.get(f"{LIST}{due.pk}/"))
    assert "Kejadian menonjol (belum ada)" in page
    assert "modul" not in page


@pytest.mark.parametrize(
    ("role", "code"),
    [("kecamatan", people.KECAMATAN), ("desa", people.VILLAGE), ("secretariat", people.NEXT_DOOR)],
)
def test_no_report_of_the_city_for_a_kecamatan_a_village_or_another_regency(
    due: DeskReport, role: str, code: str
) -> None:
    client = signed_in(role, code)
    assert client.get(f"{LIST}{due.pk}/").status_code == 404
    assert client.post(f"{LIST}{due.pk}/susun/").status_code == 404


def test_the_secretariat_sees_no_approval_and_may_not_ask_for_it(due: DeskReport) -> None:
    client = signed_in("secretariat")
    client.post(f"{LIST}{due.pk}/susun/")
    page = client.get(f"{LIST}{due.pk}/")
    assert reverse("briefing:approve_report", args=[due.pk]) not in page.content.decode()
    assert client.post(f"{LIST}{due.pk}/setujui/", {"base": 1}).status_code == 404
    assert "Menunggu persetujuan" in words(page)


def test_both_files_come_with_their_names(due: DeskReport) -> None:
    client = signed_in("secretariat")
    client.post(f"{LIST}{due.pk}/susun/")
    pdf = client.get(f"{LIST}{due.pk}/berkas.pdf")
    assert pdf.content.startswith(b"%PDF")
    assert 'filename="laporan-weekly-16.72-20241027.pdf"' in pdf["Content-Disposition"]
    assert pdf["Cache-Control"] == "private, no-store"  # a NIP may stand under its signature
    assert client.get(f"{LIST}{due.pk}/berkas.docx").content.startswith(b"PK")
    assert client.get(f"{LIST}{due.pk}/berkas.exe").status_code == 404


def test_the_list_keeps_its_query_count(due: DeskReport) -> None:
    client = signed_in("secretariat")
    client.get(LIST)

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(LIST)
        return len(queries)

    few = count()
    for week in range(1, 6):
        day = timedelta(days=7 * week)
        briefing.desk_report(due.election, starts=due.starts - day, ends=due.ends - day, due_at=due.due_at - day)
    assert count() == few


def test_the_page_of_a_report_stays_within_its_queries(due: DeskReport) -> None:
    client = signed_in("secretariat")
    client.post(f"{LIST}{due.pk}/susun/")
    client.get(f"{LIST}{due.pk}/")
    with CaptureQueriesContext(connection) as queries:
        client.get(f"{LIST}{due.pk}/")
    assert len(queries) <= 25
    assert due.ends == date(2024, 10, 27)
