"""Forms about who holds an office, and about officials."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from siaga.access import Actor
from siaga.desk.access import people_for
from siaga.desk.models import Person, TenureKind
from siaga.kit.forms import DateField, Form, SuggestInput
from siaga.wilayah.names import fold

PEOPLE_SOURCE = "/pejabat/orang/pilih/"
_CHOSEN = re.compile(r"\[(\d{1,12})\]\s*$")


def chosen_person(actor: Actor, text: str) -> Person | None:
    """The official that a suggestion such as ``Contoh Ani [12]`` stands for; None for a bare name.

    Raises ``ValidationError`` where the number stands for nobody in reach.
    """
    match = _CHOSEN.search(text)
    if match is None:
        return None
    person = people_for(actor).filter(pk=int(match[1])).first()
    if person is None:
        raise ValidationError(_("Pejabat itu tidak ditemukan. Pilih dari saran, atau tulis namanya saja."))
    return person


def as_suggestion(person: Person) -> str:
    return f"{person.name} [{person.pk}]"


class PersonField(forms.CharField):
    """An official by name, with suggestions."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Nama pejabat"))
        super().__init__(max_length=180, widget=SuggestInput(PEOPLE_SOURCE), **kwargs)


class TermForm(Form):
    """A term: who, as what, from when to when, on which basis."""

    person = PersonField(help_text=_("Ketik namanya. Pilih dari saran bila orangnya sudah tercatat."))
    namesake = forms.BooleanField(
        label=_("Ini orang lain yang kebetulan bernama sama"),
        required=False,
    )
    kind = forms.ChoiceField(
        label=_("Status jabatan"),
        choices=TenureKind.choices,
        help_text=_(
            "Penjabat, Pjs, Plt, dan Plh bertindak selama masa tugasnya; pejabat definitif yang cuti tidak diakhiri."
        ),
    )
    starts = DateField(label=_("Mulai bertugas"))
    ends = DateField(label=_("Hari terakhir bertugas"), required=False, help_text=_("Kosongkan bila belum ditentukan."))
    basis = forms.CharField(
        label=_("Dasar (nomor SK)"),
        max_length=160,
        required=False,
        help_text=_("Misalnya Keputusan Mendagri Nomor 100.2.1.3-1234 Tahun 2024."),
    )

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        self.fields["namesake"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        typed = values.get("person", "")
        if not typed:
            return values
        try:
            person = chosen_person(self.actor, typed)
        except ValidationError as error:
            self.add_error("person", error)
            return values
        if person is None and not values.get("namesake"):
            same = people_for(self.actor).filter(search_name=fold(typed)).order_by("pk").first()
            if same is not None:
                self.fields["namesake"].widget = forms.CheckboxInput()
                self.add_error(
                    "person",
                    _(
                        "Sudah ada pejabat bernama %(name)s. Tulis “%(suggestion)s” bila orangnya sama, "
                        "atau centang bahwa ini orang lain."
                    )
                    % {"name": same.name, "suggestion": as_suggestion(same)},
                )
        values["person"] = person or typed
        values.pop("namesake", None)
        return values


class AppointForm(TermForm):
    end_previous = forms.BooleanField(
        label=_("Akhiri masa tugas sejenis yang sedang berjalan sehari sebelumnya"), required=False
    )


class CorrectForm(TermForm):
    reason = forms.CharField(
        label=_("Apa yang keliru"), max_length=500, help_text=_("Alasan perbaikan tercatat di buku besar.")
    )


class EndForm(Form):
    on = DateField(label=_("Hari terakhir bertugas"))
    reason = forms.CharField(label=_("Alasan"), max_length=500, required=False)


class StrikeForm(Form):
    reason = forms.CharField(label=_("Mengapa catatan ini keliru"), max_length=500)


class PersonForm(Form):
    """What is kept about an official."""

    name = forms.CharField(label=_("Nama lengkap dan gelar"), max_length=160)
    rank = forms.CharField(label=_("Pangkat/golongan"), max_length=80, required=False)
    nip = forms.CharField(
        label=_("NIP"), max_length=30, required=False, help_text=_("18 angka. Kosongkan bila tidak ada.")
    )
    phone = forms.CharField(
        label=_("Telepon"), max_length=30, required=False, widget=forms.TextInput({"inputmode": "tel"})
    )
    email = forms.CharField(label=_("Surel"), max_length=254, required=False, widget=forms.EmailInput)


class MergeForm(Form):
    """Which note about the same official goes."""

    double = PersonField(
        label=_("Catatan ganda"),
        help_text=_("Ketik namanya dan pilih dari saran. Masa tugas dan akunnya pindah ke catatan ini."),
    )

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    def clean_double(self) -> Person:
        person = chosen_person(self.actor, self.cleaned_data["double"])
        if person is None:
            raise ValidationError(_("Pilih catatannya dari saran, supaya tidak keliru orang."))
        return person
