"""The columns that every file of reports understands; the others are questions of its instrument."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga.intake.fields import BadValue, Code, Day, Field, Text, Truth

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{1,2}[.:]\d{2}.*")
_LOCAL = re.compile(r"(.+?)[ T,]+(\d{1,2})[.:](\d{2})(?:[.:]\d{2})?")


@dataclass(frozen=True, kw_only=True)
class Moment(Field):
    """A moment: RFC 3339 (``2024-10-30T08:00:00+07:00``), or a date with or without time, in the zone of the unit.

    A date alone means noon: that day, wherever the reader is.
    """

    def value(self, text: str) -> datetime:
        try:
            if _ISO.fullmatch(text):
                return datetime.fromisoformat(text)
            if found := _LOCAL.fullmatch(text):
                return datetime.combine(self._day(found[1]), time(int(found[2]), int(found[3])))
            return datetime.combine(self._day(text), time(12))
        except (ValueError, BadValue):
            raise BadValue(
                _("%(label)s “%(text)s” bukan waktu. Tulis seperti 2024-10-30T08:00+07:00 atau 30/10/2024 08:00.")
                % {"label": self.label, "text": text[:40]}
            ) from None

    def _day(self, text: str) -> date:
        return Day(name=self.name, label=self.label).value(text.strip())


FIELDS: tuple[Field, ...] = (
    Text(
        name="instance_id",
        label=gettext_lazy("Nomor laporan"),
        synonyms=("instanceid", "instance id", "_uuid", "uuid", "nomor", "id laporan"),
        longest=80,
        example="uuid:contoh-0001",
        help=gettext_lazy("Tidak wajib: bila kosong, dibuat dari unit dan waktunya, sehingga impor ulang tetap aman."),
    ),
    Text(
        name="unit",
        label=gettext_lazy("Unit"),
        longest=80,
        example="tps:16.72.01.1001/005",
        help=gettext_lazy("tps:…, region:…, atau agency:…; boleh diganti salah satu kolom di bawah."),
    ),
    Text(
        name="tps_code",
        label=gettext_lazy("Kode TPS"),
        synonyms=("kode tps", "id tps", "kd tps"),
        longest=40,
        example="",
        help=gettext_lazy("16.72.01.1001/005, atau 13 angka KPU."),
    ),
    Code(
        name="region_code",
        label=gettext_lazy("Kode wilayah"),
        synonyms=("kode wilayah", "kode kecamatan", "kode desa", "kode"),
        example="",
    ),
    Text(name="agency", label=gettext_lazy("Instansi"), synonyms=("kode instansi",), longest=60, example=""),
    Moment(
        name="observed_at",
        label=gettext_lazy("Waktu pengamatan"),
        synonyms=("waktu", "tanggal", "diamati", "tanggal laporan", "waktu laporan"),
        example="2024-10-30T08:00:00+07:00",
        help=gettext_lazy("Bila kosong, waktu impor yang dipakai."),
    ),
    Truth(name="nil", label=gettext_lazy("Laporan nihil"), synonyms=("laporan nihil", "nil"), example="tidak"),
    Text(
        name="device",
        label=gettext_lazy("Perangkat"),
        synonyms=("deviceid", "perangkat"),
        longest=120,
        example="",
    ),
)
