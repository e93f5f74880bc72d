"""Schemes and answers for Hypothesis, and as the oracle reads them."""

from fractions import Fraction

from hypothesis import strategies as st

from siaga.engines.risk.scheme import FULL, HardRule, RiskClass, Scheme, Thresholds

NUMBERS = ("1.1", "1.2", "2.1", "7.1", "7.3", "7.10")
ANSWER = st.sampled_from([True, False, None])
ANSWERS = st.dictionaries(st.sampled_from(NUMBERS), ANSWER)


@st.composite
def rules(draw, key):
    all_of = draw(st.lists(st.sampled_from(NUMBERS), unique=True, max_size=2))
    any_of = draw(st.lists(st.sampled_from(NUMBERS), unique=True, max_size=3))
    special = draw(st.booleans()) or not (all_of or any_of)
    cls = draw(st.sampled_from([RiskClass.RAWAN, RiskClass.SANGAT_RAWAN, RiskClass.KHUSUS]))
    return HardRule(key, cls, f"aturan {key}", tuple(all_of), tuple(any_of), special)


@st.composite
def schemes(draw):
    rawan = draw(st.integers(1, FULL - 1))
    sangat = draw(st.integers(rawan + 1, FULL))
    if draw(st.booleans()):
        rawan, sangat = 250_000, 500_000
    coverage = draw(st.sampled_from([0, 250_000, 500_000, 800_000, FULL]))
    weights = {number: draw(st.integers(0, 4)) for number in NUMBERS}
    made = tuple(draw(rules(str(n))) for n in range(draw(st.integers(0, 3))))
    return Scheme(weights, Thresholds(rawan, sangat, coverage), made)


def plain(scheme):
    """(weights, rawan, sangat, coverage, rules) for the oracle."""
    thresholds = scheme.thresholds
    return (
        dict(scheme.weights),
        Fraction(thresholds.rawan, FULL),
        Fraction(thresholds.sangat_rawan, FULL),
        Fraction(thresholds.coverage, FULL),
        [
            {"class": rule.cls.value, "all": list(rule.all_of), "any": list(rule.any_of), "special": rule.special}
            for rule in scheme.rules
        ],
    )
