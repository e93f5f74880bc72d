"""Reports in bulk: the same rules as one by one, the same file again changes nothing, every bad row is named."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from siaga.access import Problem
from siaga.intake.actions import run_import
from siaga.intake.importer import importer_of
from siaga.intake.plan import Context
from siaga.intake.planning import plan_of, preview_of
from siaga.ledger.models import Entry
from siaga.reporting.models import State, Submission
from siaga.reporting.signals import submission_came
from siaga.wilayah.models import Region
from tests import people
from tests.factories import NOW, reports, station
from tests.reporting.worlds import World, world

pytestmark = pytest.mark.django_db
HEADER = "instance_id,tps_code,observed_at,Kotak suara,bilik,listrik,catatan"


def bring(here: World, content: str | bytes, filename: str = "laporan.csv", **fields: Any) -> dict[str, Any]:
    values = {"election": here.election.slug, "instrument": here.version.instrument.name}
    body = content.encode() if isinstance(content, str) else content
    asked = {"actor": people.secretariat, "kind": "submissions", "values": values, "now": NOW} | fields
    result: dict[str, Any] = run_import(filename=filename, content=body, **asked)
    return result


def lines(*rows: Sequence[str]) -> str:
    return "\n".join([HEADER, *(",".join(row) for row in rows)])


GOOD = ("a-1", f"{people.VILLAGE}/001", "2024-10-30T08:00+07:00", "Lengkap", "4", "x", "=1+1")


def test_a_preview_names_what_is_new_as_officials_do() -> None:
    here = world()
    importer = importer_of("submissions")
    values = {"election": here.election.slug, "instrument": here.version.instrument.name}
    sheet = importer.read(lines(GOOD).encode(), "laporan.csv")
    (new,) = preview_of(plan_of(importer, sheet, Context(people.secretariat, NOW, values)))["new"]
    village = Region.objects.get(code=people.VILLAGE)
    assert (new["kind"], new["label"]) == ("Laporan", f"TPS 001 {village.name}")


def test_rows_become_reports_by_path_name_or_words() -> None:
    here = world()
    heard: list[str] = []

    def hear(submission: Submission, **_signal: object) -> None:
        heard.append(submission.instance_id)

    submission_came.connect(hear)
    try:
        result = bring(here, lines(GOOD, ("a-2", "1672011001002", "29/10/2024 16.30", "sebagian", "", "tidak", "")))
    finally:
        submission_came.disconnect(hear)
    assert (result["created"], result["rejected"]) == (2, 0) and sorted(heard) == ["a-1", "a-2"]
    first, second = Submission.objects.order_by("instance_id")
    assert first.values == {"logistik/kotak": "lengkap", "logistik/bilik": 4, "listrik": "ya", "catatan": "=1+1"}
    assert second.values == {"logistik/kotak": "sebagian", "listrik": "tidak"}
    assert second.unit == f"tps:{people.VILLAGE}/002"
    assert second.observed_at.isoformat() == "2024-10-29T09:30:00+00:00"
    assert (first.sender_role, first.state) == ("secretariat", State.SENT)
    assert Entry.objects.filter(action="import.run").exists()


def test_the_same_file_again_changes_nothing_and_other_content_is_an_error() -> None:
    here = world()
    bring(here, lines(GOOD))
    again = bring(here, lines(GOOD))
    assert (again["unchanged"], again["created"], again["rejected"]) == (1, 0, 0)
    other = bring(here, lines((*GOOD[:3], "belum", *GOOD[4:])))
    assert other["rejected"] == 1 and "sudah ada dengan isi lain" in other["errors"][0]["message"]
    assert Submission.objects.count() == 1


def test_without_number_and_time_the_same_file_is_still_the_same() -> None:
    here = world()
    plain = f"tps_code,listrik\n{people.VILLAGE}/001,ya\n{people.VILLAGE}/2,tidak\n"
    assert bring(here, plain)["created"] == 2
    assert bring(here, plain, now=NOW + timedelta(days=1))["unchanged"] == 2


@pytest.mark.parametrize(
    ("row", "word"),
    [
        (("b", f"{people.VILLAGE}/899", "2024-10-30", "", "", "ya", ""), "tidak ada"),
        (("b", "16.03.01.2011/001", "2024-10-30", "", "", "ya", ""), "tidak ada"),
        (("b", f"{people.VILLAGE}/001", "kemarin", "", "", "ya", ""), "waktu"),
        (("b", f"{people.VILLAGE}/001", "2024-10-30", "", "", "mungkin", ""), "mungkin"),
        (("b", f"{people.VILLAGE}/001", "2024-10-30", "", "banyak", "ya", ""), "banyak"),
        (("b", f"{people.VILLAGE}/001", "2024-10-30", "", "", "", ""), "tidak berisi"),
        (("b c", f"{people.VILLAGE}/001", "2024-10-30", "", "", "ya", ""), "Nomor laporan"),
        (("a-1", f"{people.VILLAGE}/002", "2024-10-30", "", "", "ya", ""), "isi lain"),
    ],
)
def test_a_bad_row_is_named_and_nothing_is_written(row: Sequence[str], word: str) -> None:
    here = world()
    result = bring(here, lines(GOOD, row))
    assert result["rejected"] == 1 and result["errors"][0]["row"] == 3
    assert word in result["errors"][0]["message"]
    assert not Submission.objects.exists()


def test_only_where_one_may_check_and_send() -> None:
    here = world()
    elsewhere = ("b", here.elsewhere.code, "2024-10-30", "", "", "ya", "")
    result = bring(here, lines(GOOD, elsewhere), actor=people.camat)
    assert result["rejected"] == 1 and not Submission.objects.exists()
    assert bring(here, lines(GOOD), actor=people.camat)["created"] == 1
    for nobody in (people.field, people.leader, people.officer, people.outsider):
        with pytest.raises(Problem):
            bring(here, lines(GOOD), actor=nobody)


def test_a_column_of_votes_is_refused() -> None:
    here = world()
    with pytest.raises(Problem):
        bring(here, f"tps_code,listrik,suara sah paslon 1\n{people.VILLAGE}/001,ya,120\n")
    assert not Submission.objects.exists()


def test_json_lines_are_read_too() -> None:
    here = world()
    rows = [
        {"instance_id": "j-1", "unit": str(here.unit), "observed_at": "2024-10-30T08:00:00+07:00", "nil": True},
        {"unit": f"tps:{people.VILLAGE}/002", "values": {"logistik": {"bilik": 3}}},
    ]
    body = "\n".join(json.dumps(row) for row in rows)
    assert bring(here, body, "laporan.jsonl")["created"] == 2
    assert Submission.objects.get(instance_id="j-1").nil
    with pytest.raises(Problem):
        bring(here, "bukan json", "laporan.jsonl")


def test_debts_are_paid() -> None:
    here = world()
    debt = reports.expected(reports.duty(here.election, here.version.instrument, here.regions["16.72"]), here.unit)
    bring(here, lines(GOOD))
    debt.refresh_from_db()
    assert debt.submission == Submission.objects.get() and debt.received_at == NOW


def test_statements_do_not_grow_with_the_rows() -> None:
    here = world()
    made = [station(here.election, here.regions[people.VILLAGE], number) for number in range(10, 60)]

    def cost(rows: int, start: str) -> int:
        body = lines(*((f"{start}-{one.pk}", one.code, "2024-10-30", "", "3", "ya", "") for one in made[:rows]))
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert bring(here, body)["created"] == rows
        return len(seen)

    receivers, submission_came.receivers = submission_came.receivers, []
    submission_came.sender_receivers_cache.clear()
    try:
        assert cost(50, "c") <= cost(5, "b") + 2
    finally:
        submission_came.receivers = receivers
        submission_came.sender_receivers_cache.clear()
