"""Stock: ordered, received, sorted, destroyed, counted; what was noted wrongly is voided, never edited."""

from siaga.logistics.actions.stock.leaving import count_stock, destroy, void_destruction
from siaga.logistics.actions.stock.orders import close_order, expect_order, note_step, order
from siaga.logistics.actions.stock.receipts import receive, sort, void_receipt, void_sorting

__all__ = [
    "close_order",
    "count_stock",
    "destroy",
    "expect_order",
    "note_step",
    "order",
    "receive",
    "sort",
    "void_destruction",
    "void_receipt",
    "void_sorting",
]
