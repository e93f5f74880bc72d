"""What is worked out from a list once, and kept while the same list comes again."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

R = TypeVar("R")

KEPT = 50


def kept(work_out: Callable[[Sequence[Any]], R]) -> Callable[[Sequence[Any]], R]:
    """Remember the results for the last lists, told apart by identity.

    The questions and checks of a parsed version are such lists: nobody changes them, and every report asks about the
    same ones. A list that is remembered is held, so that its identity cannot become another's.
    """
    known: dict[int, tuple[Sequence[Any], R]] = {}

    @functools.wraps(work_out)
    def remembered(things: Sequence[Any]) -> R:
        found = known.get(id(things))
        if found is None or found[0] is not things:
            if len(known) >= KEPT:
                known.clear()
            found = known[id(things)] = (things, work_out(things))
        return found[1]

    return remembered
