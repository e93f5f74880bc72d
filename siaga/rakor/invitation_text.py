"""The words of an invitation to a meeting, as a message and in a mail. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from siaga.rakor.models import Meeting, MeetingState
from siaga.rakor.when import zone
from siaga.wilayah.zones import zone_short


@dataclass(frozen=True, slots=True)
class Common:
    """What all invitations to one meeting say alike.

    chair: who leads, by title. more: lines of the agenda beyond those named. address: of the meeting's page.
    """

    chair: str
    agenda: Sequence[str]
    more: int
    address: str


def subject(meeting: Meeting, *, again: bool) -> str:
    """The subject of a mail. again: whether they were told of it as it was before."""
    words = {"title": meeting.title, "day": _day(meeting)}
    if meeting.state == MeetingState.CANCELLED:
        return _("Pembatalan rapat: %(title)s, %(day)s") % words
    if again:
        return _("Perubahan undangan: %(title)s, %(day)s") % words
    return _("Undangan: %(title)s, %(day)s") % words


def body(meeting: Meeting, to: str, common: Common, *, again: bool) -> str:
    """The whole message. to: the office that is invited; again: whether they were told of it as it was before."""
    lines = [_("Yth. %(office)s,") % {"office": to}, "", _opening(meeting, again), ""]
    lines += [
        _("Acara: %(title)s") % {"title": meeting.title},
        _("Forum: %(forum)s, rapat ke-%(number)s") % {"forum": meeting.forum.name, "number": meeting.number},
        _("Hari/tanggal: %(day)s") % {"day": _day(meeting)},
        _("Waktu: pukul %(time)s") % {"time": hours(meeting)},
        _("Tempat: %(venue)s") % {"venue": meeting.venue},
    ]
    if common.chair:
        lines.append(_("Pimpinan rapat: %(office)s") % {"office": common.chair})
    if meeting.letter_number:
        lines.append(_("Nomor surat: %(number)s") % {"number": meeting.letter_number})
    if meeting.state == MeetingState.CANCELLED:
        lines += ["", _("Alasan pembatalan: %(reason)s") % {"reason": meeting.cancelled_reason}]
        lines += ["", _("Mohon maklum. Terima kasih."), host(meeting)]
        return "\n".join(lines)
    if common.agenda:
        lines += ["", _("Agenda:"), *(f"{number}. {title}" for number, title in enumerate(common.agenda, 1))]
        if more := common.more:
            lines.append(ngettext("dan %(n)d pokok lain", "dan %(n)d pokok lain", more) % {"n": more})
    if meeting.note:
        lines += ["", _("Catatan: %(note)s") % {"note": meeting.note}]
    lines += ["", _("Bahan rapat: %(address)s") % {"address": common.address}]
    lines += ["", _("Atas perhatian dan kehadiran Bapak/Ibu, kami ucapkan terima kasih."), host(meeting)]
    return "\n".join(lines)


def host(meeting: Meeting) -> str:
    """Who invites."""
    host_agency = meeting.forum.host
    return host_agency.name if host_agency else f"{meeting.forum.name}, {meeting.forum.region.title}"


def hours(meeting: Meeting) -> str:
    """``09.00 WIB s.d. selesai``, in the zone of the region."""
    local = zone(meeting)
    short = zone_short(meeting.forum.region.code)
    begins = date_format(meeting.starts_at.astimezone(local), "H.i")
    if meeting.ends_at is None:
        return _("%(begins)s %(zone)s s.d. selesai") % {"begins": begins, "zone": short}
    ends = date_format(meeting.ends_at.astimezone(local), "H.i")
    return _("%(begins)s s.d. %(ends)s %(zone)s") % {"begins": begins, "ends": ends, "zone": short}


def _opening(meeting: Meeting, again: bool) -> str:
    if meeting.state == MeetingState.CANCELLED:
        return _("Dengan hormat kami sampaikan bahwa rapat berikut DIBATALKAN:")
    if again:
        return _("Dengan hormat kami sampaikan perubahan undangan rapat berikut:")
    return _("Dengan hormat kami mengundang Bapak/Ibu menghadiri rapat berikut:")


def _day(meeting: Meeting) -> str:
    return date_format(meeting.starts_at.astimezone(zone(meeting)), "l, j F Y")
