"""Every placement tried, one after the other: what the exact model is held against. Shares no code with it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations


def weight_reached(
    minutes: Sequence[Sequence[float]], sites: Sequence[int], within: float, weights: Sequence[float], times: int
) -> float:
    return sum(
        weight
        for station, weight in enumerate(weights)
        if sum(minutes[site][station] <= within for site in sites) >= times
    )


def best_weights(
    minutes: Sequence[Sequence[float]], teams: int, within: float, weights: Sequence[float]
) -> tuple[float, float]:
    return max(
        (weight_reached(minutes, sites, within, weights, 1), weight_reached(minutes, sites, within, weights, 2))
        for sites in combinations(range(len(minutes)), min(teams, len(minutes)))
    )


def best_radius(minutes: Sequence[Sequence[float]], teams: int) -> float:
    stations = range(len(minutes[0]))
    return min(
        max(min(minutes[site][station] for site in sites) for station in stations)
        for sites in combinations(range(len(minutes)), min(teams, len(minutes)))
    )


def fewest(minutes: Sequence[Sequence[float]], within: float, want: int) -> int:
    asked = [(station, min(want, sum(row[station] <= within for row in minutes))) for station in range(len(minutes[0]))]
    for count in range(len(minutes) + 1):
        for sites in combinations(range(len(minutes)), count):
            if all(sum(minutes[site][station] <= within for site in sites) >= times for station, times in asked):
                return count
    raise AssertionError("all sites together reach what can be reached")
