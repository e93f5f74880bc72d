"""Forms about the desk, its sections and seats."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from siaga.access import Actor, Verb
from siaga.desk.access import agencies_for, offices_for
from siaga.desk.forms.agencies import RegionCodeField, clean_region
from siaga.desk.models import Agency, Desk, DeskFunction, Office
from siaga.desk.patterns import patterns
from siaga.elections.access import visible_elections
from siaga.elections.models import Election
from siaga.kit.forms import DateField, Form
from siaga.wilayah.models import Region


def grouped_offices(offices: Iterable[Office]) -> list[tuple[str, list[tuple[int, str]]]]:
    """Choices of offices under the names of their agencies; needs ``agency__region`` loaded."""
    groups: dict[str, list[tuple[int, str]]] = {}
    for office in offices:
        groups.setdefault(f"{office.agency.name} ({office.agency.region.name})", []).append((office.pk, office.title))
    return list(groups.items())


class _DeskFields(Form):
    name = forms.CharField(
        label=_("Nama Desk"), max_length=160, help_text=_("Misalnya “Desk Pilkada Kota Pagar Alam 2024”.")
    )
    decree_number = forms.CharField(label=_("Nomor SK"), max_length=80, required=False)
    decree_date = DateField(label=_("Tanggal SK"), required=False)
    decree_title = forms.CharField(label=_("SK tentang"), max_length=300, required=False)
    elections = forms.ModelMultipleChoiceField(
        label=_("Pemilihan yang dilayani"),
        queryset=Election.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Satu Desk dapat melayani Pemilu dan Pilkada sekaligus, atau masing-masing satu Desk."),
    )

    def offer_elections(self, actor: Actor, region: Region | None) -> None:
        """Elections in sight of the actor: of the region, of those above it and of those below it."""
        found = visible_elections(actor).defer("ruleset__toml").order_by("-voting_day")
        if region is not None:
            above = [region.code[:length] for length in (2, 5, 8) if length < len(region.code)]
            found = found.filter(region__code__in=[*above, region.code]) | found.filter(
                region__code__startswith=f"{region.code}."
            )
        self.fields["elections"].queryset = found  # type: ignore[attr-defined]


class NewDeskForm(_DeskFields):
    """A new desk; lead and chair are chosen once it stands."""

    region = RegionCodeField()
    pattern = forms.ChoiceField(
        label=_("Susunan awal"),
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Bidang dapat ditambah, diganti, dan dihapus sesudahnya, sesuai SK."),
    )
    field_order = ("region", "name", "decree_number", "decree_date", "decree_title", "elections", "pattern")

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        choices = [
            (pattern.key, f"{pattern.name}: {', '.join(one.name for one in pattern.sections)}")
            for pattern in patterns().values()
        ]
        self.fields["pattern"].choices = [*choices, ("", _("Tanpa bidang dulu"))]  # type: ignore[attr-defined]
        self.offer_elections(actor, None)

    def clean_region(self) -> Region:
        return clean_region(self.actor, self.cleaned_data["region"], Verb.DESK_CHANGE)


class DeskForm(_DeskFields):
    """The decree, the lead, the chair, the elections."""

    lead_agency = forms.ModelChoiceField(
        label=_("Instansi penanggung jawab"),
        queryset=Agency.objects.none(),
        required=False,
        empty_label=_("Belum ditentukan"),
        help_text=_("Lazimnya Kesbangpol atau Bagian Pemerintahan."),
    )
    chair = forms.TypedChoiceField(
        label=_("Ketua Desk"), required=False, coerce=int, empty_value=None, help_text=_("Lazimnya Sekretaris Daerah.")
    )
    field_order = ("name", "decree_number", "decree_date", "decree_title", "chair", "lead_agency", "elections")

    def __init__(self, actor: Actor, desk: Desk, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = agencies_for(actor).filter(region=desk.region, closed_on=None).order_by("name")
        self.fields["lead_agency"].queryset = here  # type: ignore[attr-defined]
        offices = offices_for(actor).filter(agency__in=here).order_by("agency__name", "position")[:500]
        self.offices = {office.pk: office for office in offices}
        self.fields["chair"].choices = [  # type: ignore[attr-defined]
            ("", _("Belum ditentukan")),
            *grouped_offices(self.offices.values()),
        ]
        self.offer_elections(actor, desk.region)

    def clean_chair(self) -> Office | None:
        return self.offices.get(self.cleaned_data["chair"])


class SectionForm(Form):
    name = forms.CharField(label=_("Nama bidang"), max_length=160)
    functions = forms.MultipleChoiceField(
        label=_("Fungsi Desk yang dijalankan"),
        choices=DeskFunction.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    position = forms.IntegerField(label=_("Urutan"), min_value=0, max_value=999, required=False)


class SeatForm(Form):
    """Which office sits in the section."""

    office = forms.TypedChoiceField(
        label=_("Jabatan"),
        coerce=int,
        help_text=_("Anggota Desk adalah jabatan. Siapa pun yang memegangnya ikut menjadi anggota."),
    )
    head = forms.BooleanField(label=_("Ketua bidang"), required=False)

    def __init__(self, offices: Iterable[Office], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offices = {office.pk: office for office in offices}
        self.fields["office"].choices = [  # type: ignore[attr-defined]
            ("", _("Pilih jabatan …")),
            *grouped_offices(self.offices.values()),
        ]

    def clean_office(self) -> Office:
        return self.offices[self.cleaned_data["office"]]
