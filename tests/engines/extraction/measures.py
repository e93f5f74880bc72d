"""Precision and recall of the extraction against the labelled table (``labels/README.md``)."""

from __future__ import annotations

import os
import re
import time
import tomllib
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from siaga.engines.extraction import Draft, Meeting, extract

LABELS = Path(__file__).parent / "labels"
MEASURED = ("dates", "places", "chairs", "agencies", "figures", "obstacles")
ALSO = ("linked", "commitments", "contradictions")
SEALED = ("sealed", "unseen", "fresh", "estimate", "withheld")
OTHERS = ("recent", "natural", "ordinary", "examined", "last", "varied", "mixed", "plain", "sundry", "assorted")
"""By writers who never saw the rules; looked at since."""
SETS = ("seeds", "dev", "heldout", "open", "later", *OTHERS, *SEALED)
_ROOT = Path(__file__).resolve().parents[3]


def seeds_folder() -> Path | None:
    """``SIAGA_SHARED/seeds``, or ``shared/seeds`` beside the repository or one level higher; None where absent."""
    named = os.environ.get("SIAGA_SHARED")
    places = [Path(named)] if named else [_ROOT / ".." / "shared", _ROOT / ".." / ".." / "shared"]
    return next((place.resolve() / "seeds" for place in places if (place / "seeds").is_dir()), None)


@dataclass(frozen=True)
class Labelled:
    """A text and what a careful reader takes from it."""

    name: str
    text: str
    labels: dict[str, Any]


def labelled(which: str) -> list[Labelled]:
    """The texts of one of ``SETS``; no seeds where their folder is absent."""
    folder = LABELS / which
    texts = seeds_folder() if which == "seeds" else folder
    found = []
    for path in sorted(folder.glob("*.toml")):
        source = texts / f"{path.stem}.txt" if texts else None
        if source is not None and source.is_file():
            labels = tomllib.loads(path.read_text(encoding="utf-8"))
            found.append(Labelled(path.stem, source.read_text(encoding="utf-8"), labels))
    return found


@dataclass
class Score:
    """right: found and labelled. wrong: found and not labelled. missed: labelled and not found."""

    right: int = 0
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        found = self.right + len(self.wrong)
        return self.right / found if found else 1.0

    @property
    def recall(self) -> float:
        labelled = self.right + len(self.missed)
        return self.right / labelled if labelled else 1.0


@dataclass
class Measure:
    """The scores of a set of texts, and how long each text took."""

    scores: dict[str, Score] = field(default_factory=lambda: {name: Score() for name in (*MEASURED, *ALSO)})
    seconds: list[float] = field(default_factory=list)
    empties_wrong: list[str] = field(default_factory=list)

    def total(self) -> Score:
        """All six measured kinds together."""
        answer = Score()
        for name in MEASURED:
            answer.right += self.scores[name].right
            answer.wrong += self.scores[name].wrong
            answer.missed += self.scores[name].missed
        return answer


def measure(texts: list[Labelled]) -> Measure:
    """Extract each text and hold it against its labels."""
    answer = Measure()
    for one in texts:
        start = time.perf_counter()
        draft = extract(one.text)
        answer.seconds.append(time.perf_counter() - start)
        if draft.empty is not one.labels["empty"]:
            answer.empties_wrong.append(one.name)
        _hold(answer, one, draft)
    return answer


def _hold(answer: Measure, one: Labelled, draft: Draft) -> None:
    wanted = one.labels.get("meetings", [])
    _pair(answer.scores["linked"], f"{one.name} linked", [_number(x) for x in one.labels["linked"]],
          [_figure(x) for x in draft.linked], _same_figure)  # fmt: skip
    for number in range(max(len(wanted), len(draft.meetings))):
        want = wanted[number] if number < len(wanted) else {}
        made = draft.meetings[number] if number < len(draft.meetings) else Meeting()
        _meeting(answer, f"{one.name}[{number}]", want, made)


def _meeting(answer: Measure, name: str, want: dict[str, Any], made: Meeting) -> None:
    dates = [x for x in (want.get("date"),) if x]
    _pair(answer.scores["dates"], name, dates, [x for x in (made.date,) if x], lambda one, two: one == two)
    _pair(answer.scores["places"], name, _some(want.get("place")), _some(made.place), _alike)
    _pair(answer.scores["chairs"], name, _some(want.get("chair")), _some(made.chair), _alike)
    _pair(answer.scores["agencies"], name, want.get("agencies", []), [x.kind for x in made.agencies], _equal)
    _pair(answer.scores["figures"], name, [_number(x) for x in want.get("figures", [])],
          [_figure(x) for x in made.figures], _same_figure)  # fmt: skip
    _pair(answer.scores["obstacles"], name, [tuple(x) for x in want.get("obstacles", [])],
          [(x.kind, x.sentence) for x in made.obstacles], _same_obstacle)  # fmt: skip
    _pair(answer.scores["commitments"], name, [tuple(x) for x in want.get("commitments", [])],
          [(x.who or "", x.sentence, _due(x.due)) for x in made.commitments], _same_commitment)  # fmt: skip
    found = [x.kind for x in made.contradictions]
    _pair(answer.scores["contradictions"], name, want.get("contradictions", []), found, _equal)


def _pair(score: Score, name: str, wanted: list[Any], found: list[Any], same: Any) -> None:
    """Match each label with one finding at most."""
    left = list(found)
    for label in wanted:
        match = next((one for one in left if same(label, one)), None)
        if match is None:
            score.missed.append(f"{name}: {label}")
        else:
            left.remove(match)
            score.right += 1
    score.wrong += [f"{name}: {one}" for one in left]


def _some(value: str | None) -> list[str]:
    return [value] if value else []


def _number(entry: list[Any]) -> tuple[float, str, str]:
    return float(entry[0]), str(entry[1]).lower(), ""


def _figure(figure: Any) -> tuple[float, str, str]:
    return float(figure.value), figure.unit.lower(), figure.counts.lower()


def _same_figure(label: tuple[float, str, str], found: tuple[float, str, str]) -> bool:
    """The same number, and the label's word is its unit or among what it counts."""
    return label[0] == found[0] and (label[1] == found[1] or label[1] in found[2] or found[1] in label[1].split())


def _same_obstacle(label: tuple[str, str], found: tuple[str, str]) -> bool:
    return label[0] == found[0] and label[1].lower() in found[1].lower()


def _same_commitment(label: tuple[str, str, str], found: tuple[str, str, str]) -> bool:
    return label[0] == found[0] and label[1].lower() in found[1].lower() and label[2] == found[2]


def _due(due: date | str | None) -> str:
    return due.isoformat() if isinstance(due, date) else due or ""


def _equal(label: str, found: str) -> bool:
    return label == found


def _alike(label: str, found: str) -> bool:
    """The same words, but for one in five: titles and brackets may differ, and the street behind a house."""
    one, two = _words(label), _words(found)
    shared = sum((one & two).values())
    return shared >= 0.8 * max(sum(one.values()), sum(two.values()))


def _words(text: str) -> Counter[str]:
    text = re.sub(r",\s*(?:Jalan|Jl\.?)\s[^,]*", " ", text)
    text = re.sub(r",\s*(?:[A-Z][A-Za-z]{0,3}\.\s?){1,4}[A-Za-z]{0,4}", " ", text)  # academic degrees
    return Counter(re.findall(r"\w+", text.lower()))
