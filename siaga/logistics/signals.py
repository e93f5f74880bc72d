"""News of boxes for the rooms above, sent *inside* the transaction of the action.

``boxes_changed(warehouse, stations, now, origin)``: boxes of these stations (their codes) were packed, opened, voided,
handed over or signed for. origin: by what, in words.
"""

from django.dispatch import Signal

boxes_changed = Signal()
