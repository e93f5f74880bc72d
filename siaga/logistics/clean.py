"""What people type about stock and boxes, made clean, or told what is wrong with it."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from siaga.elections.errors import ElectionClosed
from siaga.elections.models import Election
from siaga.logistics.stock_errors import NotSaid

MOST_PIECES = 50_000_000
"""More pieces of one thing than a regency ever gets are a slip of the finger."""
LONGEST_REASON = 300


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


def pieces(number: int, *, field: str, least: int = 1) -> int:
    """A whole number of pieces. Raises ``NotSaid``."""
    if number < least:
        raise NotSaid(_("Jumlah paling sedikit %(least)d.") % {"least": least}, _("Periksa jumlahnya."), field=field)
    if number > MOST_PIECES:
        raise NotSaid(_("Jumlah terlalu besar."), _("Periksa jumlahnya, mungkin kelebihan angka nol."), field=field)
    return number


def past_day(day: date, now: datetime, *, field: str) -> date:
    """A day that has come. Raises ``NotSaid``."""
    if day > now.date() and (day - now.date()).days > 1:  # a day further east has begun earlier
        raise NotSaid(_("Tanggal itu belum tiba."), _("Periksa tanggalnya."), field=field)
    return day


def past_moment(moment: datetime, now: datetime, *, field: str) -> datetime:
    """A moment that has come, give or take a wrong clock. Raises ``NotSaid``."""
    if (moment - now).total_seconds() > 600:
        raise NotSaid(_("Waktu itu belum tiba."), _("Periksa tanggal dan jamnya."), field=field)
    return moment


def open_election(election: Election) -> None:
    """Refuse an election that is closed."""
    if election.closed:
        raise ElectionClosed(election.name)


def point(lat: float | None, lon: float | None) -> tuple[float | None, float | None]:
    """Both or none of a point's degrees, on the earth. Raises ``NotSaid``."""
    if (lat is None) != (lon is None):
        raise NotSaid(_("Lintang dan bujur diisi berdua."), _("Isi keduanya, atau kosongkan keduanya."), field="lat")
    if lat is not None and lon is not None and not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise NotSaid(_("Titik itu tidak ada di bumi."), _("Contoh: -4,02 dan 103,25."), field="lat")
    return lat, lon
