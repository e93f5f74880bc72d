"""The minutes of a meeting: notes, statements, decisions; finished, signed, and then only added to.

    held ──► minuted ──► signed ──► addenda
      ▲         │
      └─ reopen ┘

Notes are written while the meeting is held. Every step locks the meeting's row first, so that nothing slips in beside
a signature.
"""

from siaga.rakor.actions.minutes.closing import add_addendum, finish_minutes, reopen_minutes, sign_minutes
from siaga.rakor.actions.minutes.notes import Written, settle_conflict, write_notes
from siaga.rakor.actions.minutes.records import decide, note_statement, withdraw_decision, withdraw_statement

__all__ = [
    "Written",
    "add_addendum",
    "decide",
    "finish_minutes",
    "note_statement",
    "reopen_minutes",
    "settle_conflict",
    "sign_minutes",
    "withdraw_decision",
    "withdraw_statement",
    "write_notes",
]
