"""What is asked about TPS on the kerawanan scale in an election, and what was answered: the readings of reports.

The picture and the mappings read the same rows by the same rule: of each indicator the latest counting report that
answered it holds, by trusted observation, receipt and submission. A nil report answers nothing and so takes nothing
back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from siaga.elections.models import Election, PollingStation
from siaga.elections.rulesets import parse
from siaga.engines.risk.scheme import number_order
from siaga.instruments.models import UnitKind
from siaga.readiness.arithmetic import FULL, Scale
from siaga.readiness.folding import settle
from siaga.readiness.models import Indicator, Reading
from siaga.readiness.scoring import unpack
from siaga.wilayah.access import below
from siaga.wilayah.models import Region

Answers = dict[str, bool | None]


@dataclass(frozen=True, slots=True)
class Asked:
    """One indicator in force. number: its number, or its key where the desk gave it none (or one that is taken)."""

    number: str
    key: str
    name: str
    variable: str
    weight: int
    slot: int
    instrument: int
    pk: int
    question: str

    def as_json(self) -> dict[str, str | int]:
        return {
            "number": self.number,
            "key": self.key,
            "name": self.name,
            "variable": self.variable,
            "weight": self.weight,
        }


def asked_of(election: Election) -> tuple[Asked, ...]:
    """The kerawanan indicators of TPS in force, in the order of their numbers. Needs ``ruleset`` loaded."""
    rows = Indicator.objects.filter(
        election=election, scale=Scale.KERAWANAN, retired_at=None, instrument__unit_kind=UnitKind.TPS
    )
    variables = variables_of(election)
    taken: set[str] = set()
    found = []
    for one in rows.order_by("instrument__name", "slot"):
        number = one.number if one.number and one.number not in taken else one.key
        taken.add(number)
        variable = variables.get(one.number.partition(".")[0], "")
        found.append(
            Asked(number, one.key, one.name, variable, one.weight, one.slot, one.instrument_id, one.pk, one.question)
        )
    return tuple(sorted(found, key=lambda one: number_order(one.number)))


def variables_of(election: Election) -> dict[str, str]:
    """The names of the ruleset's variables by their number."""
    text = election.ruleset.toml
    rules = parse(text) if text else None
    if rules is None or rules.risk is None:
        return {}
    return {str(one.number): one.name for one in rules.risk.variables}


def gap_of(election: Election) -> str:
    """What the ruleset says is lacking in its list of indicators; empty where it is whole."""
    text = election.ruleset.toml
    rules = parse(text) if text else None
    if rules is None:
        return ""
    return next((gap.text for gap in rules.gaps if gap.section == "risk"), "")


def given_in(election: Election, code: str, asked: tuple[Asked, ...]) -> dict[str, Answers]:
    """What was answered in a region or about a TPS (empty: anywhere), by TPS code, where anything was. Two queries."""
    settle(election)  # readings take the codes of recoded regions at the next look, and this is one
    slots: dict[int, list[tuple[int, str]]] = {}
    for one in asked:
        slots.setdefault(one.instrument, []).append((one.slot, one.number))
    rows = Reading.objects.filter(
        election=election, unit_kind=UnitKind.TPS, instrument__in=list(slots), counting=True
    ).order_by("observed_us", "received_us", "submission_id")
    if "/" in code:
        rows = rows.filter(unit_code=code)
    elif code:
        rows = rows.filter(below(code, own="village_code"))
    unpacked: dict[bytes, list[int | None]] = {}
    found: dict[str, Answers] = {}
    for unit, instrument, packed in rows.values_list("unit_code", "instrument_id", "scores").iterator(2000):
        raw = bytes(packed)
        scores = unpacked.get(raw)
        if scores is None:
            scores = unpacked[raw] = unpack(raw)
        answers = found.setdefault(unit, {})
        for slot, number in slots[instrument]:
            score = scores[slot] if slot < len(scores) else None
            if score is not None:
                answers[number] = 2 * score >= FULL
    return found


def answers_in(election: Election, region: Region, asked: tuple[Asked, ...]) -> dict[str, Answers]:
    """Every TPS of the region with every number; None where nobody has answered."""
    blank: Answers = dict.fromkeys((one.number for one in asked), None)
    given = given_in(election, region.code, asked)
    codes = PollingStation.objects.filter(below(region.code, own="village_code"), election=election)
    return {code: blank | given.get(code, {}) for code in codes.order_by("code").values_list("code", flat=True)}


def yes_and_unknown(numbers: tuple[str, ...], answers: Mapping[str, bool | None]) -> tuple[list[str], list[str]]:
    """The numbers that were affirmed, and those that nobody answered, in order."""
    yes = [number for number in numbers if answers.get(number)]
    return yes, [number for number in numbers if answers.get(number) is None]
