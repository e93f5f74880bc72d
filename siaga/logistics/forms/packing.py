"""Packing many boxes on one page: for each a seal, a weight and its contents; rows without a seal are left alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from siaga.kit.forms import Form, MeasureField
from siaga.logistics.actions.packing import Packing
from siaga.logistics.forms.stock import PiecesField
from siaga.logistics.models import Box
from siaga.logistics.queries.boxes import Wanted


@dataclass(frozen=True, slots=True)
class PackingRow:
    """A box with its fields, and what is wanted in it beside each field of its contents."""

    box: Box
    seal: forms.BoundField
    kg: forms.BoundField
    contents: list[tuple[Wanted, forms.BoundField]]

    @property
    def unknown(self) -> list[Wanted]:
        return [wanted for wanted, _field in self.contents if wanted.quantity is None]

    @property
    def wrong(self) -> bool:
        return bool(self.seal.errors or self.kg.errors or any(field.errors for _wanted, field in self.contents))


class PackingForm(Form):
    """boxes: each with what should go into it. loose: what there is of it; what there is none of is not proposed."""

    def __init__(self, data: Any, boxes: Sequence[tuple[Box, Sequence[Wanted]]], loose: Mapping[int, int]) -> None:
        super().__init__(data)
        self._boxes = boxes
        for box, wanted in boxes:
            self.fields[f"segel-{box.pk}"] = forms.CharField(
                label=_("Nomor segel"),
                max_length=60,
                required=False,
                widget=forms.TextInput(attrs={"autocomplete": "off", "data-seal": "", "autocapitalize": "characters"}),
            )
            self.fields[f"kg-{box.pk}"] = MeasureField(label=_("Berat (kg)"), required=False)
            for one in wanted:
                known = box.packed.get(str(one.item.pk), one.quantity if loose.get(one.item.pk, 0) > 0 else None)
                self.fields[f"isi-{box.pk}-{one.item.pk}"] = PiecesField(
                    label=one.item.name, min_value=0, required=False, initial=known
                )

    def rows(self) -> Iterator[PackingRow]:
        for box, wanted in self._boxes:
            yield PackingRow(
                box,
                self[f"segel-{box.pk}"],
                self[f"kg-{box.pk}"],
                [(one, self[f"isi-{box.pk}-{one.item.pk}"]) for one in wanted],
            )

    def packings(self) -> list[Packing]:
        """What was typed, for each box with a seal. Of a valid form."""
        values = self.cleaned_data
        return [
            Packing(
                box=box,
                contents={one.item: values.get(f"isi-{box.pk}-{one.item.pk}") or 0 for one in wanted},
                seal=values[f"segel-{box.pk}"],
                kg=values.get(f"kg-{box.pk}"),
            )
            for box, wanted in self._boxes
            if values.get(f"segel-{box.pk}", "").strip()
        ]

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if not self.errors and not self.packings():
            raise forms.ValidationError(_("Belum ada nomor segel yang diisi."))
        return values
