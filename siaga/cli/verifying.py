"""The ledger's own verification, as the commands that move a whole database need it."""

from __future__ import annotations

from siaga.cli.conventions import Output
from siaga.ledger.verification import verify


def first_break(out: Output) -> str:
    """Verify everything; the sentence about the first break, or empty text when the ledger is whole."""
    with out.progress("Memeriksa buku besar") as at:
        report = verify(lambda step, done, total: at(done))
    if report.ok:
        return ""
    assert report.first is not None
    return report.first.message
