"""``siaga kerawanan`` as an operator types it: a mapping is computed, looked at, put in force."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result

from siaga.cli.root import cli
from siaga.kerawanan.models import Mapping
from siaga.ledger.models import Entry
from tests.kerawanan.worlds import Risky, risky

pytestmark = pytest.mark.django_db
DARK = "16.72.01.1002/001"


def run(*arguments: str, expect: int = 0) -> Result:
    done = CliRunner().invoke(cli, ["kerawanan", *arguments, "--election", "pilkada-2024"], catch_exceptions=False)
    assert done.exit_code == expect, done.output
    return done


@pytest.fixture
def here() -> Risky:
    """All answered with no."""
    made = risky()
    for station in made.stations:
        made.answer(station.code)
    return made


def in_force() -> list[int]:
    return list(Mapping.objects.filter(in_force_since__isnull=False, retired_at=None).values_list("number", flat=True))


def test_a_mapping_is_computed_and_holds_only_when_it_is_put_in_force(here: Risky) -> None:
    told = run("map", "16.72").output
    assert "kurang rawan 4, rawan 0, sangat rawan 0, khusus 1, belum dinilai 0" in told
    assert "siaga kerawanan put-in-force 16.72 --election pilkada-2024 --number 1" in told
    assert in_force() == []
    answer = json.loads(run("put-in-force", "16.72", "--yes", "--json").stdout)
    assert answer["classes"] == {"kurang-rawan": 4, "rawan": 0, "sangat-rawan": 0, "khusus": 1, "belum-dinilai": 0}
    assert (answer["number"], answer["in_force"], answer["replaced"], answer["moved"]) == (1, True, None, 0)
    assert in_force() == [1]
    entry = Entry.objects.order_by("pk").last()
    assert entry is not None
    assert (entry.action, entry.channel) == ("risk.put_in_force", "command")


def test_it_says_what_changes_and_the_one_before_is_replaced(here: Risky) -> None:
    here.in_force()
    supersedes = here.answer(DARK).instance_id
    here.answer(DARK, tuple(f"{variable}.1" for variable in range(1, 9)), supersedes=supersedes)
    run("map", "16.72")
    told = run("put-in-force", "16.72", "--yes").output
    assert "Menggantikan versi 1: 1 TPS berganti kelas, 1 di antaranya menjadi lebih rawan." in told
    assert in_force() == [2]
    assert "memang sudah berlaku" in run("put-in-force", "16.72").output
    run("put-in-force", "16.72", "--number", "1", "--yes")
    assert in_force() == [1]


def test_nothing_holds_that_nobody_agreed_to(here: Risky) -> None:
    run("map", "16.72")
    assert "ulangi dengan --yes" in run("put-in-force", "16.72", expect=1).output
    refused = json.loads(run("put-in-force", "16.72", "--json", expect=1).stdout)
    assert "--yes" in refused["error"]["remedy"]
    assert in_force() == []


def test_what_cannot_be_done_says_the_remedy(here: Risky) -> None:
    assert "siaga kerawanan map 16.72" in run("put-in-force", "16.72", "--yes", expect=1).output
    run("map", "16.72")
    assert "Versi terbaru adalah 1" in run("put-in-force", "16.72", "--number", "7", "--yes", expect=1).output
    elsewhere = run("put-in-force", "16.03", "--yes", expect=1).output
    assert "16.03 bukan kabupaten/kota dengan TPS" in elsewhere
    assert "Sebut kode kabupaten/kota: 16.72." in elsewhere
    assert in_force() == []
