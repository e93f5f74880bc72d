"""Why no plan can exist, where that can be seen without searching: never a bare "infeasible"."""

from __future__ import annotations

from collections.abc import Sequence

from siaga.engines.routing.instances import Instance, Vehicle
from siaga.engines.routing.splitting import fits

_SHOWN = 8


def shortages(instance: Instance) -> list[str]:
    """One sentence for each thing that no plan can mend; empty when nothing is certain."""
    classes = instance.classes()
    found: list[str] = []
    barred, heavy, late = [], [], []
    for stop in instance.stops:
        able = [vehicle for vehicle in classes if vehicle.may_visit(stop)]
        roomy = [vehicle for vehicle in able if fits([int(one) for one in instance.demands[stop]], vehicle.capacity)]
        if not able:
            barred.append(stop)
        elif not roomy:
            heavy.append(stop)
        elif not any(_alone(instance, vehicle, stop) for vehicle in roomy):
            late.append(stop)
    if barred:
        found.append(f"Tidak ada kendaraan yang boleh ke {_named(barred)}.")
    if heavy:
        found.append(
            f"Muatan lebih besar daripada setiap kendaraan yang boleh ke sana: {_named(heavy)}; bagi muatannya."
        )
    if late:
        found.append(
            f"Tidak terlayani tepat waktu walau didatangi langsung dari depot: {_named(late)}; "
            "longgarkan jendela waktu atau jam kerja kendaraannya."
        )
    return found + _rooms(instance, classes)


def _rooms(instance: Instance, classes: dict[Vehicle, list[int]]) -> list[str]:
    """Whether all vehicles together have room, for all stops and for those that only some vehicles may visit."""
    found = []
    groups: dict[frozenset[Vehicle], list[int]] = {}
    for stop in instance.stops:
        groups.setdefault(frozenset(vehicle for vehicle in classes if vehicle.may_visit(stop)), []).append(stop)
    everyone = frozenset(classes)
    for able in {everyone, *groups}:
        if not able or any(vehicle.reloads for vehicle in able):
            continue
        stops = [stop for others, members in groups.items() if others <= able for stop in members]
        for dimension in range(instance.demands.shape[1]):
            wanted = int(instance.demands[stops, dimension].sum())
            room = sum(vehicle.capacity[dimension] * len(classes[vehicle]) for vehicle in able)
            if wanted > room:
                largest = max(vehicle.capacity[dimension] for vehicle in able)
                more = f"; perlu paling sedikit {-(-(wanted - room) // largest)} kendaraan lagi" if largest else ""
                numbers = sorted(number + 1 for vehicle in able for number in classes[vehicle])
                who = "semua kendaraan" if able == everyone else f"kendaraan {few(numbers)}"
                found.append(f"Muatan {wanted} melebihi daya angkut {room} ({who}){more}.")
    return found


def _alone(instance: Instance, vehicle: Vehicle, stop: int) -> bool:
    """Whether the vehicle can serve this stop if it does nothing else."""
    out = int(instance.distances[vehicle.depot, stop])
    back = int(instance.distances[stop, vehicle.depot])
    if vehicle.max_distance is not None and out + back > vehicle.max_distance:
        return False
    service = int(instance.service[stop])
    if vehicle.max_duration is not None and out + service + back > vehicle.max_duration:
        return False
    if instance.windows is None:
        return True
    opens, closes = (int(moment) for moment in instance.windows[vehicle.depot])
    early, due = (int(moment) for moment in instance.windows[stop])
    ready = max(opens, 0 if instance.release is None else int(instance.release[stop]))
    begin = max(ready + out, early)
    return begin <= due and begin + service + back <= closes


def _named(stops: list[int]) -> str:
    return f"perhentian {few(stops)}"


def few(numbers: Sequence[int]) -> str:
    shown = ", ".join(map(str, numbers[:_SHOWN]))
    return shown if len(numbers) <= _SHOWN else f"{shown}, dan {len(numbers) - _SHOWN} lainnya"
