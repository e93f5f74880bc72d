"""Changes by hand as plain values, applied in order; what they break is said at once. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from siaga.access import Problem as Refusal
from siaga.engines.distribution.evaluating import (
    Broken,
    EditRefused,
    Evaluation,
    evaluate,
    lock_route,
    move_stop,
    swap_vehicle,
)
from siaga.engines.distribution.plan import Plan
from siaga.engines.distribution.problem import Problem

MOST = 50
"""Changes in one version."""


class EditImpossible(Refusal):
    """A change that means nothing in this plan."""

    code = "plan_edit"


@dataclass(frozen=True, slots=True)
class Edit:
    """do: move (site from route to another, before a position), lock, unlock, swap (another vehicle drives it)."""

    do: str
    route: str
    site: str = ""
    to: str = ""
    position: int | None = None

    def as_value(self) -> dict[str, Any]:
        return {"do": self.do, "route": self.route, "site": self.site, "to": self.to, "position": self.position}

    @classmethod
    def from_value(cls, value: Mapping[str, Any]) -> Edit:
        """Raises EditImpossible."""
        try:
            position = value.get("position")
            one = cls(
                str(value["do"]),
                str(value["route"])[:80],
                str(value.get("site", ""))[:40],
                str(value.get("to", ""))[:80],
                None if position in (None, "") else int(position),
            )
        except (KeyError, TypeError, ValueError, AttributeError):
            one = cls("", "")
        if one.do not in ("move", "lock", "unlock", "swap"):
            raise EditImpossible(_("Perubahan itu tidak dikenal."), _("Muat ulang halaman ini."))
        return one


def edited(problem: Problem, plan: Plan, edits: Sequence[Edit]) -> tuple[Plan, Evaluation]:
    """The plan after the changes, and what it breaks then. Raises EditImpossible."""
    if len(edits) > MOST:
        raise EditImpossible(_("Terlalu banyak perubahan sekaligus."), _("Simpan dulu sebagai versi baru."))
    evaluation: Evaluation | None = None
    for one in edits:
        try:
            match one.do:
                case "lock" | "unlock":
                    plan = lock_route(plan, one.route, one.do == "lock")
                case "move":
                    plan, evaluation = move_stop(problem, plan, one.site, one.route, one.to, one.position)
                case _:
                    vehicle, _dash, unit = one.to.rpartition("-")
                    plan, evaluation = swap_vehicle(problem, plan, one.route, vehicle, int(unit or 0))
        except (EditRefused, ValueError) as refused:
            raise EditImpossible(*_why(refused, one)) from refused
    return plan, evaluation or evaluate(problem, plan.routes, unserved=plan.unserved)


def _why(refused: Exception, one: Edit) -> tuple[str, str]:
    if isinstance(refused, EditRefused) and refused.why == "locked":
        return _("Rute %(route)s dikunci.") % {"route": refused.what}, _("Buka kuncinya dulu, atau pilih rute lain.")
    return (
        _("Perubahan pada %(route)s tidak dapat dilakukan: rute, tujuan, atau posisinya tidak ada.")
        % {"route": one.route},
        _("Pilih lagi dari daftar."),
    )


def broken_values(broken: Sequence[Broken]) -> list[dict[str, Any]]:
    """What is broken, as it is kept with a version."""
    return [
        {
            "rule": one.rule.value,
            "amount": round(one.amount, 1),
            "route": one.route,
            "site": one.site,
            "day": one.day,
            "vehicle": one.vehicle,
        }
        for one in broken
    ]
