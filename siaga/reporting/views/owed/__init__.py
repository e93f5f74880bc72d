"""Who owes what: headline figures, debts by unit, sub-district, reporter, checklist and person; ready reminders."""

from __future__ import annotations

from siaga.reporting.views.owed.page import owed

__all__ = ["owed"]
