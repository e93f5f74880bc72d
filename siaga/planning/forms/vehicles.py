"""The form about a class of equal vehicles."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from siaga.kit.forms import Form
from siaga.planning.forms.clocks import ClockField
from siaga.planning.models import Access


class VehicleForm(Form):
    """A class of equal vehicles."""

    vehicle_id = forms.CharField(label=_("Kode kendaraan"), max_length=40, help_text=_("Singkat, misalnya truk."))
    type = forms.CharField(label=_("Jenis kendaraan"), max_length=60)
    count = forms.IntegerField(label=_("Jumlah"), min_value=1, max_value=1000, initial=1)
    capacity_boxes = forms.IntegerField(label=_("Muatan (kotak)"), min_value=1, max_value=10_000)
    capacity_kg = forms.FloatField(
        label=_("Muatan (kg)"), min_value=1, required=False, help_text=_("Kosong berarti berat tidak membatasi.")
    )
    access = forms.MultipleChoiceField(
        label=_("Jalan yang dapat dilalui"), choices=Access.choices, widget=forms.CheckboxSelectMultiple
    )
    speed_factor = forms.FloatField(label=_("Faktor kecepatan"), min_value=0.05, max_value=5, initial=1.0)
    shift_start = ClockField(label=_("Mulai jalan"), initial=360)
    shift_end = ClockField(label=_("Selesai jalan"), initial=1080)
    max_hours = forms.FloatField(
        label=_("Paling lama mengemudi (jam sehari)"), min_value=0.5, max_value=24, required=False, initial=8
    )
    cost_fixed = forms.FloatField(label=_("Biaya tetap per hari (Rp)"), min_value=0, initial=0)
    cost_km = forms.FloatField(label=_("Biaya per km (Rp)"), min_value=0, initial=0)
    cost_hour = forms.FloatField(label=_("Biaya per jam (Rp)"), min_value=0, initial=0)
    depot = forms.CharField(
        label=_("Pangkalan"),
        max_length=40,
        required=False,
        help_text=_("Kosong berarti gudang KPU; atau kode PPK, dermaga."),
    )
