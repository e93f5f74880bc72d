"""Things as they are now, held until the action ends; SQLite has one writer at a time anyway."""

from __future__ import annotations

from siaga.access import Refused
from siaga.desk.models import Agency, Desk, Office


def lock_agency(agency: Agency) -> Agency:
    """The agency as it is now, held until the action ends."""
    found = Agency.objects.select_for_update(of=("self",)).select_related("region").filter(pk=agency.pk).first()
    if found is None:
        raise Refused
    return found


def lock_office(office: Office) -> Office:
    """The office as it is now, held until the action ends: whoever changes its terms waits here."""
    found = Office.objects.select_for_update(of=("self",)).select_related("agency__region").filter(pk=office.pk).first()
    if found is None:
        raise Refused
    return found


def lock_desk(desk: Desk) -> Desk:
    """The desk as it is now, held until the action ends."""
    found = Desk.objects.select_for_update(of=("self",)).select_related("region").filter(pk=desk.pk).first()
    if found is None:
        raise Refused
    return found
