"""Where the reserves wait and what they reach, as plain values with their form (JSON both ways)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

PLACEMENT_FORM = "siaga.covering.placement/1"
CENTRE_FORM = "siaga.covering.centre/1"


class UnknownForm(ValueError):
    """A dict that is no form of ours, or of another version."""


@dataclass(frozen=True, slots=True)
class Placement:
    """Sites and stations by their index in the table of minutes.

    sites: where the teams wait, one team each. covered_once, covered_twice: stations reached in time by at least one,
    at least two of them (twice stays empty where ``want`` is 1). uncovered: reached by none. unreachable: those of
    the uncovered that no site at all reaches in time, with any number of teams.
    weight_once, weight_twice: the weight of the covered. bound: no placement has more weight covered once;
    bound_twice: none that covers the same weight once has more covered twice. proven: both are reached exactly.
    radius: minutes of the station that is furthest from its nearest team; None where a team reaches it never.
    """

    sites: tuple[int, ...]
    covered_once: tuple[int, ...]
    covered_twice: tuple[int, ...]
    uncovered: tuple[int, ...]
    unreachable: tuple[int, ...]
    weight_once: float
    weight_twice: float
    weight_total: float
    bound: float
    bound_twice: float
    proven: bool
    radius: float | None
    within: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Centre:
    """A placement with the smallest radius. bound: no placement has a smaller one; None: no teams reach everybody."""

    sites: tuple[int, ...]
    radius: float | None
    bound: float | None
    proven: bool
    seconds: float


_PLACEMENT_INDICES = ("sites", "covered_once", "covered_twice", "uncovered", "unreachable")


def placement_json(placement: Placement) -> dict[str, Any]:
    plain = asdict(placement)
    return {"form": PLACEMENT_FORM, **{name: _listed(value) for name, value in plain.items()}}


def placement_from(form: Mapping[str, Any]) -> Placement:
    values = _values(form, PLACEMENT_FORM)
    return Placement(**{**values, **{name: tuple(values[name]) for name in _PLACEMENT_INDICES}})


def centre_json(centre: Centre) -> dict[str, Any]:
    return {"form": CENTRE_FORM, **{name: _listed(value) for name, value in asdict(centre).items()}}


def centre_from(form: Mapping[str, Any]) -> Centre:
    values = _values(form, CENTRE_FORM)
    return Centre(**{**values, "sites": tuple(values["sites"])})


def _listed(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _values(form: Mapping[str, Any], name: str) -> dict[str, Any]:
    if form.get("form") != name:
        raise UnknownForm(f"{name} expected, {form.get('form')!r} found")
    return {key: value for key, value in form.items() if key != "form"}
