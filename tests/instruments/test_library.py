"""The shipped checklists: they arrive once, in both languages, neutral, with the field's own indicators."""

from __future__ import annotations

import pytest

from siaga.instruments.library import SHIPPED, ensure_shipped, shipped_draft
from siaga.instruments.models import Instrument, InstrumentVersion
from siaga.instruments.questions import label_of
from siaga.ledger.models import Entry
from tests import people
from tests.factories import NOW


@pytest.mark.parametrize("name", SHIPPED)
def test_each_is_complete_in_both_languages(name: str) -> None:
    draft = shipped_draft(name)
    assert draft.name == name
    assert draft.warnings == []
    assert draft.languages == ["id", "en"]
    for question in draft.questions:
        for label in [question["label"], *(choice["label"] for choice in question["choices"])]:
            assert label["id"] and label["en"], question["path"]


def test_kerawanan_asks_all_twenty_six_indicators_by_their_number() -> None:
    asked = [question for question in shipped_draft("kerawanan-tps").questions if question["path"].startswith("i")]
    counts = {1: 7, 2: 3, 3: 1, 4: 1, 5: 2, 6: 3, 7: 7, 8: 2}
    assert [question["path"] for question in asked] == [
        f"i{variable}_{number}" for variable, count in counts.items() for number in range(1, count + 1)
    ]
    for question in asked:
        assert label_of(question, "id").startswith(question["path"][1:].replace("_", ".") + " ")
        assert [choice["name"] for choice in question["choices"]] == ["ya", "tidak", "tidak_tahu"]


def test_health_counts_people_and_asks_for_no_name() -> None:
    draft = shipped_draft("kesehatan-petugas")
    assert draft.sensitive
    assert {question["type"] for question in draft.questions} == {"select_one", "integer", "text"}


@pytest.mark.django_db
def test_they_arrive_once() -> None:
    first = ensure_shipped(people.secretariat, NOW)
    entries = Entry.objects.count()
    assert set(first) == set(SHIPPED)
    assert set(Instrument.objects.values_list("name", "shipped")) == {(name, True) for name in SHIPPED}
    assert ensure_shipped(people.secretariat, NOW) == first
    assert Entry.objects.count() == entries == 2 * len(SHIPPED)


@pytest.mark.django_db
def test_a_new_edition_becomes_a_new_version() -> None:
    ensure_shipped(people.secretariat, NOW)
    InstrumentVersion.objects.filter(instrument__name="kesiapan-tps").update(source=b"an older edition")
    newer = ensure_shipped(people.secretariat, NOW)["kesiapan-tps"]
    assert newer.number == 2
    assert newer.version.startswith("2024.1-")
    assert f'version="{newer.version}"' in newer.xform
