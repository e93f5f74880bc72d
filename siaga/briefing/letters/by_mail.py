"""The letter of invitation as a mail carries it: once it has its number, and where papers can be made."""

from __future__ import annotations

import logging

from siaga import clock
from siaga.access import Actor
from siaga.briefing.letters.invitation import invitation
from siaga.paper.errors import NoDocumentMakers
from siaga.paper.pdf_form import as_pdf
from siaga.rakor.mailing import Letter
from siaga.rakor.models import Meeting

logger = logging.getLogger("siaga.mail")


def letter_for_mail(_actor: Actor, meeting: Meeting, origin: str) -> Letter | None:
    """The PDF, addressed to all. None before the letter is numbered: an invitation without a number is a draft."""
    if not meeting.letter_number:
        return None
    now = clock.now()
    paper = invitation(meeting, address=f"{origin}/rakor/{meeting.pk}/", now=now)
    try:
        return Letter(f"{paper.name}.pdf", as_pdf(paper, now))
    except NoDocumentMakers:
        logger.warning("invitation of meeting %s goes without its letter: no maker of PDF is installed", meeting.pk)
        return None
