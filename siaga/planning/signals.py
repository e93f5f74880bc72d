"""News of plans for the rooms above, sent *inside* the transaction of the action.

``plan_in_force(plan, actor, now)``: from now on this version holds.
``obstacles_found(election, region, source, found, now)``: what hampers, as found by a computation named ``source``
(its key: ``pengamanan``, ``darurat``): all that it finds now, so that what it no longer names is overcome. found:
``Found``.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.dispatch import Signal

plan_in_force = Signal()
obstacles_found = Signal()


@dataclass(frozen=True, slots=True)
class Found:
    """One obstacle: its kind (contract: obstacle kinds), the region that it is in, a TPS code where it concerns one."""

    kind: str
    region: str
    title: str
    detail: str = ""
    unit: str = ""
