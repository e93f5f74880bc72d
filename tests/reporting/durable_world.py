"""Run in a process of its own: in an empty database make a world whose TPS can be reported on, and a token.

Prints one JSON object. With ``count`` as its argument it prints what is stored instead.
"""

from __future__ import annotations

import json
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "siaga.settings")


def make() -> None:
    from siaga import clock
    from siaga.cli.actor import command_actor
    from siaga.desk.actions.accounts.tokens import create_token
    from siaga.desk.credentials import new_token
    from tests import factories
    from tests.factories import reports

    regions = factories.tree()
    election = factories.election(regions["16.72"])
    stations = [factories.station(election, regions["16.72.01.1001"], number) for number in range(1, 21)]
    version = reports.version()
    now = clock.now()
    tokens = []
    for number in range(8):
        account = factories.account(f"contoh-{number}", "secretariat", at=regions["16.72"])
        token = new_token()
        create_token(actor=command_actor(), account=account, name="uji", token=token, now=now, days=None)
        tokens.append(token)
    print(
        json.dumps(
            {
                "tokens": tokens,
                "units": [f"tps:{one.code}" for one in stations],
                "election": election.slug,
                "instrument": version.instrument.name,
            }
        )
    )


def count() -> None:
    from siaga.ledger.models import Entry
    from siaga.readiness.models import Reading
    from siaga.reporting.models import Conflict, Submission

    print(
        json.dumps(
            {
                "reports": dict(Submission.objects.values_list("instance_id", "values__catatan")),
                "rows": Submission.objects.count(),
                "entries": Entry.objects.filter(action="report.submit").count(),
                "conflicts": Conflict.objects.count(),
                "readings": Reading.objects.count(),
            }
        )
    )


if __name__ == "__main__":
    django.setup()
    count() if sys.argv[1:] == ["count"] else make()
