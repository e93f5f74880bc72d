"""The append-only record of every state change; see ``docs/ledger.md``."""
