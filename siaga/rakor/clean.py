"""What people type about forums and meetings, made clean, or told what is wrong with it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from siaga.access import inside
from siaga.desk.models import Agency, Office
from siaga.elections.errors import ElectionClosed
from siaga.elections.models import Election
from siaga.rakor.errors import NotSaid
from siaga.rakor.models import ForumKind, Purpose
from siaga.wilayah.models import Region

FURTHEST = timedelta(days=366)
"""No forum plans further ahead."""


def line(text: str, *, field: str, limit: int, empty: str = "") -> str:
    """One line with single spaces. ``empty`` is the complaint where something must be written. Raises ``NotSaid``."""
    clean = " ".join(text.split())
    if not clean and empty:
        raise NotSaid(empty, _("Isi dulu, lalu simpan lagi."), field=field)
    if len(clean) > limit:
        raise NotSaid(
            _("Terlalu panjang (%(length)d huruf).") % {"length": len(clean)},
            _("Paling banyak %(limit)d huruf.") % {"limit": limit},
            field=field,
        )
    return clean


def forum_kind(kind: str) -> str:
    if kind not in ForumKind.values:
        raise NotSaid(_("Jenis forum tidak dikenal."), _("Pilih dari daftar."), field="kind")
    return kind


def meeting_purpose(purpose: str) -> str:
    if purpose not in Purpose.values:
        raise NotSaid(_("Maksud rapat tidak dikenal."), _("Pilih dari daftar."), field="purpose")
    return purpose


def rhythm(days: int | None) -> int | None:
    if days is not None and not 1 <= days <= 366:
        raise NotSaid(_("Selang rapat harus 1 sampai 366 hari."), _("Kosongkan bila tidak tetap."), field="rhythm_days")
    return days


def span(starts_at: datetime, ends_at: datetime | None, now: datetime) -> None:
    """Refuse an end that does not come after the start, and a start so far ahead that its year must be a slip."""
    if starts_at > now + FURTHEST:
        raise NotSaid(_("Tanggal rapat terlalu jauh di depan."), _("Periksa tahunnya."), field="starts_at")
    if ends_at is not None and ends_at <= starts_at:
        raise NotSaid(_("Waktu selesai tidak sesudah waktu mulai."), _("Periksa jamnya."), field="ends_at")


def election_at(election: Election, region: Region) -> None:
    """Refuse an election that is closed, or that is not held there."""
    if election.closed:
        raise ElectionClosed(election.name)
    if not (inside(region.code, election.region.code) or inside(election.region.code, region.code)):
        raise NotSaid(
            _("%(election)s bukan pemilihan di %(region)s.") % {"election": election, "region": region.title},
            _("Pilih pemilihan yang berlangsung di wilayah ini."),
            field="election",
        )


def open_agency(agency: Agency | None, field: str) -> Agency | None:
    if agency is not None and agency.closed_on:
        raise NotSaid(
            _("%(agency)s sudah tidak aktif.") % {"agency": agency.name},
            _("Pilih instansi yang masih aktif."),
            field=field,
        )
    return agency


def open_office(office: Office | None, field: str) -> Office | None:
    if office is not None:
        open_agency(office.agency, field)
    return office


def letter_day(day: date | None, starts_at: datetime) -> None:
    """Refuse a letter dated after the meeting to which it invites."""
    if day is not None and day > starts_at.date():
        raise NotSaid(_("Tanggal surat sesudah tanggal rapat."), _("Periksa tanggal surat undangannya."), field="date")
