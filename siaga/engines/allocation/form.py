"""Problems and allocations as plain dicts, for files and the database; a form says its version."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from siaga.engines.allocation.allocation import Allocation, Given, Reason, Tally, Uncovered
from siaga.engines.allocation.problem import Kind, Limit, Need, Problem, Resource, Serving, Site
from siaga.engines.closed import ClosedWay

PROBLEM_FORM = "siaga.allocation.problem/1"
ALLOCATION_FORM = "siaga.allocation.allocation/1"

Form = Mapping[str, Any]


class UnknownForm(ValueError):
    """A dict that is no form of ours, or of another version."""


_RESOURCE = ("id", "kind", "count", "lat", "lon", "max_km", "move_km")
_NEED = ("station", "kind", "risk", "lat", "lon", "village")
_SITE = ("id", "lat", "lon")
_GIVEN = ("resource", "kind", "need", "place", "lat", "lon", "km")
_TALLY = ("stations", "covered", "risk", "covered_risk", "stock", "given")


def problem_json(problem: Problem) -> dict[str, Any]:
    return {
        "form": PROBLEM_FORM,
        "kinds": [{"id": kind.id, "need": kind.need, "serving": kind.serving.value} for kind in problem.kinds],
        "resources": [{**_plain(resource, _RESOURCE), "at": resource.at} for resource in problem.resources],
        "needs": [_plain(need, _NEED) for need in problem.needs],
        "sites": [_plain(site, _SITE) for site in problem.sites],
        "villages": [_plain(village, _SITE) for village in problem.villages],
        "limits": [{"kinds": sorted(limit.kinds), "count": limit.count} for limit in problem.limits],
        "detour": problem.detour,
        "closed": [{"areas": list(way.areas), "through": sorted(way.through)} for way in problem.closed],
    }


def problem_from(form: Form) -> Problem:
    """Forms of before closed ways say nothing of them."""
    _expect(form, PROBLEM_FORM)
    return Problem(
        kinds=tuple(Kind(kind["id"], kind["need"], Serving(kind["serving"])) for kind in form["kinds"]),
        resources=tuple(Resource(**_named(one, _RESOURCE), at=one.get("at", "")) for one in form["resources"]),
        needs=tuple(Need(**_named(one, _NEED)) for one in form["needs"]),
        sites=tuple(Site(**_named(one, _SITE)) for one in form["sites"]),
        villages=tuple(Site(**_named(one, _SITE)) for one in form["villages"]),
        limits=tuple(Limit(frozenset(one["kinds"]), one["count"]) for one in form["limits"]),
        detour=form["detour"],
        closed=tuple(ClosedWay(tuple(one["areas"]), frozenset(one["through"])) for one in form.get("closed", ())),
    )


def allocation_json(allocation: Allocation) -> dict[str, Any]:
    return {
        "form": ALLOCATION_FORM,
        "given": [{**_plain(one, _GIVEN), "covers": list(one.covers)} for one in allocation.given],
        "uncovered": [
            {
                "station": one.station,
                "kind": one.kind,
                "risk": one.risk,
                "reason": one.reason.value,
                "nearest_km": one.nearest_km,
            }
            for one in allocation.uncovered
        ],
        "covered_risk": allocation.covered_risk,
        "total_risk": allocation.total_risk,
        "bound": allocation.bound,
        "proven": allocation.proven,
        "by_need": {name: _plain(tally, _TALLY) for name, tally in allocation.by_need.items()},
        "seconds": allocation.seconds,
    }


def allocation_from(form: Form) -> Allocation:
    _expect(form, ALLOCATION_FORM)
    return Allocation(
        given=tuple(Given(**_named(one, _GIVEN), covers=tuple(one["covers"])) for one in form["given"]),
        uncovered=tuple(
            Uncovered(one["station"], one["kind"], one["risk"], Reason(one["reason"]), one["nearest_km"])
            for one in form["uncovered"]
        ),
        covered_risk=form["covered_risk"],
        total_risk=form["total_risk"],
        bound=form["bound"],
        proven=form["proven"],
        by_need={name: Tally(**_named(one, _TALLY)) for name, one in form["by_need"].items()},
        seconds=form["seconds"],
    )


def _expect(form: Form, name: str) -> None:
    if form.get("form") != name:
        raise UnknownForm(f"{name} expected, {form.get('form')!r} found")


def _plain(value: object, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(value, name) for name in names}


def _named(form: Form, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: form[name] for name in names}
