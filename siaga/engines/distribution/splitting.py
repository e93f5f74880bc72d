"""Loads that no vehicle takes in one go become several visits: the routing engine knows no split delivery."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil, floor

from siaga.engines.distribution.problem import VehicleClass
from siaga.engines.distribution.timing import Drop


def room(vehicle: VehicleClass, kg_per_box: float) -> int:
    """Boxes of this weight that one vehicle takes."""
    boxes = vehicle.capacity_boxes
    if vehicle.capacity_kg > 0 and kg_per_box > 0:
        boxes = min(boxes, floor(vehicle.capacity_kg / kg_per_box + 1e-9))
    return boxes


def split(place: str, boxes: int, kg: float, vehicles: Iterable[VehicleClass], *, finer: bool = False) -> list[Drop]:
    """The visits that bring so much to a place; empty where no vehicle takes even one box.

    Full loads of the largest vehicle and the rest; finer: loads that the smallest vehicle takes too, so that small
    vehicles can help where the large ones are short.
    """
    per_box = kg / boxes if boxes else 0.0
    rooms = [size for size in (room(vehicle, per_box) for vehicle in vehicles) if size > 0]
    if not rooms or boxes <= 0:
        return []
    size = max(rooms)
    if finer:
        size = min(size, max(min(rooms), ceil(boxes / 40)))
    sizes = [size] * (boxes // size) + ([boxes % size] if boxes % size else [])
    drops, done = [], 0
    for one in sizes:
        drops.append(Drop(place, one, round(kg * (done + one) / boxes - kg * done / boxes, 6)))
        done += one
    return drops
