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


def run(*arguments: str, stdin: str = "", expect: int = 0) -> Result:
    said = ["kerawanan", *arguments, "--election", "pilkada-2024"]
    done = CliRunner().invoke(cli, said, input=stdin, catch_exceptions=False)
    assert done.exit_code == expect, done.output
    return done


@pytest.fixture
def here() -> Risky:
    """All answered with no."""
    made = risky()
    for station in made.stations:
        made.answer(station.code)
    return made


@pytest.fixture
def at_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody sits there; what the runner gives for standard input is no terminal."""
    monkeypatch.setattr("siaga.cli.conventions._asked_at_terminal", lambda: True)


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


@pytest.mark.parametrize(
    ("said", "exit_code", "told", "holds"),
    [
        ("ya", 0, "Versi 1 berlaku.", [1]),
        ("mungkin\ny", 0, "Versi 1 berlaku.", [1]),
        ("tidak", 1, "Pemetaan tidak diberlakukan.", []),
        ("", 1, "Pemetaan tidak diberlakukan.", []),
    ],
)
def test_who_is_at_a_terminal_is_asked(
    here: Risky, at_terminal: None, said: str, exit_code: int, told: str, holds: list[int]
) -> None:
    run("map", "16.72")
    done = run("put-in-force", "16.72", stdin=f"{said}\n", expect=exit_code)
    question = "Berlakukan? (ya/tidak) [tidak]"
    assert done.output.index("kurang rawan 4") < done.output.index(question) < done.output.index(told)
    assert in_force() == holds


def test_who_said_yes_beforehand_is_not_asked_again(here: Risky, at_terminal: None) -> None:
    run("map", "16.72")
    assert "Berlakukan?" not in run("put-in-force", "16.72", "--yes").output
    assert in_force() == [1]


def test_json_is_never_interrupted_by_a_question(here: Risky, at_terminal: None) -> None:
    run("map", "16.72")
    refused = json.loads(run("put-in-force", "16.72", "--json", stdin="y\n", expect=1).stdout)
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
