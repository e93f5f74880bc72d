"""Ready words for those who owe something overdue."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from siaga.access import Verb
from siaga.desk.clean import phone_digits
from siaga.elections.models import Election
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.words import short_day
from siaga.rakor.pointing.reminders import Owed, reminder
from siaga.rakor.queries.points import (
    OwnerDebts,
    debts_by_owner,
)
from siaga.rakor.views.points.listing import tabs, today
from siaga.reporting.reminders import messenger_link
from siaga.reporting.views.choosing import chosen_election


@dataclass(frozen=True, slots=True)
class Reminder:
    debts: OwnerDebts
    text: str

    @property
    def key(self) -> str:
        return f"ingat-{self.debts.agency.pk}"

    @property
    def link(self) -> str:
        return messenger_link(self.debts.head.phone if self.debts.head else "", self.text)

    @property
    def has_number(self) -> bool:
        return bool(self.debts.head and phone_digits(self.debts.head.phone))


def reminder_of(request: HttpRequest, debts: OwnerDebts, election: Election) -> Reminder:
    """The words to the head of an agency about what it owes."""
    base = settings.BASE_URL or request.build_absolute_uri("/").rstrip("/")
    day = today()
    owed = [
        Owed(
            point.title,
            point.unit or point.region.title,
            short_day(point.due),
            (day - point.due).days,
            f"{base}{reverse('rakor:point', args=[point.pk])}",
        )
        for point in debts.points
    ]
    office = debts.head.title if debts.head else _("Pimpinan %(agency)s") % {"agency": debts.agency.name}
    return Reminder(debts, reminder(office, election.name, owed, f"{base}{reverse('rakor:my_points')}"))


@guarded(Verb.POINT_CHANGE)
def points_reminders(request: ActorRequest) -> HttpResponse:
    """Ready words for each agency that has something overdue."""
    election = chosen_election(request, request.actor)
    found = debts_by_owner(request.actor, election, today()) if election else []
    return render(
        request,
        "rakor/points/reminders.html",
        {
            "reminders": [reminder_of(request, debts, election) for debts in found] if election else [],
            "tab": "ingatkan",
            "tabs": tabs(request),
        },
    )
