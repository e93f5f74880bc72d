"""News of kerawanan for the rooms above, sent *inside* the transaction of the action.

``mapping_in_force(mapping, actor, now)``: from now on this mapping holds.
``classes_given(election, region, actor, now)``: people gave TPS of a regency other classes, or took them back.
"""

from django.dispatch import Signal

mapping_in_force = Signal()
classes_given = Signal()
