"""One TPS gets its class from exact sums, always with reasons, and nothing missing makes it less risky."""

import json
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siaga.engines.risk.judging import ReasonKind, classify, reason_from
from siaga.engines.risk.scheme import (
    FULL,
    RANK,
    HardRule,
    RiskClass,
    Scheme,
    Thresholds,
    UnknownForm,
    number_order,
    scheme_from,
    scheme_json,
)
from tests.engines.risk.oracle import oracle
from tests.engines.risk.schemes import ANSWERS, NUMBERS, plain, schemes

TEN = Scheme({f"1.{n}": 1 for n in range(1, 11)}, Thresholds(200_000, 500_000))


def answered(yes, no):
    return {f"1.{n}": n <= yes for n in range(1, yes + no + 1)}


@given(schemes(), ANSWERS, st.booleans())
@settings(max_examples=120, deadline=None)
def test_it_agrees_with_trying_every_answer_that_is_missing(scheme, answers, special):
    weights, rawan, sangat, coverage, rules = plain(scheme)
    judged = classify(scheme, answers, special)
    cls, low, high = oracle(weights, answers, rawan, sangat, coverage, rules, special)
    assert (judged.cls.value, judged.low, judged.high) == (cls, low, high)
    assert judged.reasons
    assert set(judged.unknown) == {number for number in NUMBERS if answers.get(number) is None}


@given(schemes(), ANSWERS, st.booleans())
@settings(max_examples=60, deadline=None)
def test_forgetting_an_answer_never_makes_a_tps_kurang_rawan(scheme, answers, special):
    before = classify(scheme, answers, special).cls
    for number in list(answers):
        without = {key: value for key, value in answers.items() if key != number}
        after = classify(scheme, without, special).cls
        assert after is not RiskClass.KURANG_RAWAN or before is RiskClass.KURANG_RAWAN


def test_a_threshold_belongs_to_the_heavier_class():
    assert classify(TEN, answered(2, 8)).cls is RiskClass.RAWAN
    assert classify(TEN, answered(1, 9)).cls is RiskClass.KURANG_RAWAN
    assert classify(TEN, answered(5, 5)).cls is RiskClass.SANGAT_RAWAN


def test_thirds_meet_their_threshold_exactly():
    scheme = Scheme({"1.1": 1, "1.2": 1, "1.3": 1}, Thresholds(333_333, 666_667))
    assert classify(scheme, {"1.1": True, "1.2": False, "1.3": False}).cls is RiskClass.RAWAN
    assert classify(scheme, {"1.1": True, "1.2": True, "1.3": False}).cls is RiskClass.RAWAN


def test_what_is_missing_is_named_and_keeps_the_tps_from_kurang_rawan():
    judged = classify(TEN, answered(0, 8))
    assert judged.cls is RiskClass.BELUM_DINILAI
    assert [reason.kind for reason in judged.reasons] == [ReasonKind.KURANG_LAPORAN]
    assert judged.unknown == ("1.9", "1.10")
    assert (judged.score, judged.low, judged.high) == (0, 0, Fraction(1, 5))
    assert classify(TEN, answered(0, 9)).cls is RiskClass.KURANG_RAWAN


def test_one_yes_alone_does_not_make_a_tps_sangat_rawan():
    judged = classify(TEN, {"1.1": True})
    assert judged.score == 1
    assert judged.cls is RiskClass.BELUM_DINILAI
    assert (judged.least, judged.most) == (RiskClass.KURANG_RAWAN, RiskClass.SANGAT_RAWAN)


def test_what_little_is_reported_may_already_be_enough():
    judged = classify(TEN, {"1.1": True, "1.2": True})
    assert judged.cls is RiskClass.RAWAN
    assert judged.reasons[0].kind is ReasonKind.BATAS_BAWAH
    assert judged.least is RiskClass.RAWAN


def test_a_hard_rule_is_told_in_its_own_words_before_the_score():
    rule = HardRule("konflik", RiskClass.SANGAT_RAWAN, "Riwayat kekerasan di TPS", any_of=("1.4",))
    scheme = Scheme(TEN.weights, TEN.thresholds, (rule,))
    judged = classify(scheme, {**answered(0, 10), "1.4": True})
    assert judged.cls is RiskClass.SANGAT_RAWAN
    assert (judged.reasons[0].kind, judged.reasons[0].words) == (ReasonKind.ATURAN, "Riwayat kekerasan di TPS")
    assert judged.reasons[-1].number == "1.4"


def test_a_rule_that_could_still_hold_keeps_the_tps_from_kurang_rawan():
    rule = HardRule("konflik", RiskClass.SANGAT_RAWAN, "Riwayat kekerasan di TPS", any_of=("1.10",))
    scheme = Scheme({**TEN.weights, "1.10": 0}, TEN.thresholds, (rule,))
    judged = classify(scheme, answered(0, 9))
    assert judged.cls is RiskClass.BELUM_DINILAI
    assert [reason.kind for reason in judged.reasons] == [ReasonKind.ATURAN_MUNGKIN]


def test_a_special_tps_is_khusus_even_where_nothing_is_reported():
    rule = HardRule("lokasi-khusus", RiskClass.KHUSUS, "TPS lokasi khusus", special=True)
    scheme = Scheme(TEN.weights, TEN.thresholds, (rule,))
    assert classify(scheme, {}, special=True).cls is RiskClass.KHUSUS
    assert classify(scheme, {}, special=False).cls is RiskClass.BELUM_DINILAI


def test_reasons_name_the_heaviest_indicator_first_and_survive_a_file():
    scheme = Scheme({"1.1": 1, "1.2": 7}, Thresholds(200_000, 500_000))
    reasons = classify(scheme, {"1.1": True, "1.2": True}).reasons
    assert [(one.number, one.weight) for one in reasons if one.number] == [("1.2", 7), ("1.1", 1)]
    assert tuple(reason_from(json.loads(json.dumps(one.as_json()))) for one in reasons) == reasons


@given(schemes())
@settings(max_examples=50, deadline=None)
def test_a_scheme_survives_a_file(scheme):
    assert scheme_from(json.loads(json.dumps(scheme_json(scheme)))) == scheme


def test_another_form_is_refused():
    with pytest.raises(UnknownForm):
        scheme_from({"form": "siaga.risk.scheme/2"})


@pytest.mark.parametrize(("rawan", "sangat"), [(0, 5), (5, 5), (6, 5), (5, FULL + 1)])
def test_thresholds_stand_in_their_order(rawan, sangat):
    with pytest.raises(ValueError, match="rawan"):
        Thresholds(rawan, sangat)


def test_a_rule_needs_a_condition_a_heavier_class_and_known_indicators():
    with pytest.raises(ValueError, match="no condition"):
        HardRule("kosong", RiskClass.RAWAN, "…")
    with pytest.raises(ValueError, match="only raise"):
        HardRule("turun", RiskClass.KURANG_RAWAN, "…", special=True)
    with pytest.raises(ValueError, match=r"9\.9"):
        Scheme({"1.1": 1}, Thresholds(1, 2), (HardRule("x", RiskClass.RAWAN, "…", all_of=("9.9",)),))


def test_numbers_stand_in_their_order():
    assert sorted(["7.10", "7.2", "1.1"], key=number_order) == ["1.1", "7.2", "7.10"]
    assert RANK[RiskClass.KHUSUS] > RANK[RiskClass.SANGAT_RAWAN] > RANK[RiskClass.BELUM_DINILAI]
