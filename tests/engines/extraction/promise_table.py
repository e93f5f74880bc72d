"""Single sentences with the promise that they tell of (``labels/promises.tsv``), and how the extraction reads them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from siaga.engines.extraction import as_json, extract

TABLE = Path(__file__).parent / "labels" / "promises.tsv"
NO_PROMISE = "-"
MEETING = """NOTULA RAPAT
Hari/Tanggal: Senin, 28 Oktober 2024
Tempat: Aula Dinas Contoh
Pimpinan: Sekda Contoh

"""
"""The minutes in which each sentence stands, and from whose day its deadline counts."""


@dataclass(frozen=True, slots=True)
class Row:
    """who: kind of agency, empty where none is named, ``-`` where nothing is promised. due: as ``as_json`` has it."""

    who: str
    due: str
    text: str


@dataclass
class Count:
    """right: who is right. wrong, missed: told wrongly, or not at all. late: right but for the deadline."""

    right: int = 0
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    late: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + len(self.wrong))

    @property
    def recall(self) -> float:
        return self.right / max(1, self.right + len(self.missed))


def rows(*, kept_back: bool) -> list[Row]:
    """The lines of the table that are kept back (every third), or the others."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return [Row(*line.split("\t")) for number, line in enumerate(lines) if (number % 3 == 2) is kept_back]


def count(labelled: list[Row]) -> Count:
    answer = Count()
    for row in labelled:
        found = as_json(extract(MEETING + row.text))["meetings"][0]["commitments"]
        right = next((one for one in found if (one["who"] or "") == row.who), None)
        answer.wrong += [f"{_shown(one)}, not {row.who}: {row.text}" for one in found if one is not right]
        if right is not None:
            answer.right += 1
            answer.late += [] if (right["due"] or "") == row.due else [f"{right['due']}, not {row.due}: {row.text}"]
        elif row.who != NO_PROMISE:
            answer.missed.append(f"{row.who}: {row.text}")
    return answer


def _shown(found: dict[str, str | None]) -> str:
    return f"{found['who']} ({found['what']})"
