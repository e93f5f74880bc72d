"""Offices of an agency: made, renamed, put in order, removed while nobody has held them."""

from __future__ import annotations

from datetime import datetime

from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from siaga.access import Actor, Verb, require
from siaga.desk.clean import clean_name
from siaga.desk.errors import Closed, NameTaken, StillInUse
from siaga.desk.locks import lock_agency, lock_office
from siaga.desk.models import Agency, Office
from siaga.desk.queries.uses import uses_of_office
from siaga.ledger.recording import action, nothing_changed, record


@action("office.create")
def create_office(*, actor: Actor, agency: Agency, title: str, now: datetime, position: int | None = None) -> Office:
    """Make a post at an agency; without a position it comes last."""
    require(actor, Verb.OFFICE_CHANGE, agency.place)
    agency = lock_agency(agency)
    if agency.closed_on:
        raise Closed(agency.name)
    title = clean_name(title, field="title", limit=120)
    positions = dict(agency.offices.values_list("title", "position"))
    if title in positions:
        raise NameTaken(title, field="title")
    if position is None:
        position = max(positions.values(), default=0) + 1
    office = Office.objects.create(agency=agency, title=title, position=position)
    record(actor, "office.create", office, before=None, after=office.as_fact(), now=now)
    return office


@action("office.change")
def change_office(
    *, actor: Actor, office: Office, now: datetime, title: str | None = None, position: int | None = None
) -> Office:
    """Rename the post or move it up or down; who held it stays with it."""
    require(actor, Verb.OFFICE_CHANGE, office.place)
    office = lock_office(office)
    before = office.as_fact()
    if title is not None:
        office.title = clean_name(title, field="title", limit=120)
        if Office.objects.filter(agency=office.agency_id, title=office.title).exclude(pk=office.pk).exists():
            raise NameTaken(office.title, field="title")
    if position is not None:
        office.position = position
    after = office.as_fact()
    if after == before:
        nothing_changed()
        return office
    office.save(update_fields=["title", "position"])
    record(actor, "office.change", office, before=before, after=after, now=now)
    return office


@action("office.remove")
def remove_office(*, actor: Actor, office: Office, now: datetime) -> None:
    """Remove a post that nobody has held and that sits nowhere. Raises ``StillInUse`` otherwise."""
    require(actor, Verb.OFFICE_CHANGE, office.place)
    office = lock_office(office)
    if uses := uses_of_office(office):
        raise StillInUse(_("Jabatan %(title)s") % {"title": office.title}, uses)
    record(actor, "office.remove", office, before=office.as_fact(), after=None, now=now)
    try:
        office.delete()
    except ProtectedError:  # rooms above hold it: forums, meetings
        raise StillInUse(
            _("Jabatan %(title)s") % {"title": office.title}, [_("kursi di forum atau undangan rapat")]
        ) from None
