"""Forms about agencies and their offices."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from siaga.access import Actor, Refused, Verb
from siaga.desk.kinds import kind_choices
from siaga.kit.forms import DateField, Form, SuggestInput
from siaga.wilayah.access import access_region
from siaga.wilayah.models import Region

REGION_SOURCE = "/cari/wilayah.json"


class RegionCodeField(forms.CharField):
    """A region by its code, with suggestions by name; ``clean_region`` turns it into the region."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Wilayah"))
        kwargs.setdefault("help_text", _("Ketik nama atau kode wilayah, misalnya 16.72 atau 16.72.01."))
        super().__init__(max_length=60, widget=SuggestInput(REGION_SOURCE), **kwargs)


def clean_region(actor: Actor, code: str, verb: Verb) -> Region:
    """The region of a typed code that the actor reaches with the verb. Raises ``ValidationError``."""
    try:
        return access_region(actor, code.strip(), verb)
    except Refused:
        raise ValidationError(
            _("Wilayah “%(code)s” tidak ditemukan, atau di luar wewenang Anda. Periksa kodenya."),
            params={"code": code.strip()},
        ) from None


class NewAgencyForm(Form):
    """A new agency at a region."""

    kind = forms.ChoiceField(label=_("Jenis instansi"), choices=lambda: [("", _("Pilih jenis …")), *kind_choices()])
    region = RegionCodeField()
    name = forms.CharField(
        label=_("Nama resmi"),
        max_length=160,
        required=False,
        help_text=_("Kosongkan untuk nama baku, misalnya “KPU Kota Pagar Alam”."),
    )
    short_name = forms.CharField(label=_("Nama pendek"), max_length=60, required=False)
    key = forms.SlugField(
        label=_("Kunci"),
        max_length=40,
        required=False,
        help_text=_(
            "Bagian depan kode instansi, misalnya “dinkes” pada dinkes@16.72. Kosongkan untuk memakai jenisnya; "
            "isi bila ada dua instansi sejenis di satu wilayah."
        ),
    )
    address = forms.CharField(label=_("Alamat"), max_length=300, required=False)
    with_offices = forms.BooleanField(
        label=_("Buat juga jabatan yang lazim (ketua, kepala, dan seterusnya)"), required=False, initial=True
    )

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    def clean_region(self) -> Region:
        return clean_region(self.actor, self.cleaned_data["region"], Verb.AGENCY_CHANGE)


class AgencyForm(Form):
    """What is said about an agency."""

    name = forms.CharField(label=_("Nama resmi"), max_length=160)
    short_name = forms.CharField(label=_("Nama pendek"), max_length=60, required=False)
    kind = forms.ChoiceField(label=_("Jenis instansi"), choices=kind_choices)
    address = forms.CharField(label=_("Alamat"), max_length=300, required=False)


class AliasForm(Form):
    name = forms.CharField(
        label=_("Nama lain"),
        max_length=160,
        help_text=_("Seperti tertulis di surat atau berkas, misalnya “Panwaslu Kota”."),
    )


class ReasonForm(Form):
    """Why, and from which day."""

    on = DateField(label=_("Sejak tanggal"))
    reason = forms.CharField(label=_("Alasan"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class OfficeForm(Form):
    title = forms.CharField(
        label=_("Nama jabatan"), max_length=120, help_text=_("Seperti ditulis di surat, misalnya “Ketua KPU”.")
    )
    position = forms.IntegerField(
        label=_("Urutan"), min_value=0, max_value=999, required=False, help_text=_("Angka kecil tampil lebih dulu.")
    )


class StandardSetForm(Form):
    """Which region the standard set is for."""

    wilayah = RegionCodeField()

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    def clean_wilayah(self) -> Region:
        return clean_region(self.actor, self.cleaned_data["wilayah"], Verb.AGENCY_CHANGE)
