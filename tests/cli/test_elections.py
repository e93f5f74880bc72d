"""``siaga election``, ``siaga ruleset`` and ``siaga import tps`` as an operator types them."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from siaga.cli.root import cli
from siaga.elections.rulesets import by_name
from tests.shared_data import data_file, needs_shared_data

pytestmark = pytest.mark.django_db
SHIPPED = {"pemilu-2024", "pilkada-2024", "psu-pemilu", "psu-pilkada"}


class Desk:
    """Commands in this process, on the database of the test."""

    def run(self, *arguments: str, expect: int = 0) -> Result:
        done = CliRunner().invoke(cli, list(arguments), catch_exceptions=False)
        assert done.exit_code == expect, done.output
        return done

    def json(self, *arguments: str, expect: int = 0) -> dict[str, Any]:
        answer: dict[str, Any] = json.loads(self.run(*arguments, "--json", expect=expect).stdout)
        return answer


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_ruleset_list_and_show_say_what_is_not_verified(desk: Desk) -> None:
    listed = desk.json("ruleset", "list")["rulesets"]
    assert {row["name"] for row in listed} == SHIPPED
    shown = desk.json("ruleset", "show", "pemilu-2024")
    gap = next(gap for gap in shown["gaps"] if gap["section"] == "risk")
    assert (gap["known"], gap["expected"]) == (8, 22)
    assert all(one["source"] for one in shown["statements"])
    assert all(one["doubt"] for one in shown["statements"] if not one["verified"])
    text = desk.run("ruleset", "show", "pemilu-2024").stdout
    assert "8 dari 22" in text
    assert "[belum terverifikasi]" in text


def test_ruleset_check_names_key_and_line(desk: Desk, tmp_path: Path) -> None:
    good = tmp_path / "baik.toml"
    good.write_text(by_name("pilkada-2024").text)
    assert desk.json("ruleset", "check", str(good))["ok"]
    bad = tmp_path / "rusak.toml"
    bad.write_text(by_name("pilkada-2024").text.replace("value = 600", 'value = "600"'))
    line = by_name("pilkada-2024").text.split("value = 600")[0].count("\n") + 1
    done = desk.run("ruleset", "check", str(bad), expect=1)
    assert f"rusak.toml:{line}: station.voter_limit.value:" in done.stderr


def test_an_election_on_an_unknown_region_says_the_remedy(desk: Desk) -> None:
    done = desk.run("election", "create", "x", "--ruleset", "pilkada-2024", "--region", "16.72", expect=1)
    assert "siaga import wilayah" in done.stderr


@pytest.fixture
def muara_enim(desk: Desk) -> Desk:
    desk.run("import", "wilayah", str(data_file("muara-enim/wilayah.csv")))
    desk.run("election", "create", "pemilu-2024", "--ruleset", "pemilu-2024", "--region", "16.03")
    return desk


@needs_shared_data
def test_the_stations_of_muara_enim_import_and_again_are_unchanged(muara_enim: Desk) -> None:
    file = data_file("muara-enim/tps.csv")
    result = muara_enim.json("import", "tps", str(file), "--election", "pemilu-2024")
    assert (result["rows"], result["created"], result["rejected"]) == (1786, 1786, 0)
    with file.open(encoding="utf-8-sig") as lines:
        known = [int(row["voters_total"]) for row in csv.DictReader(lines) if row["voters_total"]]
    assert (result["stations"], result["voters_known"], result["voters"]) == (1786, len(known), sum(known))
    assert len(known) == 652
    again = muara_enim.json("import", "tps", str(file), "--election", "pemilu-2024")
    assert (again["unchanged"], again["created"], again["updated"]) == (1786, 0, 0)
    (one,) = muara_enim.json("election", "list")["elections"]
    assert (one["slug"], one["region"], one["voting_day"]) == ("pemilu-2024", "16.03", "2024-02-14")


@needs_shared_data
def test_three_planted_errors_are_listed_exactly_and_nothing_is_written(muara_enim: Desk, tmp_path: Path) -> None:
    lines = data_file("muara-enim/tps.csv").read_text(encoding="utf-8-sig").splitlines()
    lines.insert(10, "1603012099001,16.03.01.2099,1,0,,,,none,")
    lines.insert(20, lines[5])
    place = ",".join(lines[30].split(",")[:4])
    lines[30] = f"{place},-5,10,5,ok,"
    bad, errors = tmp_path / "tps.csv", tmp_path / "salah.csv"
    bad.write_text("\n".join(lines) + "\n", encoding="utf-8")
    arguments = ["import", "tps", str(bad), "--election", "pemilu-2024", "--errors", str(errors)]
    result = muara_enim.json(*arguments, expect=1)
    assert [error["row"] for error in result["errors"]] == [11, 21, 31]
    assert (result["created"], result["rejected"], result["stations"]) == (0, 3, 0)
    with errors.open(encoding="utf-8-sig") as written:
        assert [row["row"] for row in csv.DictReader(written)] == ["11", "21", "31"]


@needs_shared_data
@pytest.mark.parametrize(
    ("area", "code", "stations"),
    [("mukomuko", "17.06", 585), ("bengkulu-utara", "17.03", 896), ("pagar-alam", "16.72", 494)],
)
def test_the_other_areas_import(desk: Desk, area: str, code: str, stations: int) -> None:
    desk.run("import", "wilayah", str(data_file(f"{area}/wilayah.csv")))
    desk.run("election", "create", "pemilu-2024", "--ruleset", "pemilu-2024", "--region", code)
    result = desk.json("import", "tps", str(data_file(f"{area}/tps.csv")), "--election", "pemilu-2024")
    assert (result["created"], result["stations"], result["rejected"]) == (stations, stations, 0)
