"""What a rule of obstacles is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from siaga.engines.extraction.obstacles.words.vocabulary import listed, said


@dataclass(frozen=True, slots=True)
class Rule:
    """subject and trouble stand near each other in one clause; whole says it at once.

    weak: subjects that stand in sentences about anything, so that any other kind comes before them.
    """

    kind: str
    subject: re.Pattern[str]
    trouble: re.Pattern[str]
    whole: re.Pattern[str] | None = None
    weak: re.Pattern[str] | None = None


def rule(kind: str, *, subject: str, trouble: str, whole: str = "", weak: str = "") -> Rule:
    """Lists, each as ``listed`` reads them."""

    def begins(words: str) -> re.Pattern[str] | None:
        return re.compile(rf"\b(?:{listed(words)})", re.IGNORECASE) if words else None

    named = begins(subject)
    assert named is not None
    return Rule(kind, named, said(trouble), begins(whole), begins(weak))
