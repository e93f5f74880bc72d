"""Playbooks as data: the shipped ones hold, faults are named with key and line, a desk's own are versions."""

from __future__ import annotations

from datetime import date

import pytest

from siaga.access import Problem, Refused
from siaga.contingency.actions.playbooks import set_playbooks
from siaga.contingency.models import PlaybookEdition
from siaga.contingency.playbooks import PlaybookFaults, read, shipped, shipped_text
from siaga.contingency.queries.facts import facts_of
from siaga.contingency.queries.playbooks import holding_of
from siaga.contingency.queries.triggers import lines_of
from siaga.desk.kinds import kinds
from tests import people
from tests.contingency.worlds import DARK, ready
from tests.factories import NOW


def test_the_shipped_playbooks_name_only_what_there_is() -> None:
    books = shipped()
    owners = {measure.owner for playbook in books.playbooks for measure in playbook.measures}
    assert owners <= set(kinds())
    assert {playbook.obstacle for playbook in books.playbooks} == {
        "internet", "electricity", "health", "weather", "access",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('need = "sinyal"', 'need = "sinyl"', "kinds[3].need"),
        ("by = -14", 'by = "x"', "playbooks[1].measures[1].by"),
        ('when = ["8.2"]', 'when = ["delapan"]', "needs[1].when[1]"),
        ("rawan = 2.0\nsangat", "sangat", "risk"),
        ('serves = "desa"', 'serves = "kota"', "kinds[3].serves"),
    ],
)
def test_a_fault_is_named_with_its_key_and_line(old: str, new: str, key: str) -> None:
    text = shipped_text().replace(old, new, 1)
    _found, faults = read(text)
    assert key in [fault.key for fault in faults]
    line = next(fault.line for fault in faults if fault.key == key)
    named = text.splitlines()[line - 1]
    assert named.startswith("[risk]") or new in named


@pytest.mark.django_db
def test_a_desks_own_playbooks_are_versions_and_an_empty_text_brings_the_shipped_ones_back() -> None:
    here = ready()
    given = {"actor": people.secretariat, "region": here.city, "now": NOW}
    own = shipped_text().replace("kurang-rawan = 1.0", "kurang-rawan = 3.0")
    set_playbooks(**given, text=own, reason="Contoh")  # type: ignore[arg-type]
    assert (holding_of(here.city).playbooks.risk["kurang-rawan"], holding_of(here.city).number) == (3.0, 1)
    with pytest.raises(PlaybookFaults):
        set_playbooks(**given, text="format = 2", reason="Contoh")  # type: ignore[arg-type]
    with pytest.raises(Problem):
        set_playbooks(**given, text="", reason=" ")  # type: ignore[arg-type]
    set_playbooks(**given, text="", reason="Kembali ke bawaan")  # type: ignore[arg-type]
    set_playbooks(**given, text=shipped_text(), reason="Sama saja")  # type: ignore[arg-type]
    assert holding_of(here.city).playbooks == shipped()
    assert PlaybookEdition.objects.count() == 2
    with pytest.raises(Refused):
        set_playbooks(actor=people.officer, region=here.city, text="", reason="Contoh", now=NOW)


@pytest.mark.django_db
def test_a_playbook_says_which_stations_trigger_it_by_which_answers() -> None:
    here = ready()
    lines = {
        line.playbook.key: line
        for line in lines_of(shipped(), facts_of(here.election, here.city), here.election.voting_day)
    }
    power = lines["listrik-padam"]
    assert (set(power.stations), power.by) == (set(DARK), {"8.2": 3})
    genset = power.measures[0]
    assert (genset.units, genset.kind, genset.due) == (3, "unit genset", date(2024, 11, 25))
    relay = next(one for one in lines["tanpa-internet"].measures if one.measure.kind == "titik-relay")
    assert relay.kind == "titik relay bersinyal"
    assert len(lines["kesehatan-petugas"].stations) == 5
