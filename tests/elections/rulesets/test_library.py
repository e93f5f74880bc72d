"""The rulesets that ship, and the desk's own beside them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from pytest_django import Settings

from siaga.elections.errors import UnknownRuleset
from siaga.elections.rulesets import RulesetFaults, available, by_name
from siaga.elections.rulesets.schema import Ruleset

SHIPPED = ["pemilu-2024", "pilkada-2024", "psu-pemilu", "psu-pilkada"]


def _ruleset(name: str) -> Ruleset:
    ruleset = by_name(name).ruleset
    assert ruleset is not None
    return ruleset


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_ruleset_is_sound(name: str) -> None:
    file = by_name(name)
    assert file.shipped
    assert file.faults == ()
    ruleset = _ruleset(name)
    assert ruleset.name == name
    assert all(ruleset.cite(statement) for _section, _label, statement in ruleset.statements())


def test_the_figures_of_pilkada_2024() -> None:
    ruleset = _ruleset("pilkada-2024")
    assert ruleset.voting_day is not None
    assert ruleset.voting_day.value == date(2024, 11, 27)
    assert ruleset.voter_limit == 600
    assert (ruleset.reserve.percent.value, ruleset.reserve.psu_stock.value) == (Decimal("2.5"), 2000)
    assert {crew.key: crew.per_station for crew in ruleset.crew} == {"kpps": 7, "linmas": 2, "ptps": 1}
    assert (len(ruleset.risk.variables), len(ruleset.risk.indicators)) == (8, 26)


def test_the_figures_of_pemilu_2024_and_its_incomplete_list() -> None:
    ruleset = _ruleset("pemilu-2024")
    assert ruleset.voter_limit == 300
    assert ruleset.reserve.percent.value == 2
    assert len(ruleset.ballots) == 5
    assert len(ruleset.risk.variables) == 7
    gap = next(gap for gap in ruleset.gaps if gap.section == "risk")
    assert (gap.known, gap.expected) == (len(ruleset.risk.indicators), 22)


@pytest.mark.parametrize("name", ["psu-pemilu", "psu-pilkada"])
def test_a_repeat_round_claims_no_limit_as_verified(name: str) -> None:
    ruleset = _ruleset(name)
    assert ruleset.kind == "repeat"
    assert ruleset.voting_day is None
    assert not ruleset.station.voter_limit.verified
    assert not any(stage.verified for stage in ruleset.stages)


def test_an_unknown_name_is_answered_with_the_known_ones() -> None:
    with pytest.raises(UnknownRuleset) as raised:
        by_name("pilkades-2030")
    assert "pilkada-2024" in raised.value.remedy


@pytest.fixture
def own(settings: Settings, tmp_path: Path) -> Path:
    settings.HOME = tmp_path
    folder = tmp_path / "rulesets"
    folder.mkdir()
    return folder


def test_the_desks_own_ruleset_is_found(own: Path) -> None:
    text = by_name("pilkada-2024").text.replace('name = "pilkada-2024"', 'name = "pilkada-contoh"')
    (own / "contoh.toml").write_text(text)
    file = by_name("pilkada-contoh")
    assert not file.shipped
    assert file.digest != by_name("pilkada-2024").digest


def test_a_name_that_ships_cannot_be_taken(own: Path) -> None:
    (own / "contoh.toml").write_text(by_name("pilkada-2024").text.replace("value = 600", "value = 500"))
    assert _ruleset("pilkada-2024").voter_limit == 600
    clash = next(file for file in available() if not file.shipped)
    assert clash.ruleset is None
    assert "sudah dipakai" in clash.faults[0].message


def test_a_faulty_file_of_the_desk_shows_its_faults(own: Path) -> None:
    (own / "rusak.toml").write_text("format = 1\nname = ")
    file = next(file for file in available() if file.name == "rusak")
    assert file.faults[0].line == 2
    with pytest.raises(RulesetFaults):
        by_name("rusak")
