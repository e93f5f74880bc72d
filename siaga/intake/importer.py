"""What a room gives in order to have an import: its fields, and a check that turns rows into a plan.

The rest (reading, preview, transaction, ledger, undo, pages, commands, templates) is the same for all.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from siaga.access import Actor, Place, Scope, Verb, scope_of
from siaga.intake.errors import ContextProblem, UnknownKind
from siaga.intake.fields import BadValue, Field, Words
from siaga.intake.plan import Context, Finding, Plan, Row, Sheet
from siaga.intake.reading import NumberText, bind, read_table


@dataclass(frozen=True, slots=True)
class ContextField:
    """Something that the person chooses besides the file; ``choices`` gives (value, label) open to the actor.

    shapes: the columns of a template follow from it.
    """

    name: str
    label: Words
    choices: Callable[[Actor], Sequence[tuple[str, str]]]
    help: Words = ""
    required: bool = True
    shapes: bool = False


class Importer(ABC):
    """One kind of import.

    kind: its name in commands and addresses. verb: what the actor must be allowed to do where rows change something.
    """

    kind: ClassVar[str]
    title: ClassVar[Words]
    about: ClassVar[Words]
    verb: ClassVar[Verb]
    fields: ClassVar[tuple[Field, ...]]
    context_fields: ClassVar[tuple[ContextField, ...]] = ()
    suffixes: ClassVar[tuple[str, ...]] = (".csv", ".xlsx", ".csv.gz", ".xlsx.gz")
    tabular: ClassVar[bool] = True

    @abstractmethod
    def check(self, sheet: Sheet, context: Context) -> Plan:
        """Compare the rows with the database and plan; read-only, in a bounded number of queries.

        Findings of reading are added by the caller. Raises ContextProblem where something besides the file is wrong.
        """

    def written(self, plan: Plan, context: Context) -> None:  # noqa: B027 - a hook that may stay empty
        """Called inside the transaction after the plan was written, for what hangs on it. Nothing by default."""

    def undone(self, actor: Actor, values: Mapping[str, str], now: datetime) -> None:  # noqa: B027 - may stay empty
        """Called inside the transaction after an import was undone. Nothing by default."""

    def columns(self, actor: Actor, values: Mapping[str, str]) -> tuple[Field, ...]:
        """The columns of a template to fill in; values: what was chosen of the context that shapes them."""
        return self.fields

    @property
    def shaping(self) -> tuple[ContextField, ...]:
        return tuple(one for one in self.context_fields if one.shapes)

    def place_of(self, region: str) -> Place:
        """The place of what this kind of import changes in a region: with its agency, where one owns it."""
        return Place(region)

    def usable(self, actor: Actor) -> bool:
        """Whether the actor may use it somewhere."""
        scope = scope_of(actor, self.verb)
        return bool(scope.below or scope.around or self.own_regions(scope))

    def own_regions(self, scope: Scope) -> list[str]:
        """Regions in which the scope reaches what this kind changes because it belongs to the actor's agency."""
        return sorted(code for agency, code in scope.agencies if self.place_of(code).agency == agency)

    def region_of(self, values: Mapping[str, str]) -> str:
        """Code of the region that the context itself points to (that of the election); empty if none."""
        return ""

    def read(
        self, content: bytes, filename: str, *, sheet: str = "", mapping: Mapping[str, str] | None = None
    ) -> Sheet:
        """Read the file by the fields. Raises UnreadableFile, HeaderProblem, ForbiddenColumns."""
        headers = frozenset().union(*(field.headers for field in self.fields))
        table = read_table(content, filename, sheet=sheet, known=headers)
        binding = bind(table.headers, self.fields, mapping)
        result = Sheet(rows=[], fields_present=frozenset(binding.columns))
        result.warnings = [Finding(0, "", "", warning) for warning in table.warnings]
        if binding.unknown:
            message = _("Kolom yang tidak dikenal diabaikan: %(names)s.") % {"names": ", ".join(binding.unknown)}
            result.warnings.append(Finding(0, "", "", message))
        readers: list[tuple[str, int, Callable[[str], Any], bool, dict[str, Any] | None]] = [
            (field.name, binding.columns[field.name], field.read, not field.must_fill, {} if field.repeats else None)
            for field in self.fields
            if field.name in binding.columns
        ]
        width = len(table.headers)
        for number, cells in table.rows:
            if len(cells) < width:
                cells = cells + [""] * (width - len(cells))
            values: dict[str, Any] = {}
            problems: list[Finding] = []
            for name, column, read, blank_is_fine, known in readers:
                cell = cells[column]
                if blank_is_fine and not cell:
                    values[name] = None
                    continue
                if known is not None and cell in known and type(cell) is str:
                    values[name] = known[cell]
                    continue
                try:
                    values[name] = read(cell)
                    if known is not None and not isinstance(cell, NumberText):
                        known[cell] = values[name]
                except BadValue as error:
                    problems.append(Finding(number, name, cell.strip()[:200], str(error)))
            if len(cells) > width and any(cell.strip() for cell in cells[width:]):
                problems.append(
                    Finding(
                        number,
                        "",
                        " ".join(cells[width:]).strip()[:200],
                        _(
                            "Baris ini memuat %(cells)s sel, padahal judulnya %(width)s. "
                            "Periksa tanda pemisah atau kutip."
                        )
                        % {"cells": len(cells), "width": width},
                    )
                )
            if problems:
                result.errors += problems
                result.bad_rows.append(Row(number, values))
            else:
                result.rows.append(Row(number, values))
        return result

    def chosen(self, actor: Actor, values: Mapping[str, str]) -> dict[str, str]:
        """The context values, checked against what the actor may choose. Raises ContextProblem."""
        chosen: dict[str, str] = {}
        for one in self.context_fields:
            value = values.get(one.name, "")
            if not value and not one.required:
                continue
            options = [option for option, _label in one.choices(actor)]
            if value not in options:
                raise ContextProblem(
                    _("%(label)s “%(value)s” tidak ada.") % {"label": one.label, "value": value}
                    if value
                    else _("%(label)s belum dipilih.") % {"label": one.label},
                    _("Pilihannya: %(options)s.") % {"options": ", ".join(options[:10]) or _("(belum ada)")},
                    field=one.name,
                )
            chosen[one.name] = value
        return chosen


_importers: dict[str, Importer] = {}


def register(importer: Importer) -> None:
    """Make an importer known to pages and commands; called once by its room's ``AppConfig.ready``."""
    _importers[importer.kind] = importer


def importers() -> list[Importer]:
    """All importers, in the order in which their rooms registered."""
    return list(_importers.values())


def importer_of(kind: str) -> Importer:
    """The importer of a kind. Raises UnknownKind."""
    try:
        return _importers[kind]
    except KeyError:
        raise UnknownKind(kind, sorted(_importers)) from None
