"""Two contents under one number: kept side by side until a person says which is right."""

from __future__ import annotations

import pytest

from siaga.access import Refused
from siaga.reporting.actions.conflicts import resolve_conflict
from siaga.reporting.actions.review import accept_report
from siaga.reporting.actions.submissions import submit_report
from siaga.reporting.errors import CannotSupersede, ConflictResolved, ReasonMissing
from siaga.reporting.models import Conflict, Resolution, State, Submission
from tests import people
from tests.factories import NOW
from tests.reporting.worlds import world

pytestmark = pytest.mark.django_db
CAMAT = {"actor": people.camat, "now": NOW}


def clash() -> Conflict:
    here = world()
    submit_report(actor=people.field, report=here.report(), now=NOW)
    kept = submit_report(actor=people.field, report=here.report(values={"listrik": "tidak"}), now=NOW).conflict
    assert kept is not None
    return kept


def test_the_first_is_kept() -> None:
    kept = clash()
    assert resolve_conflict(**CAMAT, conflict=kept, take_second=False, reason="Salah ketik") is None
    kept.refresh_from_db()
    assert (kept.resolution, kept.resolved_by, kept.reason) == (Resolution.KEPT_FIRST, "Contoh Camat", "Salah ketik")
    assert Submission.objects.get().state == State.SENT
    with pytest.raises(ConflictResolved):
        resolve_conflict(**CAMAT, conflict=kept, take_second=True, reason="Lain")


def test_the_second_becomes_a_correction_by_its_own_sender() -> None:
    kept = clash()
    taken = resolve_conflict(**CAMAT, conflict=kept, take_second=True, reason="Dicek di tempat")
    assert taken is not None
    assert (taken.values, taken.sender_id, taken.sender_role) == ({"listrik": "tidak"}, 8, "field")
    assert taken.supersedes == kept.submission
    assert Submission.objects.get(pk=kept.submission_id).state == State.SUPERSEDED


def test_an_accepted_first_must_be_reopened_before_the_second_is_taken() -> None:
    kept = clash()
    accept_report(actor=people.secretariat, submission=kept.submission, now=NOW)
    with pytest.raises(CannotSupersede):
        resolve_conflict(**CAMAT, conflict=kept, take_second=True, reason="Dicek")
    kept.refresh_from_db()
    assert kept.resolution == "" and Submission.objects.count() == 1


def test_a_reason_is_needed() -> None:
    with pytest.raises(ReasonMissing):
        resolve_conflict(**CAMAT, conflict=clash(), take_second=False, reason=" ")


@pytest.mark.parametrize("who", sorted(set(people.EVERYONE) - {"admin", "secretariat", "camat"}))
def test_others_resolve_nothing(who: str) -> None:
    kept = clash()
    with pytest.raises(Refused):
        resolve_conflict(actor=people.EVERYONE[who], conflict=kept, take_second=False, reason="Contoh", now=NOW)
    kept.refresh_from_db()
    assert kept.resolution == ""
