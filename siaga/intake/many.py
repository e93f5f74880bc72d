"""What holds for many rows of a file, told once."""

from __future__ import annotations

from collections.abc import Sequence

from siaga.intake.plan import Plan
from siaga.kit.words import number

FIRST = 10
"""Rows that are named."""


def warn_of_many(plan: Plan, rows: Sequence[int], message: str) -> None:
    """One warning for all these rows. ``%(count)s`` stands for how many, ``%(rows)s`` for the first of them."""
    first = ", ".join(str(row) for row in rows[:FIRST]) + (" …" if len(rows) > FIRST else "")
    plan.warn(None, "", message % {"count": number(len(rows)), "rows": first})
