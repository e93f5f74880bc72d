"""Ready words for a reminder about overdue promises. Pure: they name no person but the office that is addressed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

MOST = 8
"""Points that a reminder lists; of more it says how many."""


@dataclass(frozen=True, slots=True)
class Owed:
    """One point as a reminder tells it. due: in words; late: days; address: the absolute one of its page."""

    title: str
    place: str
    due: str
    late: int
    address: str


def reminder(office: str, election: str, owed: Sequence[Owed], work_address: str) -> str:
    """The text to an office (``Kepala Dinas Kesehatan``). work_address: the page with all that it owes."""
    lines = [_line(one) for one in owed[:MOST]]
    if (more := len(owed) - MOST) > 0:
        lines.append(_("- dan %(n)d tindak lanjut lain") % {"n": more})
    return "\n".join(
        [
            _("Yth. %(office)s") % {"office": office},
            _("Dengan hormat, kami mengingatkan tindak lanjut %(election)s berikut:") % {"election": election},
            *lines,
            _("Mohon laporan perkembangannya melalui: %(address)s")
            % {"address": owed[0].address if len(owed) == 1 else work_address},
            _("Bila ada hambatan, mohon disebutkan beserta pihak yang dapat membantu. Terima kasih."),
        ]
    )


def _line(one: Owed) -> str:
    told = {"title": one.title, "place": one.place, "due": one.due, "late": one.late}
    if one.late > 0:
        return _("- %(title)s, %(place)s: tenggat %(due)s, lewat %(late)d hari") % told
    return _("- %(title)s, %(place)s: tenggat %(due)s") % told
