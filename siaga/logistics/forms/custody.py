"""Forms of handovers, dues and photos."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from siaga.kit.forms import Form


class OpenForm(Form):
    """Where to, and with whom."""

    to = forms.ChoiceField(label=_("Diserahkan kepada"))
    vehicle = forms.CharField(
        label=_("Kendaraan"), max_length=80, required=False, help_text=_("Jenis dan nomor polisi, atau nama perahu.")
    )
    giver_name = forms.CharField(label=_("Nama yang menyerahkan"), max_length=120, required=False)
    giver_office = forms.CharField(label=_("Jabatan yang menyerahkan"), max_length=160, required=False)
    note = forms.CharField(label=_("Catatan"), max_length=400, required=False, widget=forms.Textarea({"rows": 2}))

    def __init__(self, *args: Any, places: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = places  # type: ignore[attr-defined]


class GivingForm(Form):
    giver_name = forms.CharField(label=_("Nama yang menyerahkan"), max_length=120)
    giver_office = forms.CharField(label=_("Jabatan yang menyerahkan"), max_length=160)
    vehicle = forms.CharField(label=_("Kendaraan"), max_length=80, required=False)


class TakingForm(Form):
    receiver_name = forms.CharField(label=_("Nama yang menerima"), max_length=120)
    receiver_office = forms.CharField(label=_("Jabatan yang menerima"), max_length=160)
    note = forms.CharField(label=_("Catatan"), max_length=400, required=False, widget=forms.Textarea({"rows": 2}))


class PhotoForm(Form):
    photo = forms.FileField(
        label=_("Foto"),
        help_text=_("JPEG, PNG, atau WebP. Ambil saat kotak dimuat atau diturunkan."),
        widget=forms.ClearableFileInput({"accept": "image/jpeg,image/png,image/webp", "capture": "environment"}),
    )


class MomentInput(forms.DateTimeInput):
    """The browser's own calendar with a clock, in the time of the place."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class DueForm(Form):
    """One due. place: hop and code."""

    hop = forms.ChoiceField(label=_("Tempat"))
    code = forms.CharField(
        label=_("Wilayah atau TPS"),
        max_length=17,
        help_text=_("Kode wilayah berlaku bagi semua tempat di bawahnya yang tidak punya batas sendiri."),
    )
    due_at = forms.DateTimeField(
        label=_("Batas tiba"),
        required=False,
        input_formats=["%Y-%m-%dT%H:%M"],
        widget=MomentInput,
        help_text=_("Kosongkan untuk menghapus batas yang pernah ditetapkan."),
    )

    def __init__(self, *args: Any, hops: Sequence[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["hop"].choices = hops  # type: ignore[attr-defined]
