"""Who acts in an office on a day: the one rule, in one place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from siaga.desk.models.office import Office, Tenure


def acting(tenures: Iterable[Tenure], day: date) -> Tenure | None:
    """The term that acts on the day: a stand-in (Pj, Pjs, Plt, Plh) that covers it, else the definitive holder.

    ``tenures`` are those of one office. None means that the office is vacant that day.
    """
    definitive = None
    for tenure in tenures:
        if not tenure.covers(day):
            continue
        if tenure.stands_in:
            return tenure
        definitive = tenure
    return definitive


def overlaps(starts: date, ends: date | None, other: Tenure) -> bool:
    """Whether the term from ``starts`` to ``ends`` (both days in it; None: open) shares a day with the other."""
    return (other.ends is None or starts <= other.ends) and (ends is None or other.starts <= ends)


@dataclass(frozen=True, slots=True)
class OfficeHolder:
    """An office on one day: who acts, and on whose behalf where the definitive holder is on leave.

    acting: the term that acts, or None where the office is vacant.
    definitive: the definitive term that covers the day, also while somebody stands in.
    """

    office: Office
    day: date
    acting: Tenure | None = None
    definitive: Tenure | None = field(default=None)

    @property
    def vacant(self) -> bool:
        return self.acting is None

    @property
    def title(self) -> str:
        """``Pjs. Bupati Bengkulu Utara``; the bare title where the office is vacant."""
        return self.acting.styled_title if self.acting else self.office.title

    @property
    def name(self) -> str:
        return self.acting.person.name if self.acting else ""

    @property
    def on_leave(self) -> Tenure | None:
        """The definitive term that rests while somebody stands in."""
        return self.definitive if self.acting and self.acting.stands_in else None


def holder(office: Office, tenures: Iterable[Tenure], day: date) -> OfficeHolder:
    """The office with who acts in it and who holds it definitively on the day."""
    terms = list(tenures)
    definitive = next((term for term in terms if not term.stands_in and term.covers(day)), None)
    return OfficeHolder(office=office, day=day, acting=acting(terms, day), definitive=definitive)
