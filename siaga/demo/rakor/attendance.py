"""Who came to the sample meetings: most of the invited, some by a deputy, one uninvited; some stayed away."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from siaga.demo.rakor.meetings import DISTRICTS, MEETINGS, began_in_round, meeting_of
from siaga.demo.reports.reporters import camat_of
from siaga.demo.reports.story import Act, who
from siaga.rakor import door
from siaga.rakor.actions.attendance import door_actor, sign_in, tick
from siaga.rakor.models import Meeting
from siaga.rakor.queries.attendance import Line, attendance_list

_WAVES = (-8, -3, 2, 7)
"""Minutes from the opening at which people come in, a quarter each."""
_AWAY, _DEPUTY = 5, 3
"""Of each seven invited: who stays away, and who sends a deputy."""
_NAMES = ("Contoh Adi", "Contoh Bunga", "Contoh Citra", "Contoh Dedi", "Contoh Eka", "Contoh Fajar")
"""Of those who come for an office whose holder nobody has entered."""


def acts() -> Iterator[tuple[datetime, Act]]:
    """What happened, and when."""
    opened = [(f"kec-{code}", camat_of(code), began_in_round(code)) for code in DISTRICTS]
    opened += [(story.key, "sekretariat", story.opened) for story in MEETINGS if story.opened]
    for key, keeper, at in opened:
        for wave, minutes in enumerate(_WAVES):
            yield at + timedelta(minutes=minutes), partial(come_in, key, keeper, wave)
        yield at + timedelta(minutes=12), partial(uninvited, key, keeper)


def come_in(key: str, keeper: str, wave: int, now: datetime) -> None:
    """A quarter of the invited come: every other signs in by the code on the screen, the others are ticked."""
    meeting = meeting_of(key)
    for number, line in enumerate(attendance_list(meeting)):
        if line.present or number % len(_WAVES) != wave or number % 7 == _AWAY:
            continue
        name = line.name or _NAMES[number % len(_NAMES)]
        if number % 7 == _DEPUTY:
            _tick_deputy(meeting, keeper, line, now)
        elif number % 2:
            _sign_in(meeting, line, name, now)
        else:
            tick(actor=who(keeper, now), meeting=meeting, participant=line.participant, name=name, now=now)


def uninvited(key: str, keeper: str, now: datetime) -> None:
    tick(
        actor=who(keeper, now),
        meeting=meeting_of(key),
        name="Contoh Pendamping",
        office_title="Staf pendamping (contoh)",
        agency_name="Bagian Protokol Setda (contoh)",
        now=now,
    )


def _tick_deputy(meeting: Meeting, keeper: str, line: Line, now: datetime) -> None:
    tick(
        actor=who(keeper, now),
        meeting=meeting,
        participant=line.participant,
        name="Contoh Wakil",
        office_title=f"yang mewakili {line.office}"[:160],
        represents=True,
        now=now,
    )


def _sign_in(meeting: Meeting, line: Line, name: str, now: datetime) -> None:
    assert line.participant is not None
    phone = door.Ticket(meeting.pk, f"contoh-{line.participant.pk}", now)
    sign_in(
        actor=door_actor(),
        meeting=meeting,
        ticket=door.ticket_text(meeting, now, phone),
        participant=line.participant,
        name=name,
        now=now,
    )
