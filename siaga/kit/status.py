"""The status words of the product: each with one colour, one icon and one word, everywhere."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Status:
    """A chip: the CSS class says the colour, the icon and the word say it without colour."""

    tone: str
    icon: str
    word: str | Promise


STATUSES: dict[str, Status] = {
    "siap": Status("siap", icon="circle-check", word=_("Siap")),
    "sebagian": Status("sebagian", icon="circle-half-2", word=_("Sebagian")),
    "belum": Status("belum", icon="circle-dashed", word=_("Belum")),
    "belum_lapor": Status("belum-lapor", icon="message-off", word=_("Belum lapor")),
    "usang": Status("usang", icon="hourglass-low", word=_("Usang")),
    "terlambat": Status("terlambat", icon="clock-exclamation", word=_("Terlambat")),
    "terhambat": Status("terhambat", icon="barrier-block", word=_("Terhambat")),
    "selesai": Status("selesai", icon="checks", word=_("Selesai")),
    "terverifikasi": Status("terverifikasi", icon="shield-check", word=_("Terverifikasi")),
    "berjalan": Status("berjalan", icon="progress", word=_("Berjalan")),
    "akan_datang": Status("netral", icon="calendar", word=_("Akan datang")),
    "menunggu": Status("sebagian", icon="hourglass", word=_("Menunggu")),
    "disanggupi": Status("berjalan", icon="thumb-up", word=_("Disanggupi")),
    "ditolak": Status("terhambat", icon="circle-x", word=_("Ditolak")),
    "ditarik": Status("netral", icon="arrow-back-up", word=_("Ditarik")),
    "terlaksana": Status("selesai", icon="checks", word=_("Terlaksana")),
    "masuk": Status("sebagian", icon="inbox", word=_("Masuk")),
    "diperiksa": Status("berjalan", icon="eye-check", word=_("Diperiksa")),
    "diterima": Status("terverifikasi", icon="shield-check", word=_("Diterima")),
    "dikembalikan": Status("terhambat", icon="arrow-back-up", word=_("Dikembalikan")),
    "digantikan": Status("netral", icon="versions", word=_("Digantikan")),
    "ditandai": Status("usang", icon="flag", word=_("Ditandai")),
    "bentrok": Status("terhambat", icon="git-merge", word=_("Bentrok")),
    "bungkam": Status("belum-lapor", icon="message-off", word=_("Bungkam")),
    "terlewat": Status("usang", icon="clock-exclamation", word=_("Pernah terlewat")),
    "jatuh_tempo": Status("sebagian", icon="hourglass", word=_("Belum waktunya")),
    "aktif": Status("siap", icon="circle-check", word=_("Aktif")),
    "nonaktif": Status("netral", icon="circle-off", word=_("Nonaktif")),
    "perkiraan": Status("usang", icon="wave-sine", word=_("Perkiraan")),
    "contoh": Status("netral", icon="flask", word=_("Contoh")),
    "rawan": Status("terhambat", icon="alert-triangle", word=_("Rawan")),
    "tanpa_kerawanan": Status("selesai", icon="shield-check", word=_("Tanpa kerawanan")),
    "belum_lengkap": Status("sebagian", icon="circle-half-2", word=_("Belum lengkap")),
    "selisih": Status("terhambat", icon="scale", word=_("Selisih")),
    "kurang": Status("usang", icon="package-off", word=_("Kurang")),
    "dikemas": Status("sebagian", icon="package", word=_("Dikemas")),
    "disegel": Status("siap", icon="lock", word=_("Disegel")),
    "di_jalan": Status("berjalan", icon="truck", word=_("Di jalan")),
    "tiba": Status("selesai", icon="checks", word=_("Tiba")),
    "kembali": Status("netral", icon="arrow-back-up", word=_("Kembali")),
    "batal": Status("netral", icon="circle-off", word=_("Dibatalkan")),
    "netral": Status("netral", icon="point", word=""),
}
"""The first nine are the fixed words of the design; the rest name states of single rooms in the same colours."""
