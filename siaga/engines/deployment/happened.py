"""What has happened since a plan was made, and what the next plan changes by it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from siaga.engines.deployment.plan import Plan
from siaga.engines.deployment.problem import Cls, Officer, Post, Problem


@dataclass(frozen=True, slots=True)
class Happened:
    """ill: officers who drop out, by id. classes: stations whose class is another now. added: stations that are new, or
    stand elsewhere now; removed: that are no more.

    joined: officers who came. lost: (unit, how many) of unnamed officers that a unit loses; those without a task go
    first. locked: ids of teams that stay as they are, beside those that are locked already. islands: areas that are
    cut off now (``Problem.islands``).
    """

    ill: frozenset[str] = frozenset()
    classes: dict[str, Cls] = field(default_factory=dict)
    added: tuple[Post, ...] = ()
    removed: frozenset[str] = frozenset()
    joined: tuple[Officer, ...] = ()
    lost: tuple[tuple[str, int], ...] = ()
    locked: frozenset[str] = frozenset()
    islands: tuple[frozenset[str], ...] = ()


class ChangeKind(StrEnum):
    OUT = "out"
    """Cannot serve any more."""
    IN = "in"
    """Had no task and has one now."""
    FREE = "free"
    """Had a task and has none now."""
    MOVED = "moved"
    """Stands elsewhere now."""
    ROLE = "role"
    """Leads now, or no longer."""
    POSTS = "posts"
    """Same team, other stations."""


@dataclass(frozen=True, slots=True)
class Change:
    """One person who must be told. before, after: ids of team, cluster, patrol or reserve; empty for none."""

    kind: ChangeKind
    officer: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Replanned:
    """problem: as it is now. share: of the others with a task before, how many stand elsewhere or nowhere (0 to 1)."""

    problem: Problem
    plan: Plan
    changes: tuple[Change, ...]
    share: float

    @property
    def told(self) -> tuple[str, ...]:
        return tuple(sorted({change.officer for change in self.changes if change.kind is not ChangeKind.OUT}))
