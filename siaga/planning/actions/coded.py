"""Things of a regency that are known by one code, changed one by one: vehicles, resources."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from siaga.access import Actor, Problem, Verb, require
from siaga.elections.models import Election
from siaga.ledger.recording import nothing_changed, record
from siaga.planning.actions.plans import require_open
from siaga.planning.models import PlanKind, plan_place
from siaga.wilayah.models import Region

Thing = TypeVar("Thing", bound=Any)
_LONGEST = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded(Generic[Thing]):
    """One kind of such things, and what its two acts do.

    name: of the thing in its acts; code: the attribute that holds it; fields: what else may be said; plans: the kind
    of plan that is made from it. nameless: the problem of an empty code; check: raises one where facts contradict.
    """

    name: str
    model: type[Thing]
    code: str
    fields: tuple[str, ...]
    plans: PlanKind
    nameless: Callable[[], Problem]
    check: Callable[[Thing], None]

    def change(
        self, *, actor: Actor, election: Election, region: Region, code: str, values: Mapping[str, Any], now: datetime
    ) -> Thing:
        """The thing of that code, new or changed. Raises Refused, ElectionClosed, and what the kind refuses."""
        require(actor, Verb.PLAN_CHANGE, plan_place(self.plans, region.code))
        require_open(election)
        code = code.strip()[:_LONGEST]
        if not code:
            raise self.nameless()
        key = {"election": election, "region": region, self.code: code}
        standing = self.model.objects.filter(**key).select_related("region", "election").first()
        before = standing.as_fact() if standing else None
        thing: Thing = standing or self.model(**key)
        for name in self.fields:
            if name in values:
                setattr(thing, name, values[name])
        self.check(thing)
        if before == thing.as_fact():
            nothing_changed()
            return thing
        thing.updated_at = now
        thing.save()
        thing.refresh_from_db(fields=self.fields)
        record(actor, f"{self.name}.change", thing, before=before, after=thing.as_fact(), now=now)
        return thing

    def remove(self, *, actor: Actor, thing: Thing, now: datetime) -> None:
        """It is not used any more; plans that were computed with it keep it. Raises Refused, ElectionClosed."""
        require(actor, Verb.PLAN_CHANGE, thing.place)
        require_open(thing.election)
        record(actor, f"{self.name}.remove", thing, before=thing.as_fact(), after=None, now=now)
        thing.delete()
