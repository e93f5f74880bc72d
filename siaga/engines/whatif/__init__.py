"""What a flood, a power cut, a closed road or a weakened Polsek takes from which polling station (no Django)."""

from siaga.engines.whatif.answering import answer, on_duty
from siaga.engines.whatif.ground import Delivery, Ground, Station, Team
from siaga.engines.whatif.values import Answer, Event, EventKind, Hit, Loss, Taking

__all__ = [
    "Answer",
    "Delivery",
    "Event",
    "EventKind",
    "Ground",
    "Hit",
    "Loss",
    "Station",
    "Taking",
    "Team",
    "answer",
    "on_duty",
]
