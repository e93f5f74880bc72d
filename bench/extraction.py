"""Extraction from old minutes and reports: precision and recall against the labelled table, and time per text.

Seeds lie outside the repository (``../shared/seeds``); the other texts were written for this purpose.
``--details`` names what is wrong and missed, but never of the sealed sets: of these only figures are looked at, so that
they go on saying how texts fare that nobody fitted the rules to. See ``tests/engines/extraction/labels/README.md``.
"""

from __future__ import annotations

import statistics
import sys

from tests.engines.extraction.measures import ALSO, MEASURED, SEALED, SETS, Measure, labelled, measure


def main(details: bool) -> int:
    failed = False
    for which in SETS:
        texts = labelled(which)
        if not texts:
            print(f"{which}: no texts here")
            continue
        measure(texts)
        found = measure(texts)
        _table(which, len(texts), found, details and which not in SEALED)
        total = found.total()
        failed |= total.precision < 0.95 or total.recall < 0.85 or bool(found.empties_wrong)
    return int(failed)


def _table(which: str, count: int, found: Measure, details: bool) -> None:
    speed = [one * 1000 for one in found.seconds]
    print(f"\n{which}: {count} texts, {statistics.mean(speed):.1f} ms each (longest {max(speed):.1f})")
    print(f"  {'':16}{'right':>6}{'wrong':>6}{'missed':>7}{'precision':>11}{'recall':>8}")
    rows = [(name, found.scores[name]) for name in MEASURED]
    rows += [("the six together", found.total()), *((name, found.scores[name]) for name in ALSO)]
    for name, score in rows:
        print(
            f"  {name:16}{score.right:6}{len(score.wrong):6}{len(score.missed):7}"
            f"{score.precision:11.3f}{score.recall:8.3f}"
        )
        if details:
            for word, lines in (("wrong", score.wrong), ("missed", score.missed)):
                for line in lines if name != "the six together" else ():
                    print(f"      {word} {line[:200]}")
    if found.empties_wrong:
        names = ", ".join(found.empties_wrong) if which not in SEALED else len(found.empties_wrong)
        print(f"  taken wrongly for a meeting, or not for one: {names}")


if __name__ == "__main__":
    sys.exit(main("--details" in sys.argv))
