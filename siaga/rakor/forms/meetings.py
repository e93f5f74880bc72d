"""Forms about meetings and their participants."""

from __future__ import annotations

import uuid
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from siaga.access import Actor
from siaga.kit.forms import DateField, Form
from siaga.rakor.forms.forums import SeatsForm
from siaga.rakor.forms.offices import OfficeChoice, who_lead
from siaga.rakor.models import Forum, Meeting, Purpose
from siaga.rakor.queries.forums import offices_near
from siaga.wilayah.zones import zone_of, zone_short


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")


class TimeField(forms.TimeField):
    widget = TimeInput


class OnceForm(Form):
    """A form that makes a meeting: the same page sent twice, after going back too, makes it once."""

    uid = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def clean_uid(self) -> uuid.UUID:
        return self.cleaned_data["uid"] or uuid.uuid4()


class MeetingForm(OnceForm):
    """One meeting. Times are those of the place where it is held."""

    title = forms.CharField(
        label=_("Acara"), max_length=200, help_text=_("Misalnya “Kesiapan logistik pemungutan suara”.")
    )
    purpose = forms.ChoiceField(label=_("Maksud"), choices=Purpose.choices)
    day = DateField(label=_("Tanggal"))
    starts = TimeField(label=_("Mulai"))
    ends = TimeField(label=_("Selesai"), required=False)
    venue = forms.CharField(label=_("Tempat"), max_length=200)
    chair = OfficeChoice(label=_("Pimpinan rapat"))
    secretary = OfficeChoice(label=_("Sekretaris (notulis)"))
    note = forms.CharField(
        label=_("Catatan pada undangan"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Misalnya “Mohon membawa data kesiapan per TPS”."),
    )

    def __init__(self, actor: Actor, forum: Forum, *args: Any, meeting: Meeting | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone: ZoneInfo = zone_of(forum.region.code)
        short = zone_short(forum.region.code)
        self.fields["starts"].label = _("Mulai (%(zone)s)") % {"zone": short}
        self.fields["ends"].label = _("Selesai (%(zone)s)") % {"zone": short}
        if meeting is not None:
            del self.fields["uid"]
        present = meeting or forum
        near, leading = offices_near(actor, forum.region), who_lead(present)
        for name in ("chair", "secretary"):
            field: OfficeChoice = self.fields[name]  # type: ignore[assignment]
            field.offer(near, _("Belum ditentukan"), leading.get(getattr(present, f"{name}_id") or 0))

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        day, starts, ends = values.pop("day", None), values.pop("starts", None), values.pop("ends", None)
        if day and starts:
            values["starts_at"] = self._at(day, starts)
            values["ends_at"] = self._at(day, ends) if ends else None
            if ends and ends <= starts:
                self.add_error("ends", _("Waktu selesai tidak sesudah waktu mulai. Periksa jamnya."))
        return values

    def add_problem(self, problem: Any) -> None:
        problem.field = {"starts_at": "day", "ends_at": "ends"}.get(problem.field, problem.field)
        super().add_problem(problem)

    def _at(self, day: date, hour: time) -> datetime:
        return datetime.combine(day, hour, self.zone)


def initial_of(meeting: Meeting) -> dict[str, Any]:
    """What the form shows of a meeting that stands."""
    zone = zone_of(meeting.forum.region.code)
    starts = timezone.localtime(meeting.starts_at, zone)
    return {
        "title": meeting.title,
        "purpose": meeting.purpose,
        "day": starts.date(),
        "starts": starts.time(),
        "ends": timezone.localtime(meeting.ends_at, zone).time() if meeting.ends_at else None,
        "venue": meeting.venue,
        "chair": meeting.chair_id,
        "secretary": meeting.secretary_id,
        "note": meeting.note,
    }


class ParticipantsForm(SeatsForm):
    """Offices that are invited too, and others named in words."""

    labels = forms.CharField(
        label=_("Undangan lain"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Satu baris satu undangan, misalnya “Ketua FKUB Kota Pagar Alam”."),
    )

    def clean_labels(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["labels"].splitlines() if line.strip()][:50]

    def allows_nothing(self, values: dict[str, Any]) -> bool:
        return bool(values.get("labels"))
