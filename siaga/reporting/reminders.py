"""Ready words for a reminder, and the address that opens them in a messenger. Pure.

The words name no person: what is owed, about which unit, since when, and where to fill it in. The only personal datum
of the address is the number that it goes to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from siaga.desk.clean import phone_digits

MOST = 8
"""Debts that a reminder lists; of more it says how many."""


@dataclass(frozen=True, slots=True)
class Reminded:
    """One debt as a reminder tells it. since: in words, with the day. address: the absolute one of the fill page."""

    title: str
    unit: str
    missed: int
    since: str
    address: str


def fill_path(slug: str, instrument: str, unit: str) -> str:
    """The page on which a report about a unit is filled in."""
    return f"/laporan/isi/{slug}/{instrument}/?unit={quote(unit, safe='')}"


def reminder(election: str, debts: Sequence[Reminded], tasks_address: str) -> str:
    """The text. ``tasks_address``: the page with all that one owes, for more than one debt."""
    told = [
        ngettext(
            "- %(title)s, %(unit)s: %(n)d laporan belum masuk sejak %(since)s",
            "- %(title)s, %(unit)s: %(n)d laporan belum masuk sejak %(since)s",
            debt.missed,
        )
        % {"title": debt.title, "unit": debt.unit, "n": debt.missed, "since": debt.since}
        for debt in debts[:MOST]
    ]
    if (more := len(debts) - MOST) > 0:
        told.append(_("- dan %(n)d laporan lain") % {"n": more})
    where = debts[0].address if len(debts) == 1 else tasks_address
    return "\n".join(
        [
            _("Yth. Bapak/Ibu,"),
            _("Mohon melengkapi laporan %(election)s berikut:") % {"election": election},
            *told,
            _("Isi laporan: %(address)s") % {"address": where},
            _("Bila keadaan tidak berubah, kirim sebagai laporan nihil. Terima kasih."),
        ]
    )


def messenger_link(number: str, text: str) -> str:
    """``https://wa.me/62…?text=…``; without a usable number the messenger asks to whom."""
    return f"https://wa.me/{phone_digits(number)}?text={quote(text, safe='')}"


def days_since(when: datetime, now: datetime) -> int:
    """Whole days that have passed."""
    return max(0, (now - when).days)
