"""From what the desk knows to a problem of the allocation engine, with everything that it was made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from siaga.access import Actor, Verb, require
from siaga.contingency.errors import NothingToAssign
from siaga.contingency.models import Resource
from siaga.contingency.options import Options
from siaga.contingency.playbooks import Playbooks
from siaga.contingency.queries.facts import Fact, coverage_of, facts_of, triggered
from siaga.contingency.queries.playbooks import Holding, holding_of
from siaga.elections.models import Election
from siaga.engines.allocation.form import problem_json
from siaga.engines.allocation.problem import Kind, Need, Problem, Serving, Site
from siaga.engines.allocation.problem import Resource as Stock
from siaga.engines.closed import ClosedWay
from siaga.planning.models import PlanKind, plan_place
from siaga.wilayah.models import Level, Region

SERVING = {"tps": Serving.STATION, "desa": Serving.VILLAGE, "pos": Serving.POST}


@dataclass(frozen=True, slots=True)
class Supposed:
    """What a what-if changes. more: further needs by station code. closed: ways on which nothing is brought.

    stand: where resources stand, the village by their id; who is not named stands elsewhere.
    """

    more: Mapping[str, frozenset[str]] = field(default_factory=dict)
    closed: tuple[ClosedWay, ...] = ()
    stand: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Inputs:
    """A problem and what people need to read its answer. values: as they are kept with the plan."""

    problem: Problem
    values: dict[str, Any]


def problem_of(
    actor: Actor,
    election: Election,
    region: Region,
    options: Options | None = None,
    *,
    resources: Sequence[Resource] | None = None,
    supposed: Supposed | None = None,
) -> Inputs:
    """The problem of a regency. resources: instead of those that are kept. supposed: in a what-if.

    options: instead of what the playbooks say. Raises Refused, BadWeight, NothingToAssign.
    """
    require(actor, Verb.PLAN_VIEW, plan_place(PlanKind.CONTINGENCY, region.code))
    if region.level != Level.REGENCY:
        raise NothingToAssign(_("Rencana keadaan darurat dibuat per kabupaten/kota."), _("Pilih kabupaten/kotanya."))
    holding = holding_of(region)
    options = options or Options.usual(holding.playbooks)
    options.check()
    if resources is None:
        resources = list(Resource.objects.filter(election=election, region=region).order_by("kind", "resource_id"))
    facts = facts_of(election, region)
    if not facts:
        raise NothingToAssign(
            _("%(region)s belum punya TPS pada pemilihan ini.") % {"region": region.title}, _("Impor TPS lebih dulu.")
        )
    if not any(fact.point for fact in facts.values()):
        raise NothingToAssign(
            _("Tidak satu pun TPS %(region)s punya posisi.") % {"region": region.title},
            _("Impor batas desa atau titik TPS lebih dulu."),
        )
    return made(holding, options, facts, resources, supposed or Supposed())


def made(
    holding: Holding,
    options: Options,
    facts: Mapping[str, Fact],
    resources: Sequence[Resource],
    supposed: Supposed,
) -> Inputs:
    """The same from what was read already. Pure but for the texts."""
    books = holding.playbooks
    known = {kind.key: kind for kind in books.kinds}
    usable = [one for one in resources if one.kind in known]
    strange = sorted({one.kind for one in resources} - set(known))
    why: dict[str, dict[str, list[str]]] = {}
    needs: list[Need] = []
    for need in books.needs:
        because = triggered(facts, need)
        because |= {
            code: ("whatif",) for code, keys in supposed.more.items() if need.key in keys and code not in because
        }
        for code in sorted(because):
            fact = facts.get(code)
            if fact is None or fact.point is None:
                continue
            why.setdefault(code, {})[need.key] = list(because[code])
            worth = options.worth(fact.cls, fact.score, need.weight)
            needs.append(Need(code, need.key, worth, fact.point.lat, fact.point.lon, fact.village))
    villages = village_points(facts)
    problem = Problem(
        kinds=tuple(Kind(kind.key, kind.need, SERVING[kind.serves]) for kind in books.kinds),
        resources=tuple(
            Stock(
                one.resource_id, one.kind, one.count, one.lat, one.lon, one.max_km,
                None if known[one.kind].moves or known[one.kind].serves != "pos" else 0.0,
                supposed.stand.get(one.resource_id, ""),
            )
            for one in usable
        ),
        needs=tuple(needs),
        sites=villages,
        villages=villages,
        detour=books.detour,
        closed=supposed.closed,
    )  # fmt: skip
    seen = coverage_of(facts.values())
    values = {
        "problem": problem_json(problem),
        "options": options.as_value(),
        "playbooks": {
            "number": holding.number, "title": books.title, "version": books.version,
            "needs": [
                {
                    "key": need.key, "name": need.name, "obstacle": need.obstacle, "uncovered": need.uncovered,
                    "when": list(need.when), "always": need.always, "weight": need.weight,
                }
                for need in books.needs
            ],
            "kinds": [
                {"key": k.key, "name": k.name, "unit": k.unit, "need": k.need, "serves": k.serves} for k in books.kinds
            ],
        },
        "facts": {
            code: {
                "name": fact.name, "village": fact.village, "village_name": fact.village_name,
                "district": fact.district, "cls": fact.cls, "score": fact.score, "voters": fact.voters,
                "lat": fact.point.lat if fact.point else None, "lon": fact.point.lon if fact.point else None,
                "estimated": fact.point.estimated if fact.point else None, "why": why.get(code, {}),
            }
            for code, fact in facts.items()
        },
        "assumptions": {
            "stations": seen.stations, "answered": seen.answered, "rated": seen.rated, "placed": seen.placed,
            "estimated": seen.estimated, "detour": books.detour, "strange_kinds": strange,
        },
    }  # fmt: skip
    return Inputs(problem, values)


def village_points(facts: Mapping[str, Fact]) -> tuple[Site, ...]:
    """The middle of each village's stations: where a unit for the village is brought, or a post is set up."""
    inside: dict[str, list[tuple[float, float]]] = {}
    for fact in facts.values():
        if fact.point is not None:
            inside.setdefault(fact.village, []).append((fact.point.lat, fact.point.lon))
    return tuple(
        Site(
            village,
            round(sum(lat for lat, _lon in points) / len(points), 6),
            round(sum(lon for _lat, lon in points) / len(points), 6),
        )
        for village, points in sorted(inside.items())
    )


def needs_known(playbooks: Playbooks) -> dict[str, str]:
    return {need.key: need.name for need in playbooks.needs}
