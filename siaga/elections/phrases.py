"""Words for rulesets and stages that pages and commands share."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from siaga.elections.rulesets.schema import (
    ArmySupport,
    Ballot,
    Cadence,
    Clock,
    CountFigure,
    Crew,
    DateFigure,
    GuardPattern,
    Honorarium,
    Hop,
    Item,
    Percent,
    ReserveLevel,
    RiskClass,
    RiskIndicator,
    Rounding,
    Sourced,
    StageRule,
    VoterLimit,
    VotingHours,
    Weighting,
)


def section_name(key: str) -> str:
    """The heading of a part of a ruleset."""
    return {
        "stages": _("Tahapan"),
        "station": _("Batas TPS"),
        "crew": _("Petugas tiap TPS"),
        "honoraria": _("Honorarium"),
        "ballots": _("Jenis surat suara"),
        "reserve": _("Surat suara cadangan"),
        "logistics": _("Perlengkapan TPS"),
        "hops": _("Perjalanan logistik"),
        "risk": _("Kerawanan TPS"),
        "guards": _("Pola pengamanan"),
        "clocks": _("Batas waktu laporan pelanggaran"),
        "cadence": _("Irama laporan desk"),
    }[key]


def offset_name(offset: int) -> str:
    """An offset from voting day as H-3, H or H+10."""
    return f"H{offset:+d}" if offset else "H"


def described(statement: Sourced) -> str:
    """What a statement of a ruleset says, in words; empty where its label says it all."""
    match statement:
        case DateFigure():
            return _when(statement.value)
        case VotingHours():
            return _("pukul %(opens)s sampai %(closes)s waktu setempat") % {
                "opens": statement.opens,
                "closes": statement.closes,
            }
        case StageRule():
            return _stage(statement)
        case VoterLimit():
            return _amount(statement.value, _("pemilih"))
        case CountFigure():
            return _amount(statement.value, _("lembar"))
        case Percent():
            return _unknown() if statement.value is None else f"{_decimal(statement.value)} %"
        case Rounding():
            return {"up": _("ke atas"), "nearest": _("terdekat"), "down": _("ke bawah"), None: _unknown()}[
                statement.value
            ]
        case ReserveLevel():
            return _unknown() if statement.value is None else basis_name(statement.value)
        case Weighting():
            return _("sama untuk semua indikator") if statement.value == "equal" else _("menurut tiap indikator")
        case Crew():
            return _amount(statement.per_station, _("orang tiap TPS"))
        case Honorarium():
            return _unknown() if statement.rupiah is None else f"Rp{_whole(statement.rupiah)}"
        case Ballot():
            return _("warna %(colour)s, tingkat %(level)s") % {"colour": statement.colour, "level": statement.level}
        case Item():
            return f"{_amount(statement.quantity, statement.unit)} {basis_name(statement.basis)}"
        case Hop():
            return _hop(statement)
        case RiskIndicator():
            return "" if statement.weight == 1 else _("bobot %(weight)s") % {"weight": _decimal(statement.weight)}
        case RiskClass():
            return statement.criteria
        case GuardPattern():
            return guard_sentence(statement)
        case Clock():
            return f"{_whole(statement.amount)} {_clock_unit(statement)}"
        case Cadence():
            return _cadence(statement)
        case ArmySupport():
            return _("boleh, sebagai pendukung Polri") if statement.value else _("tidak boleh")
        case _:
            return ""


def basis_name(basis: str) -> str:
    """Per what a quantity counts."""
    return {
        "station": _("tiap TPS"),
        "ballot": _("tiap jenis surat suara di TPS"),
        "booth": _("tiap bilik"),
        "voter": _("tiap pemilih"),
        "village": _("tiap desa/kelurahan"),
        "district": _("tiap kecamatan"),
        "regency": _("tiap kabupaten/kota"),
    }[basis]


def guard_sentence(pattern: GuardPattern) -> str:
    """A guard pattern as a sentence; never as a bare code such as 2-12-24, whose order varies."""
    return _("%(police)s polisi menjaga %(tps)s TPS bersama %(linmas)s Linmas") % {
        "police": _whole(pattern.police),
        "tps": _span(pattern.tps, pattern.tps_max),
        "linmas": _span(pattern.linmas, pattern.linmas_max),
    }


def _stage(rule: StageRule) -> str:
    starts, ends = _one(rule.starts, rule.starts_offset), _one(rule.ends, rule.ends_offset)
    if starts and ends:
        return starts if starts == ends else _("%(starts)s sampai %(ends)s") % {"starts": starts, "ends": ends}
    if ends:
        return _("sampai %(ends)s") % {"ends": ends}
    return _("mulai %(starts)s") % {"starts": starts} if starts else _("tanggal belum diketahui")


def _one(fixed: date | None, offset: int | None) -> str:
    if fixed is not None:
        return _when(fixed)
    return offset_name(offset) if offset is not None else ""


def _hop(hop: Hop) -> str:
    if hop.deadline_offset is None:
        return _("batas waktu belum ditetapkan")
    return _("paling lambat %(offset)s") % {"offset": offset_name(hop.deadline_offset)}


def _clock_unit(clock: Clock) -> str:
    if clock.unit == "hour":
        return _("jam")
    return _("hari kerja") if clock.day_type == "working" else _("hari kalender")


def _cadence(cadence: Cadence) -> str:
    every = {
        "monthly": _("bulanan"),
        "weekly": _("mingguan"),
        "daily": _("harian"),
        "hourly": _("tiap %(hours)s jam") % {"hours": cadence.hours or 1},
    }[cadence.every]
    start = offset_name(cadence.from_offset) if cadence.from_offset is not None else ""
    until = offset_name(cadence.until_offset) if cadence.until_offset is not None else ""
    if start and until:
        span = start if start == until else _("%(start)s sampai %(until)s") % {"start": start, "until": until}
    elif until:
        span = _("sampai %(until)s") % {"until": until}
    else:
        span = _("sejak %(start)s") % {"start": start} if start else _("sepanjang waktu")
    return f"{every}, {span}"


def _amount(value: int | None, unit: str) -> str:
    return f"{_whole(value)} {unit}" if value is not None else f"{_unknown()} ({unit})"


def _unknown() -> str:
    return _("belum diketahui")


def _span(least: int, most: int | None) -> str:
    return _whole(least) if most is None or most == least else f"{_whole(least)}–{_whole(most)}"


def _whole(value: int) -> str:
    return number_format(value, use_l10n=True, force_grouping=True)


def _decimal(value: Decimal) -> str:
    return number_format(value.normalize() if value % 1 else int(value), use_l10n=True)


def _when(value: date | None) -> str:
    return date_format(value, "j F Y") if value else _unknown()
