"""Days, hours and people as a letter writes them: in Indonesian, in the time zone of the region."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from fractions import Fraction

from django.utils import translation
from django.utils.formats import date_format

from siaga.desk.models import Office
from siaga.wilayah.models import Level, Region
from siaga.wilayah.zones import zone_of, zone_short

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_SMALL = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas")


def local(at: datetime, region: str) -> datetime:
    return at.astimezone(zone_of(region))


def long_day(day: date) -> str:
    """Rabu, 30 Oktober 2024."""
    with translation.override("id"):
        return date_format(day, "l, j F Y")


def plain_day(day: date) -> str:
    """30 Oktober 2024, as behind the place of a letter."""
    with translation.override("id"):
        return date_format(day, "j F Y")


def clock(at: datetime, region: str) -> str:
    """09.00 WIB."""
    return f"{local(at, region):%H.%M} {zone_short(region)}"


def moment(at: datetime, region: str) -> str:
    """Rabu, 30 Oktober 2024 pukul 09.00 WIB."""
    return f"{long_day(local(at, region).date())} pukul {clock(at, region)}"


def short_moment(at: datetime, region: str) -> str:
    """30-10-2024 09.00 WIB, for tables and feet of pages."""
    return f"{local(at, region):%d-%m-%Y} {clock(at, region)}"


def short_day(day: date) -> str:
    """30-10-2024, for tables."""
    return f"{day:%d-%m-%Y}"


def span(starts: datetime, ends: datetime | None, region: str) -> str:
    """09.00 WIB s.d. selesai, or until the hour that is known."""
    until = clock(ends, region) if ends else "selesai"
    if ends and local(ends, region).date() != local(starts, region).date():
        until = moment(ends, region)
    begin = f"{local(starts, region):%H.%M}" if ends and "pukul" not in until else clock(starts, region)
    return f"pukul {begin} s.d. {until}"


def counted(number: int) -> str:
    """2 (dua)."""
    return f"{number} ({_SMALL[number]})" if number < len(_SMALL) else str(number)


def share(value: Fraction | None) -> str:
    """97,5 %; a dash where nothing is known."""
    if value is None:
        return "–"
    tenths = round(value * 1000)
    text = str(tenths // 10) if tenths % 10 == 0 else f"{tenths // 10},{tenths % 10}"
    return f"{text} %"


def place_name(region: Region) -> str:
    """The town of a letter: Pagar Alam for Kota Pagar Alam."""
    for prefix in ("Kota ", "Kabupaten ", "Provinsi "):
        if region.name.startswith(prefix):
            return region.name.removeprefix(prefix)
    return region.name


def desk_region(region: Region) -> str:
    """Kecamatan Dempo Utara, Kota Pagar Alam; a regency stands alone. Needs ``parent`` loaded."""
    if region.level > Level.REGENCY and region.parent:
        return f"{region.title}, {region.parent.title}"
    return region.title


def full_title(office: Office, title: str = "") -> str:
    """The title with its agency, said once: Ketua KPU Kota Pagar Alam. Needs ``agency__region`` loaded."""
    title = title or office.title
    agency = office.agency
    if place_name(agency.region).lower() in title.lower() or agency.name.lower() in title.lower():
        return title
    return said_once(title, agency.name)


def said_once(title: str, agency: str) -> str:
    """A title and an agency without saying twice what both have: Ketua KPU + KPU Muara Enim."""
    if not title or not agency or agency.lower() in title.lower():
        return title or agency
    words, name = title.split(), agency.split()
    if len(name) > 1 and title.lower().endswith(" ".join(name[1:]).lower()):
        return title  # Camat Dempo Utara says where; "Kecamatan Dempo Utara" behind it would say it again
    for size in range(min(len(words), len(name)), 0, -1):
        if [word.lower() for word in words[-size:]] == [word.lower() for word in name[:size]]:
            return " ".join([*words, *name[size:]])
    return f"{title}, {agency}"


def joined(parts: Iterable[str], sign: str = ", ") -> str:
    return sign.join(part for part in parts if part)
