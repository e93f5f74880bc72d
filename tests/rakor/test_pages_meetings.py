"""Pages of forums and meetings: what is shown, to whom, and the steps by the forms."""

from __future__ import annotations

import re
import uuid
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from siaga.rakor.actions import forums as forum_actions
from siaga.rakor.actions import meetings as meeting_actions
from siaga.rakor.models import Forum, ForumMember, Meeting, Participant
from tests import factories, people
from tests.factories import NOW, signed_in
from tests.factories import offices as made
from tests.rakor.tables import NEXT_WEEK, Table

pytestmark = [pytest.mark.django_db, pytest.mark.clock(date(2024, 10, 30))]


@pytest.fixture
def table() -> Table:
    return Table()


@pytest.fixture
def secretariat(table: Table) -> Client:
    return signed_in("secretariat", table.city)


def words(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined, no-any-return]


def url(name: str, *args: object) -> str:
    return reverse(f"rakor:{name}", args=args)


def test_empty_lists_explain_and_start() -> None:
    city = factories.tree()[people.CITY]
    client = signed_in("secretariat", city)
    assert "Belum ada rapat" in words(client.get(url("meetings")))
    assert "Belum ada forum" in words(client.get(url("forums")))
    assert "Belum ada forum yang berjalan" in words(client.get(url("choose_forum")))
    assert "Tidak ada rapat pada bulan ini" in words(client.get(url("month")))


def test_a_forum_is_founded_in_two_steps_and_filled(table: Table, secretariat: Client) -> None:
    first = secretariat.post(url("found_forum"), {"region": people.CITY, "election": table.election.pk})
    assert first.status_code == 302
    page = secretariat.get(first.url)  # type: ignore[attr-defined]
    assert "Rakor Desk Kota Pagar Alam" in words(page)
    founded = secretariat.post(
        first.url,  # type: ignore[attr-defined]
        {
            "kind": "coffee", "name": "Coffee morning Contoh", "upper": table.desk.pk, "chair": table.chair.pk,
            "secretary": "", "host": "", "venue": "Rumah dinas", "rhythm_days": "14",
        },
    )  # fmt: skip
    forum = Forum.objects.get(name="Coffee morning Contoh")
    assert (forum.upper, forum.chair, forum.rhythm_days) == (table.desk, table.chair, 14)
    assert founded["Location"] == url("seat_members", forum.pk)
    seated = secretariat.post(
        url("seat_members", forum.pk),
        {"offices": [table.kpu.pk, table.police.pk], "other": f"Camat, Kecamatan [{table.camats['16.72.01'].pk}]"},
    )
    assert seated["Location"] == url("forum", forum.pk)
    assert forum.members.count() == 3
    assert secretariat.post(url("seat_members", forum.pk), {"other": ""}).status_code == 422
    assert secretariat.post(url("seat_members", forum.pk), {"other": "Ketua KPU"}).status_code == 422


def test_a_forum_shows_who_holds_its_offices_today(table: Table, secretariat: Client) -> None:
    made.term(table.kpu, made.person("Contoh Sungkai"), date(2023, 1, 1))
    made.term(table.kpu, made.person("Contoh Pengganti"), date(2024, 10, 20), date(2024, 11, 2), kind="plh")
    page = words(secretariat.get(url("forum", table.desk.pk)))
    assert "Plh. Ketua KPU" in page
    assert "Contoh Pengganti" in page
    assert "Contoh Sungkai" not in page
    assert "Lowong" in page


def test_the_meeting_names_who_holds_the_office_on_its_own_day(table: Table, secretariat: Client) -> None:
    made.term(table.kpu, made.person("Contoh Sungkai"), date(2023, 1, 1))
    made.term(table.kpu, made.person("Contoh Pengganti"), date(2024, 10, 20), date(2024, 11, 2), kind="plh")
    page = words(secretariat.get(url("meeting", table.meet().pk)))
    assert "Contoh Sungkai" in page
    assert "Contoh Pengganti" not in page


def test_a_meeting_is_planned_changed_and_cancelled(table: Table, secretariat: Client) -> None:
    answers = {
        "title": "Kesiapan logistik", "purpose": "kesiapan", "day": "2024-11-06", "starts": "09:00", "ends": "11:00",
        "venue": "Aula", "chair": table.chair.pk, "secretary": table.secretary.pk, "note": "",
    }  # fmt: skip
    early = secretariat.post(url("plan_meeting", table.desk.pk), answers | {"ends": "08:00"})
    assert early.status_code == 422
    assert "Waktu selesai tidak sesudah waktu mulai" in words(early)
    planned = secretariat.post(url("plan_meeting", table.desk.pk), answers)
    meeting = Meeting.objects.get()
    assert planned["Location"] == url("meeting", meeting.pk)
    assert meeting.starts_at.isoformat() == "2024-11-06T02:00:00+00:00"
    assert meeting.participants.count() == 4
    secretariat.post(url("change_meeting", meeting.pk), answers | {"starts": "10:00"})
    meeting.refresh_from_db()
    assert meeting.starts_at.hour == 3
    asked = secretariat.post(url("cancel_meeting", meeting.pk), {"reason": ""})
    assert asked.status_code == 422
    secretariat.post(url("cancel_meeting", meeting.pk), {"reason": "Ruang dipakai"})
    page = words(secretariat.get(url("meeting", meeting.pk)))
    assert "Rapat ini dibatalkan" in page
    assert "Ruang dipakai" in page
    assert url("change_meeting", meeting.pk) not in page


def test_a_page_that_is_sent_twice_plans_one_meeting(table: Table, secretariat: Client) -> None:
    address = url("plan_meeting", table.desk.pk)
    uid = re.search(r'name="uid" value="([^"]+)"', words(secretariat.get(address)))
    assert uid
    answers = {
        "title": "Kesiapan logistik", "purpose": "kesiapan", "day": "2024-11-06", "starts": "09:00", "venue": "Aula",
        "uid": uid[1],
    }  # fmt: skip
    first, second = (secretariat.post(address, answers) for _time in range(2))
    assert first["Location"] == second["Location"] == url("meeting", Meeting.objects.get().pk)


def test_a_year_that_must_be_a_slip_is_asked_about(table: Table, secretariat: Client) -> None:
    answers = {"title": "Kesiapan", "purpose": "kesiapan", "day": "2034-11-06", "starts": "09:00", "venue": "Aula"}
    page = secretariat.post(url("plan_meeting", table.desk.pk), answers)
    assert page.status_code == 422 and "Periksa tahunnya" in words(page)
    assert not Meeting.objects.exists()


def test_a_meeting_says_which_of_its_guests_sit_elsewhere_at_that_hour(table: Table, secretariat: Client) -> None:
    meeting, later = table.meet(), table.meet(starts_at=NEXT_WEEK + timedelta(hours=2))
    assert "diundang ke rapat lain" not in words(secretariat.get(url("meeting", meeting.pk)))
    meeting_actions.change_meeting(
        actor=people.secretariat, meeting=later, starts_at=NEXT_WEEK + timedelta(hours=1), now=NOW
    )
    page = words(secretariat.get(url("meeting", meeting.pk)))
    assert "diundang ke rapat lain" in page and "Sekretaris Daerah dan 3 lainnya" in page
    meeting_actions.cancel_meeting(actor=people.secretariat, meeting=later, reason="Bentrok", now=NOW)
    assert "diundang ke rapat lain" not in words(secretariat.get(url("meeting", meeting.pk)))


def test_the_next_step_follows_the_state(table: Table, secretariat: Client) -> None:
    meeting = table.meet(starts_at=NOW + timedelta(hours=1))
    assert any(step in words(secretariat.get(url("meeting", meeting.pk))) for step in ("Buka rapat", "Undang peserta"))
    opened = secretariat.post(url("open_meeting", meeting.pk))
    assert opened.status_code == 302
    meeting.refresh_from_db()
    assert meeting.state == "held"
    page = words(secretariat.get(url("meeting", meeting.pk)))
    assert "step-now" in page
    assert url("cancel_meeting", meeting.pk) not in page


def test_participants_come_and_go(table: Table, secretariat: Client) -> None:
    meeting = table.meet()
    address = url("participants", meeting.pk)
    assert "Peserta (4)" in words(secretariat.get(address))
    camat = table.camats["16.72.01"]
    added = secretariat.post(address, {"offices": [camat.pk], "labels": "Ketua FKUB\n\nTokoh adat\n"})
    assert added["Location"] == address
    assert [str(one) for one in meeting.participants.all()][4:] == ["Camat", "Ketua FKUB", "Tokoh adat"]
    last = meeting.participants.last()
    assert isinstance(last, Participant)
    secretariat.post(url("remove_participant", meeting.pk, last.pk))
    assert meeting.participants.count() == 6
    other = table.meet()
    foreign = other.participants.first()
    assert isinstance(foreign, Participant)
    assert secretariat.post(url("remove_participant", meeting.pk, foreign.pk)).status_code == 404


def test_an_agency_sees_the_meetings_to_which_it_is_invited_and_cannot_change_them(table: Table) -> None:
    kpu = signed_in("agency", table.city, table.kpu.agency)
    planned = table.meet()
    invited = table.invited(starts_at=NEXT_WEEK + timedelta(days=1))
    assert kpu.get(url("meeting", planned.pk)).status_code == 404
    page = words(kpu.get(url("meeting", invited.pk)))
    assert "Ketua KPU" in page
    assert url("change_meeting", invited.pk) not in page
    assert kpu.get(url("change_meeting", invited.pk)).status_code == 404
    assert kpu.get(url("meetings")).status_code == 200
    assert kpu.get(url("forum", table.desk.pk)).status_code == 200


def test_a_member_is_told_of_no_forum_below_that_it_may_not_see(table: Table, secretariat: Client) -> None:
    below = table.lower()
    member = signed_in("agency", table.city, table.kpu.agency)
    assert below.name in words(secretariat.get(url("forum", table.desk.pk)))
    page = member.get(url("forum", table.desk.pk))
    assert page.status_code == 200 and below.name not in words(page)


def test_strangers_field_officers_and_neighbours_find_nothing(table: Table) -> None:
    meeting = table.invited()
    for client in (
        signed_in("secretariat", table.tree[people.NEXT_DOOR]),
        signed_in("agency", table.city, factories.agency("bawaslu", table.city)),
        signed_in("desa", table.tree[people.VILLAGE]),
    ):
        assert client.get(url("meeting", meeting.pk)).status_code == 404
        assert client.get(url("forum", table.desk.pk)).status_code == 404
        assert client.post(url("cancel_meeting", meeting.pk), {"reason": "x"}).status_code == 404


def test_the_list_costs_the_same_for_many_meetings_and_can_be_filtered(table: Table, secretariat: Client) -> None:
    table.meet()
    with CaptureQueriesContext(
        connection,
    ) as one:
        secretariat.get(url("meetings"))
    for day in range(1, 6):
        table.meet(starts_at=NEXT_WEEK + timedelta(days=day), title=f"Rapat {day}")
    with CaptureQueriesContext(connection) as many:
        page = words(secretariat.get(url("meetings")))
    assert len(many) <= len(one)
    assert "Rapat 3" in page
    found = words(secretariat.get(url("meetings") + "?cari=Rapat+3"))
    assert "Rapat 3" in found
    assert "Rapat 4" not in found
    assert "Rapat 3" not in words(secretariat.get(url("meetings") + "?waktu=lalu"))
    export = b"".join(secretariat.get(url("meetings") + "?ekspor=csv").streaming_content)  # type: ignore[attr-defined]
    assert "Rapat 3" in export.decode()


def test_the_month_shows_meetings_and_the_voting_day(table: Table, secretariat: Client) -> None:
    table.meet()
    page = words(secretariat.get(url("month") + "?bulan=2024-11"))
    assert "Kesiapan logistik (contoh)" in page
    assert "Pemungutan suara" in page
    for odd in ("2024-13", "x", "1999-01", "2024-11%00"):
        assert secretariat.get(url("month") + f"?bulan={odd}").status_code == 200
    assert secretariat.get(url("month") + "?forum=%00").status_code == 200


def round_answers(table: Table, **more: object) -> dict[str, object]:
    return {
        "title": "Kesiapan kecamatan", "purpose": "kesiapan", "places": list(table.camats), "first": "2024-11-04",
        "last": "2024-11-08", "weekdays": ["0", "1", "2", "3", "4"], "morning": "09:00", "noon": "", "length": "120",
        "gap": "60", "venue": "Kantor Kecamatan {kecamatan}", "attending": [table.kpu.pk], "with_villages": "on",
        "langkah": "usul", **more,
    }  # fmt: skip


def test_a_round_is_proposed_edited_and_planned_at_once(table: Table, secretariat: Client) -> None:
    table.meet(starts_at=NOW.replace(month=11, day=4))
    address = url("plan_round", table.desk.pk)
    assert secretariat.get(address).status_code == 200
    proposal = secretariat.post(address, round_answers(table))
    page = words(proposal)
    assert "2 rapat pada 2 hari" in page
    assert 'value="2024-11-05"' in page  # the regency meets on the 4th
    assert not Meeting.objects.filter(forum__kind="kecamatan").exists()
    rows = {
        "baris": list(table.camats),
        "r167201-day": "2024-11-04", "r167201-starts": "09:00", "r167201-venue": "Kantor camat",
        "r167203-day": "2024-11-06", "r167203-starts": "10:00", "r167203-venue": "Aula",
    }  # fmt: skip
    clash = secretariat.post(address, round_answers(table, langkah="terapkan", **rows))
    assert clash.status_code == 422
    assert "Ketua KPU" in words(clash)
    assert not Meeting.objects.filter(forum__kind="kecamatan").exists()
    rows["r167201-day"] = "2024-11-05"
    planned = secretariat.post(address, round_answers(table, langkah="terapkan", **rows))
    assert planned["Location"] == url("month") + "?bulan=2024-11"
    assert [
        (meeting.forum.region.code, meeting.starts_at.isoformat(), meeting.venue)
        for meeting in Meeting.objects.filter(forum__kind="kecamatan").order_by("starts_at")
    ] == [
        ("16.72.01", "2024-11-05T02:00:00+00:00", "Kantor camat"),
        ("16.72.03", "2024-11-06T03:00:00+00:00", "Aula"),
    ]


def test_a_round_that_does_not_fit_says_who_is_left_and_what_helps(table: Table, secretariat: Client) -> None:
    answer = secretariat.post(url("plan_round", table.desk.pk), round_answers(table, last="2024-11-04"))
    assert answer.status_code == 422
    page = words(answer)
    assert "Belum mendapat tanggal" in page
    assert "Panjangkan rentangnya" in page
    weekend = secretariat.post(
        url("plan_round", table.desk.pk), round_answers(table, first="2024-11-09", last="2024-11-10")
    )
    assert "tidak memuat satu pun hari" in words(weekend)


def test_going_back_keeps_what_was_asked(table: Table, secretariat: Client) -> None:
    answer = secretariat.post(url("plan_round", table.desk.pk), round_answers(table, langkah="kembali", title=""))
    assert answer.status_code == 200
    assert 'value="2024-11-08"' in words(answer)


def test_closing_and_removing_a_forum_say_what_holds_it(table: Table, secretariat: Client) -> None:
    table.meet()
    answer = secretariat.post(url("close_forum", table.desk.pk), {"reason": "Selesai"})
    assert answer.status_code == 422
    assert "1 rapat" in words(answer)
    empty = forum_actions.found_forum(
        actor=people.secretariat, election=table.election, region=table.city, kind="lain", name="Keliru", now=NOW
    )
    assert secretariat.post(url("remove_forum", empty.pk)).status_code == 302
    assert not Forum.objects.filter(pk=empty.pk).exists()


def test_a_member_leaves(table: Table, secretariat: Client) -> None:
    member = table.desk.members.first()
    assert isinstance(member, ForumMember)
    assert secretariat.post(url("unseat_member", table.desk.pk, member.pk)).status_code == 302
    assert table.desk.members.count() == 1


def test_offices_are_suggested_by_title_and_agency(table: Table, secretariat: Client) -> None:
    found = secretariat.get(url("suggest_offices") + "?cari=ketua+kpu").json()
    assert [one["value"] for one in found] == [f"Ketua KPU, {table.kpu.agency.name} [{table.kpu.pk}]"]
    assert secretariat.get(url("suggest_offices") + "?cari=k").json() == []


def test_many_meetings_cost_the_forum_page_nothing_more(table: Table, secretariat: Client) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            secretariat.get(url("forum", table.desk.pk))
        return len(queries)

    table.meet()
    before = cost()
    for day in range(1, 4):
        meeting = table.meet(starts_at=NEXT_WEEK + timedelta(days=day), uid=uuid.uuid4())
        meeting_actions.add_participants(
            actor=people.secretariat, meeting=meeting, offices=[], labels=[f"Tamu {day}"], now=NOW
        )
    forum_actions.seat_members(actor=people.secretariat, forum=table.desk, offices=list(table.camats.values()), now=NOW)
    assert cost() <= before
