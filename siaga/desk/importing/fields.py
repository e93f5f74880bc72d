"""The columns of a people file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga.access import Problem, Role
from siaga.desk.clean import clean_email, clean_nip, clean_phone
from siaga.desk.models import TenureKind
from siaga.intake.fields import BadValue, Code, Day, Field, OneOf, Text

_ROLES = {
    Role.ADMIN: ("administrator",),
    Role.SECRETARIAT: ("sekretariat", "sekretariat desk"),
    Role.LEADER: ("pimpinan",),
    Role.AGENCY: ("instansi",),
    Role.KECAMATAN: ("camat",),
    Role.DESA: ("kelurahan", "lurah", "kades"),
    Role.FIELD: ("lapangan", "petugas", "petugas lapangan"),
    Role.AUDITOR: ("pemeriksa",),
}
_KINDS = {
    TenureKind.DEFINITIVE: ("tetap",),
    TenureKind.PJ: ("penjabat",),
    TenureKind.PJS: ("penjabat sementara",),
    TenureKind.PLT: ("pelaksana tugas",),
    TenureKind.PLH: ("pelaksana harian",),
}


@dataclass(frozen=True, kw_only=True)
class Phone(Field):
    """A telephone number; a spreadsheet may have eaten the leading zero."""

    def value(self, text: str) -> str:
        if text.startswith("8") and text.replace(" ", "").replace("-", "").isdigit():
            text = f"0{text}"
        return cleaned(clean_phone, text)


@dataclass(frozen=True, kw_only=True)
class Email(Field):
    def value(self, text: str) -> str:
        return cleaned(clean_email, text)


@dataclass(frozen=True, kw_only=True)
class Nip(Field):
    """18 digits; a spreadsheet that made a number of them has lost the last ones."""

    def value(self, text: str) -> str:
        if "E+" in text.upper() or (text.endswith("000") and len(text) == 18):
            raise BadValue(
                _("NIP rusak karena Excel menyimpannya sebagai angka. Ubah kolomnya menjadi Teks, lalu ketik ulang.")
            )
        return cleaned(clean_nip, text.lstrip("'"))


def cleaned(clean: Callable[[str], str], text: str) -> str:
    """What was cleaned, or why it cannot be, as a field says it."""
    try:
        return clean(text)
    except Problem as problem:
        raise BadValue(str(problem)) from None


def _options(words: Mapping[Any, Sequence[str]]) -> dict[str, str]:
    return {word: key.value for key, synonyms in words.items() for word in (key.value, *synonyms)}


AGENCY = Text(
    name="agency",
    label=gettext_lazy("Instansi"),
    synonyms=("kode instansi", "lembaga", "instansi kode"),
    longest=160,
    example="kpu@16.72",
    help=gettext_lazy("Kode seperti kpu@16.72, atau jenis/nama instansi dengan kode wilayah di kolom Wilayah."),
)
FIELDS: tuple[Field, ...] = (
    AGENCY,
    Text(
        name="agency_kind",
        label=gettext_lazy("Jenis instansi"),
        synonyms=("jenis lembaga",),
        longest=60,
        example="kpu",
        help=gettext_lazy("Hanya perlu bila kunci instansi bukan nama jenisnya, misalnya pertanian@16.72 (opd)."),
    ),
    Text(
        name="agency_name",
        label=gettext_lazy("Nama instansi"),
        synonyms=("nama lembaga",),
        longest=160,
        example="KPU Kota Pagar Alam",
    ),
    Text(
        name="office",
        label=gettext_lazy("Jabatan"),
        synonyms=("posisi", "nama jabatan"),
        longest=120,
        example="Ketua KPU",
    ),
    Text(
        name="name",
        label=gettext_lazy("Nama"),
        synonyms=("nama pejabat", "nama lengkap", "nama orang"),
        longest=160,
        example="Contoh Ani",
    ),
    OneOf(
        name="kind",
        label=gettext_lazy("Status jabatan"),
        synonyms=("status", "jenis jabatan", "kategori"),
        options=_options(_KINDS),
        example="definitif",
        help=gettext_lazy("definitif, pj, pjs, plt, atau plh; kosong berarti definitif."),
    ),
    Day(
        name="starts",
        label=gettext_lazy("Sejak"),
        synonyms=("mulai", "mulai tugas", "tmt", "dari"),
        example="2024-09-25",
    ),
    Day(
        name="ends",
        label=gettext_lazy("Sampai"),
        synonyms=("selesai", "berakhir", "akhir tugas", "hingga"),
        example="2024-11-23",
    ),
    Text(
        name="basis",
        label=gettext_lazy("Dasar"),
        synonyms=("sk", "nomor sk", "no sk"),
        longest=160,
        example="SK contoh",
    ),
    Phone(
        name="phone",
        label=gettext_lazy("Telepon"),
        synonyms=("hp", "no hp", "nomor hp", "telp", "wa", "whatsapp"),
        example="081234567890",
    ),
    Email(name="email", label=gettext_lazy("Surel"), synonyms=("e mail", "alamat surel"), example="ani@contoh.go.id"),
    Nip(name="nip", label=gettext_lazy("NIP"), example=""),
    Text(name="rank", label=gettext_lazy("Pangkat"), synonyms=("golongan", "pangkat golongan"), longest=80, example=""),
    Text(
        name="username",
        label=gettext_lazy("Nama pengguna"),
        synonyms=("akun", "user", "pengguna"),
        longest=60,
        example="ketua.kpu",
        help=gettext_lazy("Kosongkan bila orangnya tidak perlu masuk ke Siaga."),
    ),
    OneOf(
        name="role",
        label=gettext_lazy("Peran"),
        synonyms=("peran pengguna",),
        options=_options(_ROLES),
        example="agency",
    ),
    Code(
        name="region",
        label=gettext_lazy("Wilayah"),
        synonyms=("kode wilayah", "region code"),
        example="16.72",
        help=gettext_lazy("Wilayah wewenang akun; kosong berarti wilayah instansinya."),
    ),
    Text(
        name="units",
        label=gettext_lazy("Tugas"),
        synonyms=("unit tugas", "tps tugas", "wilayah tugas"),
        longest=4000,
        example="",
        help=gettext_lazy("Untuk petugas lapangan: kode TPS atau wilayah, dipisah titik koma atau spasi."),
    ),
)
