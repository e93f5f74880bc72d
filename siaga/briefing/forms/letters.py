"""The forms of letterheads and of a letter's number."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from siaga.briefing.letters.invitation import NATURES
from siaga.kit.forms import DateField, Form


class LetterheadForm(Form):
    """How the letters of a region look."""

    government = forms.CharField(
        label=_("Pemerintah"), max_length=160, help_text=_("Baris pertama kop. Contoh: Pemerintah Kota Pagar Alam.")
    )
    agency = forms.CharField(
        label=_("Perangkat daerah"),
        max_length=160,
        required=False,
        help_text=_("Baris kedua, dicetak tebal. Contoh: Sekretariat Daerah."),
    )
    address = forms.CharField(label=_("Alamat"), max_length=300, required=False)
    contact = forms.CharField(label=_("Telepon, laman, pos-el"), max_length=200, required=False)
    city = forms.CharField(
        label=_("Tempat surat"), max_length=80, required=False, help_text=_("Ditulis di depan tanggal surat.")
    )
    code = forms.CharField(
        label=_("Kode klasifikasi"), max_length=20, required=False, help_text=_("Contoh: 100.2.7 untuk otonomi daerah.")
    )
    pattern = forms.CharField(
        label=_("Pola nomor surat"),
        max_length=80,
        help_text=_(
            "{urut} nomor urut, {tahun} tahun, {bulan} bulan dalam angka Romawi, {kode} kode klasifikasi. "
            "Nomor mulai lagi dari 1 tiap tahun."
        ),
    )
    crest = forms.FileField(
        label=_("Lambang daerah"),
        required=False,
        help_text=_("PNG atau JPEG, paling besar 2 MB. Latar tembus pandang paling baik."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
    )
    remove_crest = forms.BooleanField(label=_("Hapus lambang yang ada"), required=False)


class NumberForm(Form):
    """Number, date, nature and copies of an invitation."""

    number = forms.CharField(label=_("Nomor surat"), max_length=80, required=False)
    day = DateField(label=_("Tanggal surat"))
    nature = forms.ChoiceField(label=_("Sifat"), choices=[(one, one) for one in NATURES])
    copies = forms.CharField(
        label=_("Tembusan"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Satu penerima tiap baris."),
    )

    def clean_copies(self) -> list[str]:
        lines = (line.strip() for line in self.cleaned_data["copies"].splitlines())
        return [line for line in lines if line]
