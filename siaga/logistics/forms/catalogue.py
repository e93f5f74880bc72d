"""Forms of the catalogue: an item, what a vague one is made of, a changed quantity, and stated voters."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga.kit.forms import Form
from siaga.logistics.actions.catalogue import MOST_EACH, Wanted
from siaga.logistics.models import Basis, Catalogue

PART_ROWS = 6
"""Rows that the form for making an item precise offers."""

_BASES = [("", gettext_lazy("Belum diketahui")), *Basis.choices]


def _quantity() -> forms.IntegerField:
    return forms.IntegerField(
        label=gettext_lazy("Jumlah"), required=False, min_value=0, max_value=MOST_EACH,
        help_text=gettext_lazy("Untuk satu TPS, satu desa, dan seterusnya. Kosongkan bila belum diketahui."),
    )  # fmt: skip


def _basis() -> forms.ChoiceField:
    return forms.ChoiceField(label=gettext_lazy("Dasar hitung"), required=False, choices=_BASES)


def _unit() -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("Satuan"), required=False, max_length=30,
        help_text=gettext_lazy("Misalnya lembar, buah, botol, set."),
    )  # fmt: skip


class ItemForm(Form):
    """A new item of the desk's own."""

    name = forms.CharField(
        label=gettext_lazy("Nama"),
        max_length=160,
        help_text=gettext_lazy("Seperti tertulis di surat; boleh samar dahulu, misalnya “atribut paslon”."),
    )
    catalogue = forms.ChoiceField(
        label=gettext_lazy("Katalog"),
        choices=Catalogue.choices,
        help_text=gettext_lazy("Bahan kampanye tidak pernah dicampur dengan perlengkapan pemungutan suara."),
    )
    quantity = _quantity()
    basis = _basis()
    unit = _unit()
    boxed = forms.BooleanField(label=gettext_lazy("Dikemas dalam kotak TPS"), required=False)
    note = forms.CharField(label=gettext_lazy("Catatan"), required=False, max_length=400)


class QuantityForm(Form):
    """How many for each of what, and why it changes."""

    quantity = _quantity()
    basis = _basis()
    unit = _unit()
    reason = forms.CharField(
        label=gettext_lazy("Alasan"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Sebutkan keputusan atau surat dasarnya. Tampil di samping angkanya."),
    )


class PreciseForm(Form):
    """What a vague item is made of: up to ``PART_ROWS`` rows, empty ones are left out."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in range(1, PART_ROWS + 1):
            self.fields[f"name_{row}"] = forms.CharField(label=_("Nama"), max_length=160, required=False)
            self.fields[f"quantity_{row}"] = forms.IntegerField(
                label=_("Jumlah"), min_value=0, max_value=MOST_EACH, required=False
            )
            self.fields[f"unit_{row}"] = forms.CharField(label=_("Satuan"), max_length=30, required=False)
            self.fields[f"basis_{row}"] = forms.ChoiceField(
                label=_("Dasar hitung"), choices=[("", _("Pilih …")), *Basis.choices], required=False
            )

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The fields row by row, for the template."""
        return [
            {"number": row, "fields": [self[f"{name}_{row}"] for name in ("name", "quantity", "unit", "basis")]}
            for row in range(1, PART_ROWS + 1)
        ]

    def parts(self) -> list[Wanted]:
        """The rows that say something."""
        found = []
        for row in range(1, PART_ROWS + 1):
            name, quantity, unit, basis = (
                self.cleaned_data[f"{key}_{row}"] for key in ("name", "quantity", "unit", "basis")
            )
            if name or quantity is not None or unit or basis:
                found.append(Wanted(name, unit, quantity, basis))
        return found


class RetireForm(Form):
    reason = forms.CharField(
        label=gettext_lazy("Alasan"), max_length=400, help_text=gettext_lazy("Tersimpan di buku besar.")
    )


class VotersForm(Form):
    """How many voters a document states for the place."""

    voters = forms.IntegerField(label=gettext_lazy("Jumlah pemilih"), min_value=0, max_value=10_000_000)
    source = forms.CharField(
        label=gettext_lazy("Dokumen"),
        max_length=300,
        help_text=gettext_lazy("Nomor keputusan atau berita acara KPU yang menetapkan DPT."),
    )
