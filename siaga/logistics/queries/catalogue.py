"""The items of an election, those that are not counted any more included."""

from __future__ import annotations

from django.db.models import QuerySet

from siaga.access import Actor
from siaga.elections.models import Election
from siaga.logistics.access import visible_items
from siaga.logistics.models import Item


def catalogue_of(actor: Actor, election: Election) -> QuerySet[Item]:
    """What the election counts and counted, with what a vague item became."""
    return (
        visible_items(actor).filter(election=election).select_related("became", "origin").order_by("-catalogue", "pk")
    )
