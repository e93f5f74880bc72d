"""Travel times: known pairs before estimates, the formula of the estimate, and who can come where."""

from __future__ import annotations

from dataclasses import replace
from math import ceil

import pytest

from siaga.engines.distribution.problem import (
    Estimates,
    Hub,
    HubKind,
    MatrixRow,
    Problem,
    Road,
    Site,
    TimeSource,
    VehicleClass,
)
from siaga.engines.distribution.travel import Travel

KM = 1 / 111.19508
"""Degrees of latitude for a kilometre on the sphere of ``travel.py``."""
TRUCK = VehicleClass("truk", "Truk", 1, 100, frozenset({Road.ASPHALT, Road.GRAVEL}), "gudang")
BIKE = VehicleClass("motor", "Motor", 1, 2, frozenset({Road.ASPHALT, Road.MOTORBIKE}), "gudang", speed_factor=0.8)
BOAT = VehicleClass("perahu", "Perahu", 1, 40, frozenset({Road.BOAT}), "dermaga")
PORTERS = replace(BOAT, id="pikul", access=frozenset({Road.BOAT, Road.FOOT}))
PLACES = Problem(
    hubs=(
        Hub("gudang", "Gudang", -3.0, 104.0),
        Hub("dermaga", "Dermaga", -3.0 + 20 * KM, 104.0, kind=HubKind.CROSSING, hub="gudang"),
    ),
    sites=(
        Site("aspal", "A", -3.0 + 30 * KM, 104.0, 4),
        Site("kerikil", "B", -3.0 + 30 * KM, 104.0, 4, access=Road.GRAVEL),
        Site("setapak", "C", -3.0 + 6 * KM, 104.0, 4, access=Road.MOTORBIKE),
        Site("pulau", "D", -3.0 + 50 * KM, 104.0, 4, access=Road.BOAT, hub="dermaga"),
        Site("bukit", "E", -3.0 + 26 * KM, 104.0, 4, access=Road.FOOT, hub="dermaga"),
    ),
    vehicles=(TRUCK, BIKE, BOAT, PORTERS),
)


def test_the_last_stretch_has_the_class_of_the_place_and_the_rest_the_best_of_the_vehicle() -> None:
    travel = Travel(PLACES)
    asphalt, gravel = travel.leg(TRUCK, "gudang", "aspal"), travel.leg(TRUCK, "gudang", "kerikil")
    assert asphalt.minutes == ceil(30 * 1.3 / 40 * 60)
    assert asphalt.km == pytest.approx(39.0, abs=0.01)
    assert gravel.minutes == ceil(25 * 1.3 / 40 * 60 + 5 * 1.4 / 25 * 60)
    assert gravel.km == pytest.approx(25 * 1.3 + 5 * 1.4, abs=0.01)
    assert gravel.source is TimeSource.ESTIMATED


def test_a_short_leg_is_half_last_stretch_and_a_slow_vehicle_takes_longer() -> None:
    leg = Travel(PLACES).leg(BIKE, "gudang", "setapak")
    assert leg.minutes == ceil((3 * 1.3 / 40 + 3 * 1.5 / 15) * 60 / 0.8)


def test_rain_slows_the_classes_that_it_is_stated_for() -> None:
    wet = replace(PLACES, estimates=Estimates(rain={Road.GRAVEL: 0.5}))
    assert Travel(wet).leg(TRUCK, "gudang", "kerikil") == Travel(PLACES).leg(TRUCK, "gudang", "kerikil")
    rain = Travel(wet, rain=True)
    assert rain.leg(TRUCK, "gudang", "kerikil").minutes == ceil(25 * 1.3 / 40 * 60 + 5 * 1.4 / 12.5 * 60)
    assert rain.leg(TRUCK, "gudang", "aspal") == Travel(PLACES).leg(TRUCK, "gudang", "aspal")


def test_vehicles_come_only_where_their_classes_lead() -> None:
    travel = Travel(PLACES)
    assert not travel.can_use(TRUCK, "setapak")
    assert travel.leg(TRUCK, "gudang", "setapak").minutes is None
    assert travel.leg(TRUCK, "gudang", "dermaga").minutes is not None
    assert travel.leg(TRUCK, "gudang", "pulau").minutes is None


def test_boats_go_between_crossings_and_places_at_the_water() -> None:
    travel = Travel(PLACES)
    assert travel.leg(BOAT, "dermaga", "pulau").minutes == ceil(30 * 1.2 / 12 * 60)
    assert travel.leg(BOAT, "dermaga", "aspal").minutes is None
    assert travel.leg(BOAT, "gudang", "pulau").minutes is None
    assert travel.leg(BOAT, "dermaga", "bukit").minutes is None
    assert travel.leg(PORTERS, "dermaga", "bukit").minutes == ceil((3 * 1.2 / 12 + 3 * 1.3 / 3.5) * 60)


def test_known_pairs_go_before_estimates_and_serve_both_ways() -> None:
    known = replace(
        PLACES,
        matrix=(
            MatrixRow("gudang", "kerikil", Road.GRAVEL, 95, 41.0),
            MatrixRow("gudang", "kerikil", Road.GRAVEL, 50, 40.0, TimeSource.ROADS),
            MatrixRow("gudang", "aspal", Road.ASPHALT, 44, 38.0, TimeSource.ROADS),
            MatrixRow("aspal", "gudang", Road.ASPHALT, 48, 38.5, TimeSource.ROADS),
            MatrixRow("gudang", "setapak", Road.MOTORBIKE, 20, 7.0),
        ),
    )
    travel = Travel(known)
    assert travel.leg(TRUCK, "gudang", "kerikil").minutes == 95
    assert travel.leg(TRUCK, "kerikil", "gudang").source is TimeSource.MEASURED
    assert travel.leg(TRUCK, "gudang", "aspal").minutes == 44
    assert travel.leg(TRUCK, "aspal", "gudang").minutes == 48
    assert travel.leg(TRUCK, "gudang", "aspal").source is TimeSource.ROADS
    assert travel.leg(BIKE, "gudang", "setapak").minutes == 25
    assert travel.leg(TRUCK, "gudang", "setapak").minutes is None


def test_a_closed_pair_cannot_be_passed_in_either_direction() -> None:
    travel = Travel(replace(PLACES, closed=frozenset({("aspal", "gudang")})))
    assert travel.leg(TRUCK, "gudang", "aspal").minutes is None
    assert travel.leg(TRUCK, "aspal", "gudang").minutes is None
    assert travel.leg(TRUCK, "gudang", "kerikil").minutes is not None


def test_matrices_say_the_same_as_legs() -> None:
    travel = Travel(PLACES)
    ids = ["gudang", "setapak", "kerikil", "dermaga"]
    minutes, km = travel.matrices(TRUCK, ids)
    for row, at in enumerate(ids):
        for column, to in enumerate(ids):
            leg = travel.leg(TRUCK, at, to)
            if at == to:
                assert minutes[row, column] == 0
            else:
                assert minutes[row, column] == (-1 if leg.minutes is None else leg.minutes)
            assert km[row, column] == pytest.approx(leg.km)
