"""What is scarce goes where any other way to send it would cover less risk; who stays without is told why."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("scipy")

from siaga.engines.allocation.allocation import Reason
from siaga.engines.allocation.form import (
    UnknownForm,
    allocation_from,
    allocation_json,
    problem_from,
    problem_json,
)
from siaga.engines.allocation.problem import Kind, Limit, Need, Problem, Resource, Serving, Site
from siaga.engines.allocation.solving import allocate, by_greedy
from siaga.engines.closed import ClosedWay
from tests.engines.allocation.brute import broken, most_risk

MEDIC = Kind("medis", "kesehatan", Serving.POST)
GENSET = Kind("genset", "listrik", Serving.STATION)
PHONE = Kind("telepon-satelit", "sinyal", Serving.VILLAGE)
RELAY = Kind("titik-sinyal", "sinyal", Serving.POST)
KINDS = (MEDIC, GENSET, PHONE, RELAY)

KM = 1 / 111.195
"""Degrees of one kilometre at the equator, about."""


def need(station: str, kind: str, risk: float, east_km: float, village: str = "D1") -> Need:
    return Need(station, kind, risk, 0.0, 100 + east_km * KM, village)


def test_one_post_covers_all_within_its_distance() -> None:
    problem = Problem(
        KINDS,
        (Resource("puskesmas", "medis", 1, 0.0, 100.0, max_km=5.0),),
        (need("T1", "kesehatan", 1, 1), need("T2", "kesehatan", 1, 4), need("T3", "kesehatan", 1.5, 20)),
        sites=(Site("balai", 0.0, 100 + 2 * KM), Site("jauh", 0.0, 100 + 20 * KM)),
    )
    found = allocate(problem)
    assert [(one.place, one.covers) for one in found.given] == [("balai", ("T1", "T2"))]
    assert [(one.station, one.reason) for one in found.uncovered] == [("T3", Reason.STOCK)]
    assert (found.covered_risk, found.bound, found.proven) == (2.0, 2.0, True)
    assert not broken(problem, found)


def test_a_post_that_stays_covers_from_where_it_is() -> None:
    problem = Problem(
        KINDS,
        (Resource("puskesmas", "medis", 3, 0.0, 100.0, max_km=5.0, move_km=0.0),),
        (need("T1", "kesehatan", 1, 1), need("T2", "kesehatan", 1, 9)),
        sites=(Site("balai", 0.0, 100 + 9 * KM),),
    )
    found = allocate(problem)
    assert [(one.place, one.km) for one in found.given] == [("puskesmas", 0.0)]
    assert [(one.station, one.reason) for one in found.uncovered] == [("T2", Reason.TOO_FAR)]


def test_why_a_station_stays_without() -> None:
    problem = Problem(
        KINDS,
        (
            Resource("gudang", "genset", 1, 0.0, 100.0, max_km=10.0),
            Resource("kosong", "telepon-satelit", 0, 0.0, 100.0, max_km=99.0),
        ),
        (
            need("T1", "listrik", 2, 1),
            need("T2", "listrik", 1, 2),
            need("T3", "listrik", 9, 30),
            need("T4", "sinyal", 1, 0),
        ),
    )
    found = allocate(problem)
    assert [one.covers for one in found.given] == [("T1",)]
    assert {one.station: one.reason for one in found.uncovered} == {
        "T2": Reason.STOCK,
        "T3": Reason.TOO_FAR,
        "T4": Reason.NONE,
    }
    assert {one.station: one.nearest_km for one in found.uncovered}["T4"] is None
    assert found.by_need["listrik"].given == 1
    assert not broken(problem, found)


def test_a_village_is_served_by_one_unit_and_a_relay_may_stand_for_a_phone() -> None:
    problem = Problem(
        KINDS,
        (
            Resource("posko", "telepon-satelit", 1, 0.0, 100.0, max_km=99.0),
            Resource("bukit", "titik-sinyal", 1, 0.0, 100 + 30 * KM, max_km=3.0, move_km=0.0),
        ),
        (
            need("T1", "sinyal", 1, 5, "D1"),
            need("T2", "sinyal", 1, 8, "D1"),
            need("T3", "sinyal", 9, 31, "D2"),
        ),
        villages=(Site("D1", 0.0, 100 + 6 * KM),),
    )
    found = allocate(problem)
    assert {(one.kind, one.place): one.covers for one in found.given} == {
        ("telepon-satelit", "D1"): ("T1", "T2"),
        ("titik-sinyal", "bukit"): ("T3",),
    }
    assert not found.uncovered


def test_a_limit_binds_several_kinds_together() -> None:
    problem = Problem(
        KINDS,
        (
            Resource("gudang", "genset", 5, 0.0, 100.0, max_km=50.0),
            Resource("posko", "telepon-satelit", 5, 0.0, 100.0, max_km=50.0),
        ),
        (need("T1", "listrik", 3, 1), need("T2", "listrik", 1, 2), need("T1", "sinyal", 2, 1)),
        limits=(Limit(frozenset({"genset", "telepon-satelit"}), 2),),
    )
    found = allocate(problem)
    assert sorted((one.kind, one.covers) for one in found.given) == [("genset", ("T1",)), ("telepon-satelit", ("T1",))]
    assert not broken(problem, found)


def test_nothing_is_brought_over_a_closed_way_but_what_is_made_for_it() -> None:
    stations = (need("D1/1", "listrik", 1, 1, "D1"), need("D2/1", "listrik", 9, 2, "D2"))
    stock = (
        Resource("sini", "genset", 1, 0.0, 100.0, max_km=50.0, at="D1"),
        Resource("sana", "genset", 1, 0.0, 100.0, max_km=50.0),
    )
    problem = Problem(KINDS, stock, stations, closed=(ClosedWay(("D2",)),))
    found = allocate(problem)
    assert [one.covers for one in found.given] == [("D1/1",)]
    assert [(one.station, one.reason) for one in found.uncovered] == [("D2/1", Reason.CUT)]
    assert not broken(problem, found)
    made_for_it = replace(problem, closed=(ClosedWay(("D2",), frozenset({"listrik"})),))
    assert not allocate(made_for_it).uncovered
    inside = replace(problem, resources=(replace(stock[0], at="D2"),))
    assert [(one.covers, one.place) for one in allocate(inside).given] == [(("D2/1",), "D2/1")]


def test_a_form_of_before_closed_ways_is_read() -> None:
    problem = Problem(KINDS, (Resource("gudang", "genset", 1, 0.0, 100.0, max_km=9.0),), (need("T1", "listrik", 1, 1),))
    form = problem_json(problem)
    del form["closed"], form["resources"][0]["at"]
    assert problem_from(form) == problem


def test_units_go_with_the_fewest_kilometres_in_all() -> None:
    problem = Problem(
        KINDS,
        (
            Resource("barat", "genset", 1, 0.0, 100.0, max_km=50.0),
            Resource("timur", "genset", 1, 0.0, 100 + 10 * KM, max_km=50.0),
        ),
        (need("T1", "listrik", 1, 1), need("T2", "listrik", 5, 9)),
    )
    assert {one.resource: one.place for one in allocate(problem).given} == {"barat": "T1", "timur": "T2"}


def test_the_exact_model_beats_the_greedy_where_the_greedy_is_known_to_fail() -> None:
    """The classic: the best single post takes the middle and leaves both ends to nobody."""
    at = {"A": 0.0, "B": 4.0, "C": 6.0, "D": 10.0}
    problem = Problem(
        KINDS,
        (Resource("puskesmas", "medis", 2, 0.0, 100.0, max_km=2.5),),
        tuple(need(f"T{name}", "kesehatan", risk, at[name]) for name, risk in zip("ABCD", (4, 5, 5, 4), strict=True)),
        sites=(
            Site("tengah", 0.0, 100 + 5 * KM),
            Site("barat", 0.0, 100 + 2 * KM),
            Site("timur", 0.0, 100 + 8 * KM),
        ),
    )
    assert by_greedy(problem).covered_risk == 14
    assert not by_greedy(problem).proven
    found = allocate(problem)
    assert (found.covered_risk, found.proven) == (18, True)


def test_nothing_to_give_and_nobody_in_need_are_answers() -> None:
    assert allocate(Problem(KINDS, (), ())).proven
    found = allocate(Problem(KINDS, (), (need("T1", "listrik", 1, 0),)))
    assert [one.reason for one in found.uncovered] == [Reason.NONE]


@pytest.mark.parametrize(
    "change",
    [
        {"needs": (need("T1", "listrik", 0, 1),)},
        {"needs": (need("T1", "listrik", 1, 1), need("T1", "listrik", 2, 1))},
        {"resources": (Resource("x", "kapal", 1, 0, 100, 1),)},
        {"resources": (Resource("x", "genset", -1, 0, 100, 1),)},
        {"resources": (Resource("x", "genset", 1, 0, float("nan"), 1),)},
        {"detour": 0.0},
    ],
)
def test_impossible_problems_are_refused(change: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        Problem(**{"kinds": KINDS, "resources": (), "needs": (), **change})  # type: ignore[arg-type]


def _problems() -> st.SearchStrategy[Problem]:
    place = st.integers(0, 14)
    risk = st.sampled_from([0.5, 1.0, 2.0, 3.25])
    needs = st.dictionaries(
        st.tuples(
            st.sampled_from(["D1/1", "D1/2", "D2/1", "D2/2"]), st.sampled_from(["kesehatan", "listrik", "sinyal"])
        ),
        st.tuples(risk, place),
        max_size=8,
    )
    resources = st.lists(
        st.tuples(
            st.sampled_from([kind.id for kind in KINDS]),
            st.integers(0, 2),
            place,
            st.sampled_from([1.5, 4.5, 30.5]),
            st.sampled_from([None, 0.0, 3.5]),
            st.sampled_from(["", "D1", "D2", "S3"]),
        ),
        max_size=4,
    )
    limits = st.lists(st.integers(0, 3), max_size=1)
    areas = st.sets(st.sampled_from(["D1", "D1/2", "D2", "S3", "S9"]), min_size=1, max_size=2)
    closed = st.lists(st.tuples(areas, st.sets(st.sampled_from(["kesehatan", "listrik"]))), max_size=2)

    def problem(
        needs: dict[tuple[str, str], tuple[float, int]],
        resources: list[tuple[str, int, int, float, float | None, str]],
        sites: list[int],
        limits: list[int],
        detour: float,
        closed: list[tuple[set[str], set[str]]],
    ) -> Problem:
        return Problem(
            KINDS,
            tuple(
                Resource(f"R{index}", kind, count, 0.0, 100 + at * KM, max_km, move_km, code)
                for index, (kind, count, at, max_km, move_km, code) in enumerate(resources)
            ),
            tuple(
                need(station, kind, risk, at, station.partition("/")[0])
                for (station, kind), (risk, at) in needs.items()
            ),
            sites=tuple(Site(f"S{at}", 0.0, 100 + at * KM) for at in sites),
            limits=tuple(Limit(frozenset({"genset", "telepon-satelit", "medis"}), count) for count in limits),
            detour=detour,
            closed=tuple(ClosedWay(tuple(sorted(areas)), frozenset(through)) for areas, through in closed),
        )

    return st.builds(
        problem,
        needs,
        resources,
        st.lists(place, max_size=3, unique=True),
        limits,
        st.sampled_from([1.0, 1.3]),
        closed,
    )


@settings(max_examples=50, deadline=None)
@given(_problems())
def test_any_small_problem_is_covered_as_well_as_any_way_to_send_can(problem: Problem) -> None:
    found = allocate(problem)
    assert not broken(problem, found)
    assert found.proven
    assert found.covered_risk == pytest.approx(most_risk(problem))
    plain = by_greedy(problem)
    assert plain.covered_risk <= found.covered_risk + 1e-9
    hurried = allocate(problem, seconds=0.0)
    assert not broken(problem, hurried)
    assert hurried.covered_risk <= found.covered_risk + 1e-9 <= hurried.bound + 1e-6
    assert problem_from(json.loads(json.dumps(problem_json(problem)))) == problem
    assert allocation_from(json.loads(json.dumps(allocation_json(found)))) == found


def test_forms_of_something_else_are_refused() -> None:
    with pytest.raises(UnknownForm):
        problem_from({"form": "siaga.allocation.allocation/1"})
