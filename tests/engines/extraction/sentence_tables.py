"""Single sentences with the obstacle that they tell of (``labels/sentences``), and how the extraction reads them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from siaga.engines.extraction.obstacles import obstacles_of
from siaga.engines.extraction.sentences import Role, Section, Sentence, cleaned
from siaga.engines.extraction.shorthand import spelled_out

TABLES = Path(__file__).parent / "labels" / "sentences"
FITTED = ("news", "official", "chat")
HALF_FITTED = ("reports", "regions", "varied")
"""Of these every third line is kept back: only figures of them are looked at."""


@dataclass
class Count:
    """right: told and found. wrong, missed: the sentences, with what was found."""

    right: int
    wrong: list[str]
    missed: list[str]

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + len(self.wrong))

    @property
    def recall(self) -> float:
        return self.right / max(1, self.right + len(self.missed))


def rows(table: str, *, kept_back: bool) -> list[tuple[str, str]]:
    """(kind or ``-``, sentence) of one table: the lines kept back, or the others."""
    lines = (TABLES / f"{table}.tsv").read_text(encoding="utf-8").splitlines()
    chosen = [line for number, line in enumerate(lines) if (table in HALF_FITTED and number % 3 == 2) is kept_back]
    return [(kind, text) for kind, _tab, text in (line.partition("\t") for line in chosen)]


def count(labelled: list[tuple[str, str]]) -> Count:
    """How many of the sentences are read as labelled."""
    answer = Count(0, [], [])
    for kind, text in labelled:
        found = [one.kind for one in obstacles_of([_told(text)])]
        answer.right += kind in found
        if kind != "-" and kind not in found:
            answer.missed.append(f"{kind}: {text}")
        answer.wrong += [f"{one}, not {kind}: {text}" for one in found if one != kind]
    return answer


def _told(text: str) -> Sentence:
    """The line as a sentence in the body of a text."""
    spelled = spelled_out(cleaned(text), cleaned(text)).text
    return Sentence(0, len(spelled), spelled, Role.BODY, Section.NONE, 0, given=spelled)
