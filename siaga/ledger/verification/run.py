"""One verification from beginning to end, over a steady view, in bounded memory."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.db import connection
from django.utils.translation import gettext as _

from siaga.ledger import triggers
from siaga.ledger.models import Checkpoint, Entry, Seal
from siaga.ledger.verification.breaks import Break, Kind, Report
from siaga.ledger.verification.chains import check_bodies, check_checkpoints, check_seals, check_tail
from siaga.ledger.verification.objects import check_objects, count_objects
from siaga.ledger.verification.snapshot import steady_view
from siaga.ledger.verification.told import LastTold

Progress = Callable[[str, int, int], None]
"""Called with the step in Indonesian, how much of it is done, and how much there is."""


def verify(progress: Progress | None = None) -> Report:
    """Verify everything: bodies, row files, chains, the waiting tail, checkpoints, and the present objects.

    Writers are not held up: everything is read as of one moment. Raises nothing for a broken ledger; the report
    names each break, the first in the order of chain and position first.
    """
    tell = progress or (lambda step, done, total: None)
    started = time.monotonic()
    report = Report()
    with steady_view(), LastTold() as told:
        for name in triggers.missing(connection):
            report.found(Break(Kind.GUARD, object=name))
        for step, total, work in (
            (_("Memeriksa isi entri"), Entry.objects.count(), check_bodies(report, told)),
            (_("Memeriksa rantai"), Seal.objects.count(), check_seals(report)),
            (_("Memeriksa titik periksa"), Checkpoint.objects.count(), check_checkpoints(report)),
            (_("Membandingkan dengan data sekarang"), count_objects(), check_objects(report, told)),
        ):
            tell(step, 0, total)
            for done in work:
                tell(step, done, total)
        check_tail(report)
    report.finish()
    report.seconds = time.monotonic() - started
    return report
