"""The one form of an attendance: on the phone of whoever signs in, and for the secretary."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga.kit.forms import Form
from siaga.rakor.models import Meeting, Participant
from siaga.rakor.queries.attendance import seats_with_taken

UNINVITED = "-"
_LONGEST_LABEL = 90


class AttendanceForm(Form):
    """Which invitation is answered, or none of them; who was there. ``seat`` is the invitation once it is valid."""

    participant = forms.CharField(label=gettext_lazy("Hadir sebagai"), widget=forms.Select)
    represents = forms.BooleanField(label=gettext_lazy("Mewakili pejabat tersebut"), required=False)
    name = forms.CharField(
        label=gettext_lazy("Nama lengkap"),
        max_length=160,
        widget=forms.TextInput({"autocomplete": "name", "autocapitalize": "words"}),
    )
    office_title = forms.CharField(label=gettext_lazy("Jabatan"), max_length=160, required=False)
    agency_name = forms.CharField(
        label=gettext_lazy("Instansi"),
        max_length=160,
        required=False,
        widget=forms.TextInput({"autocomplete": "organization"}),
    )

    seat: Participant | None = None

    def __init__(self, meeting: Meeting, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seats = seats_with_taken(meeting)
        self._seats = {str(seat.pk): seat for seat, _taken in seats}
        free = [seat for seat, taken in seats if not taken]
        self.fields["participant"].widget.choices = _choices(free)
        if not free:
            self.fields["participant"].initial = UNINVITED
        self.fields["participant"].error_messages["required"] = _("Pilih salah satu.")
        # Who answers an invitation has its agency; everybody else says the own one.
        self.fields["agency_name"].required = self.data.get("participant", UNINVITED) == UNINVITED
        self.fields["agency_name"].error_messages["required"] = _("Instansi belum diisi.")
        self.fields["name"].error_messages["required"] = _("Nama belum diisi.")

    def clean_participant(self) -> str:
        chosen: str = self.cleaned_data["participant"]
        if chosen == UNINVITED:
            return chosen
        self.seat = self._seats.get(chosen)
        if self.seat is None:
            raise forms.ValidationError(_("Undangan ini tidak ada di rapat ini. Pilih dari daftar."))
        return chosen

    def said(self) -> dict[str, Any]:
        """What the action takes."""
        fields = ("name", "represents", "office_title", "agency_name")
        return {"participant": self.seat, **{field: self.cleaned_data[field] for field in fields}}


def _choices(free: list[Participant]) -> list[Any]:
    groups: dict[str, list[tuple[str, str]]] = {}
    for seat in free:
        group = seat.office.agency.name if seat.office else _("Undangan lain")
        groups.setdefault(group[:_LONGEST_LABEL], []).append((str(seat.pk), str(seat)[:_LONGEST_LABEL]))
    return [("", _("Pilih …")), *groups.items(), (UNINVITED, _("Tidak ada di daftar undangan"))]


class StrikeForm(Form):
    reason = forms.CharField(
        label=gettext_lazy("Alasan"),
        max_length=200,
        help_text=gettext_lazy("Misalnya: keliru menandai, bukan peserta rapat ini."),
    )
