"""Numbers of rows in pages are names, not amounts: 1400 and never 1.400, which no address and no form understands."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2] / "siaga"
BARE = re.compile(r"\{\{ *(?:[a-z_][a-z_0-9]*\.)*(?:pk|id|[a-z_]+_id) *\}\}")
WORDS = ("auto_id", "results_id", "instance_id", "id_for_label", "agencies_id", "regions_id")
"""Names that end alike and are texts."""


def test_no_template_writes_the_number_of_a_row_as_an_amount() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}: {found}"
        for path in sorted(ROOT.rglob("*.html"))
        for found in BARE.findall(path.read_text(encoding="utf-8"))
        if not any(word in found for word in WORDS)
    ]
    assert wrong == [], "write {{ row.pk|unlocalize }}"
