"""Boxes change hands: handovers opened and closed, every scan, what was counted on the way, and the dues."""

from siaga.logistics.actions.custody.checks import check_box
from siaga.logistics.actions.custody.dues import set_due, set_dues
from siaga.logistics.actions.custody.handovers import cancel_handover, close_giving, close_taking, open_handover
from siaga.logistics.actions.custody.photos import add_photo
from siaga.logistics.actions.custody.scanning import scan

__all__ = [
    "add_photo",
    "cancel_handover",
    "check_box",
    "close_giving",
    "close_taking",
    "open_handover",
    "scan",
    "set_due",
    "set_dues",
]
