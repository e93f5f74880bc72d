"""The invitation of a meeting gets its number and its date."""

from __future__ import annotations

from datetime import date, datetime

from siaga.access import Actor, Verb, require
from siaga.briefing.actions.letterheads import take_number
from siaga.ledger.recording import action, record
from siaga.rakor.actions.meetings import set_letter
from siaga.rakor.models import Meeting


@action("letter.number")
def number_invitation(
    *,
    actor: Actor,
    meeting: Meeting,
    day: date,
    nature: str,
    copies: list[str],
    now: datetime,
    number: str = "",
) -> Meeting:
    """Give the invitation of a meeting its number and date. number: one given elsewhere; empty takes the next one.

    A letter that has a number keeps it unless another is given.
    """
    require(actor, Verb.RAKOR_PLAN, meeting.place)
    before = meeting.as_fact()
    number = number.strip() or meeting.letter_number
    if not number:
        number = take_number(actor=actor, region=meeting.forum.region, now=now)
    done = set_letter(actor=actor, meeting=meeting, number=number, date=day, nature=nature, copies=copies, now=now)
    if done.as_fact() != before:
        record(actor, "letter.number", done, before=before, after=done.as_fact(), now=now)
    return done
