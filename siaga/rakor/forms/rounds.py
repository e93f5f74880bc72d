"""Forms about the round through the sub-districts: what to propose, and the proposal as it can be edited."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from siaga.access import Actor
from siaga.kit.forms import DateField, Form
from siaga.rakor.forms.meetings import TimeField
from siaga.rakor.forms.offices import OfficesChoice
from siaga.rakor.models import Forum, Purpose
from siaga.rakor.proposing import Slot, slots_between
from siaga.rakor.queries.forums import offices_near
from siaga.rakor.queries.rounds import districts_below
from siaga.wilayah.models import Level, Region
from siaga.wilayah.zones import zone_of, zone_short

LONGEST_SPAN = 120
WEEKDAYS = [
    (0, _("Senin")),
    (1, _("Selasa")),
    (2, _("Rabu")),
    (3, _("Kamis")),
    (4, _("Jumat")),
    (5, _("Sabtu")),
    (6, _("Minggu")),
]
LENGTHS = [
    (60, _("1 jam")),
    (90, _("1½ jam")),
    (120, _("2 jam")),
    (150, _("2½ jam")),
    (180, _("3 jam")),
    (240, _("4 jam")),
]
GAPS = [(0, _("Tidak perlu")), (30, _("30 menit")), (60, _("1 jam")), (90, _("1½ jam")), (120, _("2 jam"))]


class RoundForm(Form):
    """Which sub-districts, in which days and hours, and who comes to every meeting."""

    title = forms.CharField(label=_("Acara"), max_length=200)
    purpose = forms.ChoiceField(label=_("Maksud"), choices=Purpose.choices)
    places = forms.MultipleChoiceField(
        label=_("Kecamatan"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Kecamatan yang belum punya forum mendapat forum baru: camat memimpin, instansinya menjadi anggota."
        ),
    )
    first = DateField(label=_("Hari pertama"))
    last = DateField(label=_("Hari terakhir"))
    weekdays = forms.TypedMultipleChoiceField(
        label=_("Hari rapat"), choices=WEEKDAYS, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    morning = TimeField(label=_("Jam mulai pertama"))
    noon = TimeField(label=_("Jam mulai kedua"), required=False)
    length = forms.TypedChoiceField(label=_("Lama rapat"), choices=LENGTHS, coerce=int)
    gap = forms.TypedChoiceField(
        label=_("Jeda perjalanan"),
        choices=GAPS,
        coerce=int,
        help_text=_("Antara dua rapat yang dihadiri jabatan yang sama."),
    )
    venue = forms.CharField(
        label=_("Tempat"),
        max_length=120,
        help_text=_("“{kecamatan}” diganti nama kecamatannya. Forum yang punya tempat biasa memakai tempat itu."),
    )
    attending = OfficesChoice(label=_("Hadir di semua rapat"))
    with_villages = forms.BooleanField(label=_("Lurah atau kepala desa menjadi anggota forum baru"), required=False)

    def __init__(self, actor: Actor, upper: Forum, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.upper = upper
        self.regions = {region.code: region for region in districts_below(upper.region)}
        self.fields["places"].choices = [  # type: ignore[attr-defined]
            (code, region.title if upper.region.level == Level.REGENCY else f"{region.title}, {region.parent}")
            for code, region in self.regions.items()
        ]
        short = zone_short(upper.region.code)
        self.fields["morning"].label = _("Jam mulai pertama (%(zone)s)") % {"zone": short}
        self.fields["noon"].label = _("Jam mulai kedua (%(zone)s)") % {"zone": short}
        near = [office for office in offices_near(actor, upper.region) if office.agency.region_id == upper.region_id]
        field: OfficesChoice = self.fields["attending"]  # type: ignore[assignment]
        field.offer(near)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        first, last = values.get("first"), values.get("last")
        if first and last and last < first:
            self.add_error("last", _("Hari terakhir mendahului hari pertama."))
        elif first and last and (last - first).days > LONGEST_SPAN:
            self.add_error("last", _("Rentangnya terlalu panjang. Paling lama 120 hari."))
        return values

    @property
    def chosen(self) -> list[Region]:
        return [self.regions[code] for code in self.cleaned_data["places"]]

    @property
    def slots(self) -> list[Slot]:
        """The times that the answers leave; the voting day itself is none of them."""
        values = self.cleaned_data
        hours: list[time] = [hour for hour in (values["morning"], values["noon"]) if hour]
        return slots_between(
            values["first"],
            values["last"],
            hours,
            self.duration,
            zone_of(self.upper.region.code),
            weekdays=values["weekdays"],
            but=[self.upper.election.voting_day],
        )

    @property
    def duration(self) -> timedelta:
        return timedelta(minutes=self.cleaned_data["length"])

    @property
    def pause(self) -> timedelta:
        return timedelta(minutes=self.cleaned_data["gap"])

    def venue_at(self, region: Region, forum: Forum | None) -> str:
        if forum is not None and forum.venue:
            return forum.venue
        return str(self.cleaned_data["venue"]).replace("{kecamatan}", region.name)


class SittingForm(Form):
    """One row of the proposal."""

    day = DateField(label=_("Tanggal"))
    starts = TimeField(label=_("Mulai"))
    venue = forms.CharField(label=_("Tempat"), max_length=200)

    def __init__(
        self,
        region: Region,
        data: Mapping[str, Any] | None = None,
        initial: dict[str, Any] | None = None,
        note: str = "",
    ) -> None:
        super().__init__(data, initial=initial, prefix=f"r{region.code.replace('.', '')}")
        self.region, self.note = region, note
        for name, field in self.fields.items():
            field.widget.attrs["aria-label"] = f"{field.label}, {region.title}"
            field.widget.attrs.setdefault("class", "form-control")
            if name != "venue":
                field.widget.attrs["class"] = "form-control form-control-fit"

    @property
    def starts_at(self) -> datetime:
        day: date = self.cleaned_data["day"]
        return datetime.combine(day, self.cleaned_data["starts"], zone_of(self.region.code))
