"""Numbers, days and ages as an official writes them; pure functions, in the active language."""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

NBSP = "\u00a0"
_ZONES = {7: "WIB", 8: "WITA", 9: "WIT"}


def _decimal(value: int | float | Decimal | Fraction) -> Decimal:
    return Decimal(value.numerator) / value.denominator if isinstance(value, Fraction) else Decimal(str(value))


def number(value: int | float | Decimal | Fraction, decimals: int = 0) -> str:
    """``474812`` → ``474.812``; with decimals, rounded half up: ``1.25`` → ``1,3``."""
    exact = _decimal(value).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return number_format(exact, decimal_pos=decimals, use_l10n=True, force_grouping=True)


def measure(value: int | float | Decimal | Fraction, most: int = 6) -> str:
    """A number with the decimals that it has, at most so many: ``2.5`` → ``2,5``, ``3.0`` → ``3``."""
    exact = _decimal(value).normalize()
    if _decimals(exact) > most:
        exact = round(exact, most).normalize()
    return number(exact, _decimals(exact))


def _decimals(exact: Decimal) -> int:
    return max(0, -int(exact.as_tuple().exponent))


def position(lat: float, lon: float) -> str:
    """``-4,0312; 103,2664``: degrees to a metre, apart by a semicolon because the comma marks decimals."""
    return f"{measure(lat, 5)}; {measure(lon, 5)}"


def percent(share: float | Decimal | Fraction, decimals: int = 1) -> str:
    """A share between 0 and 1: ``0.975`` → ``97,5 %``; whole percentages carry no decimals."""
    points = _decimal(share) * 100
    rounded = points.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    text = number(rounded, 0 if rounded == rounded.to_integral_value() else decimals)
    return f"{text}{NBSP}%"


def _local(when: date | datetime) -> date | datetime:
    return timezone.localtime(when) if isinstance(when, datetime) and timezone.is_aware(when) else when


def day(when: date | datetime) -> str:
    """``Rabu, 27 November 2024``."""
    return date_format(_local(when), "l, j F Y")


def short_day(when: date | datetime) -> str:
    """``27 Nov 2024``, for table cells."""
    return date_format(_local(when), "j M Y")


def zone_name(when: datetime) -> str:
    """WIB, WITA or WIT of an aware moment in the active zone; elsewhere the zone's own name."""
    local = timezone.localtime(when)
    offset = local.utcoffset()
    hours = int(offset.total_seconds() // 3600) if offset is not None else 0
    return _ZONES.get(hours) or local.tzname() or ""


def moment(when: datetime) -> str:
    """``Rabu, 30 Oktober 2024 pukul 09.00 WIB``."""
    local = timezone.localtime(when)
    return _("%(day)s pukul %(time)s %(zone)s") % {
        "day": date_format(local, "l, j F Y"),
        "time": date_format(local, "H.i"),
        "zone": zone_name(when),
    }


def short_moment(when: datetime) -> str:
    """``30 Okt 2024 09.00 WIB``, for table cells."""
    local = timezone.localtime(when)
    return f"{date_format(local, 'j M Y H.i')}{NBSP}{zone_name(when)}"


def countdown(to: date, today: date) -> str:
    """Distance to a day in the desk's own way: ``H-28``, ``Hari H``, ``H+3``."""
    days = (to - today).days
    if days == 0:
        return _("Hari H")
    return f"H-{number(days)}" if days > 0 else f"H+{number(-days)}"


def age(since: date | datetime, now: datetime) -> str:
    """How long ago, in the largest sensible unit: ``baru saja``, ``14 menit``, ``5 jam``, ``2 hari``, ``3 bulan``."""
    if isinstance(since, datetime):
        seconds = (now - since).total_seconds()
        if seconds < 60:
            return _("baru saja")
        if seconds < 3600:
            minutes = int(seconds // 60)
            return ngettext("%(n)s menit", "%(n)s menit", minutes) % {"n": minutes}
        if seconds < 86400:
            hours = int(seconds // 3600)
            return ngettext("%(n)s jam", "%(n)s jam", hours) % {"n": hours}
        days = int(seconds // 86400)
    else:
        days = (timezone.localtime(now).date() - since).days
        if days <= 0:
            return _("hari ini")
    if days < 61:
        return ngettext("%(n)s hari", "%(n)s hari", days) % {"n": days}
    if days < 730:
        months = days // 30
        return ngettext("%(n)s bulan", "%(n)s bulan", months) % {"n": months}
    years = days // 365
    return ngettext("%(n)s tahun", "%(n)s tahun", years) % {"n": years}
