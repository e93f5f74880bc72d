"""Stages from a ruleset: made for a new election, and brought along when voting day or ruleset change."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from siaga.elections.calendar import dates_of
from siaga.elections.models import Election, Stage
from siaga.elections.rulesets import Ruleset
from siaga.elections.rulesets.schema import StageRule
from siaga.ledger.recording import Change


def new_stages(election: Election, ruleset: Ruleset) -> list[Stage]:
    """The stages of the ruleset for this election, unsaved."""
    return [stage_of(election, ruleset, rule, position) for position, rule in enumerate(ruleset.stages, start=1)]


def stage_of(election: Election, ruleset: Ruleset, rule: StageRule, position: int) -> Stage:
    dates = dates_of(rule, ruleset, election.voting_day)
    doubt = rule.doubt
    if dates.shifted:
        doubt = _("Tanggal digeser mengikuti hari pemungutan suara; cocokkan dengan keputusan yang berlaku.")
    return Stage(
        election=election,
        key=rule.key,
        name=rule.name,
        phase=rule.phase,
        starts=dates.starts,
        ends=dates.ends,
        position=position,
        source=ruleset.cite(rule)[:300],
        verified=rule.verified and not dates.shifted,
        doubt=doubt,
    )


def restage(election: Election, *, old: Ruleset, old_day: date, new: Ruleset, stages: list[Stage]) -> list[Change]:
    """Bring the stages along from (old ruleset, old voting day) to (new ruleset, the election's voting day).

    What the desk itself set (dates other than the old rules gave) and what is done stays. Stages that only the
    new ruleset has are added; none is removed. Saves, and returns the changes for the ledger.
    """
    shadow = Election(pk=election.pk, voting_day=old_day)
    given = {stage.key: stage for stage in new_stages(shadow, old)}
    wanted = {stage.key: stage for stage in new_stages(election, new)}
    present = {stage.key: stage for stage in stages}
    changes: list[Change] = []
    moved: list[Stage] = []
    for key, stage in present.items():
        was, will = given.get(key), wanted.get(key)
        if was is None or will is None or stage.done_on or (stage.starts, stage.ends) != (was.starts, was.ends):
            continue
        before = stage.as_fact()
        for field in _FIELDS:
            setattr(stage, field, getattr(will, field))
        after = stage.as_fact()
        if after != before:
            moved.append(stage)
            changes.append(Change(stage.fact_type, stage.fact_key, stage.fact_region, before, after))
    Stage.objects.bulk_update(moved, _FIELDS, batch_size=200)
    added = Stage.objects.bulk_create([stage for key, stage in wanted.items() if key not in present])
    return changes + [created(stage) for stage in added]


def created(thing: Stage) -> Change:
    return Change(thing.fact_type, thing.fact_key, thing.fact_region, None, thing.as_fact())


_FIELDS = ["name", "phase", "starts", "ends", "position", "source", "verified", "doubt"]
