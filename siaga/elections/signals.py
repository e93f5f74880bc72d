"""News of elections for the rooms above, sent *inside* the transaction of the action.

``election_founded(election, actor, now)``: a new election (or repeat round) with its stages.
``election_leaving(election, actor, now)``: about to be removed; it has no station any more. What the rooms above hang
on every new election by themselves they take away again, each with its own entries; what people did stays and stops it.
``stations_changed(election, actor, now, stations)``: stations were added, removed, renumbered or imported.
``stations``: their ids, or None where they are too many to name.
"""

from django.dispatch import Signal

election_founded = Signal()
election_leaving = Signal()
stations_changed = Signal()
