"""A lean row is what the model's own constructor and ``save`` make."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from siaga.lean import Lean
from siaga.ledger.models import Entry
from siaga.readiness.models import Reading
from siaga.reporting.models import Submission
from tests.factories import NOW, reports
from tests.reporting.worlds import World, world

pytestmark = pytest.mark.django_db

SUBMISSIONS = Lean(Submission, unique="instance_id")


def columns(row: Any) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def said(here: World, instance: str) -> dict[str, Any]:
    stored = reports.submission(here.election, here.version, here.unit, values={"q": "é"})
    values = columns(stored) | {"instance_id": instance, "marks": [{"code": "x", "n": [1, None]}], "lat": -4.25}
    del values["id"], values["election_id"], values["supersedes_id"]
    return values | {"election": here.election, "supersedes": stored}


def test_it_makes_what_the_model_makes() -> None:
    values = said(world(), "uuid:satu")
    lean, usual = SUBMISSIONS.make(**values), Submission(**values)
    assert columns(lean) == columns(usual)
    assert lean.election is values["election"] and lean.supersedes is values["supersedes"]
    assert lean._state.adding and lean.pk is None
    assert columns(Lean(Reading).make()) == columns(Reading()) and columns(Lean(Entry).make()) == columns(Entry())


def test_defaults_are_not_shared() -> None:
    first, second = SUBMISSIONS.make(), SUBMISSIONS.make()
    first.values["q"] = 1
    assert second.values == {} and Submission().values == {}


def test_what_it_stores_reads_back_as_it_was_made() -> None:
    lean = SUBMISSIONS.make(**said(world(), "uuid:dua"))
    assert SUBMISSIONS.insert(lean)
    assert columns(Submission.objects.get(pk=lean.pk)) == columns(lean)
    lean.device = "Contoh"
    lean.save()
    assert Submission.objects.get(pk=lean.pk).device == "Contoh"


def test_a_repeated_unique_value_stores_nothing() -> None:
    values = said(world(), "uuid:tiga")
    assert SUBMISSIONS.insert(SUBMISSIONS.make(**values))
    again = SUBMISSIONS.make(**values | {"supersedes": None})
    assert not SUBMISSIONS.insert(again) and again.pk is None
    assert Submission.objects.filter(instance_id="uuid:tiga").count() == 1


def test_constraints_hold() -> None:
    row = SUBMISSIONS.make(**said(world(), "uuid:empat") | {"station_id": None, "observed_at": NOW})
    with pytest.raises(IntegrityError), transaction.atomic():
        SUBMISSIONS.insert(row)


def test_an_unknown_value_is_refused() -> None:
    with pytest.raises(TypeError, match="nosuch"):
        SUBMISSIONS.make(nosuch=1)
