"""Invitations by mail: to whom, with what, noted one by one; failures named; nothing half-noted."""

from __future__ import annotations

from datetime import date
from email import message_from_bytes
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any

import icalendar
import pytest
from django.core import mail
from django.core.cache import cache
from django.core.mail import EmailMultiAlternatives

from siaga.access import Refused
from siaga.desk.models import Person
from siaga.ledger.models import Entry
from siaga.rakor import mailing, tasks
from siaga.rakor.actions.meetings import cancel_meeting, change_meeting
from siaga.rakor.attendance_errors import MailNotConfigured, NobodyToMail, SendingUnderWay
from siaga.rakor.models import Meeting, MeetingState, Participant
from siaga.rakor.queries.invitations import invitees
from tests import people
from tests.examples import EMAIL, PHONE
from tests.factories import NOW, signed_in
from tests.factories import offices as made
from tests.rakor.halls import LATER, Hall

pytestmark = pytest.mark.django_db

ORIGIN = "https://siaga.contoh"
SARI = "contoh.sari@contoh.go.id"


@pytest.fixture(autouse=True)
def mail_server(settings: Any, tmp_path: Any) -> None:
    settings.SIAGA_NOW = NOW
    settings.EMAIL_HOST = "surel.contoh"
    settings.HOME = tmp_path
    settings.DEFAULT_FROM_EMAIL = "Desk <desk@contoh.go.id>"
    cache.clear()


@pytest.fixture
def hall() -> Hall:
    """Ketua KPU and Ketua Bawaslu both have an address; who is named in words has none."""
    found = Hall(state=MeetingState.PLANNED)
    sari = made.person("Contoh Sari", people.CITY, email=SARI)
    made.term(found.vacant, sari, date(2023, 1, 1))
    return found


def send(hall: Hall, actor: Any = people.secretariat) -> mailing.Standing:
    chosen = [one.participant.pk for one in mailing.mailable(invitees(actor, hall.meeting), hall.meeting)]
    return mailing.perform(actor, hall.meeting.pk, chosen, ORIGIN)


def told(hall: Hall) -> list[str]:
    return list(Participant.objects.order_by("position").values_list("told", flat=True))


def test_each_gets_a_mail_of_the_own_with_the_event(hall: Hall) -> None:
    standing = send(hall)
    assert (standing.total, standing.sent, standing.failed, standing.running) == (2, 2, {}, False)
    assert [sent.to for sent in mail.outbox] == [[EMAIL], [SARI]]
    first = message_from_bytes(mail.outbox[0].message().as_bytes())
    (event_part,) = [part for part in first.walk() if part.get_content_type() == "text/calendar"]
    assert event_part.get_param("method") == "REQUEST"
    content = event_part.get_payload(decode=True)
    (event,) = icalendar.Calendar.from_ical(content).walk("VEVENT")
    assert event["ATTENDEE"] == f"mailto:{EMAIL}" and event["ORGANIZER"] == "mailto:desk@contoh.go.id"
    assert SARI not in content.decode()
    text = mail.outbox[0].body
    for said in ("Yth. Ketua KPU", "Rabu, 30 Oktober 2024", "pukul 09.00 WIB s.d. selesai", f"{ORIGIN}/rakor/"):
        assert said in text
    assert told(hall) == ["surel", "surel", ""]
    assert Meeting.objects.get().state == MeetingState.INVITED


def test_nobody_is_told_twice_until_the_meeting_changes(hall: Hall, settings: Any) -> None:
    send(hall)
    assert mailing.mailable(invitees(people.secretariat, hall.meeting), hall.meeting) == []
    change_meeting(actor=people.secretariat, meeting=hall.meeting, venue="Aula contoh", now=LATER)
    hall.meeting.refresh_from_db()
    settings.SIAGA_NOW = LATER
    assert send(hall).sent == 2
    assert mail.outbox[-1].subject.startswith("Perubahan undangan: ")
    assert "SEQUENCE:1" in str(mail.outbox[-1].alternatives[0][0])


def test_a_cancellation_goes_to_those_who_were_told(hall: Hall, settings: Any) -> None:
    Person.objects.filter(email=SARI).update(email="")
    send(hall)
    Person.objects.filter(name="Contoh Sari").update(email=SARI)
    cancel_meeting(actor=people.secretariat, meeting=hall.meeting, reason="Banjir (contoh)", now=LATER)
    hall.meeting.refresh_from_db()
    send(hall)
    assert [sent.to for sent in mail.outbox] == [[EMAIL], [EMAIL]]
    last = mail.outbox[-1]
    assert last.subject.startswith("Pembatalan rapat: ") and "Banjir (contoh)" in last.body
    assert mailing.mailable(invitees(people.secretariat, hall.meeting), hall.meeting) == []
    assert "METHOD:CANCEL" in str(last.alternatives[0][0]) and "STATUS:CANCELLED" in str(last.alternatives[0][0])


def test_who_fails_is_named_and_not_noted_while_the_others_are(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    def send_or_fail(message: EmailMultiAlternatives, fail_silently: bool = False) -> int:
        raise {EMAIL: SMTPRecipientsRefused({}), SARI: SMTPServerDisconnected()}[message.to[0]]

    whole = EmailMultiAlternatives.send
    monkeypatch.setattr(EmailMultiAlternatives, "send", send_or_fail)
    standing = send(hall)
    assert standing.failed == {hall.seat.pk: mailing.REFUSED, hall.empty_seat.pk: mailing.UNREACHABLE}
    assert told(hall) == ["", "", ""] and Meeting.objects.get().state == MeetingState.PLANNED

    def first_fails(message: EmailMultiAlternatives, fail_silently: bool = False) -> int:
        return send_or_fail(message) if message.to == [EMAIL] else whole(message)

    monkeypatch.setattr(EmailMultiAlternatives, "send", first_fails)
    standing = send(hall)
    assert (standing.sent, standing.failed) == (1, {hall.seat.pk: mailing.REFUSED})
    assert told(hall) == ["", "surel", ""]
    kept = mailing.standing_of(hall.meeting)
    assert kept is not None and kept.failed == standing.failed and not kept.running


def test_a_letter_travels_along_where_the_room_of_letters_offers_one(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mailing, "_letter_maker", None)  # put back afterwards
    mailing.offer_letter(
        lambda _actor, meeting, _origin: mailing.Letter(f"undangan-{meeting.number}.pdf", b"%PDF-contoh")
    )
    send(hall)
    assert mail.outbox[0].attachments[0][:2] == ("undangan-1.pdf", b"%PDF-contoh")


def test_asking_needs_a_mail_server_somebody_to_mail_and_a_free_line(hall: Hall, settings: Any) -> None:
    asked: list[Any] = []
    task = type(tasks.send_invitations)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(task, "enqueue", lambda _task, *values: asked.append(values))
        with pytest.raises(NobodyToMail):
            mailing.ask_for_mails(people.secretariat, hall.meeting, [hall.worded.pk], ORIGIN, NOW)
        with pytest.raises(Refused):
            mailing.ask_for_mails(people.leader, hall.meeting, [hall.seat.pk], ORIGIN, NOW)
        mailing.ask_for_mails(people.secretariat, hall.meeting, [hall.seat.pk], ORIGIN, NOW)
        with pytest.raises(SendingUnderWay):
            mailing.ask_for_mails(people.secretariat, hall.meeting, [hall.seat.pk], ORIGIN, NOW)
        settings.EMAIL_HOST = ""
        with pytest.raises(MailNotConfigured):
            mailing.ask_for_mails(people.secretariat, hall.meeting, [hall.seat.pk], ORIGIN, NOW)
    assert asked == [(hall.meeting.pk, [hall.seat.pk], people.secretariat.account_id, ORIGIN)]
    standing = mailing.standing_of(hall.meeting)
    assert standing is not None and standing.is_running(NOW)


def test_the_work_is_done_with_the_rights_of_its_moment(hall: Hall) -> None:
    client = signed_in("secretariat", hall.region)
    from siaga.desk.models import Account, Grant

    account = Account.objects.get(pk=client.session["_auth_user_id"])
    Grant.objects.update(revoked_at=NOW)
    tasks.send_invitations.func(hall.meeting.pk, [hall.seat.pk], account.pk, ORIGIN)
    assert mail.outbox == []
    standing = mailing.standing_of(hall.meeting)
    assert standing is not None and standing.failed == {hall.seat.pk: mailing.UNSENT}


def test_no_address_is_logged_or_on_the_ledger(hall: Hall, caplog: pytest.LogCaptureFixture, tmp_path: Any) -> None:
    caplog.set_level("DEBUG")
    send(hall)
    written = "".join(entry.after + entry.before + entry.object_label for entry in Entry.objects.all())
    kept = "".join(path.read_text() for path in (tmp_path / "progress").iterdir())
    for secret in (EMAIL, SARI, PHONE):
        assert secret not in written + kept + caplog.text


def test_contacts_are_for_those_who_may_change_the_official() -> None:
    hall = Hall()
    assert [one.phone for one in invitees(people.secretariat, hall.meeting)] == [PHONE, "", ""]
    seen = invitees(people.camat, hall.meeting)
    assert [(one.phone, one.shows_contact) for one in seen] == [("", False)] * 3
