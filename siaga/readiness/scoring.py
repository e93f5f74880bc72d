"""How an answer becomes a score: rules as data, evaluated without running anything of theirs. Pure.

A rule is a small mapping with a ``kind``:

``{"kind": "choice", "scores": {"ya": 1, "sebagian": 0.5, "tidak": 0}}``  a choice that is not listed says nothing
``{"kind": "risk", "yes": ["ya"], "no": ["tidak"]}``                      yes is at risk (1), no is not (0)
``{"kind": "percent"}``                                                   0 … 100, clipped
``{"kind": "ratio", "needed": 7}``                                        count ÷ needed, clipped to 0 … 1
``{"kind": "ratio", "needed_question": "linmas/kebutuhan"}``              the same, against another answer
``{"kind": "threshold", "at_least": 100}`` or ``"at_most"``               reached (1) or not (0)

Whatever was not answered, or cannot be read, is None: not reported. It is never a zero.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from sys import byteorder
from typing import Any

from siaga.readiness.arithmetic import FULL

NONE = 0xFFFFFFFF
"""Stands for "not answered" in packed scores."""

LONGEST = 40
"""Digits of a number that is read, before and after the point."""

SUITS: dict[str, frozenset[str]] = {
    "choice": frozenset({"select_one", "text", "calculate", "acknowledge"}),
    "risk": frozenset({"select_one", "text", "calculate", "acknowledge"}),
    "percent": frozenset({"integer", "decimal", "range", "calculate"}),
    "ratio": frozenset({"integer", "decimal", "range", "calculate", "select_multiple"}),
    "threshold": frozenset({"integer", "decimal", "range", "calculate"}),
}
"""Which question types each kind of rule can read."""


def score(rule: Mapping[str, Any], question: str, values: Mapping[str, Any]) -> int | None:
    """The score of the answer to ``question`` in millionths, or None where it says nothing."""
    answer = values.get(question)
    if answer is None or answer == "":
        return None
    match rule.get("kind"):
        case "choice":
            given = rule.get("scores", {}).get(str(answer))
            share = _number(given)
        case "risk":
            word = str(answer)
            share = Fraction(1) if word in rule.get("yes", ["ya"]) else None
            if word in rule.get("no", ["tidak"]):
                share = Fraction(0)
        case "percent":
            amount = _number(answer)
            share = None if amount is None else amount / 100
        case "ratio":
            amount = Fraction(len(answer)) if isinstance(answer, list) else _number(answer)
            other = rule.get("needed_question")
            needed = _number(values.get(other) if other else rule.get("needed"))
            share = None if amount is None or needed is None or needed <= 0 else amount / needed
        case "threshold":
            share = _threshold(rule, _number(answer))
        case _:
            share = None
    return None if share is None else round(min(max(share, Fraction(0)), Fraction(1)) * FULL)


def _threshold(rule: Mapping[str, Any], amount: Fraction | None) -> Fraction | None:
    if amount is None:
        return None
    least, most = _number(rule.get("at_least")), _number(rule.get("at_most"))
    reached = (least is None or amount >= least) and (most is None or amount <= most)
    return Fraction(int(reached))


def _number(value: object) -> Fraction | None:
    """Exactly the number that was written; None for what is none."""
    if value is None or isinstance(value, (list, dict)):
        return None
    if isinstance(value, bool):
        return Fraction(int(value))
    text = str(value).strip().replace(",", ".")
    try:
        number = Decimal(text) if len(text) <= LONGEST else Decimal("nan")
    except InvalidOperation:
        return None
    # "1e999999999" is short to write; as a fraction it would fill the memory of the server.
    return Fraction(number) if number.is_finite() and abs(number.adjusted()) <= LONGEST else None


def fault(rule: Mapping[str, Any]) -> str:
    """What is wrong with a rule as such, as a machine's word; empty if nothing is."""
    kind = rule.get("kind")
    if kind not in SUITS:
        return "kind"
    if kind == "choice":
        scores = rule.get("scores")
        if not isinstance(scores, Mapping) or not scores:
            return "scores"
        shares = [_number(value) for value in scores.values()]
        return "" if all(share is not None and 0 <= share <= 1 for share in shares) else "scores"
    if kind == "ratio":
        needed = _number(rule.get("needed"))
        return "" if rule.get("needed_question") or (needed is not None and needed > 0) else "needed"
    if kind == "threshold":
        bounds = [_number(rule.get("at_least")), _number(rule.get("at_most"))]
        return "" if any(bound is not None for bound in bounds) else "bound"
    return ""


def pack(scores: Sequence[int | None]) -> bytes:
    """Scores by slot as little-endian uint32."""
    packed = array("I", [NONE if one is None else one for one in scores])
    if byteorder == "big":
        packed.byteswap()
    return packed.tobytes()


def unpack(packed: bytes) -> list[int | None]:
    """The scores by slot; the inverse of ``pack``."""
    found = array("I")
    found.frombytes(bytes(packed))
    if byteorder == "big":
        found.byteswap()
    return [None if one == NONE else one for one in found]
