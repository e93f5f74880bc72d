"""Forms about people, units and patterns."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from siaga.deployment.models import AbsenceKind, Officer, Unit
from siaga.kit.forms import Form, LatitudeField, LongitudeField


class OfficerForm(Form):
    name = forms.CharField(label=_("Nama"), max_length=120)
    rank = forms.CharField(label=_("Pangkat"), max_length=40, required=False)
    unit = forms.ModelChoiceField(label=_("Satuan"), queryset=Unit.objects.none())
    home = forms.ChoiceField(label=_("Tempat tinggal"), required=False)
    available = forms.BooleanField(label=_("Siap tugas"), required=False)
    phone = forms.CharField(
        label=_("Nomor HP"), max_length=20, required=False,
        help_text=_("Hanya untuk pesan kepada kepala regu; boleh kosong."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, officer: Officer, units: QuerySet[Unit], homes: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        own = officer.home
        known = {code for code, _name in homes}
        more = [(own.code, own.title)] if own is not None and own.code not in known else []
        self.fields["home"].choices = [("", "–"), *more, *homes]  # type: ignore[attr-defined]


class AbsenceForm(Form):
    kind = forms.ChoiceField(
        label=_("Apa"), choices=AbsenceKind.choices,
        help_text=_("Alasannya tidak disimpan. Tugas lain memerlukan istirahat sebelum dan sesudahnya."),
    )  # fmt: skip
    starts = forms.DateTimeField(
        label=_("Mulai"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    )
    ends = forms.DateTimeField(
        label=_("Sampai"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    )


class UnitForm(Form):
    districts = forms.MultipleChoiceField(
        label=_("Kecamatan"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Tanpa pilihan berarti seluruh kabupaten/kota."),
    )  # fmt: skip
    lat = LatitudeField(required=False)
    lon = LongitudeField(required=False)

    def __init__(self, *args: Any, districts: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["districts"].choices = districts  # type: ignore[attr-defined]


class PatternForm(Form):
    police = forms.IntegerField(label=_("Polisi"), min_value=1, max_value=200)
    stations = forms.IntegerField(label=_("TPS"), min_value=1, max_value=200)
    stations_max = forms.IntegerField(
        label=_("TPS paling banyak"), min_value=1, max_value=200, required=False,
        help_text=_("Bila personel kurang, satu regu boleh menjaga sampai sebanyak ini."),
    )  # fmt: skip
    linmas = forms.IntegerField(label=_("Linmas"), min_value=0, max_value=400)
    linmas_max = forms.IntegerField(label=_("Linmas paling banyak"), min_value=0, max_value=400, required=False)
    army = forms.IntegerField(
        label=_("TNI pendukung tiap regu"), min_value=0, max_value=20, required=False, initial=0,
        help_text=_("Hanya mendukung; tidak pernah menggantikan polisi."),
    )  # fmt: skip
    origin = forms.CharField(
        label=_("Asal pola"),
        max_length=300,
        required=False,
        help_text=_("Misalnya surat perintah atau rencana operasi."),
    )
    doubt = forms.CharField(label=_("Keraguan"), max_length=400, required=False)

    def __init__(self, *args: Any, army: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not army:
            del self.fields["army"]
