"""Forms about support requests."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from siaga.access import Actor, Verb
from siaga.desk.access import agencies_for
from siaga.desk.kinds import Line, keys_of_line
from siaga.desk.models import Agency, SupportKind, SupportRequest
from siaga.elections.models import Election
from siaga.kit.forms import DateField, Form


class SupportForm(Form):
    """What is asked, and by when."""

    kind = forms.ChoiceField(label=_("Jenis"), choices=SupportKind.choices)
    title = forms.CharField(
        label=_("Permintaan"),
        max_length=200,
        help_text=_("Singkat dan terukur, misalnya “Gudang 400 m² untuk kotak suara, 1–30 November”."),
    )
    detail = forms.CharField(label=_("Rincian"), required=False, widget=forms.Textarea(attrs={"rows": 4}))
    letter = forms.CharField(label=_("Nomor surat"), max_length=120, required=False)
    due = DateField(label=_("Dibutuhkan paling lambat"))


class AskForm(SupportForm):
    """A new request of one of the actor's agencies."""

    asked_by = forms.TypedChoiceField(label=_("Diajukan oleh"), coerce=int)
    election = forms.ModelChoiceField(
        label=_("Untuk pemilihan"), queryset=Election.objects.none(), empty_label=_("Pilih pemilihan …")
    )
    asked_on = DateField(label=_("Tanggal permintaan"))
    field_order = ("asked_by", "election", "kind", "title", "detail", "letter", "asked_on", "due")

    def __init__(self, agencies: Sequence[Agency], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agencies = {agency.pk: agency for agency in agencies}
        self.fields["asked_by"].choices = [  # type: ignore[attr-defined]
            (agency.pk, f"{agency.name} ({agency.region.name})") for agency in agencies
        ]
        codes = {agency.region.code[:length] for agency in agencies for length in (2, 5, 8, 13)}
        self.fields["election"].queryset = Election.objects.filter(  # type: ignore[attr-defined]
            region__code__in=codes, closed_at=None
        ).order_by("-voting_day")

    def clean_asked_by(self) -> Agency:
        return self.agencies[self.cleaned_data["asked_by"]]


class AnswerForm(Form):
    """Granted or refused."""

    granted = forms.TypedChoiceField(
        label=_("Keputusan"),
        choices=[("ya", _("Disetujui")), ("tidak", _("Ditolak"))],
        coerce=lambda value: value == "ya",
        widget=forms.RadioSelect,
    )
    answered_by = forms.ModelChoiceField(
        label=_("Instansi yang melaksanakan"),
        queryset=Agency.objects.none(),
        required=False,
        empty_label=_("Belum ditentukan"),
    )
    answer = forms.CharField(
        label=_("Jawaban atau alasan"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Wajib diisi bila ditolak: instansi pemohon berhak tahu alasannya."),
    )
    answered_on = DateField(label=_("Tanggal jawaban"))

    def __init__(self, actor: Actor, asked: SupportRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answered_by"].queryset = (  # type: ignore[attr-defined]
            agencies_for(actor, Verb.AGENCY_VIEW)
            .filter(region=asked.region, closed_on=None, kind__in=_government())
            .order_by("name")
        )


def _government() -> list[str]:
    return [key for line in (Line.GOVERNMENT, Line.SECURITY, Line.LEGAL, Line.OTHER) for key in keys_of_line(line)]


class DeliverForm(Form):
    delivered_on = DateField(label=_("Terlaksana pada"))
    note = forms.CharField(label=_("Catatan"), max_length=500, required=False)


class WithdrawForm(Form):
    reason = forms.CharField(label=_("Alasan pencabutan"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
