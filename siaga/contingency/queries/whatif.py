"""The answer to a what-if: which stations lose what, how many voters that means, and what the repaired plan covers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from siaga.access import Actor, Verb, may, require
from siaga.contingency.asking import Asked, checked
from siaga.contingency.computing import solved
from siaga.contingency.models import Resource
from siaga.contingency.options import Options
from siaga.contingency.queries.ground import Standing, standing_of_region
from siaga.contingency.queries.problems import Supposed, made
from siaga.elections.models import Election
from siaga.engines.whatif import Answer, Event, EventKind, Hit, Loss, Taking, answer
from siaga.planning.models import PlanKind, plan_place
from siaga.wilayah.models import Level, Region

SECONDS = 4.0
"""For the repaired contingency plan that an answer shows at once."""


@dataclass(frozen=True, slots=True)
class Change:
    """A need before and after: stations that have it, stations that stay open, and which units go elsewhere."""

    need: str
    name: str
    before: int
    before_open: int
    after: int
    after_open: int
    open: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """An answer in full. guards_seen: whether the asker may know which stations lose their guards.

    supposed: what the resources that are left must answer. gone: resources that are lost where they stand. stranded:
    of the others, those that cannot come to a station that the plan in force sends them to.
    """

    asked: tuple[Asked, ...]
    answer: Answer
    changes: tuple[Change, ...]
    moved: int
    proven: bool
    guards_seen: bool
    supposed: Supposed
    gone: tuple[Resource, ...] = ()
    stranded: tuple[Resource, ...] = ()

    @property
    def guards_lost(self) -> int:
        return len(self.answer.losing(Loss.GUARDS))

    @property
    def aid_lost(self) -> int:
        return len(self.answer.losing(Loss.AID))

    @property
    def idle(self) -> int:
        """Resources that are lost or cannot come."""
        return len(self.gone) + len(self.stranded)

    @property
    def shown(self) -> tuple[Hit, ...]:
        """The hits that this asker may see one by one, with what may be known of each."""
        if self.guards_seen:
            return self.answer.hits
        return tuple(
            Hit(hit.station, hit.voters, hit.losses - {Loss.GUARDS}, hit.boxes, 0, hit.needs, hit.held)
            for hit in self.answer.hits
            if hit.losses - {Loss.GUARDS}
        )


def areas_of(election: Election, region: Region, standing: Standing) -> dict[str, str]:
    """Names of everything that a what-if may be about: sub-districts, villages, stations, by code."""
    rows = Region.objects.filter(regency_code=region.code, level__in=(Level.DISTRICT, Level.VILLAGE), valid_to=None)
    named = {one.code: one.title for one in rows.order_by("code")}
    return named | {code: fact.name for code, fact in standing.facts.items()}


def asked_about(
    actor: Actor, election: Election, region: Region, events: Sequence[Asked], standing: Standing | None = None
) -> Result:
    """What follows from the events. Raises Refused, BadWhatIf."""
    place = plan_place(PlanKind.CONTINGENCY, region.code)
    require(actor, Verb.PLAN_VIEW, place)
    standing = standing or standing_of_region(election, region)
    books = standing.holding.playbooks
    known = areas_of(election, region, standing)
    asked = checked(events, known, standing.units, [one.event for one in books.whatif])
    found = answer(standing.ground, [event_of(one, standing) for one in asked], takings_of(standing))
    gone = tuple(one for one in standing.resources if one.resource_id in set(found.resources))
    more = {hit.station: hit.needs for hit in (*found.hits, *found.held) if hit.needs}
    stranded = tuple(one for one in standing.resources if one.resource_id in set(found.stranded))
    supposed = Supposed(more, found.closed, standing.ground.resources)
    changes, moved, proven = _repaired(standing, supposed, gone)
    seen = may(actor, Verb.GUARD_VIEW, plan_place(PlanKind.DEPLOYMENT, region.code))
    return Result(tuple(asked), found, changes, moved, proven, seen, supposed, gone, stranded)


def takings_of(standing: Standing) -> dict[EventKind, Taking]:
    return {
        EventKind(one.event): Taking(frozenset(Loss(loss) for loss in one.loses), frozenset(one.needs))
        for one in standing.holding.playbooks.whatif
    }


def event_of(one: Asked, standing: Standing) -> Event:
    kind = EventKind(one.kind)
    if kind is EventKind.GUARDS:
        return Event(kind, out=standing.out(one.unit, one.count))
    return Event(kind, one.areas, one.first, one.last)


def _repaired(standing: Standing, supposed: Supposed, gone: Sequence[Resource]) -> tuple[tuple[Change, ...], int, bool]:
    """The contingency plan with the needs and resources of now and with those of the what-if, side by side."""
    resources, left = standing.resources, [one for one in standing.resources if one not in gone]
    options = Options.usual(standing.holding.playbooks)
    if (plan := standing.plans.get(PlanKind.CONTINGENCY)) is not None:
        options = Options.from_value(plan.inputs["options"])
    now = made(standing.holding, options, standing.facts, resources, Supposed())
    then = made(standing.holding, options, standing.facts, left, supposed)
    before = solved(now.values, SECONDS, repairs=False)
    after = solved(then.values, SECONDS, repairs=False)
    names = {need.key: need.name for need in standing.holding.playbooks.needs}
    changes = []
    for key, name in names.items():
        was, now = before["by_need"].get(key), after["by_need"].get(key)
        if was is None or now is None or (was["stations"], was["covered"]) == (now["stations"], now["covered"]):
            continue
        stay = tuple(one["station"] for one in after["uncovered"] if one["kind"] == key)
        changes.append(
            Change(
                key, name, was["stations"], was["stations"] - was["covered"],
                now["stations"], now["stations"] - now["covered"], stay,
            )
        )  # fmt: skip
    went = {(one["resource"], one["place"]) for one in before["given"]}
    goes = {(one["resource"], one["place"]) for one in after["given"]}
    return tuple(changes), len(goes - went), bool(after["proven"])


def answer_value(result: Result, standing: Standing) -> dict[str, Any]:
    """An answer as it is kept: of guards the counts alone, whoever asked."""
    found = result.answer
    return {
        "form": "siaga.whatif/1",
        "stations": len(found.hits),
        "held": sorted(hit.station for hit in found.held),
        "voters": found.voters,
        "unknown_voters": found.unknown,
        "boxes": found.boxes,
        "routes": list(found.routes),
        "resources": [str(one) for one in result.gone],
        "stranded": [str(one) for one in result.stranded],
        "officers": found.officers,
        "guards": len(found.losing(Loss.GUARDS)),
        "losses": {
            loss.value: len(found.losing(loss)) for loss in Loss if found.losing(loss)
        },
        "hits": [
            {
                "station": hit.station,
                "name": standing.facts[hit.station].name,
                "voters": hit.voters,
                "losses": sorted(loss.value for loss in hit.losses - {Loss.GUARDS}),
                "boxes": hit.boxes,
                "needs": sorted(hit.needs),
            }
            for hit in found.hits
            if hit.losses - {Loss.GUARDS}
        ],
        "changes": [
            {
                "need": one.need, "name": one.name, "before": one.before, "before_open": one.before_open,
                "after": one.after, "after_open": one.after_open, "open": list(one.open[:200]),
            }
            for one in result.changes
        ],
        "moved": result.moved,
        "proven": result.proven,
        "plans": {kind: plan.number for kind, plan in standing.plans.items()},
    }  # fmt: skip
