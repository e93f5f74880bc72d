"""All that a report says, put before the guard: people's texts, the facts' own words, the letterhead."""

from __future__ import annotations

from collections.abc import Iterator

from siaga.briefing.access import letterhead_of
from siaga.briefing.guard import Finding, check_text
from siaga.briefing.models import DeskReport

_OWN = {"identity", "stages", "voters", "staffing"}
"""Sections whose words are the installation's own records, kept by other rooms: they cannot contradict it."""


def contradictions_in(report: DeskReport) -> list[Finding]:
    """What the guard finds in a report. Needs ``region`` and ``election__ruleset`` loaded."""
    text = "\n\n".join(_said(report))
    return check_text(text, region=report.region, election=report.election, period=(report.starts, report.ends))


def _said(report: DeskReport) -> Iterator[str]:
    head = letterhead_of(report.region.code)
    if head is not None:
        yield "\n\n".join((head.government, head.agency))
    for text in report.texts.values():
        yield str(text)
    for section in report.facts.get("sections", []):
        if section["key"] in _OWN:
            continue
        for table in section["tables"]:
            wordy = [key for key, shape in table["columns"] if shape == "text" and key not in {"area", "indicator"}]
            for row in table["rows"]:
                yield from (f"{row[key]}." for key in wordy if row.get(key))
