"""Run in a process of its own: in an empty database open a rakor in it; a session that writes its minutes.

Prints one JSON object. With ``kept`` as its argument it prints what is stored instead.
"""

from __future__ import annotations

import json
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "siaga.settings")


def make() -> None:
    from django.conf import settings
    from django.test import Client

    from siaga.access import Role
    from siaga.desk.models import Grant
    from tests import factories, people
    from tests.rakor.rooms import Room

    room = Room()
    account = factories.account("sekretariat")
    Grant.objects.create(account=account, role=Role.SECRETARIAT, region=room.tree[people.CITY])
    client = Client()
    client.force_login(account)
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": client.cookies[settings.SESSION_COOKIE_NAME].value}
    print(json.dumps({"cookie": cookie, "path": f"/rakor/{room.meeting.pk}/notula/", "item": room.item.pk}))


def kept() -> None:
    from siaga.rakor.models import AgendaItem, NoteConflict, Typing

    print(
        json.dumps(
            {
                "notes": list(AgendaItem.objects.order_by("pk").values_list("notes", flat=True)),
                "typing": list(Typing.objects.values_list("text", flat=True)),
                "conflicts": list(NoteConflict.objects.values_list("text", flat=True)),
            }
        )
    )


if __name__ == "__main__":
    django.setup()
    kept() if sys.argv[1:] == ["kept"] else make()
