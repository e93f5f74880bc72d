"""What a user can do wrong in the rakor circle: one class, one remedy."""

from __future__ import annotations

from django.utils.translation import gettext as _

from siaga.access import Problem

# Agenda ----------------------------------------------------------------------------------------------------------


class BadItem(Problem):
    """An item of an agenda that cannot be so."""

    code = "agenda-item"


class AgendaClosed(Problem):
    """The meeting is beyond changing its agenda."""

    code = "agenda-closed"
    status = 409

    def __init__(self, state: str) -> None:
        super().__init__(
            _("Agenda rapat ini tidak dapat diubah lagi: %(state)s.") % {"state": state.lower()},
            _("Catat perubahannya sebagai adendum, atau pada rapat berikutnya."),
        )
