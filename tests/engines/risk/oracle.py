"""The class of a TPS told slowly: every way in which the missing answers could come back is tried. No engine code."""

from fractions import Fraction
from itertools import product

RANKS = ["kurang-rawan", "rawan", "sangat-rawan", "khusus"]


def score(weights, answers):
    """Share of the weight of what was answered that was answered yes; None where nothing was."""
    base = Fraction(sum(weights[n] for n in weights if answers.get(n) is not None))
    return None if not base else sum(weights[n] for n in weights if answers.get(n) is True) / base


def by_score(share, rawan, sangat):
    if share is None:
        return "kurang-rawan"
    return "sangat-rawan" if share >= sangat else "rawan" if share >= rawan else "kurang-rawan"


def rule_holds(rule, answers, special):
    return (
        not any(answers.get(n) is not True for n in rule["all"])
        and (rule["any"] == [] or [n for n in rule["any"] if answers.get(n) is True] != [])
        and not (rule["special"] and not special)
    )


def completed(weights, answers, rawan, sangat, rules, special):
    """The class of a TPS of which nothing is missing."""
    found = [by_score(score(weights, answers), rawan, sangat)]
    found += [rule["class"] for rule in rules if rule_holds(rule, answers, special)]
    return max(found, key=RANKS.index)


def futures(weights, answers):
    """All complete answers that agree with what is known."""
    open_ones = [n for n in weights if answers.get(n) is None]
    for tried in product([True, False], repeat=len(open_ones)):
        yield {**{n: answers.get(n) for n in weights}, **dict(zip(open_ones, tried, strict=True))}


def oracle(weights, answers, rawan, sangat, coverage, rules, special):
    """(class, low, high)."""
    total = sum(weights.values())
    ends = [score(weights, one) for one in futures(weights, answers)] if total else []
    low, high = (min(ends), max(ends)) if ends else (None, None)
    answered = sum(weights[n] for n in weights if answers.get(n) is not None)
    trusted = total and answered and Fraction(answered, total) >= coverage
    candidates = [by_score(score(weights, answers) if trusted else low, rawan, sangat)]
    candidates += [rule["class"] for rule in rules if rule_holds(rule, answers, special)]
    cls = max(candidates, key=RANKS.index)
    if cls == "kurang-rawan":
        every = {completed(weights, one, rawan, sangat, rules, special) for one in futures(weights, answers)}
        if not total or every != {"kurang-rawan"}:
            cls = "belum-dinilai"
    return cls, low, high
