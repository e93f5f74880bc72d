"""Instances become integers in their family's convention; a broken file is refused by line and section."""

from __future__ import annotations

import pytest

from siaga.engines.routing.instances import BrokenInstance
from siaga.engines.routing.reading import parse, read
from tests.engines.routing import small
from tests.engines.routing.places import BEST_KNOWN, instance_file, needs_instances


def test_a_capacitated_instance():
    found = parse(small.CVRP)
    assert (found.name, found.kind, found.size, found.depots) == ("contoh", "CVRP", 4, 1)
    assert found.convention.name == "round"
    assert found.distances[1, 3] == 32  # 31.62 rounded
    assert [vehicle.capacity for vehicle in found.vehicles] == [(10,), (10,)]
    assert found.windows is None


def test_without_a_fleet_there_are_as_many_vehicles_as_stops():
    assert len(parse(small.CVRP.replace("VEHICLES : 2\n", "")).vehicles) == 3


def test_a_solomon_instance_has_one_truncated_decimal():
    found = parse(small.SOLOMON)
    assert (found.kind, found.convention.name, len(found.vehicles)) == ("VRPTW", "dimacs", 2)
    assert found.distances[0, 2] == 114  # 11.4017… times ten, cut off
    assert found.windows[1].tolist() == [200, 800]
    assert found.service.tolist() == [0, 50, 50, 50]
    assert found.convention.published(1234) == 123.4


def test_a_mixed_fleet_keeps_its_vehicles_apart():
    found = parse(small.MIXED)
    assert [(one.capacity, one.fixed_cost, one.unit_cost) for one in found.classes()] == [
        ((10,), 1000, 3),
        ((5,), 200, 1),
    ]
    assert list(found.classes().values()) == [[0, 1], [2]]
    assert found.convention.published(12345) == 123.45


def test_permissions_shifts_and_windows_are_counted_in_thousandths():
    found = parse(small.SITES)
    assert found.vehicles[0].allowed == {1, 2}
    assert found.vehicles[0].max_duration == 100_000
    assert found.windows[1].tolist() == [50_000, 200_000]
    assert found.distances[1, 3] == 31_623


def test_reload_depots_and_release_times():
    found = parse(small.TRIPS)
    assert found.vehicles[0].reloads == (0,)
    assert found.vehicles[0].max_reloads is None
    assert found.release.tolist() == [0, 0, 600, 100]
    assert found.service.tolist() == [0, 20, 20, 20]


def test_an_explicit_matrix_in_every_shape():
    head = "TYPE : CVRP\nDIMENSION : 3\nCAPACITY : 5\nEDGE_WEIGHT_TYPE : EXPLICIT\nEDGE_WEIGHT_FORMAT : {}\n"
    shapes = {
        "FULL_MATRIX": "0 1 2\n1 0 3\n2 3 0",
        "LOWER_ROW": "1\n2 3",
        "LOWER_DIAG_ROW": "0\n1 0\n2 3 0",
        "UPPER_ROW": "1 2\n3",
        "UPPER_DIAG_ROW": "0 1 2\n0 3\n0",
    }
    for shape, rows in shapes.items():
        text = f"{head.format(shape)}EDGE_WEIGHT_SECTION\n{rows}\nDEMAND_SECTION\n1 0\n2 1\n3 1\nEOF\n"
        assert parse(text).distances.tolist() == [[0, 1, 2], [1, 0, 3], [2, 3, 0]], shape


def test_decimal_loads_are_counted_in_thousandths():
    found = parse(small.CVRP.replace("\n2 4\n", "\n2 4.5\n"))
    assert found.demands[1].tolist() == [4500]
    assert found.vehicles[0].capacity == (10_000,)


BROKEN = [
    (small.CVRP.replace("4 30 0", "4 tiga 0"), 11, "NODE_COORD", "tiga"),
    (small.CVRP.replace("4 30 0\n", ""), 10, "NODE_COORD", "nomor 4 tidak ada"),
    (small.CVRP.replace("4 30 0", "3 30 0"), 11, "NODE_COORD", "dua kali"),
    (small.CVRP.replace("4 30 0", "9 30 0"), 11, "NODE_COORD", "9 di luar 1 sampai 4"),
    (small.CVRP.replace("4 30 0", "4 30"), 11, "NODE_COORD", "2 kolom"),
    (small.CVRP.replace("4 30 0", "4 30 nan"), 11, "NODE_COORD", "nan"),
    (small.CVRP.replace("4 5\nDEPOT", "4 -5\nDEPOT"), 16, "", "negatif"),
    (small.CVRP.replace("DIMENSION : 4", "DIMENSION : lima"), 3, "", "lima"),
    (small.CVRP.replace("DIMENSION : 4\n", ""), None, "", "DIMENSION"),
    (small.CVRP.replace("DIMENSION : 4", "DIMENSION : 50000000"), 3, "", "DIMENSION"),
    (small.CVRP.replace("CAPACITY : 10\n", ""), None, "", "CAPACITY"),
    (small.CVRP.replace("VEHICLES : 2", "VEHICLES : 0"), 4, "", "VEHICLES"),
    (small.CVRP.replace("VEHICLES : 2", "VEHICLES : 2000000000"), 4, "", "VEHICLES"),
    (small.CVRP.replace("EUC_2D", "GEO"), 5, "", "GEO"),
    (small.CVRP.replace("DEPOT_SECTION\n1", "DEPOT_SECTION\n3"), 17, "DEPOT", "Depot 3"),
    (small.CVRP.replace("DEPOT_SECTION", "BACKHAUL_SECTION\n1 0\nDEPOT_SECTION"), 17, "BACKHAUL", "tidak didukung"),
    (small.CVRP.replace("DEPOT_SECTION", "DEMAND_SECTION\n1 0\nDEPOT_SECTION"), 17, "DEMAND", "dua kali"),
    (small.MIXED.replace("3 200\n", ""), 22, "VEHICLES_FIXED_COST", "nomor 3 tidak ada"),
    (small.MIXED.replace("3 1\nDEPOT", "3 1.5\nDEPOT"), None, "UNIT_DISTANCE_COST", "1.5"),
    (small.SITES.replace("4 0 300", "4 300 0"), 26, "", "berakhir sebelum mulai"),
    (small.SITES.replace("2 3 4\nDEPOT", "2 3 40\nDEPOT"), None, "ALLOWED", "tidak ada"),
    (small.TRIPS.replace("1 1\nDEPOT", "1 7\nDEPOT"), None, "RELOAD", "Depot 7"),
    (small.SOLOMON.replace("    3     30          0", "    4     30          0"), 13, "CUSTOMER", "seharusnya 3"),
    (small.SOLOMON.replace("    3     30 ", "    3    "), 13, "CUSTOMER", "6 kolom"),
    (small.SOLOMON.replace("    3     30 ", "    3    xx "), 13, "CUSTOMER", "Bukan angka"),
    (small.SOLOMON.replace("  2          20", ""), None, "VEHICLE", "Jumlah dan kapasitas"),
    ("", None, "", "kosong"),
    ("Yth. Bapak Camat", 1, "", "tidak dikenal"),
]


@pytest.mark.parametrize(
    ("text", "line", "section", "says"), BROKEN, ids=[f"{one[3]}-{at}" for at, one in enumerate(BROKEN)]
)
def test_a_broken_file_is_refused_by_line_and_section(text, line, section, says):
    with pytest.raises(BrokenInstance) as caught:
        parse(text)
    assert says in caught.value.message
    assert section in caught.value.section
    assert caught.value.line == line
    assert caught.value.remedy
    if line is not None:
        assert f"baris {line}" in caught.value.message


@needs_instances
@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("cvrp/X-n200-k36.vrp", (200, 1, 199, 1)),
        ("cvrp/X-n1001-k43.vrp", (1001, 1, 1000, 1)),
        ("hfvrp/X115-HVRP.vrp", (115, 1, 19, 3)),
        ("hfvrp/X401-FSMFD.vrp", (401, 1, 1200, 3)),
        ("mdvrptw/PR12A.vrp", (484, 4, 52, 4)),
        ("sdvrptw/PR06.vrp", (289, 1, 28, 4)),
        ("vrptw/C1_2_1.txt", (201, 1, 50, 1)),
        ("vrptw/R1_10_5.vrp", (1001, 1, 250, 1)),
        ("mtvrptwr/R2_2_01R0.5.vrp", (201, 1, 20, 1)),
    ],
)
def test_sizes_depots_and_fleets_of_the_benchmark_files(name, facts):
    found = read(instance_file(name))
    assert (found.size, found.depots, len(found.vehicles), len(found.classes())) == facts
    assert set(BEST_KNOWN) >= {name}
