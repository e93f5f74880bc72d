"""Forgetting what old uploads said, without losing what was done with them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from siaga.access import Refused
from siaga.intake.actions import KEEP_FILES, apply_import, check_import, forget_file, undo_import
from siaga.intake.errors import WrongState
from siaga.intake.models import ImportRun, RunState
from siaga.ledger.models import Entry
from siaga.wilayah.models import Region
from tests import people
from tests.factories import NOW
from tests.intake import examples

pytestmark = pytest.mark.django_db
MOMENT = timedelta(seconds=1)
LATER = NOW + KEEP_FILES + MOMENT


def forget(run: ImportRun) -> ImportRun:
    forget_file(actor=people.secretariat, run=run, now=LATER)
    return ImportRun.objects.get(pk=run.pk)


def test_forget_file_keeps_the_digest_and_the_counts() -> None:
    run = examples.apply()
    counts = {key: run.result[key] for key in ("rows", "created", "updated")}
    fact = run.as_fact()
    assert "Contoh Baru" in str(run.result)

    kept = forget(run)

    assert bytes(kept.content) == b""
    assert "Contoh Baru" not in str(kept.result)
    assert counts.items() <= kept.result.items()
    assert kept.as_fact() == fact


def test_forget_file_leaves_the_undo_of_an_applied_import() -> None:
    run = forget(examples.apply())
    undo_import(actor=people.secretariat, run=run, now=LATER)
    assert not Region.objects.filter(code="16.72.01.1003").exists()


def test_forget_file_of_an_undone_import_forgets_the_images_too() -> None:
    assert bytes(forget(examples.undo()).before_images or b"?") == b"?"


def test_forget_file_twice_changes_nothing() -> None:
    run = forget(examples.apply())
    before = Entry.objects.count()
    forget(run)
    assert Entry.objects.count() == before


def test_forget_file_refuses_a_young_file() -> None:
    run = examples.apply()
    with pytest.raises(WrongState):
        forget_file(actor=people.secretariat, run=run, now=NOW + KEEP_FILES - MOMENT)
    assert bytes(ImportRun.objects.get(pk=run.pk).content)


def test_forget_file_is_not_for_strangers() -> None:
    with pytest.raises(Refused):
        forget_file(actor=people.stranger, run=examples.apply(), now=LATER)


def test_a_forgotten_file_can_neither_be_checked_nor_applied() -> None:
    run = forget(examples.check())
    with pytest.raises(WrongState, match="dihapus"):
        check_import(actor=people.secretariat, run=run, now=LATER)
    with pytest.raises(WrongState, match="dihapus"):
        apply_import(actor=people.secretariat, run=run, plan_digest=run.result["plan"], now=LATER)
    assert ImportRun.objects.get(pk=run.pk).state == RunState.PREVIEWED
