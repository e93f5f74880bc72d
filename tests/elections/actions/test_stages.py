"""Stages: dated, done, opened again, added, removed."""

from __future__ import annotations

from datetime import date

import pytest

from siaga.access import Refused
from siaga.elections.actions import stages as actions
from siaga.elections.actions.elections import close_election
from siaga.elections.errors import (
    DoneInFuture,
    ElectionClosed,
    ReasonNeeded,
    StageAlreadyDone,
    StageExists,
    StageNotDone,
    StageOfRuleset,
    StageOrder,
)
from siaga.elections.models import Stage
from siaga.ledger.models import Entry
from tests import people
from tests.elections.worlds import World, world
from tests.factories import NOW

pytestmark = pytest.mark.django_db
TODAY = date(2024, 10, 30)


@pytest.fixture
def here() -> World:
    return world()


def _date(stage: Stage, starts: date | None, ends: date | None, source: str = "SK KPU (contoh)") -> Stage:
    return actions.set_stage_dates(
        actor=people.secretariat, stage=stage, starts=starts, ends=ends, source=source, now=NOW
    )


def test_dates_with_a_source_count_as_verified(here: World) -> None:
    _date(here.stage("pengawas-adhoc"), date(2024, 10, 1), date(2024, 11, 3))
    stage = here.stage("pengawas-adhoc")
    assert (stage.ends, stage.verified, stage.source) == (date(2024, 11, 3), True, "SK KPU (contoh)")


def test_dates_without_a_source_stay_in_doubt(here: World) -> None:
    _date(here.stage("kampanye"), date(2024, 9, 25), date(2024, 11, 20), source="")
    stage = here.stage("kampanye")
    assert not stage.verified
    assert stage.doubt


def test_the_same_dates_again_change_nothing(here: World) -> None:
    stage = here.stage("kampanye")
    before = Entry.objects.count()
    _date(stage, stage.starts, stage.ends, source="")
    assert Entry.objects.count() == before


def test_a_stage_cannot_end_before_it_starts(here: World) -> None:
    with pytest.raises(StageOrder):
        _date(here.stage("kampanye"), date(2024, 11, 2), date(2024, 11, 1))


def test_a_stage_is_done_today_or_before_never_tomorrow(here: World) -> None:
    with pytest.raises(DoneInFuture):
        actions.complete_stage(actor=people.secretariat, stage=here.stage("dp4"), done_on=date(2024, 10, 31), now=NOW)
    actions.complete_stage(actor=people.secretariat, stage=here.stage("dp4"), done_on=TODAY, now=NOW)
    assert here.stage("dp4").done_on == TODAY
    with pytest.raises(StageAlreadyDone):
        actions.complete_stage(actor=people.secretariat, stage=here.stage("dp4"), done_on=TODAY, now=NOW)
    with pytest.raises(StageAlreadyDone):
        _date(here.stage("dp4"), None, None)


def test_reopening_needs_a_done_stage_and_a_reason(here: World) -> None:
    with pytest.raises(StageNotDone):
        actions.reopen_stage(actor=people.secretariat, stage=here.stage("dp4"), reason="keliru", now=NOW)
    actions.complete_stage(actor=people.secretariat, stage=here.stage("dp4"), done_on=TODAY, now=NOW)
    with pytest.raises(ReasonNeeded):
        actions.reopen_stage(actor=people.secretariat, stage=here.stage("dp4"), reason="", now=NOW)
    actions.reopen_stage(actor=people.secretariat, stage=here.stage("dp4"), reason="keliru", now=NOW)
    assert here.stage("dp4").done_on is None
    assert Entry.objects.get(action="stage.reopen").reason == "keliru"


def test_a_stage_of_the_desk_is_added_once_and_removed_again(here: World) -> None:
    stage = actions.add_stage(
        actor=people.secretariat, election=here.election, name="Gladi kesiapan", starts=TODAY, ends=TODAY, now=NOW
    )
    assert (stage.added, stage.verified) == (True, False)
    with pytest.raises(StageExists):
        actions.add_stage(
            actor=people.secretariat, election=here.election, name="gladi  Kesiapan", starts=None, ends=None, now=NOW
        )
    actions.remove_stage(actor=people.secretariat, stage=stage, now=NOW)
    assert not Stage.objects.filter(pk=stage.pk).exists()


def test_a_stage_of_the_ruleset_is_not_removed(here: World) -> None:
    with pytest.raises(StageOfRuleset):
        actions.remove_stage(actor=people.secretariat, stage=here.stage("kampanye"), now=NOW)


def test_the_stages_of_a_closed_election_stay(here: World) -> None:
    stage = here.stage("dp4")
    close_election(actor=people.secretariat, election=here.election, now=NOW)
    with pytest.raises(ElectionClosed):
        actions.complete_stage(actor=people.secretariat, stage=stage, done_on=TODAY, now=NOW)


@pytest.mark.parametrize("name", sorted(set(people.EVERYONE) - {"admin", "secretariat"}))
def test_nobody_else_touches_the_calendar(here: World, name: str) -> None:
    actor, stage = people.EVERYONE[name], here.stage("dp4")
    with pytest.raises(Refused):
        actions.set_stage_dates(actor=actor, stage=stage, starts=None, ends=None, now=NOW)
    with pytest.raises(Refused):
        actions.complete_stage(actor=actor, stage=stage, done_on=TODAY, now=NOW)
    with pytest.raises(Refused):
        actions.reopen_stage(actor=actor, stage=stage, reason="x", now=NOW)
    with pytest.raises(Refused):
        actions.add_stage(actor=actor, election=here.election, name="x", starts=None, ends=None, now=NOW)
    with pytest.raises(Refused):
        actions.remove_stage(actor=actor, stage=stage, now=NOW)
