"""Playbooks as data: which facts trigger which measures, what is scarce, and what each what-if takes away."""

from siaga.contingency.playbooks.reading import LARGEST, PlaybookFaults, parse, read, shipped, shipped_text
from siaga.contingency.playbooks.schema import CLASSES, Kind, Measure, Need, Playbook, Playbooks, WhatIf

__all__ = [
    "CLASSES",
    "LARGEST",
    "Kind",
    "Measure",
    "Need",
    "Playbook",
    "PlaybookFaults",
    "Playbooks",
    "WhatIf",
    "parse",
    "read",
    "shipped",
    "shipped_text",
]
