"""Forms about one site and one vehicle."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from siaga.kit.forms import Form
from siaga.planning.forms.clocks import ClockField, ClocksField
from siaga.planning.models import Access


class SiteForm(Form):
    """What is known of a place; empty means not known, and a plan then says what it assumes."""

    name = forms.CharField(label=_("Nama tempat"), max_length=160, required=False, help_text=_("Misalnya Kantor Desa."))
    lat = forms.FloatField(label=_("Lintang"), required=False, min_value=-90, max_value=90, localize=True)
    lon = forms.FloatField(label=_("Bujur"), required=False, min_value=-180, max_value=180, localize=True)
    access = forms.ChoiceField(
        label=_("Jalan terakhir"), choices=Access.choices, help_text=_("Kelas jalan pada ruas terakhir ke sana.")
    )
    remote = forms.BooleanField(
        label=_("Didahulukan (daerah sulit)"), required=False, help_text=_("Diantar lebih dulu dari yang lain.")
    )
    service_minutes = forms.IntegerField(label=_("Waktu bongkar (menit)"), required=False, min_value=0, max_value=720)
    window_start = ClockField(label=_("Dapat menerima mulai"), required=False)
    window_end = ClockField(label=_("Sampai"), required=False)
    via = forms.ChoiceField(label=_("Lewat"), required=False, help_text=_("Penyeberangan atau tempat alih muat."))
    departures = ClocksField(
        label=_("Jadwal keberangkatan"),
        required=False,
        help_text=_("Misalnya 06:00; 14:00. Kosong berarti setiap saat."),
    )

    def __init__(self, *args: Any, hubs: list[tuple[str, str]], crossing: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["via"].choices = [("", _("Langsung")), *hubs]  # type: ignore[attr-defined]
        if not crossing:
            del self.fields["departures"]


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
