"""News of reports for the rooms above, all sent *inside* the transaction of the action.

``submission_came(submission, actor, now)``: a new row. ``submission_moved(submission, act, actor, now)``: its state
changed (``act`` is the ReviewAct). ``roster_changed(election, now)``: units owe other instruments than before.
"""

from django.dispatch import Signal

submission_came = Signal(use_caching=True)
submission_moved = Signal(use_caching=True)
roster_changed = Signal(use_caching=True)
