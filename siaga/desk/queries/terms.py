"""Terms of office: who holds what on a day, and which terms would overlap."""

from __future__ import annotations

from datetime import date

from siaga.desk.models import Office, Tenure, TenureKind
from siaga.desk.terms import overlaps


def clash(office: Office, kind: str, starts: date, ends: date | None, *, but: int | None = None) -> Tenure | None:
    """The first term of the same sort (definitive, or stand-in) at the office that shares a day with this one."""
    for other in office.tenures.exclude(pk=but or 0).select_related("person", "office").order_by("starts"):
        if other.stands_in == (kind != TenureKind.DEFINITIVE) and overlaps(starts, ends, other):
            return other
    return None
