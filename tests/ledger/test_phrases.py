"""The ledger speaks Indonesian about every act, kind and property of the house."""

from __future__ import annotations

import inspect
import re

import pytest

from siaga.ledger.differences import Told, differences
from siaga.ledger.facts import fact_models
from siaga.ledger.phrases import KINDS, act_phrase, field_label, has_label, is_phrased, kind_phrase, register
from siaga.ledger.recording import ACTIONS
from tests import factories
from tests.ledger.test_every_action import MODULES


def test_every_action_has_a_sentence() -> None:
    assert MODULES
    assert [name for name in sorted(ACTIONS) if not is_phrased(name)] == [], (
        "add them to ledger_phrases.py of their room"
    )


def test_every_kind_of_fact_has_a_name() -> None:
    assert [kind for kind in fact_models() if kind not in KINDS] == []


@pytest.mark.parametrize("kind", sorted(fact_models()))
def test_every_property_of_a_fact_has_an_indonesian_label(kind: str) -> None:
    names = re.findall(r'^\s+"(\w+)":', inspect.getsource(fact_models()[kind].as_fact), re.MULTILINE)
    assert [name for name in names if not has_label(kind, name)] == [], "add them to ledger_phrases.py of their room"


def test_an_unknown_act_never_shows_its_code() -> None:
    assert act_phrase("agency.rename") == "Nama instansi diubah"
    assert act_phrase("agency.frobnicate") == "Instansi diproses"
    assert act_phrase("frob.nicate") == "Perubahan lain"
    assert kind_phrase("frob.nicator") == "Data lain"
    assert field_label("desk.agency", "closed_on") == "Tidak aktif sejak"


def test_a_property_is_called_as_its_own_room_calls_it() -> None:
    assert field_label("logistics.receipt", "item") == "Jenis logistik"
    assert field_label("rakor.statement", "item") == "Pokok agenda"
    assert field_label("rakor.point", "origin") == "Asal"


def test_no_room_says_what_another_says() -> None:
    with pytest.raises(ValueError, match=r"contingency says again: \['plan.ask'\]"):
        register("contingency", acts={"plan.ask": "Rencana diminta"})
    assert act_phrase("plan.ask") == "Rencana diminta dihitung"


@pytest.mark.django_db
def test_values_are_shown_as_people_read_them() -> None:
    regions = factories.tree()
    before = {
        "name": "KPU",
        "region": regions["16.72"].pk,
        "closed_on": None,
        "kind": "kpu",
    }
    after = before | {"name": "KPU Kota", "closed_on": "2024-11-27", "region": regions["16.03"].pk}
    [changes] = differences([Told("desk.agency", before, after)])
    assert {change.label: (change.before, change.after) for change in changes} == {
        "Nama": ("KPU", "KPU Kota"),
        "Wilayah": ("Kota Pagar Alam · Provinsi Sumatera Selatan", "Kabupaten Muara Enim · Provinsi Sumatera Selatan"),
        "Tidak aktif sejak": ("(kosong)", "Rabu, 27 November 2024"),
    }


@pytest.mark.django_db
def test_a_reference_to_something_gone_and_veiled_data_are_said_so() -> None:
    [changes] = differences([Told("desk.person", {"phone": ""}, {"phone": "hmac:0123456789abcdef"})])
    assert [(change.before, change.after) for change in changes] == [("(kosong)", "disamarkan (sidik 01234567)")]
    [changes] = differences([Told("desk.agency", {"region": 1}, {"region": 999999})])
    assert "tidak ada lagi" in changes[0].after


@pytest.mark.django_db
def test_references_of_a_whole_page_cost_one_query_for_each_kind() -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    regions = list(factories.tree().values())
    told = [Told("desk.agency", None, {"region": region.pk, "name": region.name}) for region in regions]
    with CaptureQueriesContext(connection) as queries:
        differences(told)
    assert len(queries) == 1
