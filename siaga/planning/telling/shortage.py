"""What a plan is short of, and the smallest thing that would repair it, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _

from siaga.engines.distribution.plan import Reason, Repair, RepairKind, Shortage
from siaga.kit.words import number
from siaga.planning.models import Access
from siaga.planning.reading import Sheet
from siaga.planning.words import day_mark, duration

NAMED = 6

REASONS: dict[Reason, Callable[[], str]] = {
    Reason.ACCESS: lambda: _("Tidak ada kendaraan yang dapat melalui jalan terakhirnya."),
    Reason.CAPACITY: lambda: _("Muatan kendaraan yang dapat ke sana tidak cukup untuk semua hari dan rit."),
    Reason.HOURS: lambda: _("Jam kerja kendaraan atau jam mengemudi awaknya tidak cukup."),
    Reason.WINDOW: lambda: _("Tidak ada kendaraan yang dapat tiba selama tempat itu buka."),
    Reason.DAYS: lambda: _("Hari sebelum batasnya terlalu sedikit."),
    Reason.HUB: lambda: _("Tempat yang memasoknya tidak dapat dipasok, atau terlambat."),
    Reason.UNREACHABLE: lambda: _("Tidak ada jalan ke sana: tertutup, atau tanpa penyeberangan."),
    Reason.ESCORT: lambda: _("Pengawal tidak cukup."),
    Reason.TIME: lambda: _("Belum ditemukan dalam waktu hitung yang diberikan; beri waktu lebih lama."),
}


def listed(names: Iterable[str], most: int = NAMED) -> str:
    """Sukorejo, Bangun Rejo, dan 4 lain."""
    known = list(names)
    more = len(known) - most
    text = ", ".join(known[:most])
    return text + (_(", dan %(n)s lain") % {"n": number(more)} if more > 0 else "")


def shortage_words(sheet: Sheet, shortage: Shortage) -> str:
    """12 kotak untuk 4 tempat (…): what is not served."""
    return _("%(boxes)s kotak untuk %(places)s tempat: %(names)s.") % {
        "boxes": number(shortage.boxes),
        "places": number(len(shortage.sites)),
        "names": listed(sheet.name(one) for one in shortage.sites),
    }


def why_words(sheet: Sheet, shortage: Shortage) -> str:
    """Why, by which vehicles and on which days."""
    parts = [REASONS[shortage.reason]()]
    if shortage.reason is Reason.ACCESS:
        named = {site.id: site.access.value for site in sheet.problem.sites}
        needed = Counter(named[code] for code in shortage.sites if code in named)
        if needed:
            parts.append(
                _("Yang diperlukan: %(roads)s.")
                % {"roads": ", ".join(f"{Access(road).label} ({number(n)})" for road, n in needed.most_common())}
            )
    if shortage.vehicles:
        parts.append(
            _("Yang kurang: %(vehicles)s.") % {"vehicles": listed(sheet.vehicle_name(one) for one in shortage.vehicles)}
        )
    if shortage.days:
        parts.append(_("Hari: %(days)s.") % {"days": ", ".join(day_mark(day) for day in shortage.days)})
    return " ".join(parts)


def repair_words(sheet: Sheet, repair: Repair | None) -> str:
    """The cheapest addition, and whether it was tried."""
    if repair is None:
        return _("Belum ditemukan satu tambahan yang menyelesaikannya.")
    vehicle = sheet.vehicle_name(repair.vehicle) if repair.vehicle else ""
    amount = number(repair.amount)
    match repair.kind:
        case RepairKind.VEHICLE:
            text = _("Tambah %(n)s %(vehicle)s") % {"n": amount, "vehicle": vehicle or _("kendaraan")}
            if repair.hub:
                text += _(" di %(hub)s") % {"hub": sheet.name(repair.hub)}
        case RepairKind.DAY:
            text = _("Mulai %(n)s hari lebih awal") % {"n": amount}
        case RepairKind.HOURS:
            text = _("Perpanjang jam kerja %(vehicle)s %(duration)s sehari") % {
                "vehicle": vehicle or _("kendaraan"),
                "duration": duration(repair.amount),
            }
        case RepairKind.WINDOW:
            text = _("Minta tempat itu buka %(duration)s lebih lama") % {"duration": duration(repair.amount)}
        case RepairKind.ROAD:
            text = _("Buka jalan atau penyeberangan ke sana, atau sediakan kendaraan yang dapat melaluinya")
        case RepairKind.ESCORT:
            text = _("Tambah %(n)s pengawal sehari") % {"n": amount}
    if repair.day is not None:
        text += f" ({day_mark(repair.day)})"
    return text + (_(". Sudah dicoba: dengan itu semuanya terlayani.") if repair.checked else _(". Belum dicoba."))


SOURCES: dict[str, Callable[[], str]] = {
    "matrix": lambda: _("tabel waktu tempuh terukur"),
    "roads": lambda: _("data jalan OpenStreetMap"),
    "estimate": lambda: _("perkiraan dari jarak lurus dan kelas jalan"),
}
