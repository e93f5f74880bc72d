"""How each engine of ``bench.routing`` is asked: a function each, run in a fresh process."""

from __future__ import annotations

import sys
import tempfile
import time
import warnings
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np

from siaga.engines.routing.annealing import CpuBudget
from siaga.engines.routing.instances import Instance
from siaga.engines.routing.reading import read
from siaga.engines.routing.solutions import solution_from
from siaga.engines.routing.solving import solve_here

Routes = list[tuple[int, tuple[int, ...]]]


def run(engine: str, path: str, seed: int, seconds: float) -> tuple[Routes, float] | str:
    """In a fresh process: the routes and the CPU time since here, or why the engine cannot be asked."""
    asked = {"ours": _ours, "pyvrp": _pyvrp, "ortools": _ortools, "vroom": _vroom}[engine]
    return asked(Path(path), seed, seconds)


def _ours(path: Path, seed: int, seconds: float) -> tuple[Routes, float] | str:
    begun = time.process_time()
    instance = read(path)
    found = solve_here(instance, seconds - (time.process_time() - begun), seed)
    if not found.feasible:
        return " ".join(found.reasons)
    return [(tour.vehicle, tour.visits) for tour in found.tours], time.process_time() - begun


def _pyvrp(path: Path, seed: int, seconds: float) -> tuple[Routes, float]:
    import pyvrp
    from pyvrp.PenaltyManager import PenaltyBoundWarning

    reader: Any = sys.modules["pyvrp.read"]
    budget = CpuBudget(seconds)
    begun = time.process_time()
    instance = read(path)
    rounding = {"round-x100": "round", "dimacs-x10": "dimacs"}.get(instance.convention.name, instance.convention.name)
    if "sdvrptw" in str(path):
        reader.MAX_VALUE = 10**9
    warnings.simplefilter("ignore", PenaltyBoundWarning)
    with tempfile.TemporaryDirectory() as folder:
        if path.suffix == ".txt":  # its reader knows VRPLIB only
            target = Path(folder) / "solomon.vrp"
            target.write_text(_as_vrplib(path))
            path = target
        data = pyvrp.read(path, round_func=rounding)
    found = pyvrp.solve(data, budget, seed=seed, collect_stats=False)
    if not found.is_feasible():
        return [], time.process_time() - begun
    free = [[int(word) for word in kind.name.split(",")] for kind in data.vehicle_types()]
    routes: Routes = []
    for route in found.best.routes():
        visits = tuple(
            activity.idx if activity.is_depot() else activity.idx + data.num_depots for activity in list(route)[1:-1]
        )
        routes.append((free[route.vehicle_type()].pop(0), visits))
    return routes, time.process_time() - begun


def _as_vrplib(path: Path) -> str:
    lines = path.read_text().splitlines()
    number, capacity = lines[[line.strip() for line in lines].index("VEHICLE") + 2].split()
    rows = [line.split() for line in lines if len(line.split()) == 7 and line.split()[0].isdigit()]
    text = f"TYPE : VRPTW\nDIMENSION : {len(rows)}\nVEHICLES : {number}\nCAPACITY : {capacity}\n"
    text += "EDGE_WEIGHT_TYPE : EUC_2D\n"
    columns = {"NODE_COORD": (1, 3), "DEMAND": (3, 4), "TIME_WINDOW": (4, 6), "SERVICE_TIME": (6, 7)}
    for section, (first, last) in columns.items():
        text += f"{section}_SECTION\n" + "".join(
            f"{at} {' '.join(row[first:last])}\n" for at, row in enumerate(rows, 1)
        )
    return f"{text}DEPOT_SECTION\n1\n-1\nEOF\n"


def _fleet(instance: Instance, path: Path) -> list[int]:
    """Numbers of the vehicles for OR-Tools and VROOM: of each class at most best known + 10 % + 2."""
    tours, _ = solution_from(path.with_suffix(".sol").read_text())
    plain = len(instance.classes()) == 1
    chosen: list[int] = []
    for numbers in instance.classes().values():
        used = len(tours) if plain else len({tour.vehicle for tour in tours} & set(numbers))
        chosen += numbers[: int(used * 1.1) + 2]
    return chosen


def _ortools(path: Path, seed: int, seconds: float) -> tuple[Routes, float] | str:
    from ortools.constraint_solver import pywrapcp, routing_enums_pb2

    end = time.process_time() + seconds
    begun = time.process_time()
    instance = read(path)
    if any(vehicle.reloads for vehicle in instance.vehicles):
        return "several trips are not modelled"
    fleet = _fleet(instance, path)
    vehicles = [instance.vehicles[number] for number in fleet]
    homes = [vehicle.depot for vehicle in vehicles]
    manager = pywrapcp.RoutingIndexManager(instance.size, len(fleet), homes, homes)
    model = pywrapcp.RoutingModel(manager)
    costs: dict[int, int] = {}
    for at, vehicle in enumerate(vehicles):
        if vehicle.unit_cost not in costs:
            costs[vehicle.unit_cost] = model.RegisterTransitMatrix((instance.distances * vehicle.unit_cost).tolist())
        model.SetArcCostEvaluatorOfVehicle(costs[vehicle.unit_cost], at)
        model.SetFixedCostOfVehicle(vehicle.fixed_cost, at)
    loads = model.RegisterUnaryTransitVector([int(one) for one in instance.demands[:, 0]])
    model.AddDimensionWithVehicleCapacity(loads, 0, [vehicle.capacity[0] for vehicle in vehicles], True, "load")
    if instance.windows is not None:
        latest = int(instance.windows[:, 1].max())
        travel = model.RegisterTransitMatrix((instance.distances + instance.service[:, None]).tolist())
        model.AddDimension(travel, latest, latest, False, "time")
        clock = model.GetDimensionOrDie("time")
        for stop in instance.stops:
            early, due = instance.windows[stop]
            clock.CumulVar(manager.NodeToIndex(stop)).SetRange(int(early), int(due))
        for at, vehicle in enumerate(vehicles):
            opens, closes = (int(one) for one in instance.windows[vehicle.depot])
            clock.CumulVar(model.Start(at)).SetRange(opens, closes)
            clock.CumulVar(model.End(at)).SetRange(opens, closes)
            if vehicle.max_duration is not None:
                clock.SetSpanUpperBoundForVehicle(vehicle.max_duration, at)
    if any(vehicle.allowed is not None for vehicle in vehicles):
        for stop in instance.stops:
            able = [at for at, vehicle in enumerate(vehicles) if vehicle.may_visit(stop)]
            model.VehicleVar(manager.NodeToIndex(stop)).SetValues(able)
    parameters = pywrapcp.DefaultRoutingSearchParameters()
    parameters.local_search_metaheuristic = routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    parameters.time_limit.FromSeconds(int(60 + 15 * seconds))  # the clock; the limit that matters is the next line
    model.AddSearchMonitor(model.solver().CustomLimit(lambda: time.process_time() >= end))
    first = routing_enums_pb2.FirstSolutionStrategy
    usual = first.SAVINGS if instance.windows is None else first.PARALLEL_CHEAPEST_INSERTION
    found = None
    for strategy in (usual, first.PARALLEL_CHEAPEST_INSERTION, first.LOCAL_CHEAPEST_INSERTION, first.PATH_CHEAPEST_ARC):
        parameters.first_solution_strategy = strategy  # the next one only where the usual one finds no plan at all
        found = found or model.SolveWithParameters(parameters)
    if not found:
        return [], time.process_time() - begun
    routes: Routes = []
    for at, number in enumerate(fleet):
        index, visits = found.Value(model.NextVar(model.Start(at))), []
        while not model.IsEnd(index):
            visits.append(manager.IndexToNode(index))
            index = found.Value(model.NextVar(index))
        if visits:
            routes.append((number, tuple(visits)))
    return routes, time.process_time() - begun


def _share() -> float:
    """The part of a core that this process gets now."""
    clock, work = time.perf_counter(), time.process_time()
    while time.process_time() - work < 0.5:
        pass
    return min(1.0, 0.5 / (time.perf_counter() - clock))


def _vroom(path: Path, seed: int, seconds: float) -> tuple[Routes, float] | str:
    import vroom

    share = _share()
    begun = time.process_time()
    instance = read(path)
    if any(vehicle.reloads for vehicle in instance.vehicles):
        return "several trips are not supported"
    fleet = _fleet(instance, path)
    problem = vroom.Input()
    problem.set_durations_matrix("car", instance.distances.astype(np.uint32))
    classes = list(instance.classes())
    able = {stop: frozenset(at for at, kind in enumerate(classes) if kind.may_visit(stop)) for stop in instance.stops}
    skills = {group: number for number, group in enumerate(sorted(set(able.values()), key=sorted), 1)}
    for number in fleet:
        vehicle = instance.vehicles[number]
        window = None
        if instance.windows is not None:
            window = vroom.TimeWindow(*(int(one) for one in instance.windows[vehicle.depot]))
        problem.add_vehicle(
            vroom.Vehicle(
                number + 1,
                start=vehicle.depot,
                end=vehicle.depot,
                capacity=list(vehicle.capacity),
                skills={skill for group, skill in skills.items() if classes.index(vehicle) in group},
                time_window=window,
                costs=vroom.VehicleCosts(fixed=vehicle.fixed_cost, per_hour=3600 * vehicle.unit_cost),
                max_travel_time=vehicle.max_duration,
            )
        )
    for stop in instance.stops:
        windows = []
        if instance.windows is not None:
            windows = [vroom.TimeWindow(*(int(one) for one in instance.windows[stop]))]
        problem.add_job(
            vroom.Job(
                stop,
                stop,
                default_service=int(instance.service[stop]),
                delivery=vroom.Amount([int(one) for one in instance.demands[stop]]),
                skills={skills[able[stop]]},
                time_windows=windows,
            )
        )
    left = seconds - (time.process_time() - begun)
    found = problem.solve(exploration_level=5, nb_threads=1, timeout=timedelta(seconds=left / share))
    visits: dict[int, list[int]] = {}
    for row in found.routes.itertuples():
        if row.type == "job":
            visits.setdefault(int(row.vehicle_id) - 1, []).append(int(row.id))
    return [(number, tuple(stops)) for number, stops in visits.items()], time.process_time() - begun
