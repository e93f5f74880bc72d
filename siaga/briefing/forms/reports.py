"""Forms about reports of the desk."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from siaga.kit.forms import Form

WAYS = (
    ("surel", _("Surel")),
    ("aplikasi persuratan", _("Aplikasi persuratan")),
    ("WhatsApp", _("WhatsApp")),
    ("kurir", _("Kurir")),
    ("diantar langsung", _("Diantar langsung")),
)


class TextForm(Form):
    """The desk's own words in one section. base: by what the text that the writer began from is known."""

    text = forms.CharField(
        label=_("Naskah Desk"), required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 8})
    )
    base = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)


class ApproveForm(Form):
    """base: the version that the approver read."""

    base = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class SendForm(Form):
    """To whom, by which way, and when."""

    sent_to = forms.CharField(label=_("Kepada"), max_length=200)
    way = forms.ChoiceField(label=_("Lewat"), choices=WAYS)
    sent_at = forms.DateTimeField(
        label=_("Dikirim pada"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("Tanggal dan jam sebenarnya, menurut waktu setempat."),
    )

    def sent(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("sent_to", "way", "sent_at")}


class ReopenForm(Form):
    reason = forms.CharField(
        label=_("Alasan"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Dicatat di buku besar dan tampil pada riwayat laporan."),
    )
