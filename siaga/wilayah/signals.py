"""News of regions for the rooms above.

``region_recoded`` is sent *inside* the transaction of the action, after the regions have their new codes, because
rooms above store codes too (stations) and must never be seen with the old ones. A receiver takes
``actor``, ``now`` and ``codes`` (a dict of region id → (old code, new code)), changes its own rows, and writes them
down with ``record_bulk``; the entries become part of the same action.
"""

from django.dispatch import Signal

region_recoded = Signal()
