"""Distances of an instance, and what must hold before anything is solved."""

from __future__ import annotations

import numpy as np

from siaga.engines.routing.instances import BrokenInstance, Decimals, Instance

MOST_LOCATIONS = 5000
MOST_VEHICLES = 20_000
LARGEST = 10**8
"""Largest distance or time that we pass on: forbidden legs are dearer, and sums stay far from 64 bits."""


def euclidean(coordinates: Decimals) -> Decimals:
    # hypot of differences, not the dot-product formula: that one loses the last digit, and truncation shows it
    across = coordinates[:, None, 0] - coordinates[None, :, 0]
    along = coordinates[:, None, 1] - coordinates[None, :, 1]
    found: Decimals = np.sqrt(across * across + along * along)
    return found


def checked(instance: Instance, lines: list[int] | None = None) -> Instance:
    """The instance, or ``BrokenInstance`` about what no plan could ever mend. lines: where each location stands."""

    def line(location: int) -> int | None:
        return lines[location] if lines else None

    if not instance.vehicles:
        raise BrokenInstance("Tidak ada kendaraan", "Isi jumlah kendaraan paling sedikit 1.")
    if (instance.distances < 0).any():
        raise BrokenInstance("Ada jarak negatif", "Jarak paling kecil 0.", section="EDGE_WEIGHT_SECTION")
    if instance.distances.max(initial=0) > LARGEST:
        raise BrokenInstance("Jarak terlalu besar untuk dihitung", "Perkecil satuan koordinatnya.")
    for location in range(instance.size):
        if (instance.demands[location] < 0).any():
            raise BrokenInstance(f"Muatan perhentian {location} negatif", "Muatan paling kecil 0.", line=line(location))
        if instance.service[location] < 0:
            raise BrokenInstance(
                f"Waktu layanan perhentian {location} negatif", "Waktu layanan paling kecil 0.", line=line(location)
            )
        if instance.windows is not None and instance.windows[location][0] > instance.windows[location][1]:
            raise BrokenInstance(
                f"Jendela waktu perhentian {location} berakhir sebelum mulai", "Tukar atau perbaiki kedua waktunya.",
                line=line(location),
            )  # fmt: skip
    return instance
