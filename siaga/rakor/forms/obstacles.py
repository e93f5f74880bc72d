"""Forms about obstacles."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from siaga.desk.models import Agency
from siaga.kit.forms import DateField, Form, SuggestInput
from siaga.rakor.forms.points import PlaceFields
from siaga.rakor.models import ObstacleKind
from siaga.wilayah.models import Region


class ObstacleForm(PlaceFields):
    """What hampers, and where."""

    kind = forms.ChoiceField(label=gettext_lazy("Jenis"), choices=ObstacleKind.choices)
    title = forms.CharField(
        label=gettext_lazy("Kendala"),
        max_length=240,
        help_text=gettext_lazy("Singkat dan terukur: “Jembatan ke 4 TPS di Jangkar Mas putus”."),
    )
    region = forms.CharField(label=gettext_lazy("Wilayah"), max_length=13, widget=SuggestInput("/cari/wilayah.json"))
    unit = forms.CharField(
        label=gettext_lazy("TPS"), max_length=20, required=False, help_text=gettext_lazy("Seperti 16.72.01.1001/005.")
    )
    detail = forms.CharField(
        label=gettext_lazy("Uraian"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    stated_by = forms.CharField(
        label=gettext_lazy("Disampaikan oleh"),
        max_length=60,
        required=False,
        widget=SuggestInput("/cari/instansi.json"),
    )

    def clean_region(self) -> Region:
        return self.region_named(self.cleaned_data["region"])

    def clean_stated_by(self) -> Agency | None:
        code = self.cleaned_data["stated_by"]
        return self.agency_named(code) if code else None


class StrategyForm(PlaceFields):
    """How it is met, by whom, by when."""

    strategy = forms.CharField(
        label=gettext_lazy("Strategi"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Apa yang akan dilakukan, dan apa gantinya bila gagal."),
    )  # fmt: skip
    owner = forms.CharField(
        label=gettext_lazy("Penanggung jawab"), max_length=60, widget=SuggestInput("/cari/instansi.json")
    )
    due = DateField(label=gettext_lazy("Tenggat"))

    def clean_owner(self) -> Agency:
        return self.agency_named(self.cleaned_data["owner"])


class CloseObstacleForm(Form):
    reason = forms.CharField(
        label=gettext_lazy("Bagaimana teratasi"), max_length=400, widget=forms.Textarea(attrs={"rows": 3})
    )
