"""What holds for many rows is told once."""

from __future__ import annotations

from siaga.intake.many import warn_of_many
from siaga.intake.plan import Plan


def test_one_warning_says_how_many_rows_and_names_the_first() -> None:
    plan = Plan()
    warn_of_many(plan, range(2, 1302), "%(count)s baris kosong (baris %(rows)s).")
    warn_of_many(plan, [7], "%(count)s baris kosong (baris %(rows)s).")
    assert [(one.row, one.message) for one in plan.warnings] == [
        (0, "1.300 baris kosong (baris 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 …)."),
        (0, "1 baris kosong (baris 7)."),
    ]
