"""Run in a process of its own: in an empty database make a city with agencies and an administrator by actions.

Prints one JSON object: the session cookie of the administrator and the agencies' codes.
"""

from __future__ import annotations

import json
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "siaga.settings")


def main(agencies: int) -> None:
    django.setup()
    from django.conf import settings
    from django.test import Client

    from siaga import clock
    from siaga.cli.actor import command_actor
    from siaga.desk.actions.accounts import create_first_administrator
    from siaga.desk.actions.agencies import create_agency
    from tests.ledger.acts import plant_tree

    actor, now = command_actor(), clock.now()
    regions = plant_tree(actor=actor, now=now)
    account = create_first_administrator(actor=actor, username="admin", name="Contoh Admin", password=None, now=now)
    made = [
        create_agency(
            actor=actor, kind="opd", key=f"opd-{number}", region=regions["16.72"], name=f"OPD {number}", now=now
        )
        for number in range(agencies)
    ]
    client = Client()
    client.force_login(account)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    print(json.dumps({"session": cookie, "agencies": [agency.code for agency in made]}))


if __name__ == "__main__":
    main(int(sys.argv[1]))
