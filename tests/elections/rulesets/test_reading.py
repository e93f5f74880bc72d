"""A ruleset text becomes values, or every fault with its key and line."""

from __future__ import annotations

import pytest

from siaga.elections.rulesets import RulesetFaults, by_name, parse, read


@pytest.fixture
def text() -> str:
    return by_name("pilkada-2024").text


def _line(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def _broken(text: str, old: str, new: str) -> tuple[int, str, str]:
    """The only fault after one replacement, as (line, key, message)."""
    assert old in text
    ruleset, faults = read(text.replace(old, new, 1))
    assert ruleset is None or faults
    assert len(faults) == 1, faults
    return faults[0].line, faults[0].key, faults[0].message


def test_a_misspelt_key_is_named_with_its_line(text: str) -> None:
    line, key, message = _broken(text, 'phase = "kampanye"', 'phase = "kampanye"\nfase = "x"')
    assert line == _line(text, 'phase = "kampanye"') + 1
    assert key == "stages[15].fase"
    assert "tidak dikenal" in message


def test_a_missing_key_is_named_at_its_table(text: str) -> None:
    line, key, message = _broken(text, 'name = "Masa tenang"\n', "")
    assert key == "stages[17].name"
    assert line == _line(text, 'key = "masa-tenang"') - 1
    assert "wajib" in message


def test_a_number_in_quotes_is_refused(text: str) -> None:
    line, key, message = _broken(text, "value = 600", 'value = "600"')
    assert (line, key) == (_line(text, "value = 600"), "station.voter_limit.value")
    assert "bilangan bulat" in message


def test_a_syntax_error_says_line_and_column(text: str) -> None:
    line, key, message = _broken(text, 'name = "Masa tenang"', 'name = "Masa tenang')
    assert line == _line(text, 'name = "Masa tenang"')
    assert key.startswith("kolom")
    assert "tanda kutip" in message


def test_an_unclosed_text_at_the_end_says_so(text: str) -> None:
    _ruleset, faults = read(text + 'x = """abc')
    assert len(faults) == 1
    assert faults[0].key == "akhir berkas"


def test_an_unknown_source_is_refused(text: str) -> None:
    line, key, message = _broken(text, 'source = "S29"', 'source = "S999"')
    assert (line, key) == (_line(text, 'source = "S29"'), "stages[16].source")
    assert "S999" in message


def test_a_stage_that_ends_before_it_starts_is_refused(text: str) -> None:
    line, key, _message = _broken(text, "ends = 2024-11-23", "ends = 2024-09-23")
    assert (line, key) == (_line(text, "ends = 2024-11-23"), "stages[15].ends")


def test_what_is_not_verified_must_say_its_doubt(text: str) -> None:
    doubt = 'doubt = "Aturan 2019; cocok dengan 3.816 bilik untuk sekitar 954 TPS di Muara Enim (2024)."\n'
    _line_number, key, message = _broken(text, doubt, "")
    assert key == "logistics[2].verified"
    assert "doubt" in message


def test_an_indicator_needs_its_variable(text: str) -> None:
    _line_number, key, message = _broken(text, 'number = "8.2"', 'number = "9.2"')
    assert key == "risk.indicators[26].number"
    assert "variabel" in message


def test_two_stages_with_one_key_are_refused(text: str) -> None:
    _line_number, key, message = _broken(text, 'key = "coklit"', 'key = "dp4"')
    assert key == "stages[9].key"
    assert "sudah dipakai" in message


def test_all_faults_are_listed_together_in_the_order_of_lines(text: str) -> None:
    broken = (
        text.replace("value = 600", 'value = "x"').replace("ends = 2024-11-23", "ends = 3").replace("format = 1", "")
    )
    _ruleset, faults = read(broken)
    assert [fault.key for fault in faults] == ["format", "stages[15].ends", "station.voter_limit.value"]
    assert [fault.line for fault in faults] == sorted(fault.line for fault in faults)
    with pytest.raises(RulesetFaults) as raised:
        parse(broken)
    assert raised.value.faults == faults
