"""A claim as an agency writes it down, and its withdrawal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga.desk.models import Agency
from siaga.kit.forms import DateField, Form
from siaga.readiness.models import Claim
from siaga.wilayah.models import Region
from siaga.wilayah.zones import zone_of

_PART = "bagian-"
MOST_PARTS = 120
"""Parts of a region that a breakdown offers boxes for."""


class ClaimForm(Form):
    """share and the breakdown are percentages, as the action takes them."""

    agency = forms.TypedChoiceField(label=gettext_lazy("Instansi yang menyatakan"), coerce=int)
    region = forms.ChoiceField(
        label=gettext_lazy("Tentang wilayah"),
        help_text=gettext_lazy("Wilayah yang seluruhnya dimaksud oleh angka ini."),
    )
    indicator_key = forms.ChoiceField(
        label=gettext_lazy("Tentang"),
        required=False,
        help_text=gettext_lazy("Satu indikator, atau kesiapan secara keseluruhan."),
    )
    share = forms.DecimalField(
        label=gettext_lazy("Bagian yang siap (persen)"),
        min_value=0,
        max_value=100,
        decimal_places=2,
        max_digits=5,
        localize=True,
    )
    of_what = forms.CharField(
        label=gettext_lazy("Dari apa"),
        max_length=200,
        required=False,
        help_text=gettext_lazy(
            "Penyebutnya, dengan kata-kata instansi: “dari 248 TPS”, “dari kotak suara yang dibutuhkan”. "
            "Bila dikosongkan, halaman ini mengatakan bahwa penyebutnya tidak disebut."
        ),
    )
    said_by = forms.CharField(
        label=gettext_lazy("Dikatakan oleh"), max_length=200, help_text=gettext_lazy("Nama dan jabatan.")
    )
    stated_on = DateField(label=gettext_lazy("Dinyatakan pada tanggal"))
    source = forms.ChoiceField(label=gettext_lazy("Sumber"), choices=list(Claim._meta.get_field("source").flatchoices))
    reference = forms.CharField(
        label=gettext_lazy("Rujukan"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Rapat, nomor surat, atau tautan berita."),
    )

    def __init__(
        self,
        agencies: Sequence[Agency],
        regions: Sequence[Region],
        parts: Sequence[Region],
        indicators: Sequence[tuple[str, str]],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.agencies = {agency.pk: agency for agency in agencies}
        self.regions = {region.code: region for region in regions}
        self.parts = list(parts)[:MOST_PARTS]
        self._choices("agency", [(agency.pk, f"{agency.name} ({agency.region.name})") for agency in agencies])
        self._choices("region", [(region.code, region.title) for region in regions])
        self._choices("indicator_key", [("", _("Kesiapan secara keseluruhan")), *indicators])
        for part in self.parts:
            self.fields[f"{_PART}{part.code}"] = forms.DecimalField(
                label=part.title,
                required=False,
                min_value=0,
                max_value=100,
                decimal_places=2,
                max_digits=5,
                localize=True,
            )

    def _choices(self, name: str, choices: list[tuple[Any, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    @property
    def own_fields(self) -> list[Any]:
        return [field for field in self if not field.name.startswith(_PART)]

    @property
    def part_fields(self) -> list[Any]:
        return [field for field in self if field.name.startswith(_PART)]

    def clean_agency(self) -> Agency:
        return self.agencies[self.cleaned_data["agency"]]

    def clean_region(self) -> Region:
        return self.regions[self.cleaned_data["region"]]

    def stated_at(self, now: datetime) -> datetime:
        """Noon of the day in the zone of the region that is spoken of; this very moment for today."""
        day: date = self.cleaned_data["stated_on"]
        zone = zone_of(self.cleaned_data["region"].code)
        return now if day == now.astimezone(zone).date() else datetime.combine(day, time(12), zone)

    def facts(self, now: datetime) -> dict[str, Any]:
        """What the action takes."""
        data = self.cleaned_data
        return {
            "agency": data["agency"],
            "region": data["region"],
            "indicator_key": data["indicator_key"],
            "share": str(data["share"]),
            "of_what": data["of_what"],
            "said_by": data["said_by"],
            "stated_at": self.stated_at(now),
            "source": data["source"],
            "reference": data["reference"],
            "parts": [
                (part.code, str(data[f"{_PART}{part.code}"]))
                for part in self.parts
                if data.get(f"{_PART}{part.code}") is not None
            ],
        }


class WithdrawClaimForm(Form):
    reason = forms.CharField(label=gettext_lazy("Alasan"), max_length=400, widget=forms.Textarea(attrs={"rows": 3}))


class OpeningForm(Form):
    """What all agencies of the region may see."""

    picture = forms.BooleanField(
        label=gettext_lazy("Gambaran terbuka bagi semua instansi"),
        required=False,
        help_text=gettext_lazy("Nilai, cakupan, dan umur di setiap wilayah sampai TPS; tanpa nama pelapor."),
    )
    claims = forms.BooleanField(
        label=gettext_lazy("Klaim setiap instansi terbuka bagi semua instansi"),
        required=False,
        help_text=gettext_lazy("Angka yang dinyatakan instansi lain, di samping buktinya."),
    )
