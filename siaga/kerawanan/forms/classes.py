"""Another class for one TPS, and reasons."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from siaga.kerawanan.models import CLASSES
from siaga.kit.forms import Form


class OverrideForm(Form):
    cls = forms.ChoiceField(label=_("Kelas yang ditetapkan"), choices=[(one.value, one.label) for one in CLASSES])
    reason = forms.CharField(
        label=_("Alasan"),
        max_length=400,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Apa yang diketahui di lapangan dan belum terbaca dari jawaban. Tampil di samping kelas hitungan."),
    )


class NoteForm(Form):
    note = forms.CharField(
        label=_("Catatan"),
        max_length=400,
        required=False,
        help_text=_("Boleh kosong. Misalnya: setelah laporan PKD sampai H-10."),
    )
