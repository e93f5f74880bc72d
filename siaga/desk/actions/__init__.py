"""Changing the desk's room: each function is one act, in one transaction, with permission and ledger."""
