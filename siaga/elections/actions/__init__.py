"""Changing elections, their stages and their stations: each function is one act with permission and ledger."""
