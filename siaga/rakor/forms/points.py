"""Forms about action points."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga.access import Actor, Refused
from siaga.desk.access import access_agency
from siaga.desk.models import Agency
from siaga.kit.forms import DateField, Form, ReasonForm, SuggestInput
from siaga.rakor.models import ActionPoint, Forum, PointState, Priority
from siaga.readiness.arithmetic import FULL
from siaga.readiness.models import Indicator
from siaga.wilayah.access import access_region
from siaga.wilayah.models import Region


class Uploads(forms.ClearableFileInput):
    allow_multiple_selected = True


class UploadsField(forms.FileField):
    """Several files at once."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=Uploads(attrs={"accept": "image/jpeg,image/png,image/webp,application/pdf"}), **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        given = data if isinstance(data, (list, tuple)) else [data]
        cleaned = [super(UploadsField, self).clean(one, initial) for one in given]
        return [one for one in cleaned if one]


class PlaceFields(Form):
    """What names a region and an agency by the codes that the text boxes suggest."""

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    def region_named(self, code: str) -> Region:
        try:
            return access_region(self.actor, code)
        except Refused:
            raise forms.ValidationError(
                _("Wilayah itu tidak ada atau bukan wewenang Anda. Pilih dari saran.")
            ) from None

    def agency_named(self, code: str) -> Agency:
        try:
            return access_agency(self.actor, code.strip())
        except Refused:
            raise forms.ValidationError(_("Instansi itu tidak ada. Pilih dari saran.")) from None


class PointForm(PlaceFields):
    """A new promise."""

    title = forms.CharField(
        label=gettext_lazy("Apa yang harus dikerjakan"),
        max_length=240,
        help_text=gettext_lazy("Satu perbuatan yang dapat diperiksa: “Kirim 12 kotak suara ke PPK Dempo Utara”."),
    )
    owner = forms.CharField(
        label=gettext_lazy("Pelaksana"),
        max_length=60,
        widget=SuggestInput("/cari/instansi.json"),
        help_text=gettext_lazy("Satu instansi; ketik namanya lalu pilih."),
    )
    region = forms.CharField(label=gettext_lazy("Wilayah"), max_length=13, widget=SuggestInput("/cari/wilayah.json"))
    unit = forms.CharField(
        label=gettext_lazy("TPS"), max_length=20, required=False, help_text=gettext_lazy("Seperti 16.72.01.1001/005.")
    )
    due = DateField(label=gettext_lazy("Tenggat"))
    priority = forms.TypedChoiceField(
        label=gettext_lazy("Prioritas"), coerce=int, choices=Priority.choices, initial=Priority.NORMAL
    )
    forum = forms.TypedChoiceField(
        label=gettext_lazy("Dibahas di forum"),
        coerce=int,
        empty_value=None,
        required=False,
        help_text=gettext_lazy("Tindak lanjut muncul pada agenda tiap rapat forum ini sampai selesai."),
    )
    detail = forms.CharField(
        label=gettext_lazy("Uraian"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    indicator = forms.ChoiceField(label=gettext_lazy("Indikator terkait"), required=False)
    threshold = forms.DecimalField(
        label=gettext_lazy("Selesai sendiri bila kesiapan mencapai (persen)"),
        min_value=0,
        max_value=100,
        decimal_places=2,
        max_digits=5,
        required=False,
        localize=True,
        help_text=gettext_lazy(
            "Dihitung dari laporan TPS di wilayah atau TPS di atas, untuk indikator yang dipilih atau keseluruhan; "
            "yang belum lapor tidak dihitung siap."
        ),
    )

    def __init__(
        self, actor: Actor, forums: Sequence[Forum], indicators: Sequence[Indicator], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(actor, *args, **kwargs)
        self.forums = {forum.pk: forum for forum in forums}
        if "forum" in self.fields:
            names = [(forum.pk, f"{forum.name} ({forum.region.name})") for forum in forums]
            self.fields["forum"].choices = [("", _("Tanpa forum")), *names]  # type: ignore[attr-defined]
        named = [(one.key, one.name) for one in indicators]
        self.fields["indicator"].choices = [("", _("Tidak terkait satu indikator")), *named]  # type: ignore[attr-defined]

    def clean_owner(self) -> Agency:
        return self.agency_named(self.cleaned_data["owner"])

    def clean_region(self) -> Region:
        return self.region_named(self.cleaned_data["region"])

    def clean_forum(self) -> Forum | None:
        return self.forums.get(self.cleaned_data["forum"])

    @property
    def closes_when(self) -> dict[str, Any] | None:
        """The threshold as a point keeps it, from valid data."""
        data = self.cleaned_data
        if data.get("threshold") is None:
            return None
        return {
            "scale": "readiness",
            "code": data["unit"].strip() or data["region"].code,
            "indicator": data["indicator"],
            "at_least": int(data["threshold"] * FULL / 100),
        }

    def terms(self) -> dict[str, Any]:
        """What the point says, as the actions take it."""
        kept = ("title", "owner", "region", "unit", "due", "priority", "detail", "indicator")
        return {name: self.cleaned_data[name] for name in kept} | {"closes_when": self.closes_when}


class ChangePointForm(PointForm):
    reason = forms.CharField(
        label=gettext_lazy("Alasan"),
        max_length=400,
        required=False,
        help_text=gettext_lazy("Wajib bila tenggat atau pelaksana berubah; tercatat pada riwayat."),
    )
    forum = None  # type: ignore[assignment]

    def clean_forum(self) -> Forum | None:
        return None


def initial_of(point: ActionPoint) -> dict[str, Any]:
    """The form's values for a point."""
    closes = point.closes_when
    return {
        "title": point.title,
        "owner": point.owner.code,
        "region": point.region.code,
        "unit": point.unit,
        "due": point.due,
        "priority": point.priority,
        "detail": point.detail,
        "indicator": point.indicator or (closes or {}).get("indicator", ""),
        "threshold": closes["at_least"] * 100 / FULL if closes else None,
    }


REPORTED = [
    ("", gettext_lazy("Status tetap")),
    (PointState.IN_PROGRESS, gettext_lazy("Sedang dikerjakan")),
    (PointState.BLOCKED, gettext_lazy("Terhambat")),
    (PointState.DONE, gettext_lazy("Selesai, minta diverifikasi")),
]


class ReportForm(Form):
    """How far it is, and what proves it."""

    state = forms.ChoiceField(
        label=gettext_lazy("Keadaan sekarang"), choices=REPORTED, required=False, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=gettext_lazy("Laporan"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Apa yang sudah dikerjakan, dan apa yang tersisa."),
    )  # fmt: skip
    blocked_why = forms.CharField(
        label=gettext_lazy("Apa yang menghambat"), max_length=400, required=False,
        help_text=gettext_lazy("Wajib bila terhambat."),
    )  # fmt: skip
    blocked_by = forms.CharField(label=gettext_lazy("Siapa yang dapat membantu"), max_length=160, required=False)
    evidence = UploadsField(
        label=gettext_lazy("Bukti"), required=False, help_text=gettext_lazy("Foto atau PDF, paling banyak 10 berkas.")
    )
    submission = forms.IntegerField(
        label=gettext_lazy("Nomor laporan terkait"), required=False, min_value=1, max_value=2**53 - 1,
        help_text=gettext_lazy("Angka pada alamat halaman laporan yang membuktikannya."),
    )  # fmt: skip


class VerifyForm(Form):
    text = forms.CharField(
        label=gettext_lazy("Cara memeriksa"), max_length=400, required=False,
        help_text=gettext_lazy("Misalnya “Dilihat di gudang PPK, 12 kotak lengkap”."),
    )  # fmt: skip


class HandOverForm(ReasonForm):
    forum = forms.TypedChoiceField(label=gettext_lazy("Forum yang menerima"), coerce=int)
    field_order = ("forum", "reason")

    def __init__(self, forums: Sequence[Forum], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.forums = {forum.pk: forum for forum in forums}
        self.fields["forum"].choices = [  # type: ignore[attr-defined]
            ("", _("Pilih forum …")), *((forum.pk, f"{forum.name} ({forum.region.name})") for forum in forums)
        ]  # fmt: skip

    def clean_forum(self) -> Forum:
        return self.forums[self.cleaned_data["forum"]]
