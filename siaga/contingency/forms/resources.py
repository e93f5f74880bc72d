"""The form of one line of resources."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from siaga.kit.forms import Form, LatitudeField, LongitudeField


class ResourceForm(Form):
    resource_id = forms.CharField(
        label=_("Kode sumber daya"), max_length=40, help_text=_("Singkat, misalnya genset-bpbd.")
    )
    kind = forms.ChoiceField(label=_("Jenis"), help_text=_("Menurut pegangan yang berlaku."))
    count = forms.IntegerField(label=_("Jumlah"), min_value=0, max_value=10_000, initial=1)
    lat = LatitudeField()
    lon = LongitudeField()
    max_km = forms.FloatField(
        label=_("Jangkauan (km)"), min_value=0, max_value=1000, localize=True,
        help_text=_("Jarak jalan terjauh dari tempatnya ke TPS atau desa yang dibantu."),
    )  # fmt: skip

    def __init__(self, *args: Any, kinds: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
