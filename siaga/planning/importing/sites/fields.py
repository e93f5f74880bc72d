"""The columns of a file of places."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from siaga.elections.importing import StationCodeField
from siaga.intake.fields import Code, Field, Latitude, Longitude, OneOf, Text, Truth, Whole
from siaga.planning.importing.fields import Clock, Departures, Road
from siaga.planning.models import SiteKind, Tier

_KINDS = {
    "site": SiteKind.SITE,
    "tujuan": SiteKind.SITE,
    "depot": SiteKind.DEPOT,
    "depo": SiteKind.DEPOT,
    "gudang": SiteKind.DEPOT,
    "transfer": SiteKind.TRANSFER,
    "alih_muat": SiteKind.TRANSFER,
    "tempat_alih_muat": SiteKind.TRANSFER,
    "crossing": SiteKind.CROSSING,
    "penyeberangan": SiteKind.CROSSING,
    "dermaga": SiteKind.CROSSING,
}
_TIERS = {
    "ppk": Tier.DISTRICT,
    "kecamatan": Tier.DISTRICT,
    "desa": Tier.VILLAGE,
    "kelurahan": Tier.VILLAGE,
    "desa_kelurahan": Tier.VILLAGE,
    "pps": Tier.VILLAGE,
    "tps": Tier.STATION,
}


FIELDS: tuple[Field, ...] = (
    Code(
        name="region_code",
        label=gettext_lazy("Kode wilayah"),
        synonyms=("kode", "kode desa", "kode kelurahan", "kelurahan code", "kode desa kelurahan", "kode kecamatan"),
        levels=(2, 3, 4),
        example="16.72.01.1001",
        help=gettext_lazy("Desa/kelurahan atau kecamatan (PPK); tidak wajib bila kode TPS diisi."),
    ),
    StationCodeField(
        help=gettext_lazy("Hanya untuk TPS yang diantar sendiri, misalnya 16.72.01.1001/005."),
    ),
    OneOf(
        name="kind",
        label=gettext_lazy("Jenis lokasi"),
        synonyms=("jenis",),
        options=_KINDS,
        example="",
        help=gettext_lazy(
            "Kosong berarti tujuan; lainnya: depot (gudang), transfer (alih muat), crossing (penyeberangan)."
        ),
    ),
    Text(
        name="code",
        label=gettext_lazy("Kode lokasi"),
        synonyms=("site code", "kode tempat", "id"),
        longest=40,
        example="",
        help=gettext_lazy("Nama singkat gudang, penyeberangan, atau tempat alih muat."),
    ),
    Text(
        name="name",
        label=gettext_lazy("Nama"),
        synonyms=("nama lokasi", "tempat", "lokasi"),
        longest=160,
        example="",
    ),
    Latitude(),
    Longitude(),
    Road(
        name="access",
        label=gettext_lazy("Jalan terakhir"),
        synonyms=("akses", "jalan", "kelas jalan"),
        example="gravel",
        help=gettext_lazy("Kelas jalan pada ruas terakhir: aspal, kerikil, gardan ganda, motor, perahu, jalan kaki."),
    ),
    Whole(
        name="service_minutes",
        label=gettext_lazy("Waktu bongkar (menit)"),
        synonyms=("waktu bongkar", "menit bongkar", "bongkar"),
        most=720,
        example="15",
    ),
    Clock(name="window_start", label=gettext_lazy("Buka"), synonyms=("jam buka", "mulai"), example="07:00"),
    Clock(name="window_end", label=gettext_lazy("Tutup"), synonyms=("jam tutup", "selesai"), example="17:00"),
    Truth(
        name="remote",
        label=gettext_lazy("Didahulukan"),
        synonyms=("terpencil", "sulit", "terluar", "daerah sulit"),
        example="tidak",
        help=gettext_lazy("Daerah sulit yang diantar lebih dulu."),
    ),
    Text(
        name="via",
        label=gettext_lazy("Lewat"),
        synonyms=("melalui", "lewat penyeberangan"),
        longest=40,
        example="",
        help=gettext_lazy("Kode penyeberangan atau tempat alih muat yang dilewati."),
    ),
    OneOf(name="tier", label=gettext_lazy("Tingkat"), synonyms=("tingkatan",), options=_TIERS, example=""),
    Departures(
        name="departures",
        label=gettext_lazy("Keberangkatan"),
        synonyms=("jadwal", "jam berangkat", "jadwal penyeberangan"),
        example="",
        help=gettext_lazy("Jadwal penyeberangan seperti 06:00;14:00."),
    ),
)
