"""The steps of an action point: who may take which, from where, and what each leaves behind."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from siaga.access import Actor, Grant, Refused, Role
from siaga.rakor.actions import points
from siaga.rakor.errors import MeetingNotOpen, NotOfMeeting, OwnPoint, PointMoved, Unsaid
from siaga.rakor.models import ActionPoint, Escalation, ForumMember, MeetingState, PointState, PointUpdate
from siaga.rakor.queries.points import forums_that_take
from tests import factories, people
from tests.factories import NOW, rakor
from tests.factories import offices as made
from tests.rakor.points.worlds import DUE, Table

pytestmark = pytest.mark.django_db


@pytest.fixture
def table() -> Table:
    return Table()


def history(point: ActionPoint) -> list[tuple[str, str, str]]:
    return list(PointUpdate.objects.filter(point=point).order_by("pk").values_list("kind", "before", "after"))


def test_a_point_goes_from_promise_to_verified_and_its_history_tells_each_step(table: Table) -> None:
    point = table.point()
    assert (point.state, point.origin, point.forum, point.meeting) == ("open", "rapat", table.desk, table.before)
    points.report_on_point(actor=people.officer, point=point, text="Mulai", state="in_progress", now=NOW)
    points.report_on_point(
        actor=people.officer, point=point, text="Macet", state="blocked", blocked_why="Truk rusak", now=NOW
    )
    points.report_on_point(actor=people.officer, point=point, text="Masih menunggu", now=NOW)
    points.report_on_point(actor=people.officer, point=point, text="Terkirim", state="done", now=NOW)
    points.return_point(actor=people.secretariat, point=point, reason="Kurang dua", now=NOW)
    points.report_on_point(actor=people.officer, point=point, text="Lengkap", state="done", now=NOW)
    points.verify_point(actor=people.leader, point=point, now=NOW)
    point.refresh_from_db()
    assert point.state == PointState.VERIFIED
    assert point.blocked_why == ""
    assert point.closed_reason
    assert history(point) == [
        ("laporan", "open", "in_progress"),
        ("laporan", "in_progress", "blocked"),
        ("laporan", "blocked", "blocked"),
        ("laporan", "blocked", "done"),
        ("dikembalikan", "done", "in_progress"),
        ("laporan", "in_progress", "done"),
        ("verifikasi", "done", "verified"),
    ]


def test_what_is_settled_takes_no_more_reports(table: Table) -> None:
    point = table.done()
    points.verify_point(actor=people.secretariat, point=point, now=NOW)
    for step in (
        lambda: points.report_on_point(actor=people.officer, point=point, text="Lagi", now=NOW),
        lambda: points.verify_point(actor=people.secretariat, point=point, now=NOW),
        lambda: points.drop_point(actor=people.secretariat, point=point, reason="Tidak perlu", now=NOW),
        lambda: points.change_point(actor=people.secretariat, point=point, changes={"title": "Lain"}, now=NOW),
    ):
        with pytest.raises(PointMoved):
            step()
    assert len(history(point)) == 2


def test_the_owner_does_not_set_the_figure_that_verifies_its_own_point(table: Table) -> None:
    easy = {"scale": "readiness", "code": people.KECAMATAN, "indicator": "", "at_least": 1}
    with pytest.raises(OwnPoint):
        points.change_point(actor=people.camat, point=table.utara_point(), changes={"closes_when": easy}, now=NOW)
    others = table.utara_point(owner=table.kpu)
    changed = points.change_point(actor=people.camat, point=others, changes={"closes_when": easy}, now=NOW)
    assert changed.closes_when == easy
    with pytest.raises(OwnPoint):
        table.utara_point(closes_when=easy)
    unset = table.utara_point(actor=people.secretariat, closes_when=easy)
    assert (
        points.change_point(actor=people.camat, point=unset, changes={"closes_when": None}, now=NOW).closes_when is None
    )


def test_only_what_is_called_done_is_verified(table: Table) -> None:
    with pytest.raises(PointMoved):
        points.verify_point(actor=people.secretariat, point=table.point(), now=NOW)


def test_the_owner_does_not_verify_its_own_point(table: Table) -> None:
    point = table.done(table.utara_point(), people.camat)
    with pytest.raises(OwnPoint):
        points.verify_point(actor=people.camat, point=point, now=NOW)
    both = Actor(12, "Contoh Dua Peran", (*people.secretariat.grants, *people.officer.grants))
    with pytest.raises(OwnPoint):
        points.verify_point(actor=both, point=table.done(), now=NOW)
    passed_on = points.change_point(
        actor=both, point=table.done(), changes={"owner": table.bawaslu}, reason="Dialihkan", now=NOW
    )
    with pytest.raises(OwnPoint):
        points.verify_point(actor=both, point=passed_on, now=NOW)
    with_agency = Actor(13, "Contoh Admin KPU", (Grant(Role.ADMIN, agency="kpu@16.72"),))
    with pytest.raises(OwnPoint):
        points.verify_point(actor=with_agency, point=table.done(), now=NOW)
    points.verify_point(actor=people.admin, point=point, now=NOW)


@pytest.mark.parametrize("who", ["officer", "colleague", "auditor", "lurah", "field", "outsider", "stranger"])
def test_who_keeps_no_points_neither_makes_nor_settles_them(table: Table, who: str) -> None:
    actor = people.EVERYONE[who]
    point = table.done()
    with pytest.raises(Refused):
        table.point(actor=actor)
    for step in (
        lambda: points.verify_point(actor=actor, point=point, now=NOW),
        lambda: points.return_point(actor=actor, point=point, reason="Tidak", now=NOW),
        lambda: points.drop_point(actor=actor, point=point, reason="Tidak", now=NOW),
        lambda: points.change_point(actor=actor, point=point, changes={"title": "Lain"}, now=NOW),
        lambda: points.hand_over_point(actor=actor, point=point, forum=table.utara, reason="Tidak", now=NOW),
        lambda: points.put_silence_on_record(actor=actor, point=point, meeting=table.now, reason="Diam", now=NOW),
    ):
        with pytest.raises(Refused):
            step()


@pytest.mark.parametrize(
    ("who", "may"),
    [("secretariat", True), ("admin", True), ("officer", True), ("leader", False), ("colleague", False),
     ("camat", False), ("auditor", False), ("field", False), ("outsider", False), ("stranger", False)],
)  # fmt: skip
def test_reports_come_from_the_owner_or_its_keepers(table: Table, who: str, may: bool) -> None:
    point = table.point()
    if may:
        points.report_on_point(actor=people.EVERYONE[who], point=point, text="Berjalan", now=NOW)
    else:
        with pytest.raises(Refused):
            points.report_on_point(actor=people.EVERYONE[who], point=point, text="Berjalan", now=NOW)


def test_a_subdistrict_keeps_its_own_points_and_no_others(table: Table) -> None:
    assert table.utara_point().region.code == people.KECAMATAN
    with pytest.raises(Refused):
        table.utara_point(region=table.regions["16.72.03"], meeting=None)
    with pytest.raises(Refused):
        table.point(actor=people.camat)  # the desk's own meeting is not its to write
    with pytest.raises(Refused):
        table.utara_point(meeting=None, forum=table.desk)  # nobody puts a point on another's table
    with pytest.raises(Unsaid) as refusal:
        table.utara_point(region=table.regions["16.72.03"])
    assert refusal.value.field == "region"


def test_the_one_who_writes_the_minutes_reports_for_the_owner_at_that_meeting(table: Table) -> None:
    point = table.utara_point(owner=table.kpu)  # an agency that does not sit in the sub-district
    update = points.report_on_point(
        actor=people.camat, point=point, text="Dikatakan di rapat", meeting=table.utara_now, now=NOW
    )
    assert (update.meeting, update.agency) == (table.utara_now, table.kpu)
    with pytest.raises(Refused):
        points.report_on_point(actor=people.camat, point=point, text="Di luar rapat", now=NOW)


def test_a_report_at_a_meeting_that_does_not_deal_with_the_point_is_refused(table: Table) -> None:
    point = table.point()
    with pytest.raises(NotOfMeeting):
        points.report_on_point(actor=people.officer, point=point, text="Di sana", meeting=table.utara_now, now=NOW)
    signed = table.meet(
        table.desk, NOW + timedelta(hours=1), MeetingState.SIGNED, signed_at=NOW, minutes_digest="0" * 64
    )
    with pytest.raises(MeetingNotOpen):
        points.report_on_point(actor=people.officer, point=point, text="Terlambat", meeting=signed, now=NOW)
    with pytest.raises(MeetingNotOpen):
        table.point(meeting=table.meet(table.desk, NOW + timedelta(days=7), MeetingState.INVITED))


def test_silence_on_record_keeps_the_point_open_and_sends_it_up(table: Table) -> None:
    point = table.utara_point()
    points.put_silence_on_record(
        actor=people.camat, point=point, meeting=table.utara_now, reason="Tidak hadir", now=NOW
    )
    point.refresh_from_db()
    assert (point.state, point.escalation, point.raised_to) == ("open", Escalation.UPPER_FORUM, table.desk)
    assert history(point) == [("tidak-dilaporkan", "open", "open")]
    with pytest.raises(Unsaid):
        points.put_silence_on_record(actor=people.camat, point=point, meeting=table.utara_now, reason="  ", now=NOW)


def test_silence_where_no_forum_is_above_marks_it_for_the_agenda(table: Table) -> None:
    point = table.point()
    points.put_silence_on_record(
        actor=people.secretariat, point=point, meeting=table.now, reason="Tidak hadir", now=NOW
    )
    point.refresh_from_db()
    assert (point.escalation, point.raised_to) == (Escalation.AGENDA, None)


def test_silence_is_recorded_only_for_what_the_meeting_must_come_back_to(table: Table) -> None:
    fresh = table.point(meeting=table.now, now=NOW)
    with pytest.raises(NotOfMeeting):
        points.put_silence_on_record(actor=people.secretariat, point=fresh, meeting=table.now, reason="Diam", now=NOW)


def test_another_due_date_needs_a_reason_and_starts_the_escalation_again(table: Table) -> None:
    point = table.point()
    type(point).objects.filter(pk=point.pk).update(escalation=Escalation.AGENCY_HEAD, escalated_at=NOW)
    with pytest.raises(Unsaid) as refusal:
        points.change_point(actor=people.secretariat, point=point, changes={"due": date(2024, 11, 20)}, now=NOW)
    assert refusal.value.field == "reason"
    changed = points.change_point(
        actor=people.secretariat, point=point, changes={"due": date(2024, 11, 20)}, reason="Kapal terlambat", now=NOW
    )
    assert (changed.due, changed.escalation, changed.escalated_at) == (date(2024, 11, 20), Escalation.NONE, None)
    told = PointUpdate.objects.get(point=point)
    assert "6 November 2024" in told.text
    assert "20 November 2024" in told.text
    assert (
        points.change_point(actor=people.secretariat, point=point, changes={"title": point.title}, now=NOW).pk
        == point.pk
    )
    assert PointUpdate.objects.filter(point=point).count() == 1


def test_dropping_says_where_it_was_decided(table: Table) -> None:
    point = table.point()
    points.drop_point(actor=people.secretariat, point=point, reason="Diganti", meeting=table.now, now=NOW)
    point.refresh_from_db()
    assert (point.state, point.dropped_at, point.closed_reason) == ("dropped", table.now, "Diganti")


def test_handing_over_goes_to_a_forum_that_holds_the_place(table: Table) -> None:
    point = table.utara_point()
    with pytest.raises(Unsaid):
        points.hand_over_point(actor=people.secretariat, point=point, forum=table.dempo, reason="Salah", now=NOW)
    points.hand_over_point(actor=people.camat, point=point, forum=table.desk, reason="Selesai", now=NOW)
    point.refresh_from_db()
    assert point.handed_to == table.desk
    with pytest.raises(Unsaid):
        points.hand_over_point(actor=people.secretariat, point=point, forum=table.desk, reason="Lagi", now=NOW)


def test_nobody_puts_a_point_on_a_table_at_which_they_neither_sit_nor_keep_the_points(table: Table) -> None:
    point = table.utara_point()
    province = rakor.forum(table.election, table.regions["16"], "Rakor Provinsi")
    ForumMember.objects.filter(forum=table.desk, office__agency=table.camat).delete()
    for forum in (table.desk, province):
        with pytest.raises(Refused):
            points.hand_over_point(actor=people.camat, point=point, forum=forum, reason="Selesai", now=NOW)
    assert forums_that_take(people.camat, point) == []
    rakor.member(table.desk, made.office(table.camat, "Sekretaris Camat"))
    assert forums_that_take(people.camat, point) == [table.desk]
    points.hand_over_point(actor=people.camat, point=point, forum=table.desk, reason="Selesai", now=NOW)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "a" * 241}, "title"),
        ({"due": date(2024, 10, 1)}, "due"),
        ({"due": date(2034, 10, 1)}, "due"),
        ({"unit": "16.72.01.1001/999"}, "unit"),
        ({"indicator": "tidak-ada"}, "indicator"),
        ({"priority": 9}, "priority"),
        ({"origin": "mimpi"}, "origin"),
        ({"closes_when": {"scale": "kerawanan", "code": "16.72", "indicator": "", "at_least": 1}}, "closes_when"),
        ({"closes_when": {"scale": "readiness", "code": "16.03", "indicator": "", "at_least": 1}}, "closes_when"),
        ({"closes_when": {"scale": "readiness", "code": "16.72", "indicator": "x", "at_least": 1}}, "closes_when"),
        ({"closes_when": {"scale": "readiness", "code": "16.72", "at_least": 1_000_001}}, "closes_when"),
        ({"closes_when": {"scale": "readiness", "code": "16.72", "at_least": 0.9}}, "closes_when"),
        ({"closes_when": {"scale": "readiness", "code": "16.72", "at_least": 1, "x": 2}}, "closes_when"),
    ],
)  # fmt: skip
def test_nonsense_is_refused_with_its_field(table: Table, fields: dict[str, object], field: str) -> None:
    with pytest.raises(Unsaid) as refusal:
        table.point(**fields)
    assert refusal.value.field == field
    assert refusal.value.remedy


def test_owner_place_and_forum_must_belong_to_the_election(table: Table) -> None:
    next_door = rakor.forum(table.election, table.regions["16.72"], "Ditutup", closed_at=NOW)
    for fields, field in (
        ({"region": table.regions["16.03"], "meeting": None, "actor": people.admin}, "region"),
        ({"owner": factories.agency("kpu", table.regions["16.03"])}, "owner"),
        ({"meeting": None, "forum": next_door}, "forum"),
    ):
        with pytest.raises(Unsaid) as refusal:
            table.point(**fields)
        assert refusal.value.field == field


def test_a_due_date_may_lie_before_today_where_the_meeting_was_earlier(table: Table) -> None:
    assert table.point(due=date(2024, 10, 25), now=NOW).due == date(2024, 10, 25)
    with pytest.raises(Unsaid):
        table.point(due=date(2024, 10, 25), meeting=None, forum=table.desk, now=NOW)
    assert NOW.date() < DUE


def test_nobody_waits_for_a_figure_that_they_may_not_see(table: Table) -> None:
    elsewhere = {"scale": "readiness", "code": "16.72.03", "indicator": "", "at_least": 900_000}
    with pytest.raises(Unsaid) as refusal:
        table.utara_point(owner=table.kpu, closes_when=elsewhere)
    assert refusal.value.field == "closes_when"
    assert table.utara_point(owner=table.kpu, closes_when=elsewhere | {"code": "16.72.01"}).closes_when
    assert table.point(closes_when=elsewhere).closes_when
