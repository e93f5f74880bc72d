"""Solving: right answers on small problems, budgets in CPU time, hard stops, and reasons for what cannot be done."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

pytest.importorskip("pyvrp")

from siaga.engines.routing import solving
from siaga.engines.routing.annealing import CpuBudget
from siaga.engines.routing.instances import Instance, Tour
from siaga.engines.routing.isolated import Died, OutOfTime, call
from siaga.engines.routing.modelling import FORBIDDEN, problem_data
from siaga.engines.routing.reading import parse, read
from siaga.engines.routing.solutions import solution_from, solution_text
from siaga.engines.routing.solving import solve, solve_here
from tests.engines.routing import hanging, small
from tests.engines.routing.checker import judge
from tests.engines.routing.places import BEST_KNOWN, instance_file, needs_instances


def judged(path: Path, tours: tuple[Tour, ...]):
    return judge(path, [(tour.vehicle, tour.visits) for tour in tours])


def test_small_problems_are_solved_to_their_optimum(tmp_path):
    optimum = {small.CVRP: 100, small.MIXED: 1380, small.TRIPS: 1200}
    for text, cost in optimum.items():
        path = tmp_path / "contoh.vrp"
        path.write_text(text)
        found = solve_here(parse(text), 0.3, 1)
        assert found.feasible
        assert found.reasons == ()
        checked = judged(path, found.tours)
        assert checked.broken == []
        assert checked.cost == found.cost_raw == cost


@needs_instances
@pytest.mark.parametrize("name", BEST_KNOWN)
def test_plans_of_the_benchmark_pass_the_judge(name):
    found = solve(read(instance_file(name)), seconds=1.5, seed=1)
    assert found.feasible, found.reasons
    checked = judged(instance_file(name), found.tours)
    assert checked.broken == []
    assert checked.cost == found.cost_raw
    assert checked.published == pytest.approx(found.cost)
    assert BEST_KNOWN[name] <= found.cost * (1 + 1e-9) <= BEST_KNOWN[name] * 1.2


# Trap 1: PyVRP marks forbidden legs with 2^44 and does not come back; and whatever does not come back is ended.


@needs_instances
def test_forbidden_legs_do_not_hold_the_search_up():
    instance = read(instance_file("sdvrptw/PR06.vrp"))
    largest = max(int(matrix.max()) for matrix in problem_data(instance).distance_matrices())
    assert largest == FORBIDDEN <= 10**9
    found = call(solve_here, instance, 2.0, 1, wall_seconds=100)
    assert found.feasible
    assert found.seconds < 4


def test_a_search_that_does_not_come_back_is_ended_by_force(monkeypatch):
    monkeypatch.setattr(solving, "_solve_alone", hanging.solve)
    monkeypatch.setattr(solving, "wall_limit", lambda seconds: 2.0)
    begun = time.monotonic()
    with pytest.raises(OutOfTime):
        solve(parse(small.CVRP), seconds=1)
    assert time.monotonic() - begun < 20


def test_a_search_that_eats_the_processor_is_ended_by_the_kernel():
    with pytest.raises(Died, match="signal"):
        call(hanging.spin_after_limit, 1.0, wall_seconds=120)


# Trap 2: a stop larger than every vehicle.


def test_a_stop_larger_than_every_vehicle_is_named_at_once():
    begun = time.process_time()
    found = solve_here(parse(small.CVRP.replace("\n3 6\n", "\n3 26\n")), 5.0, 1)
    assert not found.feasible
    assert any("perhentian 2" in reason and "bagi muatannya" in reason for reason in found.reasons)
    assert found.unserved == (2,)
    assert time.process_time() - begun < 3


# Trap 3: never a bare "infeasible".


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (small.CVRP.replace("VEHICLES : 2", "VEHICLES : 1"), "Muatan 15 melebihi daya angkut 10 (semua kendaraan);"),
        (small.SITES.replace("2 3 4\nDEPOT", "2 3\nDEPOT"), "Tidak ada kendaraan yang boleh ke perhentian 3"),
        (small.SITES.replace("4 0 300", "4 0 20"), "Tidak terlayani tepat waktu walau didatangi langsung dari depot"),
        (small.SITES.replace("DURATION : 100", "DURATION : 50"), "perhentian 3"),
        (small.TRIPS.replace("3 0 400", "3 0 75"), "perhentian 2"),
        (small.SITES.replace("1 20\n2 20", "1 20\n2 4"), "perhentian 3"),
        (small.TRIPS.replace("2 0 400", "2 0 12").replace("4 0 400", "4 0 40"), "meninggalkan 1 dari 3"),
        (small.CVRP.replace("3 6", "3 8").replace("2 4", "2 8").replace("4 5", "4 4"), "meninggalkan 1 dari 3"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_comes_with_its_reason(text, says):
    found = solve_here(parse(text), 0.5, 1)
    assert not found.feasible
    assert found.cost is None
    assert any(says in reason for reason in found.reasons), found.reasons
    assert found.unserved


def test_a_plan_over_forbidden_legs_is_not_taken_for_one():
    # Three stops of 7, 7 and 6 do not pack into the two vehicles of 10 that may go there; a third could, but may not.
    text = small.CVRP.replace("DIMENSION : 4", "DIMENSION : 5").replace("VEHICLES : 2", "VEHICLES : 3")
    text = text.replace("CAPACITY : 10\n", "").replace("4 30 0\n", "4 30 0\n5 40 0\n")
    text = text.replace("2 4\n3 6\n4 5\n", "2 7\n3 7\n4 6\n5 5\n")
    text = text.replace("DEPOT_SECTION", "CAPACITY_SECTION\n1 10\n2 10\n3 100\nDEPOT_SECTION")
    text = text.replace("DEPOT_SECTION", "VEHICLES_ALLOWED_CLIENTS_SECTION\n1 2 3 4\n2 2 3 4\n3 5\nDEPOT_SECTION")
    found = solve_here(parse(text), 0.5, 1)
    assert not found.feasible
    assert len(found.unserved) == 1
    assert "meninggalkan 1 dari 4" in found.reasons[0]


def test_the_smallest_addition_that_the_reason_names_repairs_it():
    short = small.CVRP.replace("VEHICLES : 2", "VEHICLES : 1")
    reason = solve_here(parse(short), 0.5, 1).reasons[0]
    assert "1 kendaraan lagi" in reason
    assert solve_here(parse(small.CVRP), 0.5, 1).feasible


# Trap 4: reloads are there when reload depots are, whatever max_reloads says.


def test_reloads_need_reload_depots_not_a_number():
    several = parse(small.TRIPS)
    assert several.vehicles[0].max_reloads is None
    found = solve_here(several, 0.3, 1)
    assert sum(visit == 0 for tour in found.tours for visit in tour.visits) == 2
    without = small.TRIPS.replace("VEHICLES_RELOAD_DEPOT_SECTION\n1 1\n", "")
    refused = solve_here(parse(without), 0.3, 1)
    assert not refused.feasible
    assert "melebihi daya angkut" in refused.reasons[0]
    limited = small.TRIPS.replace("SERVICE_TIME : 2", "SERVICE_TIME : 2\nVEHICLES_MAX_RELOADS : 1")
    assert not solve_here(parse(limited), 0.3, 1).feasible


# The budget is CPU time.


def test_the_budget_counts_work_not_the_clock():
    budget = CpuBudget(0.2)
    time.sleep(0.5)
    assert not budget(0)
    end = time.process_time() + 0.25
    while time.process_time() < end:
        pass
    assert budget(0)


def test_a_search_without_any_plan_gives_up_earlier():
    budget = CpuBudget(1.0, share_without_plan=0.0)
    assert budget(2**63 - 1)
    assert not budget(100)


@needs_instances
def test_a_busy_machine_gets_the_same_work():
    instance = read(instance_file("cvrp/X-n200-k36.vrp"))
    alone = solve(instance, seconds=1.5, seed=1)
    load = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(6)]
    try:
        begun = time.monotonic()
        crowded = solve(instance, seconds=1.5, seed=1)
        waited = time.monotonic() - begun
    finally:
        for process in load:
            process.kill()
            process.wait()
    assert waited > crowded.seconds  # it did have to wait
    assert crowded.iterations > 0.4 * alone.iterations  # by the clock it would have been a quarter or less
    assert abs(crowded.seconds - alone.seconds) < 0.5


def test_it_solves_from_a_thread_of_a_server():
    found: list[solving.Solution] = []
    thread = threading.Thread(target=lambda: found.append(solve(parse(small.CVRP), seconds=0.3)))
    thread.start()
    thread.join()
    assert found[0].cost == 100


def test_solution_files_come_back_as_they_were_written():
    def again(text: str, tours: tuple[Tour, ...], cost: int) -> tuple[Instance, str]:
        instance = parse(text)
        written = solution_text(instance, tours, cost)
        read_tours, stated = solution_from(written)
        assert read_tours == tours
        assert stated == pytest.approx(instance.convention.published(cost))
        return instance, written

    _, plain = again(small.CVRP, (Tour(0, (1, 2)), Tour(1, (3,))), 100)
    assert plain == "Route #1: 1 2\nRoute #2: 3\nCost 100\n"
    _, mixed = again(small.MIXED, (Tour(0, (1, 2)), Tour(2, (3,))), 1380)
    assert mixed == "Route #1: 1 2\nRoute #2:\nRoute #3: 3\nCost 13.80\n"
