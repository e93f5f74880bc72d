"""News of elections for the rooms above, sent *inside* the transaction of the action.

``election_founded(election, actor, now)``: a new election (or repeat round) with its stages.
``stations_changed(election, actor, now)``: stations were added, removed, renumbered or imported.
"""

from django.dispatch import Signal

election_founded = Signal()
stations_changed = Signal()
