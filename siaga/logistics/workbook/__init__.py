"""The workbook of needs that a KPU secretary prints."""

from siaga.logistics.workbook.needs import About, needs_workbook

__all__ = ["About", "needs_workbook"]
