"""The briefing pack of a meeting: where we stand, who owes what, one map, what is decided today."""
