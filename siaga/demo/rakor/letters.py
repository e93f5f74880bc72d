"""The invitations of the sample meetings get their numbers and dates before they go out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial

from siaga.briefing.actions.invitations import number_invitation
from siaga.demo.rakor.meetings import DISTRICTS, MEETINGS, meeting_of
from siaga.demo.reports.story import Act, moment, who

_COPIES = ["Gubernur Sumatera Selatan, sebagai laporan (contoh)", "Ketua DPRD Kota Pagar Alam (contoh)"]
_ROUND_COPIES = ["Sekretaris Daerah Kota Pagar Alam, sebagai laporan (contoh)"]


def acts() -> Iterator[tuple[datetime, Act]]:
    """One letter after the other; the first waits for the letterhead of that afternoon."""
    for story in MEETINGS:
        if story.invited:
            first = story.key == "coffee-1"
            at = story.invited + timedelta(minutes=10) if first else story.invited - timedelta(minutes=10)
            yield at, partial(number, story.key, _COPIES)
    for code in DISTRICTS:
        yield moment(date(2024, 10, 11), 8, 30 + int(code[-1])), partial(number, f"kec-{code}", _ROUND_COPIES)


def number(key: str, copies: list[str], now: datetime) -> None:
    meeting = meeting_of(key)
    number_invitation(
        actor=who("sekretariat", now),
        meeting=meeting,
        day=now.date(),
        nature="Segera" if meeting.purpose == "kesiapan" else "Biasa",
        copies=copies,
        now=now,
    )
