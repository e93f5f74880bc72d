"""One runnable example of each action on letterheads and the numbers of letters."""

from __future__ import annotations

from siaga.briefing.actions import invitations, letterheads
from tests import people
from tests.examples import example
from tests.factories import NOW, papers, tree

ACT = {"actor": people.secretariat, "now": NOW}


@example("letterhead.set")
def set_letterhead() -> None:
    letterheads.set_letterhead(**ACT, region=tree()[people.CITY], government="Pemerintah Kota Contoh")


@example("letterhead.number")
def take_number() -> None:
    city = tree()[people.CITY]
    papers.letterhead(city)
    letterheads.take_number(**ACT, region=city)


@example("letter.number")
def number_invitation() -> None:
    made = papers.world()
    invitations.number_invitation(
        **ACT, meeting=made.meeting, number="100.2.7/99/2024", day=NOW.date(), nature="Segera", copies=["Contoh"]
    )
