"""Action points: made, changed, reported on, verified or given back, dropped, handed over; and what the clock does."""

from siaga.rakor.actions.points.clockwork import close_by_data, escalate_point
from siaga.rakor.actions.points.evidence import add_evidence
from siaga.rakor.actions.points.making import change_point, make_point
from siaga.rakor.actions.points.reporting import put_silence_on_record, report_on_point
from siaga.rakor.actions.points.settling import drop_point, hand_over_point, return_point, verify_point

__all__ = [
    "add_evidence",
    "change_point",
    "close_by_data",
    "drop_point",
    "escalate_point",
    "hand_over_point",
    "make_point",
    "put_silence_on_record",
    "report_on_point",
    "return_point",
    "verify_point",
]
