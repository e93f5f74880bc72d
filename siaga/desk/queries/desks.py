"""The desk to look at: its sections, seats and who sits in them on a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from siaga.access import Actor
from siaga.desk.access import desks_for, offices_for
from siaga.desk.models import Desk, Office, Section, SectionMember
from siaga.desk.models.desk import DeskFunction
from siaga.desk.queries.terms import holder_on, holders_on
from siaga.desk.terms import OfficeHolder


@dataclass(frozen=True, slots=True)
class Seat:
    """An office in a section, with who acts in it on the day."""

    member: SectionMember
    holder: OfficeHolder


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section with its seats and the functions that it serves, in words."""

    section: Section
    seats: tuple[Seat, ...]

    @property
    def functions(self) -> list[str]:
        return [str(DeskFunction(value).label) for value in self.section.functions]


@dataclass(frozen=True, slots=True)
class DeskView:
    """A desk as it stands on a day."""

    desk: Desk
    sections: tuple[SectionView, ...]
    chair: OfficeHolder | None

    @property
    def unserved(self) -> list[str]:
        """Functions that no section serves: a gap that the desk should know of."""
        served = {value for one in self.sections for value in one.section.functions}
        return [str(function.label) for function in DeskFunction if function.value not in served]

    @property
    def seat_count(self) -> int:
        return sum(len(one.seats) for one in self.sections)

    @property
    def vacant_count(self) -> int:
        return sum(seat.holder.vacant for one in self.sections for seat in one.seats)


def desk_on(desk: Desk, day: date) -> DeskView:
    """The desk with sections, seats and holders on the day, in four queries whatever its size."""
    sections = list(desk.sections.order_by("position", "id"))
    members = list(
        SectionMember.objects.filter(section__in=sections)
        .select_related("office__agency__region__parent", "section")
        .order_by("-head", "office__agency__region__code", "office__agency__key", "office__position", "id")
    )
    holders = holders_on([member.office for member in members], day)
    seats: dict[int, list[Seat]] = {section.pk: [] for section in sections}
    for member in members:
        seats[member.section_id].append(Seat(member, holders[member.office_id]))
    return DeskView(
        desk=desk,
        sections=tuple(SectionView(section, tuple(seats[section.pk])) for section in sections),
        chair=holder_on(desk.chair, day) if desk.chair else None,
    )


def desks_with_elections(actor: Actor) -> QuerySet[Desk]:
    """Desks in reach with their elections, those still working first."""
    return desks_for(actor).prefetch_related("elections").order_by("closed_on", "region__code", "id")


def offices_to_seat(actor: Actor, desk: Desk, section: Section | None = None) -> QuerySet[Office]:
    """Offices of open agencies around the desk's region that may be given a seat (not yet in the section)."""
    found = offices_for(actor).filter(agency__closed_on=None)
    if section is not None:
        found = found.exclude(seats__section=section)
    return found.order_by("agency__region__code", "agency__name", "position", "title")


def desk_title(codes: Sequence[str], names: Mapping[str, str]) -> str:
    """The name on a paper's head: of the desk of the first of these regions that has one, the nearest first."""
    there = Desk.objects.filter(region__code__in=codes, closed_on=None).order_by("-pk")
    desks = dict(there.values_list("region__code", "name"))
    found = next((desks[code] for code in codes if code in desks), "")
    return found or _("Desk %(region)s") % {"region": names.get(codes[0], codes[0]) if codes else ""}
