"""The doors of the desk's room."""

from __future__ import annotations

from siaga.access import Actor, Place, Verb, may
from siaga.desk.models import Agency, Person


def may_change_person(actor: Actor, person: Person) -> bool:
    """Whether the actor may change this official, and so see phone, e-mail and NIP.

    Those who keep the officials of the person's region may; an agency may for people who serve only there.
    """
    if may(actor, Verb.OFFICE_CHANGE, Place(person.region_code)):
        return True
    agencies = list(Agency.objects.filter(offices__tenures__person=person).select_related("region").distinct()[:50])
    return bool(agencies) and all(may(actor, Verb.OFFICE_CHANGE, agency.place) for agency in agencies)
