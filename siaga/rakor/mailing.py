"""Sending invitations by mail in the background: one mail after the other, each noted as soon as it is on its way.

How far it has got, and what failed for whom, stands in a small file beside the database (by participant, without any
address). A participant is noted as invited only after the mail server took the mail.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.core.mail import EmailMultiAlternatives, get_connection
from django.utils import translation
from django.utils.translation import gettext as _

from siaga import clock
from siaga.access import Actor, Problem, Refused, Verb, require
from siaga.rakor import ical, invitation_text
from siaga.rakor.access import access_meeting
from siaga.rakor.actions.meetings import mark_invited
from siaga.rakor.attendance_errors import MailNotConfigured, NobodyToMail, SendingUnderWay
from siaga.rakor.models import Meeting, MeetingState
from siaga.rakor.queries.invitations import Invitee, common_to_all, invitees

SILENT = timedelta(minutes=15)
"""After so long without a sign, sending is taken for lost (the machine was switched off)."""
REFUSED, UNREACHABLE, UNNOTED, UNSENT = "refused", "unreachable", "unnoted", "unsent"

logger = logging.getLogger("siaga.mail")


@dataclass(frozen=True, slots=True)
class Letter:
    """A file that goes with each mail: the letter of invitation."""

    name: str
    content: bytes
    content_type: str = "application/pdf"


LetterMaker = Callable[[Actor, Meeting, str], Letter | None]
"""From who sends, the meeting, and scheme and host of the pages to the letter; None where there is none yet."""
_letter_maker: LetterMaker | None = None


def offer_letter(make: LetterMaker) -> None:
    """The room that makes letters says how, when it starts: this room knows no documents."""
    global _letter_maker
    _letter_maker = make


@dataclass(slots=True)
class Standing:
    """How far the sending for a meeting has got. failed: reason by participant id.

    called_off: participants to whom the cancellation was mailed; such a mail is noted nowhere else, since a cancelled
    meeting takes no more notes.
    """

    total: int
    at: datetime
    done: int = 0
    running: bool = True
    failed: dict[int, str] = field(default_factory=dict)
    called_off: list[int] = field(default_factory=list)

    @property
    def sent(self) -> int:
        return self.done - len(self.failed)

    def is_running(self, now: datetime) -> bool:
        return self.running and now - self.at < SILENT

    def is_lost(self, now: datetime) -> bool:
        return self.running and not self.is_running(now)


def can_mail() -> bool:
    return bool(settings.EMAIL_HOST)


def mailable(people: Sequence[Invitee], meeting: Meeting) -> list[Invitee]:
    """Those whom a mail must still reach: not told yet; of a cancelled meeting, those who were told of it."""
    if meeting.state == MeetingState.CANCELLED:
        called_off = told_of_cancellation(meeting)
        return [one for one in people if one.email and one.participant.sent_at and one.participant.pk not in called_off]
    return [one for one in people if one.email and not one.told]


def ask_for_mails(actor: Actor, meeting: Meeting, participants: Sequence[int], origin: str, now: datetime) -> None:
    """Put the sending to these participants into the background.

    Raises ``MailNotConfigured``, ``NobodyToMail``, ``SendingUnderWay``.
    """
    from siaga.rakor import tasks  # tasks call back into this module

    require(actor, Verb.RAKOR_PLAN, meeting.place)
    if not can_mail():
        raise MailNotConfigured
    if actor.account_id is None:
        raise Refused
    chosen = [one.participant.pk for one in invitees(actor, meeting, participants) if one.email]
    if not chosen:
        raise NobodyToMail
    if not cache.add(_claim(meeting.pk), 1, timeout=SILENT.total_seconds()):
        raise SendingUnderWay
    _keep(meeting.pk, Standing(total=len(chosen), at=now, called_off=sorted(told_of_cancellation(meeting))))
    tasks.send_invitations.enqueue(meeting.pk, chosen, actor.account_id, origin)


def perform(actor: Actor, meeting_id: int, participants: Sequence[int], origin: str) -> Standing:
    """Send, and note each; whatever comes, the claim is given back."""
    standing = Standing(total=len(participants), at=clock.now())
    if earlier := _kept(meeting_id):
        standing.called_off = earlier.called_off
    try:
        with translation.override(settings.LANGUAGE_CODE):
            _send_all(actor, access_meeting(actor, meeting_id, Verb.RAKOR_PLAN), participants, origin, standing)
    except Problem as problem:
        logger.warning("mails of meeting %s stopped: %s", meeting_id, problem.code)
    finally:
        standing.running, standing.at = False, clock.now()
        for participant in participants[standing.done :]:
            standing.failed[participant] = UNSENT
        standing.done = standing.total
        _keep(meeting_id, standing)
        cache.delete(_claim(meeting_id))
    return standing


def standing_of(meeting: Meeting) -> Standing | None:
    """How far the last sending has got; None if there was none."""
    return _kept(meeting.pk)


def told_of_cancellation(meeting: Meeting) -> set[int]:
    """Participants to whom the cancellation of the meeting was mailed."""
    standing = _kept(meeting.pk)
    return set(standing.called_off) if standing and meeting.state == MeetingState.CANCELLED else set()


def _kept(meeting_id: int) -> Standing | None:
    try:
        kept = json.loads(_path(meeting_id).read_text())
        failed = {int(participant): str(why) for participant, why in kept["failed"].items()}
        return Standing(
            kept["total"],
            datetime.fromisoformat(kept["at"]),
            kept["done"],
            kept["running"],
            failed,
            kept["called_off"],
        )
    except (OSError, ValueError, TypeError, KeyError):
        return None


def reason_words(reason: str) -> str:
    """Why a mail failed, for people."""
    return {
        REFUSED: _("suratnya ditolak server surel; periksa alamatnya"),
        UNREACHABLE: _("server surel tidak dapat dihubungi"),
        UNNOTED: _("surel terkirim, tetapi belum dapat ditandai"),
    }.get(reason, _("belum dikirim"))


def _send_all(actor: Actor, meeting: Meeting, participants: Sequence[int], origin: str, standing: Standing) -> None:
    people = {one.participant.pk: one for one in invitees(actor, meeting, participants)}
    letter = (
        _letter_maker(actor, meeting, origin) if _letter_maker and meeting.state != MeetingState.CANCELLED else None
    )
    connection = get_connection()
    try:
        for number in participants:
            one = people.get(number)
            why = _send_one(connection, actor, meeting, one, letter, origin) if one and one.email else UNSENT
            if why:
                standing.failed[number] = why
            elif meeting.state == MeetingState.CANCELLED:
                standing.called_off.append(number)
            standing.done, standing.at = standing.done + 1, clock.now()
            _keep(meeting.pk, standing)
    finally:
        connection.close()


def _send_one(connection: Any, actor: Actor, meeting: Meeting, one: Invitee, letter: Letter | None, origin: str) -> str:
    """Send one mail and note it; empty if all went well, else the reason. No address is ever logged."""
    try:
        _message(connection, meeting, one, letter, origin).send()
    except (SMTPRecipientsRefused, SMTPDataError):
        return REFUSED
    except (SMTPException, OSError) as error:
        logger.warning("mail to participant %s not sent: %s", one.participant.pk, type(error).__name__)
        connection.close()  # the next one tries anew
        return UNREACHABLE
    if meeting.state == MeetingState.CANCELLED:
        return ""
    try:
        mark_invited(actor=actor, meeting=meeting, participants=[one.participant], told="surel", now=clock.now())
    except Problem as problem:
        logger.warning("mail to participant %s sent, not noted: %s", one.participant.pk, problem.code)
        return UNNOTED
    return ""


def _message(
    connection: Any, meeting: Meeting, one: Invitee, letter: Letter | None, origin: str
) -> EmailMultiAlternatives:
    text = invitation_text.body(
        meeting, one.title, common_to_all(meeting, f"{origin}/rakor/{meeting.pk}/"), again=one.stale
    )
    subject = invitation_text.subject(meeting, again=one.stale)
    message = EmailMultiAlternatives(subject, text, None, [one.email], connection=connection)
    event = ical.invitation(
        meeting,
        origin=origin,
        organizer=ical.Party(_bare(settings.DEFAULT_FROM_EMAIL), invitation_text.host(meeting)),
        attendee=ical.Party(one.email, one.title),
    )
    message.attach_alternative(event.decode(), f"text/calendar; method={ical.method_of(meeting)}")
    if letter:
        message.attach(letter.name, letter.content, letter.content_type)
    return message


def _bare(address: str) -> str:
    """``Desk <desk@x.go.id>`` without its name."""
    return address.rpartition("<")[2].rstrip("> ")


def _claim(meeting_id: int) -> str:
    return f"rakor-mailing:{meeting_id}"


def _path(meeting_id: int) -> Path:
    return Path(settings.HOME) / "progress" / f"rakor-mail-{meeting_id}.json"


def _keep(meeting_id: int, standing: Standing) -> None:
    path = _path(meeting_id)
    path.parent.mkdir(mode=0o700, exist_ok=True)
    fresh = path.with_suffix(f".{os.getpid()}")
    fresh.write_text(
        json.dumps(
            {
                "total": standing.total,
                "done": standing.done,
                "running": standing.running,
                "failed": standing.failed,
                "called_off": standing.called_off,
                "at": standing.at.isoformat(),
            }
        )
    )
    fresh.replace(path)
