"""All that a report says, put before the guard: people's texts, the facts' own words, the letterhead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from siaga.briefing.access import letterhead_of
from siaga.briefing.guard import Finding, check_text
from siaga.briefing.models import DeskReport

_OWN = {"identity", "stages", "voters", "staffing"}
"""Sections whose words are the installation's own records, kept by other rooms: they cannot contradict it."""


def contradictions_in(report: DeskReport) -> list[Finding]:
    """What the guard finds in a report, each with its section. Needs ``region`` and ``election__ruleset`` loaded."""
    said = list(_said(report))
    text = "\n\n".join(words for _part, words in said)
    found = check_text(text, region=report.region, election=report.election, period=(report.starts, report.ends))
    return [replace(one, part=_part_of(one, said)) for one in found]


def _part_of(finding: Finding, said: list[tuple[str, str]]) -> str:
    return next((part for part, words in said if finding.sentence in " ".join(words.split())), "")


def _said(report: DeskReport) -> Iterator[tuple[str, str]]:
    """Each text with the key of the section that it stands in."""
    head = letterhead_of(report.region.code)
    if head is not None:
        yield "letterhead", "\n\n".join((head.government, head.agency))
    for key, text in report.texts.items():
        yield key, str(text)
    for section in report.facts.get("sections", []):
        if section["key"] in _OWN:
            continue
        for table in section["tables"]:
            wordy = [key for key, shape in table["columns"] if shape == "text" and key not in {"area", "indicator"}]
            for row in table["rows"]:
                yield from ((section["key"], f"{row[key]}.") for key in wordy if row.get(key))
