"""The pages of documents: what is shown, what a stranger gets, what each may download."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from siaga.access import Role
from siaga.briefing.crests import path_of
from siaga.briefing.models import Letterhead
from siaga.desk.models import Account
from siaga.rakor.models import Meeting
from tests.factories import account, papers, rakor, region

pytestmark = pytest.mark.django_db
LIVE = {"HTTP_HX_REQUEST": "true"}


def sign_in(client: Client, role: Role, made: papers.World, **more: object) -> Client:
    person = Account.objects.filter(username=f"contoh-{role}").first()
    client.force_login(person or account(f"contoh-{role}", role, at=made.regions["16.72"], **more))  # type: ignore[arg-type]
    return client


def at(name: str, *args: object) -> str:
    return reverse(f"briefing:{name}", args=args)


def test_the_page_of_a_meeting_offers_each_paper_in_both_forms(client: Client) -> None:
    made = papers.world()
    papers.minutes(made)
    html = sign_in(client, Role.SECRETARIAT, made).get(at("meeting_documents", made.meeting.pk)).content.decode()
    for what in ("undangan", "daftar-hadir", "notula"):
        for form in ("pdf", "docx"):
            assert at("paper", made.meeting.pk, what, form) in html
    assert "Yang belum lengkap" not in html
    assert papers.NIP not in html


def test_the_page_says_what_is_missing_and_where_to_set_it(client: Client) -> None:
    made = papers.world(guests=0)
    Letterhead.objects.all().delete()
    Meeting.objects.update(letter_number="")
    html = sign_in(client, Role.SECRETARIAT, made).get(at("meeting_documents", made.meeting.pk)).content.decode()
    for words in ("Kop surat belum diatur", "Undangan belum bernomor", "Belum ada peserta", "Agenda masih kosong"):
        assert words in html
    assert at("letterhead", "16.72") in html and at("number_letter", made.meeting.pk) in html


def test_a_meeting_that_was_called_off_lacks_no_agenda(client: Client) -> None:
    made = papers.world()
    Meeting.objects.update(state="cancelled", cancelled_reason="Banjir (contoh)")
    html = sign_in(client, Role.SECRETARIAT, made).get(at("meeting_documents", made.meeting.pk)).content.decode()
    assert "Rapat ini dibatalkan" in html and "Agenda masih kosong" not in html


def test_the_page_warns_of_areas_that_are_not_ours(client: Client) -> None:
    made = papers.world()
    region("74", "Sulawesi Tenggara")
    region("74.01", "Kabupaten Kolaka")
    Meeting.objects.filter(pk=made.meeting.pk).update(note="Demi kelancaran Pilkada di Kabupaten Kolaka.")
    html = sign_in(client, Role.SECRETARIAT, made).get(at("meeting_documents", made.meeting.pk)).content.decode()
    assert "Kolaka" in html and "notice-error" in html


@pytest.mark.parametrize("form", ["pdf", "docx"])
@pytest.mark.parametrize("what", ["undangan", "undangan-per-peserta", "daftar-hadir", "notula"])
def test_a_paper_is_downloaded_as_a_file_that_nobody_keeps(client: Client, what: str, form: str) -> None:
    made = papers.world()
    answer = sign_in(client, Role.SECRETARIAT, made).get(at("paper", made.meeting.pk, what, form))
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Content-Disposition"].endswith(f'.{form}"')
    assert answer.content[:4] == (b"%PDF" if form == "pdf" else b"PK\x03\x04")


def test_the_signer_and_the_electronic_field_are_chosen_by_the_address(client: Client) -> None:
    made = papers.world()
    path = at("paper", made.meeting.pk, "undangan", "pdf") + f"?penanda={made.secretary.pk}&ttd=elektronik"
    data = sign_in(client, Role.SECRETARIAT, made).get(path).content
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    assert papers.NIP in text and "ruang tanda tangan elektronik" in text


def test_a_draft_of_the_minutes_is_for_those_who_write_or_sign_them(client: Client) -> None:
    made = papers.world()
    papers.minutes(made)
    Meeting.objects.filter(pk=made.meeting.pk).update(state="held", minuted_at=None)
    draft = at("paper", made.meeting.pk, "notula", "pdf")
    assert sign_in(client, Role.AUDITOR, made).get(draft).status_code == 404
    page = client.get(at("meeting_documents", made.meeting.pk)).content.decode()
    assert draft not in page
    assert sign_in(client, Role.LEADER, made).get(draft).status_code == 200
    papers.sign(made)
    assert sign_in(client, Role.AUDITOR, made).get(draft).status_code == 200


def test_an_invited_agency_gets_the_invitation_and_the_signed_minutes_alone(client: Client) -> None:
    made = papers.world()
    Meeting.objects.filter(pk=made.meeting.pk).update(state="invited")
    sign_in(client, Role.AGENCY, made, agency=made.agencies["kpu"])
    assert client.get(at("paper", made.meeting.pk, "undangan", "pdf")).status_code == 200
    assert client.get(at("paper", made.meeting.pk, "notula", "pdf")).status_code == 404
    assert client.get(at("pack", made.meeting.pk, "pdf")).status_code == 404
    assert client.get(at("presentation", made.meeting.pk)).status_code == 404


@pytest.mark.parametrize("role", [Role.FIELD, Role.DESA])
def test_others_find_nothing(client: Client, role: Role) -> None:
    made = papers.world()
    sign_in(client, role, made)
    for path in (
        at("documents"), at("meeting_documents", made.meeting.pk), at("paper", made.meeting.pk, "undangan", "pdf"),
        at("pack", made.meeting.pk, "pdf"), at("presentation", made.meeting.pk), at("letterhead", "16.72"),
    ):  # fmt: skip
        assert client.get(path).status_code == 404, path


def test_a_number_is_given_on_the_form_and_the_next_one_is_told_before(client: Client) -> None:
    made = papers.world()
    Meeting.objects.update(letter_number="")
    sign_in(client, Role.SECRETARIAT, made)
    path = at("number_letter", made.meeting.pk)
    assert "100.2.7/1/" in client.get(path).content.decode()
    answer = client.post(path, {"number": "", "day": "2024-10-23", "nature": "Segera", "copies": "Gubernur\n\nDPRD"})
    assert answer.status_code == 302
    made.meeting.refresh_from_db()
    assert made.meeting.letter_number.startswith("100.2.7/1/") and made.meeting.letter_copies == ["Gubernur", "DPRD"]


def test_a_letterhead_is_set_with_its_crest_and_previewed(client: Client) -> None:
    made = papers.world(with_crest=False)
    sign_in(client, Role.SECRETARIAT, made)
    values = {"government": "Pemerintah Kota Contoh", "code": "100", "pattern": "{urut}/{kode}/{bulan}/{tahun}"}
    upload = SimpleUploadedFile("lambang.png", papers.crest(), content_type="image/png")
    answer = client.post(at("letterhead", "16.72"), {**values, "crest": upload})
    assert answer.status_code == 302
    head = Letterhead.objects.get()
    assert head.government == "Pemerintah Kota Contoh" and path_of(head.crest).read_bytes() == papers.crest()
    assert client.get(at("crest", "16.72"))["Content-Type"] == "image/png"
    shown = client.get(at("letterhead", "16.72"), values, **LIVE).content.decode()
    assert "PEMERINTAH KOTA CONTOH" in shown and "1/100/" in shown
    wrong = client.get(at("letterhead", "16.72"), {**values, "pattern": "{urut}"}, **LIVE).content.decode()
    assert "harus memuat" in wrong


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("lambang.png", b"GIF89a....."),
        ("lambang.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("l.png", b"%PDF-1.7"),
    ],
)
def test_what_is_no_picture_is_no_crest(client: Client, name: str, content: bytes) -> None:
    made = papers.world(with_crest=False)
    sign_in(client, Role.SECRETARIAT, made)
    values = {"government": "Pemerintah Contoh", "pattern": "{urut}/{tahun}"}
    answer = client.post(at("letterhead", "16.72"), {**values, "crest": SimpleUploadedFile(name, content)})
    assert answer.status_code == 422
    assert Letterhead.objects.get().crest == ""


def test_a_letterhead_of_next_door_is_not_there(client: Client) -> None:
    made = papers.world()
    sign_in(client, Role.SECRETARIAT, made)
    assert client.get(at("letterhead", "16.03")).status_code == 404


def test_the_list_costs_the_same_for_many_meetings(client: Client) -> None:
    made = papers.world()
    sign_in(client, Role.SECRETARIAT, made)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(at("documents")).status_code == 200
        return len(queries)

    cost()
    few = cost()
    for _ in range(8):
        rakor.meeting(made.forum)
    assert cost() == few
