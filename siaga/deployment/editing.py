"""Changes by hand as plain values, applied in order; what they break is said at once. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from siaga.deployment.errors import EditImpossible
from siaga.engines.deployment.checking import check
from siaga.engines.deployment.editing import Locked, Unknown, assign, lock, locked_of, move
from siaga.engines.deployment.plan import Plan
from siaga.engines.deployment.problem import Problem
from siaga.engines.deployment.rules import Broken

MOST = 60
"""Changes in one version."""


@dataclass(frozen=True, slots=True)
class Edit:
    """do: move (a TPS to a team; to an own one where ``to`` is empty), send (an officer to a team), lock, unlock."""

    do: str
    what: str
    to: str = ""

    def as_value(self) -> dict[str, Any]:
        return {"do": self.do, "what": self.what, "to": self.to}

    @classmethod
    def from_value(cls, value: Mapping[str, Any]) -> Edit:
        """Raises EditImpossible."""
        one = cls(str(value.get("do", "")), str(value.get("what", ""))[:80], str(value.get("to", ""))[:80])
        if one.do not in ("move", "send", "lock", "unlock") or not one.what:
            raise EditImpossible(_("Perubahan itu tidak dikenal."), _("Muat ulang halaman ini."))
        return one


def edited(problem: Problem, plan: Plan, edits: Sequence[Edit]) -> tuple[Plan, list[Broken]]:
    """The plan after the changes, and what they break that was not broken for want of people. Raises EditImpossible."""
    if len(edits) > MOST:
        raise EditImpossible(_("Terlalu banyak perubahan sekaligus."), _("Simpan dulu sebagai versi baru."))
    before = set(check(problem, plan))
    for one in edits:
        try:
            match one.do:
                case "move":
                    plan = move(problem, plan, one.what, one.to)
                case "send":
                    plan = assign(problem, plan, one.what, one.to)
                case _:
                    plan = lock(plan, one.what, one.do == "lock")
        except Locked as locked:
            raise EditImpossible(
                _("Regu %(team)s dikunci.") % {"team": locked.team}, _("Buka kuncinya dulu, atau pilih regu lain.")
            ) from locked
        except (Unknown, ValueError, StopIteration) as unknown:
            raise EditImpossible(
                _("TPS, personel, atau regu itu tidak ada dalam rencana ini."), _("Pilih lagi dari daftar.")
            ) from unknown
    return plan, [one for one in check(problem, plan) if not one.short or one not in before]


def locks(plan: Plan) -> tuple[str, ...]:
    return tuple(kept.id for kept in locked_of(plan))


def broken_values(broken: Sequence[Broken]) -> list[dict[str, Any]]:
    """What is broken, as it is kept with a version."""
    return [
        {"rule": one.rule.value, "what": one.what, "who": list(one.who), "amount": round(float(one.amount), 1)}
        for one in broken
    ]
