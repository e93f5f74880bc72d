"""Rhythms and reporters in words, as an official says them."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga.access import Role
from siaga.desk.kinds import kind_label
from siaga.desk.models.account import ROLE_CHOICES
from siaga.instruments.models import Instrument, UnitKind
from siaga.reporting.cadence import HOURS, MONTHLY, ONCE, WEEKLY, Rhythm, Segment
from siaga.reporting.models import Duty

WEEKDAYS: tuple[Promise, ...] = (
    gettext_lazy("Senin"),
    gettext_lazy("Selasa"),
    gettext_lazy("Rabu"),
    gettext_lazy("Kamis"),
    gettext_lazy("Jumat"),
    gettext_lazy("Sabtu"),
    gettext_lazy("Minggu"),
)
_ROLES = dict(ROLE_CHOICES)


def h_day(offset: int) -> str:
    """``H-7``, ``H``, ``H+1``."""
    return f"H{offset:+d}" if offset else "H"


def how_often(segment: Segment) -> str:
    """``tiap Senin pukul 16.00``, ``tiap hari pukul 16.00``, ``tiap 3 jam mulai pukul 06.00``."""
    at = f"{segment.at:%H.%M}"
    if segment.every == ONCE:
        return _("sekali, paling lambat pukul %(at)s pada hari terakhir") % {"at": at}
    if segment.every == MONTHLY:
        return _("tiap akhir bulan pukul %(at)s") % {"at": at}
    if segment.every == WEEKLY:
        return _("tiap %(day)s pukul %(at)s") % {"day": WEEKDAYS[segment.weekday], "at": at}
    if segment.every == HOURS:
        return _("tiap %(hours)d jam mulai pukul %(at)s") % {"hours": segment.hours, "at": at}
    return _("tiap hari pukul %(at)s") % {"at": at}


def spoken(rhythm: Rhythm) -> str:
    """The whole rhythm: ``tiap Senin pukul 16.00; sejak H-7 tiap hari pukul 16.00``."""
    parts = []
    for place, segment in enumerate(rhythm):
        words = how_often(segment)
        if place and segment.from_h is not None:
            words = _("sejak %(day)s %(often)s") % {"day": h_day(segment.from_h), "often": words}
        parts.append(words)
    return "; ".join(parts)


def reporter(duty: Duty) -> str:
    """Who reports: ``Petugas lapangan``, ``Kecamatan``, ``Instansi (KPU, Bawaslu, Polres)``."""
    label = str(_ROLES[Role(duty.role)])
    if duty.role == Role.AGENCY and duty.agency_kinds:
        kinds = [kind_label(kind) for kind in duty.agency_kinds]
        few = ", ".join(kinds[:3])
        more = _("%(few)s dan %(n)d jenis lain") % {"few": few, "n": len(kinds) - 3} if len(kinds) > 3 else few
        return f"{label} ({more})"
    return label


def about(instrument: Instrument) -> str:
    """What the instrument is about: ``TPS``, ``Kecamatan``, ``Desa/kelurahan``, ``Instansi``."""
    if instrument.unit_kind == UnitKind.REGION and instrument.level:
        label = str(instrument.get_level_display())
        return label[:1].upper() + label[1:]
    return str(UnitKind(instrument.unit_kind).label)
