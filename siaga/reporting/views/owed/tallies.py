"""How punctual reports are, summed: by sub-district, by checklist, by who reports."""

from __future__ import annotations

from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga.kit.tables import Column, Empty, Table
from siaga.reporting.views.owed.words import ROLES

_COUNTS = [
    Column(
        key="asked",
        label=gettext_lazy("Diminta"),
        value=lambda row: row.tally.asked,
        format="number",
        sort=True,
        total=True,
    ),
    Column(
        key="on_time",
        label=gettext_lazy("Tepat waktu"),
        value=lambda row: row.tally.on_time_share,
        format="percent",
        sort=True,
    ),
    Column(
        key="late",
        label=gettext_lazy("Terlambat"),
        value=lambda row: row.tally.late_share,
        format="percent",
        sort=True,
        phone=False,
    ),
    Column(
        key="missing_share",
        label=gettext_lazy("Bungkam"),
        value=lambda row: row.tally.missing_share,
        format="percent",
        sort=True,
    ),
    Column(
        key="missing",
        label=gettext_lazy("Belum masuk"),
        value=lambda row: row.tally.missing,
        format="number",
        sort=True,
        total=True,
    ),
    Column(
        key="nil",
        label=gettext_lazy("Nihil"),
        value=lambda row: row.tally.nil,
        format="number",
        sort=True,
        total=True,
        phone=False,
    ),
]


_NOTHING = Empty(
    title=gettext_lazy("Belum ada laporan yang jatuh tempo"),
    text=gettext_lazy(
        "Begitu laporan pertama jatuh tempo, di sini tampil siapa yang tepat waktu dan siapa yang tidak."
    ),
    icon="calendar-event",
)


DISTRICTS = Table(
    key="tagihan-kecamatan",
    title=gettext_lazy("Siapa belum lapor, menurut kecamatan"),
    columns=[
        Column(
            key="label",
            label=gettext_lazy("Kecamatan"),
            value=lambda row: row.label or _("Tingkat kabupaten/kota"),
            sub="place",
            sort=lambda row: row.label,
        ),
        *_COUNTS,
    ],
    empty=_NOTHING,
    row_url=lambda row: f"?{urlencode({'wilayah': row.key})}" if row.key else "",
)
INSTRUMENTS = Table(
    key="tagihan-instrumen",
    title=gettext_lazy("Siapa belum lapor, menurut instrumen"),
    columns=[
        Column(key="label", label=gettext_lazy("Instrumen"), sort=True),
        *_COUNTS,
    ],
    empty=_NOTHING,
    row_url=lambda row: f"?{urlencode({'instrumen': row.key})}",
)
REPORTERS = Table(
    key="tagihan-pelapor",
    title=gettext_lazy("Siapa belum lapor, menurut instansi dan pelapor"),
    columns=[
        Column(
            key="label",
            label=gettext_lazy("Pelapor"),
            value=lambda row: row.agency_name or str(ROLES[row.role]),
            sub=lambda row: row.district or "",
            sort=lambda row: (row.agency_name or str(ROLES[row.role]), row.district),
        ),
        *_COUNTS,
    ],
    empty=_NOTHING,
)
