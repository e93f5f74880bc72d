"""The desk: formed by a decree, divided into sections, filled with offices, dissolved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _

from siaga.access import Actor, Place, Refused, Verb, require
from siaga.desk.clean import clean_name
from siaga.desk.errors import Closed, Incomplete, NameTaken
from siaga.desk.locks import lock_desk
from siaga.desk.models import Agency, Desk, Office, Section, SectionMember
from siaga.desk.models.desk import DeskFunction
from siaga.desk.patterns import DeskPattern
from siaga.elections.models import Election
from siaga.ledger.recording import action, nothing_changed, record
from siaga.wilayah.models import Region


def _open(desk: Desk) -> Desk:
    desk = lock_desk(desk)
    if desk.closed_on:
        raise Closed(desk.name)
    return desk


def _check_elections(region: Region, elections: Sequence[Election]) -> None:
    for election in elections:
        code = election.region.code
        if not (code == region.code or region.code.startswith(f"{code}.") or code.startswith(f"{region.code}.")):
            raise Incomplete(
                _("%(election)s bukan pemilihan di %(region)s.") % {"election": election, "region": region.title},
                _("Pilih pemilihan yang berlangsung di wilayah ini."),
                field="elections",
            )


@action("desk.create")
def create_desk(
    *,
    actor: Actor,
    region: Region,
    name: str,
    now: datetime,
    decree_number: str = "",
    decree_date: date | None = None,
    decree_title: str = "",
    lead_agency: Agency | None = None,
    chair: Office | None = None,
    elections: Sequence[Election] = (),
    pattern: DeskPattern | None = None,
) -> Desk:
    """Form the desk of a region by a decree; a pattern gives it first sections. Raises ``NameTaken``."""
    require(actor, Verb.DESK_CHANGE, Place(region.code))
    name = clean_name(name)
    if Desk.objects.filter(region=region, name=name).exists():
        raise NameTaken(name)
    _check_elections(region, elections)
    desk = Desk.objects.create(
        region=region,
        name=name,
        decree_number=decree_number.strip(),
        decree_date=decree_date,
        decree_title=decree_title.strip(),
        lead_agency=lead_agency,
        chair=chair,
    )
    desk.elections.set(elections)
    record(actor, "desk.create", desk, before=None, after=desk.as_fact(), now=now)
    for position, section in enumerate(pattern.sections if pattern else (), start=1):
        row = Section.objects.create(desk=desk, name=section.name, functions=list(section.functions), position=position)
        record(actor, "desk.add_section", row, before=None, after=row.as_fact(), now=now)
    return desk


@action("desk.change")
def change_desk(
    *,
    actor: Actor,
    desk: Desk,
    name: str,
    decree_number: str,
    decree_date: date | None,
    decree_title: str,
    lead_agency: Agency | None,
    chair: Office | None,
    elections: Sequence[Election],
    now: datetime,
) -> Desk:
    """Change the desk's decree, lead, chair, and the elections that it serves (one merged desk, or two)."""
    require(actor, Verb.DESK_CHANGE, desk.place)
    desk = _open(desk)
    before = desk.as_fact()
    desk.name = clean_name(name)
    if Desk.objects.filter(region=desk.region, name=desk.name).exclude(pk=desk.pk).exists():
        raise NameTaken(desk.name)
    _check_elections(desk.region, elections)
    desk.decree_number, desk.decree_date = decree_number.strip(), decree_date
    desk.decree_title, desk.lead_agency, desk.chair = decree_title.strip(), lead_agency, chair
    desk.save()
    desk.elections.set(elections)
    after = desk.as_fact()
    if after == before:
        nothing_changed()
        return desk
    record(actor, "desk.change", desk, before=before, after=after, now=now)
    return desk


@action("desk.close")
def close_desk(*, actor: Actor, desk: Desk, on: date, reason: str, now: datetime) -> Desk:
    """Dissolve the desk from a day, with a reason; everything stays readable."""
    require(actor, Verb.DESK_CHANGE, desk.place)
    desk = _open(desk)
    if not reason.strip():
        raise Incomplete(_("Alasan belum diisi."), _("Tulis dasar pembubarannya."), field="reason")
    before = desk.as_fact()
    desk.closed_on = on
    desk.save(update_fields=["closed_on"])
    record(actor, "desk.close", desk, before=before, after=desk.as_fact(), now=now, reason=reason.strip())
    return desk


def _functions(functions: Sequence[str]) -> list[str]:
    if unknown := set(functions) - set(DeskFunction.values):
        raise Incomplete(
            _("Fungsi “%(function)s” tidak dikenal.") % {"function": min(unknown)},
            _("Pilih dari empat fungsi Desk."),
            field="functions",
        )
    return [value for value in DeskFunction.values if value in functions]


@action("desk.add_section")
def add_section(
    *, actor: Actor, desk: Desk, name: str, functions: Sequence[str], now: datetime, position: int | None = None
) -> Section:
    """Add a section to the desk; without a position it comes last."""
    require(actor, Verb.DESK_CHANGE, desk.place)
    desk = _open(desk)
    name = clean_name(name)
    positions = dict(desk.sections.values_list("name", "position"))
    if name in positions:
        raise NameTaken(name)
    section = Section.objects.create(
        desk=desk,
        name=name,
        functions=_functions(functions),
        position=max(positions.values(), default=0) + 1 if position is None else position,
    )
    record(actor, "desk.add_section", section, before=None, after=section.as_fact(), now=now)
    return section


def _section(section: Section) -> Section:
    desk = _open(section.desk)
    found = desk.sections.filter(pk=section.pk).first()
    if found is None:
        raise Refused
    found.desk = desk
    return found


@action("desk.change_section")
def change_section(
    *,
    actor: Actor,
    section: Section,
    now: datetime,
    name: str | None = None,
    functions: Sequence[str] | None = None,
    position: int | None = None,
) -> Section:
    """Rename a section, move it, or say which of the four functions it serves."""
    require(actor, Verb.DESK_CHANGE, section.desk.place)
    section = _section(section)
    before = section.as_fact()
    if name is not None:
        section.name = clean_name(name)
        if section.desk.sections.filter(name=section.name).exclude(pk=section.pk).exists():
            raise NameTaken(section.name)
    if functions is not None:
        section.functions = _functions(functions)
    if position is not None:
        section.position = position
    after = section.as_fact()
    if after == before:
        nothing_changed()
        return section
    section.save()
    record(actor, "desk.change_section", section, before=before, after=after, now=now)
    return section


@action("desk.remove_section")
def remove_section(*, actor: Actor, section: Section, now: datetime) -> int:
    """Remove a section and the seats in it; returns how many seats went with it."""
    require(actor, Verb.DESK_CHANGE, section.desk.place)
    section = _section(section)
    members = list(section.members.select_related("office", "section__desk__region"))
    for member in members:
        record(actor, "desk.unseat", member, before=member.as_fact(), after=None, now=now)
    record(actor, "desk.remove_section", section, before=section.as_fact(), after=None, now=now)
    section.members.all().delete()
    section.delete()
    return len(members)


@action("desk.seat")
def seat_office(*, actor: Actor, section: Section, office: Office, now: datetime, head: bool = False) -> SectionMember:
    """Give an office a seat in a section, or change whether it heads it; a section has one head."""
    require(actor, Verb.DESK_CHANGE, section.desk.place)
    section = _section(section)
    member = section.members.select_related("office").filter(office=office).first()
    if member is not None and member.head == head:
        nothing_changed()
        return member
    if head:
        for other in section.members.select_related("office").filter(head=True).exclude(office=office):
            other.section = section
            was = other.as_fact()
            other.head = False
            other.save(update_fields=["head"])
            record(actor, "desk.seat", other, before=was, after=other.as_fact(), now=now)
    before = member.as_fact() if member else None
    if member is None:
        member = SectionMember(section=section, office=office)
    member.section = section
    member.head = head
    member.save()
    record(actor, "desk.seat", member, before=before, after=member.as_fact(), now=now)
    return member


@action("desk.unseat")
def unseat_office(*, actor: Actor, member: SectionMember, now: datetime) -> None:
    """Take an office out of a section."""
    require(actor, Verb.DESK_CHANGE, member.section.desk.place)
    section = _section(member.section)
    found = section.members.select_related("office", "section__desk__region").filter(pk=member.pk).first()
    if found is None:
        raise Refused
    record(actor, "desk.unseat", found, before=found.as_fact(), after=None, now=now)
    found.delete()
