"""Forms about contingency plans and playbooks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from siaga.contingency.options import Options
from siaga.contingency.playbooks import CLASSES, LARGEST
from siaga.kit.forms import Form

CLASS_WORDS = {
    "kurang-rawan": _("Kurang rawan"),
    "rawan": _("Rawan"),
    "sangat-rawan": _("Sangat rawan"),
    "khusus": _("Khusus"),
    "belum-dinilai": _("Belum dinilai"),
}
SECONDS = (("5", _("Cepat (5 detik)")), ("10", _("Biasa (10 detik)")), ("60", _("Teliti (1 menit)")))


class AskForm(Form):
    """What covering a station is worth by its class; named ``risk_<class>``."""

    title = forms.CharField(
        label=_("Nama versi"), max_length=160, required=False, help_text=_("Misalnya Rencana utama.")
    )
    score = forms.BooleanField(
        label=_("Skor kerawanan ikut dihitung"), required=False, initial=True,
        help_text=_("Di antara TPS sekelas, yang skornya lebih tinggi didahulukan."),
    )  # fmt: skip
    seconds = forms.ChoiceField(label=_("Ketelitian"), choices=SECONDS, initial="10")

    def __init__(self, *args: Any, usual: Options, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in CLASSES:
            self.fields[f"risk_{name}"] = forms.FloatField(
                label=_("Nilai satu TPS %(cls)s") % {"cls": str(CLASS_WORDS[name]).lower()},
                initial=usual.risk[name],
                min_value=0.1,
                max_value=100,
                localize=True,
            )
        self.order_fields(["title", *(f"risk_{name}" for name in CLASSES), "score", "seconds"])

    @property
    def options(self) -> Options:
        """Of a valid form."""
        return Options({name: self.cleaned_data[f"risk_{name}"] for name in CLASSES}, self.cleaned_data["score"])


class PlaybookForm(Form):
    text = forms.CharField(
        label=_("Isi (TOML)"), max_length=LARGEST, required=False,
        widget=forms.Textarea(attrs={"rows": 28, "spellcheck": "false", "class": "form-control toml"}),
        help_text=_("Kosongkan untuk kembali ke pegangan bawaan. Kesalahan disebut dengan kunci dan barisnya."),
    )  # fmt: skip
    reason = forms.CharField(label=_("Alasan perubahan"), max_length=400, widget=forms.Textarea(attrs={"rows": 2}))


class KeepForm(Form):
    title = forms.CharField(
        label=_("Nama pengandaian"), max_length=160, help_text=_("Misalnya Banjir dua kecamatan pada H-1.")
    )
    note = forms.CharField(label=_("Catatan"), max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 2}))
