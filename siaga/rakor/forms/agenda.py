"""Forms of the agenda."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from siaga.desk.models import Agency
from siaga.kit.forms import Form


class ItemForm(Form):
    title = forms.CharField(
        label=_("Pokok bahasan"), max_length=240, help_text=_("Satu baris: apa yang dibahas atau diputuskan.")
    )
    detail = forms.CharField(
        label=_("Uraian"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )


class SubmitForm(ItemForm):
    agency = forms.ChoiceField(label=_("Atas nama"))
    field_order = ("agency", "title", "detail")

    def __init__(self, agencies: Sequence[Agency], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._agencies = {agency.code: agency for agency in agencies}
        self.fields["agency"].choices = [(code, agency.name) for code, agency in self._agencies.items()]  # type: ignore[attr-defined]

    def clean_agency(self) -> Agency:
        return self._agencies[self.cleaned_data["agency"]]
