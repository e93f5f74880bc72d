"""What an agenda owes to the facts: open promises, what changed in the picture, what falls due before the next meeting.

Each proposal carries its facts as plain values as they stood at the moment of drawing up (``Meeting.facts_at``; shares
in millionths), with the addresses of the pages behind them; ``siaga.rakor.agenda_words`` says them in words.
"""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from siaga.access import Actor
from siaga.rakor.models import ItemKind, Meeting
from siaga.rakor.queries.proposals.hindrances import late_boxes, obstacles
from siaga.rakor.queries.proposals.picture import moves
from siaga.rakor.queries.proposals.promises import points
from siaga.rakor.queries.proposals.shape import Proposal
from siaga.rakor.queries.proposals.stages import stages

__all__ = ["Proposal", "proposals"]


def proposals(actor: Actor, meeting: Meeting, now: datetime) -> list[Proposal]:
    """Everything that the facts put on the table, in the order of an agenda.

    What the actor may not see of the picture is left out. Needs ``forum__region`` and ``forum__election`` loaded.
    """
    return [
        Proposal(ItemKind.OPENING, "opening", _("Pembukaan dan pengecekan kehadiran")),
        *points(meeting, now),
        *moves(actor, meeting, now),
        Proposal(ItemKind.OWN, "statements", _("Penyampaian kesiapan instansi")),
        *late_boxes(actor, meeting, now),
        *obstacles(actor, meeting, now),
        *stages(actor, meeting, now),
        Proposal(ItemKind.OTHER, "closing", _("Lain-lain, kesimpulan, dan penutup")),
    ]
