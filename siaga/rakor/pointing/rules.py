"""What may be said in action points and obstacles. Raises ``Unsaid`` with the field and the remedy."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from siaga.access import Actor, Refused, inside
from siaga.desk.models import Agency, Office
from siaga.elections.models import Election, PollingStation
from siaga.rakor.errors import MeetingNotOpen, NotOfMeeting, Unsaid
from siaga.rakor.models import ActionPoint, Forum, Meeting, MeetingState, Obstacle, Priority, Source
from siaga.rakor.queries.carried import of_forum
from siaga.readiness.access import sees_picture
from siaga.readiness.arithmetic import FULL, Scale
from siaga.readiness.models import Indicator
from siaga.reporting.access import visible_submissions
from siaga.reporting.models import Submission
from siaga.wilayah.models import Region
from siaga.wilayah.zones import zone_of

FURTHEST = timedelta(days=3 * 366)
"""A due date further away is a slip of the pen."""
LONG = 4000
OPEN_TO_MINUTES = (MeetingState.HELD, MeetingState.MINUTED)


def said(text: str, field: str, complaint: str, remedy: str, limit: int) -> str:
    """The text without what surrounds it; it must be there and short enough."""
    clean = maybe_said(text, field, limit)
    if not clean:
        raise Unsaid(complaint, remedy, field=field)
    return clean


def maybe_said(text: str, field: str, limit: int) -> str:
    clean = text.strip()
    if "\x00" in clean:
        raise Unsaid(_("Ada tanda yang tidak dapat disimpan."), _("Ketik ulang teksnya."), field=field)
    if len(clean) > limit:
        raise Unsaid(
            _("Terlalu panjang (%(length)d huruf).") % {"length": len(clean)},
            _("Paling banyak %(limit)d huruf.") % {"limit": limit},
            field=field,
        )
    return clean


def title_of(title: str) -> str:
    return said(title, "title", _("Tindak lanjut belum diisi."), _("Tulis singkat apa yang harus dikerjakan."), 240)


def reason_of(reason: str, field: str = "reason") -> str:
    return said(reason, field, _("Alasan belum diisi."), _("Tulis alasannya secara singkat."), 400)


def today_at(code: str, now: datetime) -> date:
    """The day of a moment in the zone of a region or TPS."""
    return now.astimezone(zone_of(code)).date()


def due_of(due: date, region: Region, now: datetime, meeting: Meeting | None = None) -> date:
    """It lies after the promise: the day of the meeting, or today."""
    first = today_at(region.code, now)
    if meeting is not None:
        first = min(first, today_at(region.code, meeting.starts_at))
    if due < first:
        raise Unsaid(
            _("Tenggat mendahului hari dibuatnya tindak lanjut."), _("Pilih tanggal hari ini atau sesudahnya."),
            field="due",
        )  # fmt: skip
    if due > first + FURTHEST:
        raise Unsaid(_("Tenggat terlalu jauh di depan."), _("Periksa tahunnya."), field="due")
    return due


def region_of(region: Region, election: Election) -> Region:
    if not inside(region.code, election.region.code):
        raise Unsaid(
            _("%(region)s di luar wilayah pemilihan ini.") % {"region": region.title},
            _("Pilih wilayah pemilihan itu atau wilayah di bawahnya."),
            field="region",
        )
    return region


def unit_of(unit: str, region: Region, election: Election) -> str:
    """The code of a TPS of this election in this region, or nothing."""
    code = unit.strip().removeprefix("tps:")
    if not code:
        return ""
    known = code.isprintable() and PollingStation.objects.filter(election=election, code=code).exists()
    if not known or not inside(code, region.code):
        raise Unsaid(
            _("TPS %(unit)s tidak ada di %(region)s pada pemilihan ini.") % {"unit": code[:40], "region": region.title},
            _("Tulis kodenya seperti 16.72.01.1001/005, atau kosongkan."),
            field="unit",
        )
    return code


def indicator_of(key: str, election: Election, field: str = "indicator") -> str:
    clean = key.strip()
    if clean and not Indicator.objects.filter(election=election, key=clean, retired_at=None).exists():
        raise Unsaid(_("Indikator itu tidak ada pada pemilihan ini."), _("Pilih dari daftar."), field=field)
    return clean


def owner_of(owner: Agency, election: Election, field: str = "owner") -> Agency:
    """An open agency of the election's region, of one below it, or of one above it."""
    here, there = election.region.code, owner.region.code
    if owner.closed_on or not (inside(there, here) or inside(here, there)):
        raise Unsaid(
            _("%(agency)s tidak dapat menjadi pelaksana di sini.") % {"agency": owner.name},
            _("Pilih instansi yang masih aktif di wilayah pemilihan ini."),
            field=field,
        )
    return owner


def office_of(office: Office | None, owner: Agency) -> Office | None:
    if office is not None and office.agency_id != owner.pk:
        raise Unsaid(
            _("Jabatan itu bukan jabatan instansi pelaksana."), _("Pilih jabatan dari instansi itu."),
            field="owner_office",
        )  # fmt: skip
    return office


def priority_of(priority: int) -> int:
    if priority not in Priority.values:
        raise Unsaid(_("Prioritas tidak dikenal."), _("Pilih tinggi, sedang, atau rendah."), field="priority")
    return priority


def source_of(source: str, meeting: Meeting | None, field: str) -> str:
    """What brought it to the table; where a person notes it at a meeting, the meeting."""
    if source not in Source.values:
        raise Unsaid(_("Asal tidak dikenal."), _("Pilih dari daftar."), field=field)
    return str(Source.MEETING) if meeting is not None and source == Source.PERSON else source


def closing_of(actor: Actor, closes_when: Mapping[str, Any] | None, election: Election) -> dict[str, Any] | None:
    """When the data closes a point: ``{"scale", "code", "indicator", "at_least"}``; at_least in millionths.

    Only readiness has a threshold: on the kerawanan scale more is worse, and what is missing says nothing. The figure
    must be one that the actor may see: what closes a point tells of it.
    """
    if not closes_when:
        return None
    field = "closes_when"
    if set(closes_when) - {"scale", "code", "indicator", "at_least"}:
        raise Unsaid(
            _("Syarat selesai memuat isian yang tidak dikenal."), _("Isi scale, code, indicator, dan at_least."),
            field=field,
        )  # fmt: skip
    if closes_when.get("scale", Scale.READINESS) != Scale.READINESS:
        raise Unsaid(_("Syarat selesai hanya berlaku untuk skala kesiapan."), _("Pakai skala readiness."), field=field)
    at_least = closes_when.get("at_least")
    if isinstance(at_least, bool) or not isinstance(at_least, int) or not 0 <= at_least <= FULL:
        raise Unsaid(_("Ambang syarat selesai tidak benar."), _("Isi antara 0 dan 100 persen."), field=field)
    code = closes_when.get("code")
    if not isinstance(code, str) or not _is_place(code, election) or not sees_picture(actor, election, code):
        raise Unsaid(
            _("Wilayah atau TPS pada syarat selesai tidak ada pada pemilihan ini."), _("Periksa kodenya."),
            field=field,
        )  # fmt: skip
    indicator = closes_when.get("indicator", "")
    if not isinstance(indicator, str):
        raise Unsaid(_("Indikator itu tidak ada pada pemilihan ini."), _("Pilih dari daftar."), field=field)
    key = indicator_of(indicator, election, field)
    if (
        key
        and not Indicator.objects.filter(election=election, key=key, scale=Scale.READINESS, retired_at=None).exists()
    ):
        raise Unsaid(
            _("Syarat selesai hanya berlaku untuk skala kesiapan."), _("Pilih indikator kesiapan."), field=field
        )
    return {"scale": str(Scale.READINESS), "code": code, "indicator": key, "at_least": at_least}


def _is_place(code: str, election: Election) -> bool:
    if not code.isprintable() or not inside(code, election.region.code):
        return False
    if "/" in code:
        return PollingStation.objects.filter(election=election, code=code).exists()
    return Region.objects.filter(code=code, valid_to=None).exists()


def submission_of(actor: Actor, submission: Submission | None, election: Election) -> Submission | None:
    """A report that the actor may see, of the same election. Raises Refused."""
    if submission is None:
        return None
    if submission.election_id != election.pk or not visible_submissions(actor).filter(pk=submission.pk).exists():
        raise Refused
    return submission


def minutes_open(meeting: Meeting) -> Meeting:
    """A meeting that has begun and is not signed, as it stands now: its row stays locked, so that nothing slips in
    beside a signature. Raises ``MeetingNotOpen``.
    """
    state = Meeting.objects.select_for_update().filter(pk=meeting.pk).values_list("state", flat=True).first()
    if state not in OPEN_TO_MINUTES:
        raise MeetingNotOpen(str(MeetingState(state or meeting.state).label))
    return meeting


def comes_back_at(point: ActionPoint, meeting: Meeting) -> bool:
    """Whether the point was promised at the meeting or comes back in its forum."""
    if point.meeting_id == meeting.pk:
        return True
    return ActionPoint.objects.filter(of_forum(meeting.forum), pk=point.pk).exists()


def at_meeting(point: ActionPoint, meeting: Meeting | None) -> Meeting | None:
    """The meeting at which something is said about a point. Raises ``NotOfMeeting``, ``MeetingNotOpen``."""
    if meeting is None:
        return None
    if not comes_back_at(point, meeting):
        raise NotOfMeeting
    return minutes_open(meeting)


def forum_of(forum: Forum | None, meeting: Meeting | None, election: Election) -> Forum | None:
    """Where a new point comes back: the forum named, or that of the meeting."""
    if meeting is not None:
        if forum is not None and forum.pk != meeting.forum_id:
            raise NotOfMeeting
        forum = meeting.forum
    if forum is not None and (forum.election_id != election.pk or forum.closed_at):
        raise Unsaid(
            _("Forum itu sudah ditutup atau milik pemilihan lain."), _("Pilih forum yang masih berjalan."),
            field="forum",
        )  # fmt: skip
    return forum


def same_election(obstacle: Obstacle | None, election: Election) -> Obstacle | None:
    if obstacle is not None and obstacle.election_id != election.pk:
        raise Refused
    return obstacle
