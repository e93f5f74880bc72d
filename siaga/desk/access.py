"""The doors of the desk's room: what an actor may see, and one thing by what the user typed.

Missing and forbidden answer alike (``Refused``).
"""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q, QuerySet

from siaga.access import Actor, Place, Refused, Scope, Verb, may, scope_of
from siaga.desk.models import Agency, Desk, Office, Person, Section, SectionMember, SupportRequest, Tenure
from siaga.wilayah.access import within


def agency_written(code: str, prefix: str = "") -> Q:
    """The agency that is written ``kpu@16.72``; ``prefix`` is the path to it, such as ``asked_by__``."""
    key, _at, region = code.partition("@")
    return Q(**{f"{prefix}key": key, f"{prefix}region__code": region})


def within_agencies(scope: Scope, prefix: str = "") -> Q:
    """Rows of agencies that the scope reaches; ``prefix`` is the path to the agency, such as ``asked_by__``."""
    reached = within(scope, f"{prefix}region__")
    for code, root in sorted(scope.agencies):
        reached |= agency_written(code, prefix) & within(Scope(below=frozenset({root})), f"{prefix}region__")
    return reached


def agencies_for(actor: Actor, verb: Verb = Verb.AGENCY_VIEW) -> QuerySet[Agency]:
    """Agencies that the actor reaches with the verb, with their region and its parent."""
    return Agency.objects.filter(within_agencies(scope_of(actor, verb))).select_related("region__parent")


def offices_for(actor: Actor, verb: Verb = Verb.OFFICE_VIEW) -> QuerySet[Office]:
    """Offices that the actor reaches with the verb, with agency, region and its parent."""
    return Office.objects.filter(within_agencies(scope_of(actor, verb), "agency__")).select_related(
        "agency__region__parent"
    )


def people_for(actor: Actor) -> QuerySet[Person]:
    """Officials who serve, or served, in an office that the actor may see; for their keepers also the others."""
    seen = Tenure.objects.filter(
        within_agencies(scope_of(actor, Verb.OFFICE_VIEW), "office__agency__"), person=OuterRef("pk")
    )
    keeps = Q(pk__in=[])
    for root in scope_of(actor, Verb.OFFICE_CHANGE).below:
        keeps |= Q() if root == "" else Q(region_code=root) | Q(region_code__startswith=f"{root}.")
        if root == "":
            return Person.objects.all()
    return Person.objects.filter(Exists(seen) | keeps)


def desks_for(actor: Actor, verb: Verb = Verb.DESK_VIEW) -> QuerySet[Desk]:
    """Desks that the actor reaches with the verb."""
    return Desk.objects.filter(within(scope_of(actor, verb), "region__")).select_related("region__parent")


def requests_for(actor: Actor, verb: Verb = Verb.SUPPORT_VIEW) -> QuerySet[SupportRequest]:
    """Support requests that the actor reaches with the verb: an agency its own, the government those below it."""
    return SupportRequest.objects.filter(within_agencies(scope_of(actor, verb), "asked_by__")).select_related(
        "election", "region__parent", "asked_by__region", "answered_by__region"
    )


def access_agency(actor: Actor, code: str, verb: Verb = Verb.AGENCY_VIEW) -> Agency:
    """The agency written ``kpu@16.72``."""
    agency = Agency.objects.select_related("region__parent").filter(agency_written(code)).first()
    if agency is None or not may(actor, verb, agency.place):
        raise Refused
    return agency


def access_office(actor: Actor, office_id: int, verb: Verb = Verb.OFFICE_VIEW) -> Office:
    office = Office.objects.select_related("agency__region__parent").filter(pk=office_id).first()
    if office is None or not may(actor, verb, office.place):
        raise Refused
    return office


def access_person(actor: Actor, person_id: int) -> Person:
    """An official whom the actor may see; phone, e-mail and NIP only where ``may_change_person`` agrees."""
    person = people_for(actor).filter(pk=person_id).first()
    if person is None:
        raise Refused
    return person


def access_tenure(actor: Actor, tenure_id: int, verb: Verb = Verb.OFFICE_VIEW) -> Tenure:
    tenure = Tenure.objects.select_related("office__agency__region__parent", "person").filter(pk=tenure_id).first()
    if tenure is None or not may(actor, verb, tenure.office.place):
        raise Refused
    return tenure


def access_desk(actor: Actor, desk_id: int, verb: Verb = Verb.DESK_VIEW) -> Desk:
    desk = (
        Desk.objects.select_related("region__parent", "lead_agency__region", "chair__agency__region")
        .filter(pk=desk_id)
        .first()
    )
    if desk is None or not may(actor, verb, desk.place):
        raise Refused
    return desk


def access_section(actor: Actor, section_id: int, verb: Verb = Verb.DESK_VIEW) -> Section:
    section = Section.objects.select_related("desk__region__parent").filter(pk=section_id).first()
    if section is None or not may(actor, verb, section.desk.place):
        raise Refused
    return section


def access_member(actor: Actor, member_id: int, verb: Verb = Verb.DESK_VIEW) -> SectionMember:
    member = (
        SectionMember.objects.select_related("section__desk__region__parent", "office__agency__region")
        .filter(pk=member_id)
        .first()
    )
    if member is None or not may(actor, verb, member.section.desk.place):
        raise Refused
    return member


def access_support(actor: Actor, request_id: int, verb: Verb = Verb.SUPPORT_VIEW) -> SupportRequest:
    request = (
        SupportRequest.objects.select_related(
            "election", "region__parent", "asked_by__region", "answered_by__region__parent"
        )
        .filter(pk=request_id)
        .first()
    )
    if request is None or not may(actor, verb, request.place):
        raise Refused
    return request


def may_change_person(actor: Actor, person: Person) -> bool:
    """Whether the actor may change this official, and so see phone, e-mail and NIP.

    Those who keep the officials of the person's region may; an agency may for people who serve only there.
    """
    if may(actor, Verb.OFFICE_CHANGE, Place(person.region_code)):
        return True
    agencies = list(Agency.objects.filter(offices__tenures__person=person).select_related("region").distinct()[:50])
    return bool(agencies) and all(may(actor, Verb.OFFICE_CHANGE, agency.place) for agency in agencies)


def changeable_people(actor: Actor, ids: Collection[int]) -> set[int]:
    """Which of these officials ``may_change_person`` agrees to; in a few queries for any number of them."""
    kept: dict[int, bool] = {}
    wanted = sorted(ids)
    for start in range(0, len(wanted), 900):
        terms = Tenure.objects.filter(person__in=wanted[start : start + 900])
        for term in terms.select_related("person", "office__agency__region"):
            here = may(actor, Verb.OFFICE_CHANGE, Place(term.person.region_code)) or may(
                actor, Verb.OFFICE_CHANGE, term.office.place
            )
            kept[term.person_id] = kept.get(term.person_id, True) and here
    return {person_id for person_id, agreed in kept.items() if agreed}
