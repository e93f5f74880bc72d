"""Closed answers and reporters' names reach nobody who must not see them: not on a page, in an export, by the API, in
the ledger, or in the log.

One report on health is sent through the real action by a person with a name of its own, with a text of its own in a
closed answer. Then every page, with its exports, and every read of the API is opened as each role and searched.
"""

from __future__ import annotations

import io
import logging
import zipfile
from collections.abc import Callable, Iterator

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from siaga.access import Verb, may
from siaga.desk.models import Account, Agency, Grant
from siaga.desk.queries.actors import actor_of
from siaga.ledger.models import Entry, RowFile
from siaga.ledger.rows import unpack
from siaga.reporting.actions.submissions import Report, submit_report
from siaga.reporting.models import Submission
from siaga.wilayah.models import Region
from tests.factories import NOW
from tests.walks.addresses import Address
from tests.walks.test_api import CALLS, OPERATIONS, value
from tests.walks.test_guards import ADDRESSES, example

ANSWER = "Ngarai-Sianok-7Q"
REPORTER = "Contoh Wening Kaliurang"
UNIT = "16.72.03.1022/001"
DISTRICT = UNIT[:8]

ROLES = ("admin", "sekretariat", "pimpinan", "kpu", "bawaslu", "camat", "lurah", "petugas", "pemeriksa", "tetangga")


@pytest.fixture
def planted(sample_desk: None, db: None, caplog: pytest.LogCaptureFixture) -> Submission:
    """The report that is looked for everywhere; what it logs is kept."""
    caplog.set_level(logging.DEBUG)
    place = Region.objects.get(code=DISTRICT)
    person = Account.objects.create(username="penyusup-uji", name=REPORTER, region_code=DISTRICT)
    Grant.objects.create(
        account=person, role="kecamatan", region=place, agency=Agency.objects.get(key="kecamatan", region=place)
    )
    report = Report(
        instance_id="uuid:contoh-tertutup",
        election="pilkada-2024",
        instrument="kesehatan-petugas",
        unit=f"tps:{UNIT}",
        observed_at=NOW,
        values={"nihil": "tidak", "jumlah/petugas": 10, "jumlah/diperiksa": 9, "catatan": ANSWER},
    )
    return submit_report(actor=actor_of(person, NOW), report=report, now=NOW).submission


def path_to(address: Address, planted: Submission) -> str:
    """The address, about the planted report where it names a report, else about the sample desk."""
    arguments = {}
    for name in address.parameters:
        if address.name.startswith("reporting:") and name in {"pk", "submission_id"}:
            arguments[name] = planted.pk
        else:
            arguments[name] = example(address, name).there()
    return reverse(address.name, kwargs=arguments)


def text_of(response: HttpResponse) -> str:
    """What was answered, as text; a workbook is unpacked."""
    body = (
        b"".join(response.streaming_content)  # type: ignore[attr-defined]
        if getattr(response, "streaming", False)
        else response.content
    )
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as book:
            body = b"\n".join(book.read(name) for name in book.namelist())
    return body.decode(errors="replace")


def read(client: Client, planted: Submission) -> Iterator[tuple[str, str]]:
    """Everything that this person can read: (where, text)."""
    for address in ADDRESSES:
        if not address.verbs and not address.parameters and address.guard != "signed_in":
            continue
        path = path_to(address, planted)
        response = client.get(path)
        if response.status_code != 200:
            continue
        shown = text_of(response)
        yield address.name, shown
        if "ekspor=" in shown:  # a workbook has the same columns and rows: tests/kit/test_tables.py
            yield f"{address.name} (csv)", text_of(client.get(path, {"ekspor": "csv"}))
    for operation in OPERATIONS:
        method, _, route = operation.partition(" ")
        if method != "GET":
            continue
        call = CALLS[operation]
        pieces = {name: value(one) for name, one in call.path.items()}
        response = client.get(
            f"/api/v1{route.format(**pieces)}", {name: value(one) for name, one in call.query.items()}
        )
        yield operation, text_of(response)
    for route in (f"/api/v1/submissions/{planted.instance_id}", "/api/v1/submissions?election=pilkada-2024"):
        yield route, text_of(client.get(route))


@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="what a page says does not depend on the database: walked on SQLite"
)
@pytest.mark.usefixtures("papers_as_written")
@pytest.mark.parametrize("username", ROLES)
def test_nobody_reads_what_is_closed_to_them(
    username: str, planted: Submission, as_person: Callable[[str], Client]
) -> None:
    actor = actor_of(Account.objects.get(username=username), NOW)
    sees_answer = may(actor, Verb.SUBMISSION_SENSITIVE, planted.unit_place)
    sees_name = may(actor, Verb.REPORTER_VIEW, planted.unit_place)
    client = as_person(username)
    answers, names = [], []
    for where, text in read(client, planted):
        if ANSWER in text:
            answers.append(where)
        if REPORTER in text:
            names.append(where)
    assert bool(answers) == sees_answer, answers
    assert bool(names) == sees_name, names
    if username == "sekretariat":
        # Were the ways to the report to change, the search would find nothing anywhere.
        assert len({*answers} & {*names}) >= 2, (answers, names)


def test_neither_ledger_nor_log_keeps_a_closed_answer(planted: Submission, caplog: pytest.LogCaptureFixture) -> None:
    entries = "".join(f"{entry.before}{entry.after}{entry.object_label}{entry.reason}" for entry in Entry.objects.all())
    rows = b"".join(unpack(content) for content in RowFile.objects.values_list("content", flat=True))
    assert ANSWER not in entries
    assert ANSWER.encode() not in rows
    assert ANSWER not in caplog.text
    assert REPORTER not in caplog.text
