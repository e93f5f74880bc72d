"""Thresholds and hard rules as a desk writes them: percents, and numbers of indicators."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga.kerawanan.models import CLASSES, RiskClass
from siaga.kerawanan.schemes import SchemeValues
from siaga.kit.forms import Form

MOST_RULES = 10
SPARE = 2
"""Empty places for further rules."""
RAISING = [(one.value, one.label) for one in CLASSES if one is not RiskClass.KURANG_RAWAN]
PART = Decimal(10_000)
"""Millionths in one percent."""


class PercentField(forms.DecimalField):
    """A share typed in percent, kept exactly in millionths."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_value=100, max_digits=7, decimal_places=4, **kwargs)

    def clean(self, value: Any) -> Any:
        typed = str(value).replace(",", ".").strip() if value is not None else value
        percent = super().clean(typed)
        return None if percent is None else int(percent * PART)

    def prepare_value(self, value: Any) -> Any:
        return str(value) if not isinstance(value, int) else _plain(Decimal(value) / PART)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "inputmode": "decimal", "step": "any"}


def _plain(value: Decimal) -> str:
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


class SchemeForm(Form):
    rawan = PercentField(label=gettext_lazy("Rawan mulai skor (persen)"))
    sangat_rawan = PercentField(label=gettext_lazy("Sangat rawan mulai skor (persen)"))
    coverage = PercentField(
        label=gettext_lazy("Kelengkapan paling sedikit (persen)"),
        help_text=gettext_lazy(
            "Bagian bobot yang harus sudah dijawab sebelum skor menentukan kelas. "
            "Di bawahnya hanya yang sudah pasti yang disebut."
        ),
    )
    spread_most = PercentField(
        label=gettext_lazy("“Paling banyak terjadi” mulai (persen TPS)"),
        help_text=gettext_lazy("Untuk tabel sebaran indikator."),
    )
    spread_many = PercentField(label=gettext_lazy("“Banyak terjadi” mulai (persen TPS)"))
    source = forms.CharField(
        label=gettext_lazy("Sumber"),
        max_length=300,
        help_text=gettext_lazy("Dasar ambang dan aturan ini: surat, berita acara, atau kesepakatan rapat."),
    )
    doubt = forms.CharField(label=gettext_lazy("Yang belum pasti"), max_length=400, required=False)
    reason = forms.CharField(label=gettext_lazy("Alasan perubahan"), max_length=400, widget=forms.Textarea({"rows": 2}))

    def __init__(self, data: Any = None, *, values: SchemeValues, numbers: Sequence[str]) -> None:
        columns = values.columns()
        super().__init__(data, initial={name: columns[name] for name in columns if name != "rules"})
        self.numbers = tuple(numbers)
        self.kept = [dict(rule) for rule in values.rules]
        self.places = range(min(MOST_RULES, len(self.kept) + SPARE))
        for place in self.places:
            self._add(place, self.kept[place] if place < len(self.kept) else {})

    def _add(self, place: int, rule: Mapping[str, Any]) -> None:
        fields: dict[str, forms.Field] = {
            "words": forms.CharField(label=gettext_lazy("Bunyi aturan"), max_length=300, required=False),
            "class": forms.ChoiceField(label=gettext_lazy("Paling ringan menjadi"), choices=RAISING, required=False),
            "all_of": forms.CharField(
                label=gettext_lazy("Semua indikator ini terjadi"), max_length=200, required=False
            ),
            "any_of": forms.CharField(
                label=gettext_lazy("Salah satu indikator ini terjadi"), max_length=200, required=False
            ),
            "special": forms.BooleanField(label=gettext_lazy("Hanya TPS lokasi khusus (901 ke atas)"), required=False),
        }
        for name, field in fields.items():
            value = rule.get(name)
            field.initial = ", ".join(value) if isinstance(value, list | tuple) else value
            self.fields[f"rule{place}_{name}"] = field

    def rule_rows(self) -> list[list[forms.BoundField]]:
        """The fields of each rule, for the page."""
        return [
            [self[f"rule{place}_{name}"] for name in ("words", "class", "all_of", "any_of", "special")]
            for place in self.places
        ]

    def main_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if not name.startswith("rule")]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        rules = [rule for place in self.places if (rule := self._rule(place, cleaned)) is not None]
        keys: set[str] = set()
        for rule in rules:
            base, n = rule["key"], 2
            while rule["key"] in keys:
                rule["key"], n = f"{base}-{n}", n + 1
            keys.add(rule["key"])
        cleaned["rules"] = tuple(rules)
        return cleaned

    def _rule(self, place: int, cleaned: Mapping[str, Any]) -> dict[str, Any] | None:
        def said(name: str) -> Any:
            return cleaned.get(f"rule{place}_{name}")

        words = (said("words") or "").strip()
        all_of, any_of = self._numbers(place, "all_of", said("all_of")), self._numbers(place, "any_of", said("any_of"))
        special = bool(said("special"))
        if not (words or all_of or any_of or special):
            return None
        if not words:
            self.add_error(f"rule{place}_words", _("Tulis bunyi aturannya; kalimat ini tampil sebagai alasan kelas."))
        if not (all_of or any_of or special):
            self.add_error(f"rule{place}_any_of", _("Sebut sedikitnya satu syarat, atau kosongkan seluruh aturan."))
        kept = self.kept[place].get("key") if place < len(self.kept) else ""
        return {
            "key": kept or slugify(words)[:40] or f"aturan-{place + 1}",
            "class": said("class"),
            "words": words,
            "all_of": all_of,
            "any_of": any_of,
            "special": special,
        }

    def _numbers(self, place: int, name: str, typed: str | None) -> list[str]:
        found = [one.strip() for one in (typed or "").replace(";", ",").split(",") if one.strip()]
        if unknown := [one for one in found if one not in self.numbers]:
            self.add_error(
                f"rule{place}_{name}",
                _("Indikator %(numbers)s tidak ada. Pakai nomor seperti 7.1, dipisah koma.")
                % {"numbers": ", ".join(unknown)},
            )
        return [one for one in found if one in self.numbers]

    def values(self) -> SchemeValues:
        """What was typed, as the action takes it."""
        names = ("rawan", "sangat_rawan", "coverage", "spread_most", "spread_many", "source", "doubt", "rules")
        return SchemeValues(**{name: self.cleaned_data[name] for name in names})
