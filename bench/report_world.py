"""Run in a process of its own: a migrated database with 3,000 TPS that owe reports, and officers with API tokens.

Prints one JSON object. With ``capture`` it also sends one real report and keeps every SQL statement that it took.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import pickle
import sys
import time
from pathlib import Path
from typing import Any

import django

STATIONS = 3000
FIRST_STATION, FIRST_REPORT = 50_000_000, 900_000_000
"""Ids far from all others, so that they are recognised among the parameters of a statement."""
ANSWERS = {
    "nihil": "tidak",
    "logistik/kotak_suara": "ya",
    "logistik/surat_suara": "lengkap",
    "logistik/bilik": "lengkap",
    "logistik/tinta": "lengkap",
    "logistik/segel": "lengkap",
    "logistik/formulir": "sebagian",
    "tempat/lokasi_ditetapkan": "ya",
    "tempat/tempat_siap": "ya",
    "utilitas/listrik": "stabil",
    "utilitas/sinyal": "kuat",
    "petugas/kpps": 7,
    "petugas/linmas": 2,
    "petugas/ptps": 1,
    "pemilih/pemberitahuan_persen": 80,
}
OFFICERS = 16


def report(unit: str, instance: str, version: str = "") -> dict[str, Any]:
    """The body of a report as an officer's device sends it."""
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    return {
        "instance_id": instance,
        "election": "contoh",
        "instrument": "kesiapan-tps",
        "unit": f"tps:{unit}",
        "observed_at": now,
        "values": ANSWERS,
        "version": version,
        "device": "Contoh",
    }


def main(kept: Path) -> None:
    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    world = build()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER SEQUENCE reporting_submission_id_seq RESTART WITH {FIRST_REPORT}")
    else:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = 'reporting_submission'")
            cursor.execute(
                "INSERT INTO sqlite_sequence (name, seq) VALUES ('reporting_submission', %s)", [FIRST_REPORT - 1]
            )
    kept.write_bytes(pickle.dumps(capture(world)))
    print(json.dumps(world))


def build() -> dict[str, Any]:
    from django.test import Client

    from siaga import clock
    from siaga.cli.actor import command_actor
    from siaga.desk.actions.accounts.tokens import create_token
    from siaga.desk.credentials import new_token
    from siaga.desk.models import Account, Agency
    from siaga.desk.models import Grant as GrantRow
    from siaga.elections.actions.elections import create_election
    from siaga.elections.models import Election, PollingStation
    from siaga.elections.signals import stations_changed
    from siaga.reporting.expected import ensure_expected
    from siaga.wilayah.models import Kind, Level, Region

    actor, now = command_actor(), clock.now()
    levels = {2: Level.PROVINCE, 5: Level.REGENCY, 8: Level.DISTRICT, 13: Level.VILLAGE}
    kinds = {2: Kind.PROVINSI, 5: Kind.KOTA, 8: Kind.KECAMATAN, 13: Kind.KELURAHAN}
    made: dict[str, Region] = {}

    def region(code: str) -> Region:
        size = len(code)
        made[code] = Region.objects.create(
            code=code,
            name=f"Contoh {code}",
            search_name=f"contoh {code}",
            level=levels[size],
            kind=kinds[size],
            parent=made.get(code.rpartition(".")[0]),
            province_code=code[:2],
            regency_code=code[:5] if size >= 5 else "",
            district_code=code[:8] if size >= 8 else "",
        )
        return made[code]

    region("16"), region("16.72")
    villages = []
    for district in range(1, 11):
        region(f"16.72.{district:02d}")
        villages += [region(f"16.72.{district:02d}.{1000 + number}") for number in range(1, 11)]
    voting_day = now.date() + dt.timedelta(days=28)
    create_election(
        actor=actor, slug="contoh", ruleset="pilkada-2024", region=made["16.72"], voting_day=voting_day, now=now
    )
    election = Election.objects.select_related("region").get(slug="contoh")
    stations = PollingStation.objects.bulk_create(
        PollingStation(
            pk=FIRST_STATION + place,
            election=election,
            village=village,
            number=number,
            code=f"{village.code}/{number:03d}",
            province_code="16",
            regency_code="16.72",
            district_code=village.district_code,
            village_code=village.code,
            lat=-4.0,
            lon=103.2,
        )
        for place, (village, number) in enumerate(
            (village, number) for village in villages for number in range(1, STATIONS // len(villages) + 1)
        )
    )
    stations_changed.send(sender=Election, election=election, actor=actor, now=now)
    ensure_expected(now)
    office = Agency.objects.create(key="kecamatan", kind="kecamatan", region=made["16.72"], name="Contoh")
    tokens, cookies = [], []
    for number in range(OFFICERS):
        account = Account.objects.create_user(username=f"petugas-{number}", password=None, name=f"Contoh {number}")
        GrantRow.objects.create(account=account, role="kecamatan", region=made["16.72"], agency=office, units=[])
        token = new_token()
        create_token(actor=actor, account=account, name="bench", token=token, now=now, days=None)
        tokens.append(token)
    for number in range(4):
        client = Client(SERVER_NAME="localhost")
        client.force_login(
            Account.objects.get(username=f"petugas-{number}"),
            "allauth.account.auth_backends.AuthenticationBackend",
        )
        cookies.append(client.cookies["sessionid"].value)
    return {"tokens": tokens, "cookies": cookies, "units": [one.code for one in stations], "first": FIRST_STATION}


def capture(world: dict[str, Any]) -> dict[str, Any]:
    """Every statement of one report through the API, with what varies from report to report named."""
    from django.db import connection
    from django.test import Client

    client = Client(SERVER_NAME="localhost", headers={"authorization": f"Bearer {world['tokens'][0]}"})
    taken: list[tuple[bool, str, Any]] = []

    def watch(execute: Any, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        if not sql.lstrip().upper().startswith(("SAVEPOINT", "RELEASE", "BEGIN", "ROLLBACK")):
            taken.append((connection.in_atomic_block, sql, params))
        return execute(sql, params, many, context)

    for number in (0, 1, 2):
        taken.clear()
        unit, instance = world["units"][number], f"uuid:tangkap-{number}-{time.time_ns()}"
        with connection.execute_wrapper(watch):
            answer = client.post("/api/v1/submissions", report(unit, instance), content_type="application/json")
        assert answer.status_code == 201, answer.content
    pk = answer.json()["id"]
    assert pk >= FIRST_REPORT, pk

    def named(value: Any) -> Any:
        if isinstance(value, bool) or value is None:
            return value
        for what, known in (
            ("instance", instance),
            ("id", pk),
            ("id_text", str(pk)),
            ("unit", unit),
            ("station", world["first"] + number),
        ):
            if isinstance(value, type(known)) and value == known:
                return ("vary", what)
        if type(value).__name__ in {"Jsonb", "Json"}:
            return json.dumps(value.obj)
        if isinstance(value, memoryview):
            return bytes(value)
        return str(value) if isinstance(value, str) else value

    return {
        "statements": [
            (inside, sql, [named(value) for value in params] if params else []) for inside, sql, params in taken
        ],
        "seen": sum(inside for inside, _sql, _params in taken),
    }


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "siaga.settings")
    main(Path(sys.argv[1]))
