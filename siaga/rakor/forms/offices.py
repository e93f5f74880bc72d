"""Fields to pick offices: from a list of those near, or by name with suggestions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from siaga.access import Actor
from siaga.desk.access import offices_for
from siaga.desk.forms.desks import grouped_offices
from siaga.desk.models import Office
from siaga.kit.forms import SuggestInput
from siaga.rakor.models import Forum, Meeting

OFFICES_SOURCE = "/rakor/jabatan/pilih/"
_CHOSEN = re.compile(r"\[(\d{1,12})\]\s*$")


def as_suggestion(office: Office) -> str:
    """``Ketua KPU, KPU Kota Pagar Alam [12]``."""
    return f"{office.title}, {office.agency.name} [{office.pk}]"


def chosen_office(actor: Actor, text: str) -> Office | None:
    """The office that a suggestion stands for; None for nothing. Raises ``ValidationError``."""
    if not text.strip():
        return None
    match = _CHOSEN.search(text)
    office = offices_for(actor).filter(pk=int(match[1]), agency__closed_on__isnull=True).first() if match else None
    if office is None:
        raise ValidationError(_("Jabatan itu tidak ditemukan. Ketik sebagian namanya, lalu pilih dari saran."))
    return office


class OfficeField(forms.CharField):
    """An office by name, with suggestions; the form cleans it with ``chosen_office``."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Jabatan"))
        kwargs.setdefault("help_text", _("Ketik nama jabatan atau instansinya, lalu pilih dari saran."))
        super().__init__(max_length=320, widget=SuggestInput(OFFICES_SOURCE), **kwargs)


def who_lead(thing: Forum | Meeting | None) -> dict[int, Office]:
    """The offices that lead and write now, by id: offered even where they are not near."""
    if thing is None:
        return {}
    ids = [pk for pk in (thing.chair_id, thing.secretary_id) if pk]
    return {one.pk: one for one in Office.objects.filter(pk__in=ids).select_related("agency__region")}


class OfficeChoice(forms.TypedChoiceField):
    """One of the offices near; ``offer`` says which."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, coerce=int, empty_value=None, **kwargs)
        self.offices: dict[int, Office] = {}

    def offer(self, offices: Iterable[Office], empty: Any, present: Office | None = None) -> None:
        """present: who is chosen now, offered even where it is not near."""
        self.offices = {office.pk: office for office in offices}
        if present is not None:
            self.offices.setdefault(present.pk, present)
        self.choices = [("", empty), *grouped_offices(self.offices.values())]

    def clean(self, value: Any) -> Any:
        return self.offices.get(super().clean(value) or 0)


class OfficesChoice(forms.TypedMultipleChoiceField):
    """Several of the offices near, as boxes to tick."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, coerce=int, **kwargs)
        self.offices: dict[int, Office] = {}

    def offer(self, offices: Iterable[Office]) -> None:
        self.offices = {office.pk: office for office in offices}
        self.choices = [(office.pk, f"{office.title} · {office.agency.name}") for office in self.offices.values()]

    def clean(self, value: Any) -> Any:
        return [self.offices[pk] for pk in super().clean(value)]
