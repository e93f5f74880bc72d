"""Two mappings beside each other: who moved, and what moved them."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from siaga.engines.risk.comparing import Cause, Side, compare
from siaga.engines.risk.judging import classify
from siaga.engines.risk.scheme import HardRule, RiskClass, Scheme, Thresholds
from tests.engines.risk.schemes import ANSWERS, schemes

FOUR = Scheme({"1.1": 1, "1.2": 1, "2.1": 1, "2.2": 1}, Thresholds(250_000, 750_000))
NONE = {"1.1": False, "1.2": False, "2.1": False, "2.2": False}
ONE = {**NONE, "1.1": True}


def only(before, after, old=FOUR, new=FOUR):
    (move,) = compare({"t": before}, {"t": after}, old, new).moves
    return move


def test_a_changed_answer_is_named():
    move = only(Side(NONE), Side(ONE))
    assert (move.before, move.after, move.causes) == (RiskClass.KURANG_RAWAN, RiskClass.RAWAN, (Cause.JAWABAN,))
    assert [(change.number, change.before, change.after) for change in move.changes] == [("1.1", False, True)]
    assert move.heavier


def test_weights_thresholds_rules_and_people_are_told_apart():
    heavier = replace(FOUR, weights={**FOUR.weights, "1.1": 9})
    assert only(Side(ONE), Side(ONE), new=heavier).causes == (Cause.BOBOT,)
    stricter = replace(FOUR, thresholds=Thresholds(100_000, 200_000))
    assert only(Side(ONE), Side(ONE), new=stricter).causes == (Cause.AMBANG,)
    ruled = replace(FOUR, rules=(HardRule("x", RiskClass.SANGAT_RAWAN, "…", any_of=("1.1",)),))
    assert only(Side(ONE), Side(ONE), new=ruled).causes == (Cause.ATURAN,)
    assert only(Side(ONE), Side(ONE, override=RiskClass.KHUSUS)).causes == (Cause.MANUSIA,)


def test_what_only_moved_together_says_so():
    lenient = replace(FOUR, thresholds=Thresholds(300_000, 800_000))
    assert only(Side(NONE), Side(ONE), old=lenient).causes == (Cause.BERSAMA,)


def test_a_new_indicator_does_not_stop_the_comparison():
    new = replace(
        FOUR, weights={**FOUR.weights, "3.1": 9}, rules=(HardRule("x", RiskClass.KHUSUS, "…", any_of=("3.1",)),)
    )
    move = only(Side(NONE), Side({**NONE, "3.1": True}), new=new)
    assert (move.after, move.causes) == (RiskClass.KHUSUS, (Cause.BOBOT, Cause.ATURAN))


@given(schemes(), schemes(), st.lists(st.tuples(ANSWERS, ANSWERS), max_size=8))
@settings(max_examples=40, deadline=None)
def test_the_matrix_holds_every_tps_once_and_moves_are_what_is_off_its_diagonal(old, new, stations):
    before = {str(n): Side(first) for n, (first, _second) in enumerate(stations)}
    after = {str(n): Side(second) for n, (_first, second) in enumerate(stations)}
    found = compare({**before, "lama": Side({})}, {**after, "baru": Side({})}, old, new)
    assert sum(found.matrix.values()) == len(stations)
    assert found.stayed + len(found.moves) == len(stations)
    assert (found.appeared, found.gone) == (("baru",), ("lama",))
    for move in found.moves:
        assert move.before is classify(old, before[move.code].answers).cls
        assert move.after is classify(new, after[move.code].answers).cls
        assert move.causes
