"""Signing in, ticking and striking: who may, when, once."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import connection

from siaga.access import Actor, Refused
from siaga.ledger.models import Entry
from siaga.rakor import door
from siaga.rakor.actions.attendance import (
    close_attendance,
    door_actor,
    reopen_attendance,
    sign_in,
    strike_attendance,
    tick,
)
from siaga.rakor.attendance_errors import AlreadyStruck, AttendanceShut, AttendanceUnclear, NotAdmitted, SeatTaken
from siaga.rakor.models import Attendance, Meeting, MeetingState
from siaga.rakor.queries.attendance import attendance_list, by_agency, figures
from tests import people
from tests.examples import PHONE
from tests.factories import NOW, rakor
from tests.rakor.halls import Hall

database = pytest.mark.django_db


def come(hall: Hall, ticket: str = "", now=NOW, **said: object) -> Attendance:
    values = {"name": "Contoh Tamu", "agency_name": "Dinas Contoh"} | said
    return sign_in(actor=door_actor(), meeting=hall.meeting, ticket=ticket or hall.ticket(now), now=now, **values)


@database
def test_a_phone_signs_in_for_an_invitation() -> None:
    hall = Hall()
    entry = come(hall, participant=hall.seat, name="  Contoh   Ratna ", office_title="Pembina", agency_name="Lain")
    assert (entry.name, entry.office_title, entry.agency_name) == ("Contoh Ratna", "Ketua KPU", "KPU Kota Pagar Alam")
    assert (entry.agency, entry.how, entry.represents, entry.at) == (hall.kpu, "qr", False, NOW)
    written = Entry.objects.get(action="attendance.sign_in")
    assert (written.actor_name, written.actor_id) == ("daftar hadir QR", None)
    assert entry.device and entry.device not in written.after


@database
def test_who_stands_in_says_the_own_office() -> None:
    hall = Hall()
    with pytest.raises(AttendanceUnclear) as missing:
        come(hall, participant=hall.seat, represents=True)
    assert missing.value.field == "office_title"
    entry = come(hall, participant=hall.seat, represents=True, office_title="Sekretaris KPU")
    assert (entry.office_title, entry.agency, entry.represents) == ("Sekretaris KPU", hall.kpu, True)


@database
def test_who_was_not_invited_says_the_own_agency() -> None:
    hall = Hall()
    with pytest.raises(AttendanceUnclear) as missing:
        come(hall, agency_name=" ")
    assert missing.value.field == "agency_name"
    assert come(hall).participant is None


@database
def test_a_phone_signs_in_once_and_its_repeat_changes_nothing() -> None:
    hall = Hall()
    ticket = hall.ticket()
    first = come(hall, ticket)
    before = Entry.objects.count()
    assert come(hall, ticket, name="Contoh Orang Lain") == first
    assert (Attendance.objects.count(), Entry.objects.count()) == (1, before)


@database
def test_of_two_phones_for_one_invitation_the_second_is_told() -> None:
    hall = Hall()
    come(hall, participant=hall.seat)
    with pytest.raises(SeatTaken):
        come(hall, participant=hall.seat)
    assert Attendance.objects.count() == 1


@database
def test_a_ticket_is_for_one_meeting_and_ten_minutes() -> None:
    hall = Hall()
    other = rakor.meeting(hall.forum, NOW, state=MeetingState.HELD)
    elsewhere = door.ticket_text(other, NOW)
    for ticket in ("", "asal", hall.ticket()[:-1] + "x", elsewhere):
        with pytest.raises(NotAdmitted):
            sign_in(
                actor=door_actor(), meeting=hall.meeting, ticket=ticket, name="Contoh", agency_name="Contoh", now=NOW
            )
    ticket = hall.ticket()
    with pytest.raises(NotAdmitted):
        come(hall, ticket, NOW + timedelta(minutes=10, seconds=1))
    come(hall, ticket, NOW + timedelta(minutes=10))


@database
@pytest.mark.parametrize(
    ("fields", "minutes", "is_open"),
    [
        ({}, -61, False),
        ({}, -60, True),
        ({"state": MeetingState.PLANNED}, 0, True),
        ({}, 180, True),
        ({}, 181, False),
        ({"state": MeetingState.HELD, "held_at": NOW}, 180, True),
        ({"state": MeetingState.HELD, "held_at": NOW}, 181, False),
        ({"state": MeetingState.HELD, "held_at": NOW + timedelta(minutes=30)}, 200, True),
        ({"state": MeetingState.HELD, "held_at": NOW - timedelta(hours=2)}, -110, True),
        ({"state": MeetingState.HELD, "attendance_closed_at": NOW}, 10, False),
        ({"state": MeetingState.MINUTED}, 10, False),
        ({"state": MeetingState.CANCELLED}, 10, False),
        ({"state": MeetingState.SIGNED, "signed_at": NOW, "minutes_digest": "x"}, 10, False),
    ],
)
def test_phones_sign_in_within_the_hours_of_the_meeting(fields: dict, minutes: int, is_open: bool) -> None:
    hall = Hall(**fields)
    now = NOW + timedelta(minutes=minutes)
    assert door.is_open(hall.meeting, now) is is_open
    if is_open:
        come(hall, now=now)
    else:
        with pytest.raises(NotAdmitted):
            come(hall, now=now)


@database
def test_the_secretary_ticks_until_the_minutes_are_finished() -> None:
    hall = Hall(state=MeetingState.HELD, held_at=NOW, attendance_closed_at=NOW)
    entry = tick(actor=people.secretariat, meeting=hall.meeting, participant=hall.seat, now=NOW + timedelta(hours=9))
    assert (entry.name, entry.office_title, entry.how, entry.device) == ("Contoh Ratna", "Ketua KPU", "sekretaris", "")
    Meeting.objects.update(state=MeetingState.MINUTED)
    with pytest.raises(AttendanceShut):
        tick(actor=people.secretariat, meeting=hall.meeting, participant=hall.worded, now=NOW)
    with pytest.raises(AttendanceShut):
        strike_attendance(actor=people.secretariat, attendance=entry, reason="Keliru", now=NOW)


@database
def test_nobody_is_ticked_long_before_the_meeting() -> None:
    hall = Hall(at=NOW + timedelta(hours=2))
    with pytest.raises(AttendanceShut):
        tick(actor=people.secretariat, meeting=hall.meeting, participant=hall.seat, now=NOW)


@database
def test_a_vacant_office_needs_a_name() -> None:
    hall = Hall()
    with pytest.raises(AttendanceUnclear):
        tick(actor=people.secretariat, meeting=hall.meeting, participant=hall.empty_seat, now=NOW)
    assert tick(
        actor=people.secretariat, meeting=hall.meeting, participant=hall.empty_seat, name="Contoh Wakil", now=NOW
    ).name == "Contoh Wakil"  # fmt: skip


@database
@pytest.mark.parametrize("who", ["leader", "officer", "camat", "lurah", "field", "auditor", "outsider", "stranger"])
def test_only_who_writes_the_minutes_keeps_the_list(who: str) -> None:
    hall = Hall()
    actor: Actor = people.EVERYONE[who]
    entry = tick(actor=people.secretariat, meeting=hall.meeting, participant=hall.seat, now=NOW)
    for deed in (
        lambda: tick(actor=actor, meeting=hall.meeting, participant=hall.worded, now=NOW),
        lambda: strike_attendance(actor=actor, attendance=entry, reason="Keliru", now=NOW),
        lambda: close_attendance(actor=actor, meeting=hall.meeting, now=NOW),
        lambda: reopen_attendance(actor=actor, meeting=hall.meeting, now=NOW),
    ):
        with pytest.raises(Refused):
            deed()


@database
def test_a_camat_keeps_the_list_of_the_own_kecamatan_and_of_no_other() -> None:
    hall = Hall(region=people.KECAMATAN)
    tick(actor=people.camat, meeting=hall.meeting, participant=hall.seat, now=NOW)
    other = rakor.meeting(rakor.forum(hall.election, hall.tree["16.72.03"], "Forum lain"), NOW, state="held")
    with pytest.raises(Refused):
        tick(actor=people.camat, meeting=other, name="Contoh", agency_name="Contoh", now=NOW)


@database
def test_an_invitation_of_another_meeting_cannot_be_answered_here() -> None:
    hall = Hall()
    other = rakor.participant(rakor.meeting(hall.forum, NOW), hall.chair)
    with pytest.raises(Refused):
        come(hall, participant=other)


@database
def test_a_struck_entry_frees_its_invitation_and_stays_on_record() -> None:
    hall = Hall()
    entry = come(hall, participant=hall.seat)
    with pytest.raises(AttendanceUnclear):
        strike_attendance(actor=people.secretariat, attendance=entry, reason=" ", now=NOW)
    strike_attendance(actor=people.secretariat, attendance=entry, reason="Bukan orangnya", now=NOW)
    with pytest.raises(AlreadyStruck):
        strike_attendance(actor=people.secretariat, attendance=Attendance.objects.get(), reason="Lagi", now=NOW)
    assert Entry.objects.get(action="attendance.strike").reason == "Bukan orangnya"
    come(hall, participant=hall.seat)
    assert Attendance.objects.filter(participant=hall.seat).count() == 2


@database
def test_a_closed_list_is_opened_again() -> None:
    hall = Hall(state=MeetingState.HELD)
    close_attendance(actor=people.secretariat, meeting=hall.meeting, now=NOW)
    with pytest.raises(NotAdmitted):
        come(hall)
    reopen_attendance(actor=people.secretariat, meeting=hall.meeting, now=NOW)
    come(hall)


@database
def test_the_list_names_the_present_the_absent_and_the_uninvited() -> None:
    hall = Hall()
    come(hall, participant=hall.seat, represents=True, name="Contoh Sari", office_title="Sekretaris KPU")
    come(hall, name="Contoh Tamu", agency_name="bawaslu kota pagar alam", office_title="Staf")
    lines = attendance_list(hall.meeting)
    assert [(line.name, line.office, line.agency, line.how, line.represents) for line in lines] == [
        ("Contoh Sari", "Sekretaris KPU", "KPU Kota Pagar Alam", "qr", True),
        ("", "Ketua Bawaslu", "Bawaslu Kota Pagar Alam", "", False),
        ("", "Tokoh masyarakat (contoh)", "", "", False),
        ("Contoh Tamu", "Staf", "bawaslu kota pagar alam", "qr", False),
    ]
    told = figures(lines)
    assert (told.invited, told.came, told.represented, told.others, told.present, told.missing) == (3, 1, 1, 1, 2, 2)
    tallies = {tally.name: tally for tally in by_agency(lines)}
    assert (tallies["Bawaslu Kota Pagar Alam"].missing, tallies["Bawaslu Kota Pagar Alam"].others) == (
        ["Ketua Bawaslu"], 1,
    )  # fmt: skip


@database
def test_nothing_of_a_persons_phone_is_on_the_ledger() -> None:
    hall = Hall()
    come(hall, participant=hall.seat)
    assert not [entry for entry in Entry.objects.all() if PHONE in entry.after + entry.object_label]


@pytest.mark.django_db(transaction=True)
def test_of_many_phones_at_once_one_gets_the_seat_and_the_others_are_told() -> None:
    hall = Hall()
    start = threading.Barrier(5)
    outcomes: list[object] = []

    def phone(number: int) -> None:
        start.wait()
        try:
            come(hall, participant=hall.seat, name=f"Contoh {number}")
            outcomes.append("in")
        except BaseException as fault:
            outcomes.append(type(fault))
        finally:
            connection.close()

    threads = [threading.Thread(target=phone, args=(number,)) for number in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(str, outcomes)) == sorted(map(str, ["in", *[SeatTaken] * 4]))
    assert Attendance.objects.filter(participant=hall.seat, struck_at=None).count() == 1


@pytest.mark.django_db(transaction=True)
def test_one_phone_that_sends_twice_at_once_is_noted_once() -> None:
    hall = Hall()
    ticket = hall.ticket()
    start = threading.Barrier(4)
    noted: list[object] = []

    def send() -> None:
        start.wait()
        try:
            noted.append(come(hall, ticket).pk)
        except BaseException as fault:
            noted.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(noted)) == 1
    assert Attendance.objects.count() == 1
