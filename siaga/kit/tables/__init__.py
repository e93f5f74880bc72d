"""The one table component: columns, filters, sorting, paging and exports are declared, never written again."""

from siaga.kit.tables.declaration import Choice, Column, Empty, Filter, Table
from siaga.kit.tables.shown import ShownTable

__all__ = ["Choice", "Column", "Empty", "Filter", "ShownTable", "Table"]
