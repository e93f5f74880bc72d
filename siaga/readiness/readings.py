"""A submission in scores: made when it comes, made again when indicators change or somebody doubts the tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from siaga.elections.models import Election
from siaga.lean import Lean
from siaga.prepared import Prepared
from siaga.readiness.models import Indicator, PictureState, Reading
from siaga.readiness.scoring import NONE, pack, score, unpack
from siaga.readiness.sheets import microseconds
from siaga.reporting.models import COUNTING, ReviewAct, State, Submission
from siaga.wilayah.zones import zone_of

READINGS = Lean(Reading)
_BATCH = 500

Scored = tuple[tuple[int, str, dict[str, Any]], ...]
"""Slot, question and rule of each indicator of an instrument, by slot."""

_MOST_SCORES = 50_000
_scores: dict[tuple[int, Any, Any], tuple[dict[str, Any], int | None]] = {}
"""What an answer (or two) scores by a rule, as it was computed before; with the rule, so that its id is not reused."""

_kept: dict[tuple[int, int], tuple[int, Scored]] = {}
"""By election and instrument: the state of the indicators (``PictureState.terms``) as it was read, and they."""


_TERMS: Prepared[Any] = Prepared(
    lambda election: PictureState.objects.filter(election=election).order_by("pk").values_list("terms", flat=True)[:1],
    election=int,
)


def indicators_of(election: int, instrument: int) -> Scored:
    """The indicators of an instrument, retired ones too; one statement while they do not change."""
    version = _TERMS.first(election=election)
    kept = _kept.get((election, instrument))
    if version is not None and kept is not None and kept[0] == version:
        return kept[1]
    found = tuple(
        Indicator.objects.filter(election=election, instrument=instrument)
        .order_by("slot")
        .values_list("slot", "question", "rule")
    )
    if version is not None:
        _kept[election, instrument] = (version, found)
    return found


def scores_of(scored: Scored, values: dict[str, Any]) -> bytes:
    """The packed scores of answers."""
    scores: list[int | None] = [None] * (scored[-1][0] + 1 if scored else 0)
    for slot, question, rule in scored:
        scores[slot] = _score(rule, question, values)
    return pack(scores)


def _score(rule: dict[str, Any], question: str, values: dict[str, Any]) -> int | None:
    """``score``, remembered: reports say the same few things, and fractions are slow."""
    answer = values.get(question)
    if answer is None:
        return None
    other = rule.get("needed_question")
    needed = values.get(other) if other else None
    if not isinstance(answer, (str, int)) or not (needed is None or isinstance(needed, (str, int))):
        return score(rule, question, values)
    # "1", 1 and True are other answers.
    key = (id(rule), (type(answer), answer), (type(needed), needed))
    kept = _scores.get(key)
    if kept is None or kept[0] is not rule:
        if len(_scores) >= _MOST_SCORES:
            _scores.clear()
        kept = _scores[key] = (rule, score(rule, question, values))
    return kept[1]


def confirmed_after(act: ReviewAct, sender_role: str, before: bool) -> bool:
    """Whether a role other than the sender's stands behind a submission after an act, if it did (``before``) or not."""
    if act.after not in (State.CHECKED, State.ACCEPTED):
        return False
    return (before and act.before == State.CHECKED) or bool(act.actor_role and act.actor_role != sender_role)


def history_of(submission: Submission, acts: Iterable[ReviewAct]) -> list[list[Any]]:
    """The steps of a submission from its receipt on, as a reading keeps them."""
    history: list[list[Any]] = [[microseconds(submission.received_at), str(State.SENT), False]]
    for act in acts:
        history.append(step_of(act, submission.sender_role, bool(history[-1][2])))
    return history


def step_of(act: ReviewAct, sender_role: str, before: bool) -> list[Any]:
    return [microseconds(act.at), str(act.after), confirmed_after(act, sender_role, before)]


def make_reading(submission: Submission, scored: Scored, history: list[list[Any]]) -> Reading:
    """The reading of a submission, not yet saved."""
    _us, state, sure = history[-1]
    observed: datetime = submission.observed_trusted
    return READINGS.make(
        submission_id=submission.pk,
        election_id=submission.election_id,
        instrument_id=submission.instrument_id,
        unit_kind=submission.unit_kind,
        unit_code=submission.unit_code,
        province_code=submission.province_code,
        regency_code=submission.regency_code,
        district_code=submission.district_code,
        village_code=submission.village_code,
        observed_us=microseconds(observed),
        observed_day=observed.astimezone(zone_of(submission.unit_region_code)).toordinal(),
        received_us=microseconds(submission.received_at),
        moved_us=max(step[0] for step in history),
        counting=state in COUNTING,
        sure=bool(sure),
        scores=scores_of(scored, submission.values),
        history=history,
    )


_COMPARED = [field.attname for field in Reading._meta.concrete_fields if not field.primary_key]


def derive_readings(election: Election, instruments: Sequence[int] | None = None) -> int:
    """Make every reading of an election again from submissions and reviews; write those that differ, return how many.

    instruments: only of these. Runs in the caller's transaction; ask for a rebuild of the tallies afterwards.
    """
    owners = Indicator.objects.filter(election=election).values_list("instrument", flat=True).distinct()
    wanted = [one for one in owners.order_by("instrument") if instruments is None or one in instruments]
    changed = 0
    for instrument in wanted:
        scored = tuple(
            Indicator.objects.filter(election=election, instrument=instrument)
            .order_by("slot")
            .values_list("slot", "question", "rule")
        )
        for submissions in _batches(election, instrument):
            changed += _derive(submissions, scored)
    return changed


def _batches(election: Election, instrument: int) -> Iterator[list[Submission]]:
    last = 0
    rows = Submission.objects.filter(election=election, instrument=instrument).order_by("pk")
    while batch := list(rows.filter(pk__gt=last).prefetch_related("acts")[:_BATCH]):
        yield batch
        last = batch[-1].pk


def _derive(submissions: list[Submission], scored: Scored) -> int:
    known = {row.submission_id: row for row in Reading.objects.filter(submission__in=[one.pk for one in submissions])}
    new: list[Reading] = []
    changed: list[Reading] = []
    for submission in submissions:
        acts = sorted(submission.acts.all(), key=lambda act: act.pk)
        reading = make_reading(submission, scored, history_of(submission, acts))
        old = known.get(submission.pk)
        if old is None:
            new.append(reading)
        elif any(_plain(old, name) != _plain(reading, name) for name in _COMPARED):
            reading.pk = old.pk
            changed.append(reading)
    Reading.objects.bulk_create(new, batch_size=200)
    Reading.objects.bulk_update(changed, [name.removesuffix("_id") for name in _COMPARED], batch_size=40)
    return len(new) + len(changed)


def _plain(reading: Reading, name: str) -> Any:
    value = getattr(reading, name)
    return bytes(value) if name == "scores" else value


def answered(reading: Reading) -> list[int]:
    """Slots that a reading answers."""
    return [slot for slot, one in enumerate(unpack(bytes(reading.scores))) if one is not None and one != NONE]
