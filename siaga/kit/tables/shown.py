"""A table as one address asks for it: filtered, sorted, cut to a page, bounded."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from siaga.kit import words
from siaga.kit.tables.values import at_path, drawn, list_key, sum_of, value_of

if TYPE_CHECKING:
    from siaga.kit.tables.declaration import Choice, Column, Filter, Table

COUNT_LIMIT = 100_000
"""Counting stops here: a page says "lebih dari 100.000" rather than making the database count on."""
SEARCH_LENGTH = 100
PAGE_SIZES = (25, 50, 100, 200)


@dataclass(frozen=True, slots=True)
class ShownFilter:
    """A filter with its choices and what is chosen now."""

    filter: Filter
    name: str
    choices: list[Choice]
    value: str

    @property
    def label(self) -> Any:
        return self.filter.label

    @property
    def chosen_label(self) -> Any:
        return next((label for value, label in self.choices if value == self.value), "")


@dataclass(frozen=True, slots=True)
class Head:
    """A column's header: its label, where a click leads, and how it is sorted now (ARIA word)."""

    column: Column
    url: str
    sorted: str


@dataclass(frozen=True, slots=True)
class Cell:
    column: Column
    html: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it is drawn: that of a thing, or that of the totals."""

    url: str
    cells: list[Cell]

    @property
    def below(self) -> list[Cell]:
        """What stands under the first cell on phones."""
        return [cell for cell in self.cells if cell.column.below and cell.html.strip()]


class ShownTable:
    def __init__(self, table: Table, request: HttpRequest, rows: QuerySet[Any] | Sequence[Any]) -> None:
        self.table = table
        self.request = request
        self.all_rows = rows
        self.params = request.GET
        self.results_id = f"tabel-{table.key}"
        self.export_kind = kind if table.exports and (kind := self._param("ekspor")) in {"csv", "xlsx"} else ""

    # What the address says -------------------------------------------------------------------------------------

    def _name(self, key: str) -> str:
        return f"{self.table.prefix}{key}"

    def _param(self, key: str) -> str:
        # PostgreSQL takes no NUL in text, wherever it comes from.
        return self.params.get(self._name(key), "").replace("\x00", "").strip()

    def _int_param(self, key: str, default: int) -> int:
        text = self._param(key)
        return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else default

    def address(self, **changes: Any) -> str:
        """This address with some of the table's parameters changed; an empty value removes one."""
        query = self.params.copy()
        for key, value in changes.items():
            query.pop(self._name(key), None)
            if value not in (None, ""):
                query[self._name(key)] = str(value)
        return f"?{query.urlencode()}" if query else "?"

    @functools.cached_property
    def words(self) -> str:
        return self._param("cari")[:SEARCH_LENGTH] if self.table.search else ""

    @property
    def search_name(self) -> str:
        return self._name("cari")

    @functools.cached_property
    def filters(self) -> list[ShownFilter]:
        shown = []
        for declared in self.table.filters:
            choices = declared.choices_for(self.request)
            value = self._param(declared.key)
            known = any(value == choice for choice, _label in choices)
            shown.append(ShownFilter(declared, self._name(declared.key), choices, value if known else ""))
        return shown

    @property
    def chip_filters(self) -> list[ShownFilter]:
        return [shown for shown in self.filters if shown.filter.chips]

    @property
    def list_filters(self) -> list[ShownFilter]:
        return [shown for shown in self.filters if not shown.filter.chips and (shown.choices or shown.value)]

    @property
    def searchable(self) -> bool:
        # For the template, which would call a function that it is handed.
        return self.table.search is not None

    @property
    def has_tools(self) -> bool:
        """Whether there is anything to search or choose; the form also carries the order and the chips."""
        return self.searchable or bool(self.list_filters)

    @property
    def has_line(self) -> bool:
        return bool(self.chip_filters or self.narrowed or (self.page_rows and self.table.exports))

    @property
    def active(self) -> list[tuple[Any, Any, str]]:
        """Filters that narrow the list now: (label, chosen label, address without it)."""
        return [
            (shown.label, shown.chosen_label, self.address(**{shown.filter.key: "", "hal": ""}))
            for shown in self.filters
            if shown.value
        ]

    @property
    def narrowed(self) -> bool:
        return bool(self.words or any(shown.value for shown in self.filters))

    @property
    def clear_url(self) -> str:
        gone = {shown.filter.key: "" for shown in self.filters}
        return self.address(**{**gone, "cari": "", "hal": ""})

    @property
    def kept_params(self) -> list[tuple[str, str]]:
        """Parameters that the search form must carry along: the order, chips, and whatever else the page uses."""
        own = {self.search_name, self._name("hal"), self._name("ekspor")}
        own |= {shown.name for shown in self.list_filters}
        return [(key, value) for key, values in self.params.lists() if key not in own for value in values]

    # Rows --------------------------------------------------------------------------------------------------------

    @functools.cached_property
    def order(self) -> tuple[Column | None, bool]:
        """The column that sorts, and whether downwards."""
        for text in (self._param("urut"), self.table.order):
            key = text.removeprefix("-")
            for column in self.table.columns:
                if column.key == key and column.sort is not None:
                    return column, text.startswith("-")
        return None, False

    @functools.cached_property
    def rows(self) -> Any:
        """All rows that the address asks for, in order, not yet cut to a page."""
        rows = self.all_rows
        for shown in self.filters:
            if shown.value:
                rows = shown.filter.narrowed(rows, shown.value)
        if self.words and self.table.search is not None:
            rows = self.table.search(rows, self.words)
        column, down = self.order
        if column is None:
            return rows
        if isinstance(rows, QuerySet):
            return rows.order_by(*self._order_by(column.sort, down), "pk")
        return sorted(rows, key=list_key(column), reverse=down)

    @staticmethod
    def _order_by(sort: Any, down: bool) -> list[Any]:
        fields = [sort] if isinstance(sort, str) else list(sort)
        if not down:
            return fields
        return [name[1:] if name.startswith("-") else f"-{name}" for name in fields]

    @functools.cached_property
    def counted(self) -> int:
        """Number of rows, at most ``COUNT_LIMIT`` + 1."""
        if isinstance(self.rows, QuerySet):
            return self.rows.order_by()[: COUNT_LIMIT + 1].count()
        return len(self.rows)

    @property
    def count_text(self) -> str:
        if self.counted > COUNT_LIMIT:
            return _("lebih dari %(n)s baris") % {"n": words.number(COUNT_LIMIT)}
        return _("%(n)s baris") % {"n": words.number(self.counted)}

    @functools.cached_property
    def per_page(self) -> int:
        asked = self._int_param("baris", self.table.per_page)
        return asked if asked in PAGE_SIZES else self.table.per_page

    @functools.cached_property
    def pages(self) -> int:
        return max(1, -(-min(self.counted, COUNT_LIMIT) // self.per_page))

    @functools.cached_property
    def page(self) -> int:
        return min(max(1, self._int_param("hal", 1)), self.pages)

    @functools.cached_property
    def page_rows(self) -> list[Any]:
        start = (self.page - 1) * self.per_page
        return list(self.rows[start : start + self.per_page])

    @property
    def span_text(self) -> str:
        start = (self.page - 1) * self.per_page
        return _("Baris %(first)s–%(last)s dari %(all)s") % {
            "first": words.number(start + 1),
            "last": words.number(start + len(self.page_rows)),
            "all": self.count_text.removesuffix(" baris") if self.counted <= COUNT_LIMIT else self.count_text,
        }

    @property
    def page_links(self) -> list[tuple[int, str]]:
        """(page, address) around the present one with first and last; page 0 stands for a gap."""
        near = {1, self.pages, *range(self.page - 1, self.page + 2)}
        links: list[tuple[int, str]] = []
        before = 0
        for number in sorted(number for number in near if 1 <= number <= self.pages):
            if number - before > 1:
                links.append((0, ""))
            links.append((number, self.address(hal=number if number > 1 else "")))
            before = number
        return links

    @property
    def previous_url(self) -> str:
        return self.address(hal=self.page - 1 if self.page > 2 else "") if self.page > 1 else ""

    @property
    def next_url(self) -> str:
        return self.address(hal=self.page + 1) if self.page < self.pages else ""

    # What is drawn -----------------------------------------------------------------------------------------------

    @property
    def columns(self) -> list[Column]:
        return [column for column in self.table.columns if column.screen]

    @property
    def heads(self) -> list[Head]:
        by, down = self.order
        heads = []
        for column in self.columns:
            if column.sort is None:
                heads.append(Head(column, "", ""))
            elif column is by:
                turned = f"{'' if down else '-'}{column.key}"
                heads.append(Head(column, self.address(urut=turned, hal=""), "descending" if down else "ascending"))
            else:
                heads.append(Head(column, self.address(urut=column.key, hal=""), "none"))
        return heads

    @property
    def drawn_rows(self) -> Iterator[Row]:
        for row in self.page_rows:
            url = self.table.row_url(row) if self.table.row_url else ""
            yield Row(url, [Cell(column, self._cell(column, row)) for column in self.columns])

    def _cell(self, column: Column, row: Any) -> str:
        value = value_of(column, row)
        if column.cell:
            return render_to_string(column.cell, {"row": row, "value": value, "column": column}, self.request)
        text = drawn(value, column.format)
        if not column.sub:
            return text
        sub = column.sub(row) if callable(column.sub) else at_path(row, column.sub)
        return format_html('{}<span class="sub">{}</span>', text, sub) if sub else text

    @functools.cached_property
    def total_values(self) -> dict[str, Any]:
        """Totals over all rows of the address, not over the page alone."""
        wanted = {column.key: column.total for column in self.table.columns if column.total is not None}
        totals = {key: total(self.rows) for key, total in wanted.items() if _is_function(total)}
        totals |= {column.key: sum_of(column, self.rows) for column in self.table.columns if column.total is True}
        asked = {f"total_{key}": total for key, total in wanted.items() if key not in totals}
        if asked:
            found = self.rows.order_by().aggregate(**asked)
            totals |= {key.removeprefix("total_"): value for key, value in found.items()}
        return totals

    @property
    def totals(self) -> Row | None:
        """The totals row; None where no column has one or nothing is shown."""
        if not self.page_rows or not any(column.total is not None for column in self.columns):
            return None
        cells = []
        for place, column in enumerate(self.columns):
            if column.total is not None:
                cells.append(Cell(column, drawn(self.total_values[column.key], column.format)))
            else:
                cells.append(Cell(column, _("Jumlah") if place == 0 else ""))
        return Row("", cells)

    @property
    def export_csv(self) -> str:
        return self.address(ekspor="csv", hal="")

    @property
    def export_xlsx(self) -> str:
        return self.address(ekspor="xlsx", hal="")

    @property
    def empty_url(self) -> str:
        url = self.table.empty.url
        return url(self.request) if callable(url) else url

    def render(self, request: HttpRequest | None = None, *, partial: bool = False) -> SafeString:
        """The whole table, or for htmx its results with the filters beside them."""
        return render_to_string("kit/table.html", {"table": self, "partial": partial}, request or self.request)


def _is_function(total: Any) -> bool:
    return callable(total) and not hasattr(total, "resolve_expression")
