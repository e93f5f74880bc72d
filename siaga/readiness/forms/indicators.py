"""Forms about indicators: a new one over a question, other terms, weights to try."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from siaga.kit.forms import Form
from siaga.readiness.models import SCALES
from siaga.readiness.rule_words import NUMBERS, SELECT, choices_of

MOST_WEIGHT = 1000


class TermsForm(Form):
    """Another weight or stale period, from now on, with the reason."""

    weight = forms.IntegerField(
        label=_("Bobot"),
        min_value=0,
        max_value=MOST_WEIGHT,
        help_text=_("0 berarti ditampilkan tetapi tidak dihitung."),
    )
    stale_days = forms.IntegerField(
        label=_("Usang setelah (hari)"),
        min_value=1,
        max_value=365,
        help_text=_("Isian yang lebih lama dari ini tetap dihitung dan ditandai usang."),
    )
    reason = forms.CharField(label=_("Alasan"), max_length=400, widget=forms.Textarea(attrs={"rows": 2}))


class IndicatorForm(Form):
    """A new indicator over one question; what its answers are worth is asked by the kind of the question."""

    name = forms.CharField(label=_("Nama indikator"), max_length=200)
    scale = forms.ChoiceField(label=_("Skala"), choices=SCALES)
    number = forms.CharField(
        label=_("Nomor"), max_length=10, required=False, help_text=_("Misalnya 1.1, bila indikatornya bernomor.")
    )
    denominator = forms.CharField(
        label=_("Arti 100 %"), max_length=200, help_text=_("Misalnya “seluruh TPS di Kota Pagar Alam”.")
    )
    agency_kind = forms.ChoiceField(label=_("Instansi penanggung jawab"), required=False)
    weight = forms.IntegerField(label=_("Bobot"), min_value=0, max_value=MOST_WEIGHT, initial=1)
    stale_days = forms.IntegerField(label=_("Usang setelah (hari)"), min_value=1, max_value=365, initial=7)

    def __init__(
        self, question: Mapping[str, Any], agency_kinds: Sequence[tuple[str, str]], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.question = question
        self.fields["agency_kind"].choices = [("", _now("Tidak ditentukan")), *agency_kinds]  # type: ignore[attr-defined]
        if question.get("type") == SELECT:
            for name, label in choices_of(question):
                self.fields[f"nilai-{name}"] = forms.DecimalField(
                    label=_now("Nilai jawaban “%(label)s”") % {"label": label},
                    min_value=Decimal(0),
                    max_value=Decimal(1),
                    max_digits=4,
                    decimal_places=3,
                    required=False,
                    help_text=_now("0 sampai 1; kosong: jawaban ini tidak dihitung sebagai laporan."),
                )
        elif question.get("type") in NUMBERS:
            self.fields["reads"] = forms.ChoiceField(
                label=_now("Angkanya dibaca sebagai"),
                choices=[
                    ("percent", _now("Persentase (0 sampai 100)")),
                    ("ratio", _now("Jumlah, dibagi jumlah yang diperlukan")),
                    ("at_least", _now("Tercapai bila paling sedikit …")),
                    ("at_most", _now("Tercapai bila paling banyak …")),
                ],
            )
            self.fields["bound"] = forms.DecimalField(
                label=_now("Jumlah atau batasnya"), required=False, help_text=_now("Kosong untuk persentase.")
            )
        self.order_fields(
            ["name", "scale", *[key for key in self.fields if key.startswith("nilai-")], "reads", "bound"]
        )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if self.errors:
            return given
        scores = {
            key.removeprefix("nilai-"): float(value)
            for key, value in given.items()
            if key.startswith("nilai-") and value is not None
        }
        if self.question.get("type") == SELECT:
            if not scores:
                raise forms.ValidationError(_now("Isi nilai sedikitnya satu jawaban."))
            given["rule"] = {"kind": "choice", "scores": scores}
            return given
        reads, bound = given.get("reads"), given.get("bound")
        if reads == "percent":
            given["rule"] = {"kind": "percent"}
        elif bound is None:
            self.add_error("bound", _now("Tulis angkanya."))
        elif reads == "ratio":
            given["rule"] = {"kind": "ratio", "needed": float(bound)}
        else:
            given["rule"] = {"kind": "threshold", str(reads): float(bound)}
        return given

    def new_indicator(self) -> dict[str, Any]:
        """The values that the action takes."""
        names = ("name", "scale", "number", "denominator", "agency_kind", "weight", "stale_days", "rule")
        return {name: self.cleaned_data[name] for name in names}
