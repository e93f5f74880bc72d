"""What a table is: written once beside the view, at import time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.functional import Promise

from siaga.kit.tables.export import export_response
from siaga.kit.tables.shown import ShownTable
from siaga.kit.tables.values import NUMERIC, at_path

Text: TypeAlias = str | Promise
Choice: TypeAlias = tuple[str, Text]
"""(value in the address, label)."""
Choices: TypeAlias = Sequence[tuple[Any, Text]]
"""Also those of a model's field; their values come as text into the address."""


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column.

    key: name in addresses and exports; also the attribute path (``village.parent.name``) unless ``value`` is given.
    value: from the row to the plain value that is shown and exported.
    format: ``text``, ``number``, ``measure`` (with the decimals that it has), ``percent`` (share 0 to 1), ``share``
        (with three decimals), ``range`` (``06.00–18.00``, never broken), ``day``, ``moment``, ``age``, ``status`` (key
        of a chip), ``region`` (a region with parent loaded), ``truth``, or ``code`` (text in fixed width).
    cell: template for the cell instead, with ``row`` and ``value``; exports still use ``value``.
    sub: second, smaller line under the value: an attribute path or a function of the row.
    sort: order_by expression(s) of a queryset; for plain lists True (by the value) or a function of the row. Without
        it the column is not sortable.
    total: for the totals row: an aggregate (``Sum("voters_total")``); for plain lists True (the sum of what is known)
        or a function of all rows.
    phone: False hides the column on phones; below: there it stands under the value of the first column instead, its
        total likewise, with its label where the value does not speak for itself.
    screen: False keeps it for exports only; export: False out of them.
    """

    key: str
    label: Text
    value: Callable[[Any], Any] | None = None
    format: str = "text"
    cell: str = ""
    sub: str | Callable[[Any], Any] = ""
    sort: str | Sequence[str] | Callable[[Any], Any] | Literal[True] | None = None
    total: Any = None
    phone: bool = True
    below: bool = False
    screen: bool = True
    export: bool = True

    @property
    def hides_on_phones(self) -> bool:
        return self.below or not self.phone

    @property
    def speaks(self) -> bool:
        """Whether its values are plain without the label: chips, and cells drawn by a template of their own."""
        return not self.numeric and (bool(self.cell) or self.format in {"status", "region"})

    @property
    def numeric(self) -> bool:
        return self.format in NUMERIC


@dataclass(frozen=True, kw_only=True)
class Filter:
    """One filter; its value stands in the address as ``?key=value`` and is ignored unless it is among the choices.

    choices: pairs, or a function of the request to pairs (scope them by the actor).
    field: the attribute path (``village.region.code``) that equals the value, in a list as text; apply: where it is not
        that simple, from the rows and the value to fewer rows.
    chips: shown as buttons in a row instead of a list to choose from (for up to five choices).
    """

    key: str
    label: Text
    choices: Choices | Callable[[HttpRequest], Choices]
    field: str = ""
    apply: Callable[[Any, str], Any] | None = None
    chips: bool = False
    any_label: Text = ""

    def choices_for(self, request: HttpRequest) -> list[Choice]:
        found = self.choices(request) if callable(self.choices) else self.choices
        return [(str(value), label) for value, label in found]

    def narrowed(self, rows: QuerySet[Any] | Sequence[Any], value: str) -> Any:
        if self.apply is not None:
            return self.apply(rows, value)
        if isinstance(rows, QuerySet):
            return rows.filter(**{self.field.replace(".", "__"): value})
        return [row for row in rows if at_path(row, self.field) == value]


@dataclass(frozen=True, kw_only=True)
class Empty:
    """What an empty list says: what it is for, and how to begin."""

    title: Text
    text: Text = ""
    button: Text = ""
    url: str | Callable[[HttpRequest], str] = ""
    icon: str = "list"


@dataclass(frozen=True, kw_only=True)
class Table:
    """A declared table; ``respond`` answers the page, the partial for htmx, and the exports, by GET alone.

    key: short name, used in ids, in addresses where a page has two tables (``prefix``), and in export file names.
    rows: handed to ``respond`` by the view: a queryset or a list that is already scoped to the actor.
    search: from the rows and the typed words to fewer rows.
    order: the columns' order when the address names none: ``"code"`` or ``"-due"`` (a column key).
    row_url: address of a row; the first shown column carries the link.
    wide: more columns than a screen holds (a form's answers): it scrolls sideways within its box at every width.
    """

    key: str
    title: Text
    columns: Sequence[Column]
    filters: Sequence[Filter] = ()
    search: Callable[[Any, str], Any] | None = None
    search_label: Text = ""
    row_url: Callable[[Any], str] | None = None
    order: str = ""
    empty: Empty = field(default_factory=lambda: Empty(title=""))
    per_page: int = 50
    exports: bool = True
    prefix: str = ""
    wide: bool = False

    def show(self, request: HttpRequest, rows: QuerySet[Any] | Sequence[Any]) -> ShownTable:
        """The table as this address asks for it; put it in the context and write ``{% table table %}``."""
        return ShownTable(self, request, rows)

    def respond(
        self,
        request: HttpRequest,
        rows: QuerySet[Any] | Sequence[Any],
        *,
        template: str = "kit/table_page.html",
        context: Mapping[str, Any] | None = None,
    ) -> HttpResponseBase:
        """The whole answer of a list page."""
        shown = self.show(request, rows)
        response = self.partial(request, shown) or render(
            request, template, {"table": shown, "title": self.title, **(context or {})}
        )
        patch_vary_headers(response, ["HX-Request", "HX-Target"])
        return response

    def partial(self, request: HttpRequest, shown: ShownTable) -> HttpResponse | HttpResponseBase | None:
        """The answer to an export or to htmx asking for this table's results, or None for the page as a whole.

        Use it for a page with several tables: answer the first partial that is not None.
        """
        if shown.export_kind:
            return export_response(shown, request)
        if request.headers.get("HX-Request") == "true" and request.headers.get("HX-Target") == shown.results_id:
            response = HttpResponse(shown.render(request, partial=True))
            patch_vary_headers(response, ["HX-Request", "HX-Target"])
            return response
        return None
