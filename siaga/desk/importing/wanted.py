"""What one row of people means, and what a row is judged by."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from siaga.access import Actor, Place, Verb, may
from siaga.desk.importing.known import Known
from siaga.desk.models import Account, Agency, Grant, Office, Person, Tenure
from siaga.elections.models import Election
from siaga.intake.plan import Plan
from siaga.wilayah.models import Region


class RowRefused(Exception):
    """A row that cannot be planned: which field, and what to do."""

    def __init__(self, field: str, message: str, value: object = None) -> None:
        super().__init__(message)
        self.field, self.message, self.value = field, message, value


@dataclass(slots=True)
class Wanted:
    """What one row means, once all of it has been checked. New things have no id yet."""

    region: Region | None = None
    agency: Agency | None = None
    agency_values: dict[str, str] | None = None
    office: Office | None = None
    person: Person | None = None
    person_values: dict[str, str] | None = None
    term: Tenure | None = None
    term_values: dict[str, object] | None = None
    account: Account | None = None
    account_person: bool = False
    grant: Grant | None = None
    grant_units: list[str] | None = None


@dataclass(slots=True)
class Ground:
    """Who imports, what is known already, and what is planned so far."""

    actor: Actor
    known: Known
    election: Election | None
    plan: Plan

    def region(self, field: str, code: str) -> Region:
        region = self.known.regions.get(code)
        if region is None:
            raise RowRefused(
                field, _("Wilayah %(code)s tidak ada. Periksa kodenya, atau impor wilayahnya dulu.") % {"code": code}
            )
        return region

    def reached(self, field: str, place: Place) -> None:
        if not may(self.actor, Verb.ACCOUNT_CHANGE, place):
            raise RowRefused(
                field,
                _("%(code)s berada di luar wilayah wewenang Anda. Minta administrator mengimpornya.")
                % {"code": place.region or _("Seluruh pemasangan")},
            )
