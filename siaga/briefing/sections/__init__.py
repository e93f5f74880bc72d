"""The sections of a Laporan Desk: each a function from the desk's facts to plain values, in the order of the paper.

A section holds figures and tables whose words are keys (``siaga/briefing/report_words.py`` speaks them), so that a
report drawn up once can be shown in each language, on the page and on paper alike. What is unknown is None, never
zero; a section with nothing in it stays in the report and says so.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from siaga.briefing.sections import circle, election, picture
from siaga.briefing.sections.ground import Ground, Section, section

SECTIONS: dict[str, Callable[[Ground], Section] | None] = {
    "summary": None,
    "identity": election.identity,
    "stages": election.stages,
    "voters": election.voters,
    "staffing": election.staffing,
    "readiness": picture.readiness,
    "changes": picture.changes,
    "logistics": picture.logistics,
    "risk": picture.risk,
    "security": None,
    "funding": None,
    "incidents": None,
    "debts": picture.debts,
    "support": circle.support,
    "meetings": circle.meetings,
    "obstacles": circle.obstacles,
    "points": circle.points,
    "proposals": None,
    "closing": None,
}
"""By key, in the order of the paper; None where no module keeps facts yet and people write."""


def draw(ground: Ground) -> dict[str, Any]:
    """All sections of a report, and what happened in its period."""
    drawn = [make(ground) if make else section(key) for key, make in SECTIONS.items()]
    return {
        "sections": drawn,
        "drawn_at": ground.now.isoformat(),
        "facts_at": ground.at.isoformat(),
        "since": ground.since.isoformat(),
        "events": dict(ground.events),
    }


def eventless(facts: dict[str, Any]) -> bool:
    """Whether nothing happened in the period that a report would have to tell."""
    return not any(facts.get("events", {}).values())


__all__ = ["SECTIONS", "Ground", "draw", "eventless"]
