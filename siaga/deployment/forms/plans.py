"""Forms about security plans."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from siaga.deployment.options import UNRATED, Options
from siaga.kit.forms import Form

SECONDS = (
    ("10", _("Cepat (10 detik)")),
    ("30", _("Biasa (30 detik)")),
    ("120", _("Teliti (2 menit)")),
    ("600", _("Sangat teliti (10 menit)")),
)


class AskForm(Form):
    """What to compute."""

    title = forms.CharField(
        label=_("Nama versi"), max_length=160, required=False, help_text=_("Misalnya Rencana utama.")
    )
    max_minutes = forms.IntegerField(
        label=_("Waktu tempuh terlama antara dua TPS satu regu (menit)"), min_value=1, max_value=240
    )
    speed_kmh = forms.IntegerField(
        label=_("Kecepatan rata-rata (km/jam)"), min_value=3, max_value=100,
        help_text=_("Jarak dihitung lurus, dikali kelokan jalan."),
    )  # fmt: skip
    reserve_within = forms.IntegerField(label=_("Regu cadangan tiba dalam (menit)"), min_value=1, max_value=240)
    reserve_teams = forms.IntegerField(
        label=_("Jumlah regu cadangan"), min_value=0, max_value=200, required=False,
        help_text=_("Kosong berarti sesedikit mungkin yang menjangkau semua TPS."),
    )  # fmt: skip
    reserve_size = forms.IntegerField(label=_("Polisi tiap regu cadangan"), min_value=0, max_value=60)
    patrol_size = forms.IntegerField(label=_("Polisi tiap patroli"), min_value=0, max_value=20)
    padal_teams = forms.IntegerField(
        label=_("Regu yang dipimpin satu padal, paling banyak"), min_value=1, max_value=100
    )
    rest_hours = forms.IntegerField(label=_("Istirahat sebelum dan sesudah tugas (jam)"), min_value=0, max_value=48)
    not_own_village = forms.BooleanField(label=_("Tidak bertugas di desa tempat tinggalnya"), required=False)
    outside = forms.BooleanField(label=_("Boleh bertugas di luar kecamatan satuannya"), required=False)
    same_village = forms.BooleanField(label=_("Satu regu hanya di satu desa/kelurahan"), required=False)
    unrated_as = forms.ChoiceField(
        label=_("TPS yang belum dinilai diperlakukan sebagai"), choices=list(UNRATED.items())
    )
    seconds = forms.ChoiceField(label=_("Ketelitian"), choices=SECONDS, initial="30")
    seed = forms.IntegerField(
        label=_("Benih acak"), min_value=0, max_value=2**31 - 1, initial=1,
        help_text=_("Benih yang sama memberi hasil yang sama."),
    )  # fmt: skip

    @staticmethod
    def initial_of(options: Options) -> dict[str, Any]:
        return options.as_value()

    def options(self, usual: Options) -> Options:
        """Of a valid form."""
        chosen = {name: one for name, one in self.cleaned_data.items() if name not in ("title", "seconds", "seed")}
        return Options.from_value({**usual.as_value(), **chosen})


class HappenedForm(Form):
    """Who cannot serve any more, beside what is noted already."""

    ill = forms.MultipleChoiceField(
        label=_("Berhalangan pada hari tugas"), required=False, widget=forms.CheckboxSelectMultiple
    )
    note = forms.CharField(
        label=_("Keterangan"), max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Apa yang terjadi; jangan tulis nama atau alasan kesehatan."),
    )  # fmt: skip

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ill"].choices = people  # type: ignore[attr-defined]
