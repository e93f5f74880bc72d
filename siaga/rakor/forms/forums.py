"""Forms about forums."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from siaga.access import Actor, Verb
from siaga.desk.access import agencies_for
from siaga.desk.forms.agencies import RegionCodeField, clean_region
from siaga.desk.models import Agency, Office
from siaga.elections.models import Election
from siaga.kit.forms import Form
from siaga.rakor.forms.offices import OfficeChoice, OfficeField, OfficesChoice, chosen_office, who_lead
from siaga.rakor.models import Forum, ForumKind
from siaga.rakor.queries.forums import forums_above, offices_near
from siaga.wilayah.models import Region


class WhereForm(Form):
    """Where and for which election a new forum meets; the rest depends on it."""

    region = RegionCodeField()
    election = forms.ModelChoiceField(label=_("Pemilihan"), queryset=Election.objects.none(), empty_label=None)

    def __init__(self, actor: Actor, elections: list[Election], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        self.fields["election"].queryset = (  # type: ignore[attr-defined]
            Election.objects.select_related("region")
            .filter(pk__in=[one.pk for one in elections])
            .order_by("-voting_day")
        )

    def clean_region(self) -> Region:
        return clean_region(self.actor, self.cleaned_data["region"], Verb.RAKOR_PLAN)


class ForumForm(Form):
    """What a forum is called, who leads it, and what stands above it."""

    kind = forms.ChoiceField(label=_("Jenis"), choices=ForumKind.choices)
    name = forms.CharField(
        label=_("Nama forum"), max_length=160, help_text=_("Misalnya “Rakor Desk Pilkada Kota Pagar Alam”.")
    )
    upper = forms.TypedChoiceField(
        label=_("Forum di atasnya"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("Ke sana tindak lanjut naik bila tidak selesai di forum ini."),
    )
    host = forms.ModelChoiceField(
        label=_("Instansi tuan rumah"),
        queryset=Agency.objects.none(),
        required=False,
        empty_label=_("Belum ditentukan"),
        help_text=_("Yang mengundang; kop suratnya dipakai."),
    )
    chair = OfficeChoice(label=_("Pimpinan rapat"))
    secretary = OfficeChoice(label=_("Sekretaris (notulis)"))
    venue = forms.CharField(label=_("Tempat biasa"), max_length=200, required=False)
    rhythm_days = forms.IntegerField(
        label=_("Selang antarrapat (hari)"),
        min_value=1,
        max_value=366,
        required=False,
        help_text=_("7 untuk mingguan; kosongkan bila tidak tetap."),
    )

    def __init__(
        self, actor: Actor, election: Election, region: Region, *args: Any, forum: Forum | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        above = list(forums_above(actor, election, region, but=forum)[:100])
        if forum is not None and forum.upper is not None:
            above = [one for one in above if one.pk != forum.upper_id] + [forum.upper]
        self.uppers = {one.pk: one for one in above}
        self.fields["upper"].choices = [  # type: ignore[attr-defined]
            ("", _("Tidak ada")),
            *((one.pk, f"{one.name} ({one.region.name})") for one in above),
        ]
        self.fields["host"].queryset = (  # type: ignore[attr-defined]
            agencies_for(actor).filter(region=region, closed_on__isnull=True).order_by("name")
        )
        near, leading = offices_near(actor, region), who_lead(forum)
        for name in ("chair", "secretary"):
            field: OfficeChoice = self.fields[name]  # type: ignore[assignment]
            field.offer(near, _("Belum ditentukan"), leading.get(getattr(forum, f"{name}_id", None) or 0))

    def clean_upper(self) -> Forum | None:
        return self.uppers.get(self.cleaned_data["upper"])


class SeatsForm(Form):
    """Offices that join: some of those near, and one by name."""

    offices = OfficesChoice(label=_("Jabatan di sekitar forum ini"))
    other = OfficeField(label=_("Jabatan lain"), required=False)

    def __init__(self, actor: Actor, near: list[Office], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        field: OfficesChoice = self.fields["offices"]  # type: ignore[assignment]
        field.offer(near)
        if not near:
            del self.fields["offices"]

    def clean_other(self) -> Office | None:
        return chosen_office(self.actor, self.cleaned_data["other"])

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        other = values.pop("other", None)
        values["offices"] = [*values.get("offices", []), *([other] if other else [])]
        if not self.errors and not values["offices"] and not self.allows_nothing(values):
            self.add_error(None, _("Belum ada yang dipilih. Centang jabatan, atau ketik satu di bawahnya."))
        return values

    def allows_nothing(self, values: dict[str, Any]) -> bool:
        """Whether something else was given in place of an office."""
        return False
