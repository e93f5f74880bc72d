"""What a draft from an old paper can be tied to: agencies and offices around a forum, by kind."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from siaga.access import Actor, Verb, scope_of
from siaga.desk.access import agencies_for, offices_for
from siaga.desk.models import Agency, Office
from siaga.rakor.models import Forum
from siaga.rakor.queries.forums import forums_to_plan
from siaga.wilayah.access import within


@dataclass(frozen=True, slots=True)
class Fitting:
    """heads: the first office of the agency of each kind at the forum's own region. owners: who can be given a task."""

    heads: dict[str, Office]
    agencies: dict[str, Agency]
    owners: list[Agency]


def forums_for_drafts(actor: Actor) -> list[Forum]:
    """Open forums in which the actor plans meetings and writes their minutes (bounded at 200)."""
    written = within(scope_of(actor, Verb.MINUTES_WRITE), "region__")
    return list(forums_to_plan(actor).filter(written).order_by("region__code", "kind", "name")[:200])


def fitting(actor: Actor, forum: Forum, kinds: Collection[str]) -> Fitting:
    """Agencies and offices for the kinds that a draft names. Bounded at 400 owners."""
    code = forum.region.code
    open_ones = agencies_for(actor).filter(closed_on__isnull=True)
    agencies: dict[str, Agency] = {}
    for agency in open_ones.filter(region=forum.region_id, kind__in=kinds).order_by("pk")[:100]:
        agencies.setdefault(agency.kind, agency)
    heads: dict[str, Office] = {}
    rows = offices_for(actor).filter(agency__in=[one.pk for one in agencies.values()])
    for office in rows.order_by("agency", "position", "pk")[:400]:
        heads.setdefault(office.agency.kind, office)
    owners = list(open_ones.filter(region__code__startswith=code).order_by("region__code", "name")[:400])
    return Fitting(heads, agencies, owners)
