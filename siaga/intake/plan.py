"""What an import would do: rows as read, findings about them, and the plan of what to create and change."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from siaga.access import Actor, Place, Scope
from siaga.ledger.facts import FactModel

CREATED, UPDATED, UNCHANGED = "created", "updated", "unchanged"
_STRENGTH = {UNCHANGED: 0, UPDATED: 1, CREATED: 2}


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about a row (or, with row 0, about the file): where, what stood there, what to do."""

    row: int
    field: str
    value: str
    message: str

    def as_dict(self) -> dict[str, Any]:
        return {"row": self.row or None, "field": self.field, "value": self.value, "message": self.message}


@dataclass(slots=True)
class Row:
    """A row as read: its number in the file and its values by field name (None where empty)."""

    number: int
    values: dict[str, Any]

    def __getitem__(self, name: str) -> Any:
        return self.values.get(name)


@dataclass(slots=True)
class Sheet:
    """A whole file as read. ``bad_rows`` have errors already and hold only the values that could be read."""

    rows: list[Row]
    bad_rows: list[Row] = field(default_factory=list)
    errors: list[Finding] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)
    fields_present: frozenset[str] = frozenset()

    @property
    def count(self) -> int:
        return len(self.rows) + len(self.bad_rows)


Progress = Callable[[str, int, int], None]
"""Called with what is being done (Indonesian), how many rows are done, and how many there are."""


def silent(_what: str, _done: int, _total: int) -> None:
    """No progress shown."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a check may use besides the file. ``values`` holds what the person chose, such as the election's slug."""

    actor: Actor
    now: datetime
    values: Mapping[str, str] = field(default_factory=dict)
    skip_bad: bool = False
    progress: Progress = silent


@dataclass(slots=True)
class Creation:
    """A new object. ``wave``: lower ones are written first, so that later ones may point to them.

    label: how the person knows it; the object's own words where empty.
    """

    row: int
    obj: FactModel
    region: str
    label: str
    wave: int = 0

    @property
    def words(self) -> str:
        return self.label or str(self.obj)


@dataclass(slots=True)
class Update:
    """A change of an object as it stands in the database: attribute names and their new values.

    shown: (label, old, new) as text for the preview; made from the model's fields where empty.
    """

    row: int
    obj: FactModel
    values: dict[str, Any]
    region: str
    label: str
    shown: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def words(self) -> str:
        return self.label or str(self.obj)


@dataclass(slots=True)
class Plan:
    """What would be written, and every row that cannot be."""

    rows: int = 0
    creations: list[Creation] = field(default_factory=list)
    updates: list[Update] = field(default_factory=list)
    errors: list[Finding] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)
    outcomes: dict[int, str] = field(default_factory=dict)
    rejected_rows: set[int] = field(default_factory=set)

    def create(
        self, row: Row, obj: FactModel, *, region: str, label: str = "", wave: int = 0, counts_as: str = CREATED
    ) -> None:
        """Plan a new object. ``counts_as`` is UPDATED for a companion of something that exists already."""
        number = row.number
        self.creations.append(Creation(number, obj, region, label, wave))
        self._outcome(number, counts_as)

    def update(
        self,
        row: Row,
        obj: FactModel,
        values: dict[str, Any],
        *,
        region: str,
        label: str = "",
        shown: list[tuple[str, str, str]] | None = None,
    ) -> None:
        """Plan a change. ``obj`` keeps its present values until the plan is written."""
        self.updates.append(Update(row.number, obj, values, region, label, shown or []))
        self._outcome(row.number, UPDATED)

    def keep(self, row: Row) -> None:
        """Say that the row stands in the database already."""
        self._outcome(row.number, UNCHANGED)

    def reject(self, row: Row, field: str, message: str, value: object = None) -> None:
        """Refuse a row; what was planned for it is dropped when the plan is settled."""
        shown = row.values.get(field) if value is None else value
        self.errors.append(Finding(row.number, field, "" if shown is None else str(shown)[:200], message))
        self.rejected_rows.add(row.number)

    def warn(self, row: Row | None, field: str, message: str, value: object = None) -> None:
        """Tell something that does not hinder the import."""
        number = row.number if row else 0
        shown = (row.values.get(field) if row else None) if value is None else value
        self.warnings.append(Finding(number, field, "" if shown is None else str(shown)[:200], message))

    def _outcome(self, number: int, outcome: str) -> None:
        before = self.outcomes.get(number)
        if before is None or _STRENGTH[outcome] > _STRENGTH[before]:
            self.outcomes[number] = outcome

    def count(self, outcome: str) -> int:
        return sum(one == outcome for one in self.outcomes.values())

    @property
    def changes_something(self) -> bool:
        return bool(self.creations or self.updates)

    def take_in(self, sheet: Sheet) -> None:
        """Count the sheet's rows, and add what reading found to what checking found."""
        self.rows = sheet.count
        self.errors[:0] = sheet.errors
        self.warnings[:0] = sheet.warnings
        self.rejected_rows |= {finding.row for finding in sheet.errors}

    def refuse_outside(self, scope: Scope, place_of: Callable[[str], Place] = Place) -> None:
        """Refuse rows that would change what lies outside the actor's scope. place_of: a region's place."""
        if scope.everything:
            return
        reached: dict[str, bool] = {}
        items: list[Creation | Update] = [*self.creations, *self.updates]
        for item in items:
            if item.region not in reached:
                reached[item.region] = scope.reaches(place_of(item.region))
            if not reached[item.region] and item.row not in self.rejected_rows:
                message = _("%(label)s berada di luar wilayah wewenang Anda. Minta administrator mengimpornya.")
                self.errors.append(Finding(item.row, "", item.region, message % {"label": item.words}))
                self.rejected_rows.add(item.row)

    def settle(self) -> None:
        """Drop what was planned for rejected rows, and put the findings in the order of the file."""
        if self.rejected_rows:
            self.creations = [item for item in self.creations if item.row not in self.rejected_rows]
            self.updates = [item for item in self.updates if item.row not in self.rejected_rows]
            for number in self.rejected_rows:
                self.outcomes.pop(number, None)
        self.errors.sort(key=lambda finding: finding.row)
        self.warnings.sort(key=lambda finding: finding.row)

    def digest(self) -> str:
        """Equal for two plans that would do the same to the same data."""
        state = hashlib.sha256()
        for creation in self.creations:
            state.update(f"+{creation.row}|{creation.obj.fact_type}|{creation.region}|{creation.words}\n".encode())
        for update in self.updates:
            old = [getattr(update.obj, name) for name in update.values]
            state.update(f"~{update.row}|{update.obj.fact_type}|{update.obj.pk}|{old}|{update.values}\n".encode())
        state.update(f"{sorted(self.rejected_rows)}".encode())
        return state.hexdigest()
