"""May and scope agree, for every role, verb and kind of place."""

from __future__ import annotations

import pytest

from siaga.access import Actor, Grant, Place, Role, Verb, grantable_roles, inside, may, scope_of
from tests import people

PLACES = [
    Place(),
    Place("16"),
    Place("16.72"),
    Place("16.72", agency="kpu@16.72"),
    Place("16.72", agency="bawaslu@16.72"),
    Place("16.72.01"),
    Place("16.72.01", agency="kecamatan@16.72.01"),
    Place("16.72.01.1001", unit="16.72.01.1001/001"),
    Place("16.72.01.1001", unit="16.72.01.1001/002"),
    Place("16.72.01.1001", unit="16.72.01.1001/001", election=1),
    Place("16.72.01.1001", unit="16.72.01.1001/001", election=2),
    Place("16.72.01.1001", unit="16.72.01.1001/002", election=1),
    Place("16.72.03.1001", unit="16.72.03.1001/001", election=2),
    Place("16.72.03"),
    Place("16.03"),
    Place("16.03", agency="kpu@16.03"),
]

bound = Actor(
    12,
    "Contoh Petugas Pilkada",
    (Grant(Role.FIELD, region="16.72", units=frozenset({"16.72.01.1001/001", "16.72.03"}), election=1),),
)
"""A field officer whose TPS code means a station of election 1 alone; the kecamatan is one in every election."""

ACTORS = {**people.EVERYONE, "bound": bound}


@pytest.mark.parametrize("name", ACTORS)
@pytest.mark.parametrize("verb", list(Verb))
def test_may_and_scope_agree(name: str, verb: Verb) -> None:
    actor = ACTORS[name]
    for place in PLACES:
        assert may(actor, verb, place) == scope_of(actor, verb).reaches(place), (name, verb, place)


def test_inside_does_not_take_a_longer_code_for_a_child() -> None:
    assert inside("16.72.01", "16.72")
    assert inside("16.72.01.1001/005", "16.72.01.1001")
    assert not inside("16.720", "16.72")
    assert not inside("16.7", "16.72")


def test_field_reaches_assigned_units_only() -> None:
    assert may(people.field, Verb.STATION_VIEW, Place("16.72.01.1001", unit="16.72.01.1001/001"))
    assert not may(people.field, Verb.STATION_VIEW, Place("16.72.01.1001", unit="16.72.01.1001/002"))
    assert not may(people.field, Verb.REGION_VIEW, Place("16.72.01.1001"))


def test_a_tps_code_means_the_station_of_the_grants_election_alone() -> None:
    assert may(bound, Verb.STATION_VIEW, Place("16.72.01.1001", unit="16.72.01.1001/001", election=1))
    assert not may(bound, Verb.STATION_VIEW, Place("16.72.01.1001", unit="16.72.01.1001/001", election=2))
    assert not may(bound, Verb.STATION_VIEW, Place("16.72.01.1001", unit="16.72.01.1001/001"))
    assert may(bound, Verb.STATION_VIEW, Place("16.72.03.1001", unit="16.72.03.1001/001", election=2))
    assert may(bound, Verb.ELECTION_VIEW, Place("16.72"))


def test_the_same_role_next_door_is_a_stranger_here() -> None:
    for verb in Verb:
        assert not may(people.outsider, verb, Place("16.72.01")), verb


def test_the_secretariat_cannot_make_administrators_or_auditors() -> None:
    assert Role.ADMIN not in grantable_roles(people.secretariat, "16.72.01")
    assert Role.AUDITOR not in grantable_roles(people.secretariat, "16.72.01")
    assert Role.FIELD in grantable_roles(people.secretariat, "16.72.01")
    assert grantable_roles(people.secretariat, "16.03") == frozenset()
    assert grantable_roles(people.secretariat, "") == frozenset()
