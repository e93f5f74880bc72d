"""The forms of this room; each field says what it wants in one sentence."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga.elections.models import PollingStation, RepeatKind
from siaga.elections.rulesets import RulesetFile
from siaga.kit.forms import DateField, Form, LatitudeField, LongitudeField, SuggestInput

_SLUG_HELP = gettext_lazy("Dipakai dalam alamat dan perintah: huruf kecil, angka, tanda hubung. Contoh: pilkada-2024.")


class ElectionForm(Form):
    """A new election."""

    ruleset = forms.ChoiceField(
        label=gettext_lazy("Aturan"),
        help_text=gettext_lazy("Menentukan tahapan, batas pemilih tiap TPS, perlengkapan, dan batas waktu."),
    )
    region = forms.CharField(
        label=gettext_lazy("Daerah pemilihan"),
        max_length=13,
        widget=SuggestInput("/pemilihan/daerah/"),
        help_text=gettext_lazy("Ketik nama atau kode Kemendagri, misalnya 16.72. Seluruh wilayah di bawahnya ikut."),
    )
    voting_day = DateField(
        label=gettext_lazy("Hari pemungutan suara"),
        required=False,
        help_text=gettext_lazy("Kosongkan untuk memakai tanggal dalam aturan."),
    )
    name = forms.CharField(
        label=gettext_lazy("Nama"),
        max_length=160,
        required=False,
        help_text=gettext_lazy("Kosongkan untuk memakai nama aturan dan daerahnya."),
    )
    slug = forms.CharField(label=gettext_lazy("Singkatan"), max_length=60, help_text=_SLUG_HELP)

    def __init__(self, *args: Any, files: list[RulesetFile], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["ruleset"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (file.name, f"{file.ruleset.title} ({file.name} {file.ruleset.version})")
            for file in files
            if file.ruleset is not None and file.ruleset.kind == "regular"
        ]


class ElectionChangeForm(Form):
    """Name and voting day."""

    name = forms.CharField(label=gettext_lazy("Nama"), max_length=160)
    voting_day = DateField(
        label=gettext_lazy("Hari pemungutan suara"),
        help_text=gettext_lazy("Tahapan yang tanggalnya belum diubah desk ikut bergeser."),
    )


class ReasonForm(Form):
    """Why; kept in the ledger."""

    reason = forms.CharField(
        label=gettext_lazy("Alasan"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Tersimpan di buku besar. Jangan menulis data pribadi."),
    )


class StageDatesForm(Form):
    """When a stage runs, and who decided so."""

    starts = DateField(label=gettext_lazy("Mulai"), required=False)
    ends = DateField(
        label=gettext_lazy("Selesai"), required=False, help_text=gettext_lazy("Kosongkan yang belum diketahui.")
    )
    source = forms.CharField(
        label=gettext_lazy("Dasar"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Keputusan atau surat yang menetapkannya. Tanpa dasar, tanggal ditandai meragukan."),
    )


class StageAddForm(StageDatesForm):
    """A stage of the desk's own."""

    name = forms.CharField(label=gettext_lazy("Nama tahapan"), max_length=200)
    phase = forms.CharField(
        label=gettext_lazy("Kelompok"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("Misalnya persiapan atau pemungutan suara."),
    )
    field_order = ["name", "phase", "starts", "ends", "source"]


class StageDoneForm(Form):
    """On which day the work was finished."""

    done_on = DateField(label=gettext_lazy("Selesai pada"))
    note = forms.CharField(
        label=gettext_lazy("Catatan"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Misalnya nomor berita acara. Jangan menulis data pribadi."),
    )


class StationForm(Form):
    """What is said about a TPS."""

    number = forms.IntegerField(
        label=gettext_lazy("Nomor TPS"),
        min_value=1,
        max_value=999,
        help_text=gettext_lazy("1 sampai 900; lokasi khusus (lapas, rumah sakit, perusahaan) mulai 901."),
    )
    voters_male = forms.IntegerField(label=gettext_lazy("Pemilih laki-laki"), min_value=0, required=False)
    voters_female = forms.IntegerField(label=gettext_lazy("Pemilih perempuan"), min_value=0, required=False)
    voters_total = forms.IntegerField(
        label=gettext_lazy("Jumlah pemilih"),
        min_value=0,
        required=False,
        help_text=gettext_lazy("Kosongkan yang belum diketahui; jangan diisi nol. Jumlah dihitung dari keduanya."),
    )
    address = forms.CharField(
        label=gettext_lazy("Alamat"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Tempat TPS, misalnya nama sekolah dan jalannya."),
    )
    lat = LatitudeField(required=False, help_text=gettext_lazy("Derajat desimal, misalnya -4,0312."))
    lon = LongitudeField(required=False, help_text=gettext_lazy("Derajat desimal, misalnya 103,2664."))
    estimated = forms.BooleanField(label=gettext_lazy("Posisi ini perkiraan"), required=False)

    @staticmethod
    def initial_of(station: PollingStation) -> dict[str, Any]:
        """The form as the station stands."""
        names = (
            "number",
            "voters_male",
            "voters_female",
            "voters_total",
            "address",
            "lat",
            "lon",
            "estimated",
        )
        return {name: getattr(station, name) for name in names}


class StationAddForm(StationForm):
    """A new TPS in a village of the election."""

    village = forms.CharField(
        label=gettext_lazy("Desa/kelurahan"),
        max_length=13,
        help_text=gettext_lazy("Ketik nama atau kode, misalnya 16.72.01.1001."),
    )
    field_order = ["village"]

    def __init__(self, *args: Any, source: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["village"].widget = SuggestInput(source, attrs={"maxlength": "13"})


class RepeatForm(Form):
    """A repeat round of stations that were chosen before."""

    kind = forms.ChoiceField(label=gettext_lazy("Jenis"), choices=RepeatKind.choices, widget=forms.RadioSelect)
    voting_day = DateField(label=gettext_lazy("Hari pemungutan suara"))
    basis = forms.CharField(
        label=gettext_lazy("Dasar"),
        max_length=300,
        help_text=gettext_lazy("Rekomendasi pengawas, keputusan KPU, atau putusan. Jangan menulis data pribadi."),
    )
    name = forms.CharField(
        label=gettext_lazy("Nama"),
        max_length=160,
        required=False,
        help_text=gettext_lazy("Kosongkan untuk memakai jenis dan nama pemilihan asalnya."),
    )
    slug = forms.CharField(label=gettext_lazy("Singkatan"), max_length=60, help_text=_SLUG_HELP)

    def clean_kind(self) -> RepeatKind:
        try:
            return RepeatKind(self.cleaned_data["kind"])
        except ValueError:
            raise ValidationError(_("Pilih jenisnya.")) from None
