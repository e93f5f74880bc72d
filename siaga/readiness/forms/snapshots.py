"""Forms about snapshots."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from siaga.kit.forms import DateField, Form, SuggestInput
from siaga.readiness.models import SCALES


class FreezeForm(Form):
    """What is frozen: of which region, on which scale, as of when."""

    title = forms.CharField(
        label=_("Judul"), max_length=160, help_text=_("Untuk apa dibekukan, misalnya “Rakor 30 Oktober 2024”.")
    )
    region = forms.CharField(label=_("Wilayah"), max_length=13, widget=SuggestInput("/cari/wilayah.json"))
    scale = forms.ChoiceField(label=_("Skala"), choices=SCALES)
    day = DateField(
        label=_("Keadaan pada akhir tanggal"),
        required=False,
        help_text=_("Kosong: keadaan sekarang. Tanggal lalu dihitung dari laporan yang sudah masuk saat itu."),
    )

    def clean_region(self) -> str:
        return str(self.cleaned_data["region"]).strip()

    def frozen(self) -> dict[str, Any]:
        return {"title": self.cleaned_data["title"], "scale": self.cleaned_data["scale"]}
