"""The form of a duty: what is due, where, from whom, and how often in words instead of data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from siaga.access import Role
from siaga.desk.kinds import kind_choices
from siaga.desk.models.account import ROLE_CHOICES
from siaga.instruments.models import Instrument
from siaga.kit.forms import DateField, Form, SuggestInput
from siaga.reporting.cadence import DAILY, HOURS, MONTHLY, ONCE, WEEKLY, Rhythm
from siaga.reporting.wording import WEEKDAYS, about

_REPORTERS = [
    (role, label)
    for role, label in ROLE_CHOICES
    if role in {Role.FIELD, Role.DESA, Role.KECAMATAN, Role.AGENCY, Role.SECRETARIAT}
]
_OFTEN = [
    (ONCE, _("sekali")),
    (MONTHLY, _("tiap akhir bulan")),
    (WEEKLY, _("tiap minggu")),
    (DAILY, _("tiap hari")),
    (HOURS, _("tiap beberapa jam")),
]
NEARER = 3
"""How many times the rhythm may grow denser as voting day comes near."""


class TimeInput(forms.TimeInput):
    input_type = "time"


class DutyForm(Form):
    """A new duty; ``ChangeDutyForm`` leaves out what never changes."""

    instrument = forms.ChoiceField(label=_("Instrumen"), help_text=_("Daftar isian yang harus dilaporkan."))
    region = forms.CharField(
        label=_("Di wilayah"),
        max_length=13,
        widget=SuggestInput("/cari/wilayah.json"),
        help_text=_("Semua unit instrumen itu di wilayah ini dan di bawahnya wajib dilaporkan."),
    )
    role = forms.ChoiceField(label=_("Yang melapor"), choices=_REPORTERS, initial=Role.FIELD)
    agency_kinds = forms.MultipleChoiceField(
        label=_("Jenis instansi"),
        choices=kind_choices,
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 6}),
        help_text=_("Hanya untuk instrumen tentang instansi. Kosong berarti semua instansi."),
    )
    starts = DateField(label=_("Mulai"))
    ends = DateField(label=_("Sampai"))
    every = forms.ChoiceField(label=_("Seberapa sering"), choices=_OFTEN, initial=WEEKLY)
    weekday = forms.TypedChoiceField(
        label=_("Hari"), coerce=int, choices=list(enumerate(WEEKDAYS)), required=False, initial=0
    )
    hours = forms.IntegerField(label=_("Selang jam"), min_value=1, max_value=24, required=False, initial=3)
    at = forms.TimeField(label=_("Paling lambat pukul"), widget=TimeInput(format="%H:%M"), initial="16:00")
    note = forms.CharField(label=_("Keterangan"), max_length=300, required=False)

    def __init__(self, instruments: Sequence[Instrument], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instruments = {one.name: one for one in instruments}
        field = self.fields["instrument"]
        field.choices = [(one.name, f"{one.title} ({about(one)})") for one in instruments]  # type: ignore[attr-defined]
        self._add_nearer()

    def _add_nearer(self) -> None:
        for n in range(1, NEARER + 1):
            self.fields[f"before_{n}"] = forms.IntegerField(
                label=_("Mulai H minus"), min_value=-60, max_value=365, required=False
            )
            self.fields[f"every_{n}"] = forms.ChoiceField(
                label=_("Menjadi"), choices=[("", _("tidak berubah")), *_OFTEN], required=False
            )
            self.fields[f"weekday_{n}"] = forms.TypedChoiceField(
                label=_("Hari"), coerce=int, choices=list(enumerate(WEEKDAYS)), required=False
            )
            self.fields[f"hours_{n}"] = forms.IntegerField(
                label=_("Selang jam"), min_value=1, max_value=24, required=False
            )
            self.fields[f"at_{n}"] = forms.TimeField(label=_("Pukul"), widget=TimeInput(format="%H:%M"), required=False)

    @property
    def first_fields(self) -> list[Any]:
        """What is due, where, and from whom; a change leaves out the first two."""
        return [self[name] for name in ("instrument", "region", "role") if name in self.fields]

    @property
    def rhythm_fields(self) -> list[Any]:
        return [self["every"], self["weekday"], self["hours"], self["at"]]

    @property
    def nearer_fields(self) -> list[list[Any]]:
        """The rows of "nearer to voting day more often"."""
        names = ("before", "every", "weekday", "hours", "at")
        return [[self[f"{name}_{n}"] for name in names] for n in range(1, NEARER + 1)]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for n in range(1, NEARER + 1):
            if data.get(f"every_{n}") and data.get(f"before_{n}") is None:
                self.add_error(f"before_{n}", _("Isi mulai H minus berapa."))
        return data

    def cadence(self) -> list[dict[str, Any]]:
        """The rhythm as a duty keeps it, from valid data."""
        data = self.cleaned_data
        segments = [_segment(data, "")]
        for n in range(1, NEARER + 1):
            if data.get(f"every_{n}"):
                segments.append({"from_h": -data[f"before_{n}"], **_segment(data, f"_{n}", data["at"])})
        first, *rest = segments
        return [first, *sorted(rest, key=lambda segment: segment["from_h"])]


class ChangeDutyForm(DutyForm):
    """A running duty: what it is about stays."""

    def __init__(self, instruments: Sequence[Instrument], *args: Any, **kwargs: Any) -> None:
        super().__init__(instruments, *args, **kwargs)
        del self.fields["instrument"], self.fields["region"]


class EndDutyForm(Form):
    reason = forms.CharField(
        label=_("Alasan"), max_length=400, help_text=_("Tercatat pada buku besar, misalnya “diganti instrumen baru”.")
    )


def _segment(data: Mapping[str, Any], suffix: str, at: Any = None) -> dict[str, Any]:
    every = data[f"every{suffix}"]
    if every == HOURS:
        every = f"hours:{data.get(f'hours{suffix}') or 3}"
    when = data.get(f"at{suffix}") or at
    return {"every": every, "weekday": data.get(f"weekday{suffix}") or 0, "at": f"{when:%H:%M}"}


def initial_of(rhythm: Rhythm) -> dict[str, Any]:
    """The form's values for a rhythm; segments beyond what the form can show are left out (``fits``)."""
    values: dict[str, Any] = {}
    for n, segment in enumerate(rhythm[: NEARER + 1]):
        suffix = f"_{n}" if n else ""
        values |= {
            f"every{suffix}": segment.every,
            f"weekday{suffix}": segment.weekday,
            f"hours{suffix}": segment.hours or None,
            f"at{suffix}": segment.at,
        }
        if n:
            values[f"before_{n}"] = -(segment.from_h or 0)
    return values


PRESETS: dict[str, tuple[Any, tuple[dict[str, Any], ...]]] = {
    "sekali": (_("Sekali saja"), ({"every": ONCE, "at": "16:00"},)),
    "mingguan": (_("Tiap Senin"), ({"every": WEEKLY, "weekday": 0, "at": "16:00"},)),
    "harian": (_("Tiap hari"), ({"every": DAILY, "at": "16:00"},)),
    "mendekat": (
        _("Makin dekat makin sering"),
        (
            {"every": MONTHLY, "at": "16:00"},
            {"from_h": -90, "every": WEEKLY, "weekday": 0, "at": "16:00"},
            {"from_h": -14, "every": DAILY, "at": "16:00"},
            {"from_h": 0, "every": "hours:3", "at": "06:00"},
        ),
    ),
}
"""Ready rhythms: key in the address, words, data."""
