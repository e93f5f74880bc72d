"""The page of the agenda: what it shows, to whom, and the steps by its buttons."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from siaga.rakor.models import AgendaItem, ItemKind, Meeting, MeetingState
from siaga.rakor.queries.agenda import agenda_of
from siaga.readiness.models import Opening
from tests import factories
from tests.factories import NOW, rakor
from tests.factories import offices as made

pytestmark = [pytest.mark.django_db, pytest.mark.clock(NOW)]


@pytest.fixture
def meeting() -> Meeting:
    forum = rakor.forum(factories.election(factories.tree()["16.72"]))
    kpu = factories.agency("kpu", forum.region, "KPU Kota Pagar Alam")
    rakor.member(forum, made.office(kpu, "Ketua KPU"))
    rakor.point(forum.election, kpu, "Kirim kotak suara", forum=forum, created_at=NOW - timedelta(days=7))
    return rakor.meeting(forum, NOW + timedelta(days=1), state=MeetingState.INVITED)


def signed_in(role: str, meeting: Meeting, **fields: object) -> Client:
    client = Client()
    client.force_login(factories.account(f"contoh-{role}", role, at=meeting.forum.region, **fields))  # type: ignore[arg-type]
    return client


def page(client: Client, meeting: Meeting) -> str:
    answer = client.get(reverse("rakor:agenda", args=[meeting.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_empty_agenda_says_what_it_is_drawn_from_and_the_button_draws_it_up(meeting: Meeting) -> None:
    secretariat = signed_in("secretariat", meeting)
    assert "Agenda belum disusun" in page(secretariat, meeting)
    answer = secretariat.post(reverse("rakor:draw_up_agenda", args=[meeting.pk]), follow=True)
    shown = answer.content.decode()
    assert "Kirim kotak suara" in shown
    assert "KPU Kota Pagar Alam" in shown
    assert "1 tindak lanjut belum dilaporkan sejak rapat lalu." in shown


def test_items_are_added_worded_moved_taken_off_and_put_back_by_the_page(meeting: Meeting) -> None:
    secretariat = signed_in("secretariat", meeting)
    secretariat.post(reverse("rakor:draw_up_agenda", args=[meeting.pk]))
    secretariat.post(reverse("rakor:add_item", args=[meeting.pk]), {"title": "Anggaran", "detail": "Sisa NPHD"})
    item = AgendaItem.objects.get(title="Anggaran")
    before = [one.pk for one in agenda_of(meeting)]
    secretariat.post(reverse("rakor:move_item", args=[meeting.pk, item.pk]), {"arah": "naik"})
    after = [one.pk for one in agenda_of(meeting)]
    assert after.index(item.pk) == before.index(item.pk) - 1
    secretariat.post(reverse("rakor:change_item", args=[meeting.pk, item.pk]), {"title": "Anggaran H-7", "detail": ""})
    secretariat.post(reverse("rakor:remove_item", args=[meeting.pk, item.pk]))
    shown = page(secretariat, meeting)
    assert "1 pokok dikeluarkan" in shown
    secretariat.post(reverse("rakor:restore_item", args=[meeting.pk, item.pk]))
    assert [one.title for one in agenda_of(meeting)].count("Anggaran H-7") == 1


def test_a_form_error_keeps_what_was_typed(meeting: Meeting) -> None:
    secretariat = signed_in("secretariat", meeting)
    answer = secretariat.post(reverse("rakor:add_item", args=[meeting.pk]), {"title": "", "detail": "Tetap di sini"})
    assert answer.status_code == 422
    assert "Tetap di sini" in answer.content.decode()


def test_an_agency_of_the_forum_reads_the_agenda_and_asks_for_an_item(meeting: Meeting) -> None:
    kpu = meeting.forum.members.get().office.agency
    officer = signed_in("agency", meeting, agency=kpu)
    shown = page(officer, meeting)
    assert "Usulkan pokok" in shown
    assert "Susun" not in shown.split("</h1>")[1]
    answer = officer.post(
        reverse("rakor:submit_item", args=[meeting.pk]),
        {"agency": kpu.code, "title": "Cadangan genset", "detail": ""},
        follow=True,
    )
    assert "Cadangan genset" in answer.content.decode()
    assert AgendaItem.objects.get(kind=ItemKind.SUBMITTED).submitted_by == kpu


@pytest.mark.parametrize("role", ["field", "desa", "auditor", "leader"])
def test_who_may_not_write_sees_no_buttons_or_no_page_at_all(meeting: Meeting, role: str) -> None:
    client = signed_in(role, meeting)
    answer = client.get(reverse("rakor:agenda", args=[meeting.pk]))
    if role in {"field", "desa"}:
        assert answer.status_code == 404
    else:
        assert reverse("rakor:draw_up_agenda", args=[meeting.pk]) not in answer.content.decode()
    assert client.post(reverse("rakor:draw_up_agenda", args=[meeting.pk])).status_code == 404


def test_an_agency_that_does_not_sit_there_finds_nothing(meeting: Meeting) -> None:
    stranger = signed_in("agency", meeting, agency=factories.agency("bawaslu", meeting.forum.region))
    for name in ("agenda", "submit_item"):
        assert stranger.get(reverse(f"rakor:{name}", args=[meeting.pk])).status_code == 404


def test_an_item_of_another_meeting_is_not_here(meeting: Meeting) -> None:
    other = rakor.item(rakor.meeting(meeting.forum, NOW + timedelta(days=8)))
    secretariat = signed_in("secretariat", meeting)
    assert secretariat.get(reverse("rakor:change_item", args=[meeting.pk, other.pk])).status_code == 404


def test_after_the_minutes_are_finished_nothing_can_be_changed(meeting: Meeting) -> None:
    secretariat = signed_in("secretariat", meeting)
    secretariat.post(reverse("rakor:draw_up_agenda", args=[meeting.pk]))
    Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.MINUTED)
    assert reverse("rakor:add_item", args=[meeting.pk]) not in page(secretariat, meeting)
    assert secretariat.post(reverse("rakor:draw_up_agenda", args=[meeting.pk])).status_code == 409


def test_a_closed_picture_is_told_to_the_table_at_the_meeting_and_not_before(meeting: Meeting) -> None:
    secretariat = signed_in("secretariat", meeting)
    secretariat.post(reverse("rakor:draw_up_agenda", args=[meeting.pk]))
    officer = signed_in("agency", meeting, agency=meeting.forum.members.get().office.agency)
    headline = AgendaItem.objects.get(meeting=meeting, key="headline")
    pages = [reverse(f"rakor:{name}", args=[meeting.pk]) for name in ("agenda", "minutes")]
    call = f"/api/v1/rakor/{meeting.pk}/agenda"
    for address in (*pages, call):
        told = officer.get(address).content.decode()
        assert headline.title not in told, address
        assert "Terbukti" not in told, address
    for address in (pages[0], call):
        assert "Perubahan gambaran, dibuka pada rapat" in officer.get(address).content.decode(), address
        assert headline.title in secretariat.get(address).content.decode(), address
    headline.refresh_from_db()
    assert headline.facts["what"] == "headline", "what is veiled stays as it is"
    Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.HELD, held_at=NOW)
    assert headline.title in officer.get(pages[0]).content.decode()
    Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.MINUTED, minuted_at=NOW)
    for address in pages:
        assert headline.title in officer.get(address).content.decode(), address


def test_where_the_leader_opened_the_picture_the_table_knows_it_beforehand(meeting: Meeting) -> None:
    secretariat = signed_in("secretariat", meeting)
    secretariat.post(reverse("rakor:draw_up_agenda", args=[meeting.pk]))
    Opening.objects.create(election=meeting.forum.election, region=meeting.forum.region, picture=True)
    officer = signed_in("agency", meeting, agency=meeting.forum.members.get().office.agency)
    assert AgendaItem.objects.get(meeting=meeting, key="headline").title in page(officer, meeting)
