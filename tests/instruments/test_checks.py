"""Plausibility checks mark what a reviewer should look at."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from siaga.instruments.checks import evaluate, metres
from siaga.instruments.errors import FormRefused
from siaga.instruments.expressions import Unreadable, parse
from siaga.instruments.library import shipped_draft
from siaga.instruments.xlsform.reading import read_form
from tests.instruments.made import markdown

TPS = (-4.0205, 103.2521)
FULL = {"logistik/kotak_suara": "ya", "logistik/surat_suara": "lengkap", "logistik/jumlah_surat_suara": 420}


def codes(name: str, values: dict[str, Any], *more: Any) -> list[str]:
    return [mark["code"] for mark in evaluate(shipped_draft(name).checks, values, *more)]


def test_a_plain_report_gets_no_mark() -> None:
    assert codes("kesiapan-tps", {**FULL, "pemilih/dpt": 400}, {"pemilih/dpt": 400}, TPS, TPS) == []


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"pemilih/dpt": 0}, "dpt_wajar"),
        ({"pemilih/dpt": 601}, "dpt_wajar"),
        ({"logistik/kotak_suara": "tidak", "logistik/surat_suara": "lengkap"}, "kotak_tanpa_isi"),
        ({**FULL, "pemilih/dpt": 421}, "surat_suara_kurang"),
    ],
)
def test_the_station_form_sees_what_does_not_fit(values: dict[str, Any], code: str) -> None:
    assert codes("kesiapan-tps", values) == [code]


@pytest.mark.parametrize(("before", "marked"), [(10, True), (70, False), (40, False), (39, True), (None, False)])
def test_a_jump_is_told_against_the_report_before(before: int | None, marked: bool) -> None:
    path = "pemilih/pemberitahuan_persen"
    previous = {path: before} if before is not None else None
    assert codes("kesiapan-tps", {path: 70}, previous) == (["pemberitahuan_melonjak"] if marked else [])


@pytest.mark.parametrize(("lat", "marked"), [(-4.0205, False), (-4.0290, False), (-4.0300, True)])
def test_distance_is_told_from_the_point_in_the_report(lat: float, marked: bool) -> None:
    values = {"bukti/titik": f"{lat} 103.2521 700 5"}
    assert codes("kesiapan-tps", values, None, TPS) == (["titik_jauh"] if marked else [])
    assert codes("kesiapan-tps", {}, None, TPS, (lat, 103.2521)) == (["titik_jauh"] if marked else [])
    assert codes("kesiapan-tps", values) == []


def test_a_degree_of_latitude_is_111_kilometres() -> None:
    assert metres((0, 100), (1, 100)) == pytest.approx(111_195, abs=1)


def test_each_row_of_a_repeat_is_asked() -> None:
    values = {"rincian": [{"rincian/persen": 90}, {"rincian/persen": 120}]}
    assert codes("kesiapan-instansi", values) == ["rincian_wajar"]
    assert codes("kesiapan-instansi", {"rincian": [{"rincian/persen": 90}]}) == []


@pytest.mark.parametrize(
    ("text", "answers", "holds"),
    [
        ("${a} = 'ya'", {"a": "ya"}, True),
        ("${a} != 'ya'", {"a": "ya"}, False),
        ("${a} != 'ya'", {}, False),
        ("not ${a} = 'ya'", {}, True),
        ("${a} = 1 or ${b} = 2 and ${c} = 3", {"a": 1}, True),
        ("(${a} = 1 or ${b} = 2) and ${c} = 3", {"a": 1}, False),
        ("${a} + ${b} > ${c} - 1", {"a": 1, "b": 2, "c": Decimal("3.5")}, True),
        ("(${a} + 1) * 2 > 1", {}, None),
        ("(${a} + 1) > 1", {"a": 1}, True),
        ("((${a} > 1))", {"a": 2}, True),
        ("-${a} < 0", {"a": 2}, True),
        ("selected(${a}, 'x')", {"a": ["x", "y"]}, True),
        ("selected(${a}, 'z')", {"a": ["x", "y"]}, False),
        ("answered(${a})", {"a": 0}, True),
        ("answered(${a})", {"a": ""}, False),
        ("${a} = 10", {"a": "10"}, True),
        ("${a} < 'b'", {"a": "a"}, False),
        ("__import__('os')", {}, None),
        ("${a}", {}, None),
        ("${a} = ", {}, None),
        ("${a} = 'ya' 'tidak'", {}, None),
        ("(" * 60 + "${a} = 1" + ")" * 60, {"a": 1}, None),
    ],
)
def test_conditions(text: str, answers: dict[str, Any], holds: bool | None) -> None:
    if holds is None:
        with pytest.raises(Unreadable):
            parse(text)
    else:
        assert parse(text).holds(answers) is holds


@pytest.mark.parametrize(
    ("check", "column"),
    [
        ("| | X y | range | n | 1 | | | |", "code"),
        ("| | a | aneh | n | 1 | | | |", "kind"),
        ("| | a | range | tidak_ada | 1 | | | |", "question"),
        ("| | a | range | | 1 | | | |", "question"),
        ("| | a | range | t | 1 | | | |", "question"),
        ("| | a | range | n | | | | |", "max"),
        ("| | a | range | n | satu | | | |", "min"),
        ("| | a | contradiction | n | | | | |", "when"),
        ("| | a | contradiction | n | | | ${n} = | |", "when"),
        ("| | a | contradiction | n | | | ${lain} = 1 | |", "when"),
        ("| | a | distance | n | | 100 | | |", "question"),
    ],
)
def test_a_wrong_check_refuses_the_form_with_its_place(check: str, column: str) -> None:
    form = markdown("| | integer | n | Jumlah | | | |\n| | text | t | Teks | | | |", checks=check)
    with pytest.raises(FormRefused) as refused:
        read_form(form, "contoh.md")
    (finding,) = refused.value.findings
    assert (finding.sheet, finding.column) == ("siaga_checks", column)


def test_bounds_may_be_other_answers() -> None:
    form = markdown(
        "| | integer | n | Jumlah | | | |\n| | integer | m | Semua | | | |", checks="| | a | range | n | 0 | ${m} | | |"
    )
    checks = read_form(form, "contoh.md").checks
    assert [mark["code"] for mark in evaluate(checks, {"n": 5, "m": 4})] == ["a"]
    assert evaluate(checks, {"n": 4, "m": 4}) == []
    assert evaluate(checks, {"n": 4}) == []
