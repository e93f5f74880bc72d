"""What has changed since a mapping was computed, so that nobody plans on an old one without knowing."""

from __future__ import annotations

from dataclasses import dataclass

from siaga.elections.models import SPECIAL_FROM
from siaga.engines.risk.judging import classify
from siaga.kerawanan.asked import answers_in, asked_of
from siaga.kerawanan.models import MappedStation, Mapping
from siaga.kerawanan.reading.lines import answers_of_row
from siaga.kerawanan.schemes import criteria_of, scheme_in_force, values_of


@dataclass(frozen=True, slots=True)
class Drift:
    """answers: TPS of which an answer changed. weights: numbers whose weight changed, or that came or went.
    scheme: another version of thresholds and rules is in force. classes: TPS whose computed class would be another.
    new, gone: TPS."""

    answers: int
    weights: tuple[str, ...]
    scheme: bool
    classes: int
    new: int
    gone: int

    def __bool__(self) -> bool:
        return bool(self.answers or self.weights or self.scheme or self.new or self.gone)


def drift_of(mapping: Mapping) -> Drift:
    """A handful of queries. The mapping needs ``region`` and ``election__region`` loaded."""
    election, region = mapping.election, mapping.region
    asked = asked_of(election)
    weights = {one.number: one.weight for one in asked}
    then = dict(mapping.criteria["weights"])
    scheme = scheme_in_force(election, region)
    criteria = criteria_of(values_of(scheme or mapping.scheme), weights)
    now = answers_in(election, region, asked)
    rows = MappedStation.objects.filter(mapping=mapping).order_by().only("code", "cls", "yes", "unknown")
    numbers = tuple(weights)
    known: dict[tuple[object, ...], str] = {}
    changed = moved = 0
    seen = set()
    for row in rows:
        answers = now.get(row.code)
        if answers is None:
            continue
        seen.add(row.code)
        before = answers_of_row(row, tuple(then))
        changed += any(answers.get(number) != before.get(number) for number in numbers if number in then)
        special = int(row.code.rpartition("/")[2]) >= SPECIAL_FROM
        key = (special, *(answers[number] for number in numbers))
        if key not in known:
            known[key] = classify(criteria, answers, special).cls.value
        moved += known[key] != row.cls
    return Drift(
        changed,
        tuple(sorted(number for number in {*weights, *then} if weights.get(number) != then.get(number))),
        scheme is not None and scheme.pk != mapping.scheme_id,
        moved,
        len(set(now) - seen),
        mapping.stations - len(seen),
    )
