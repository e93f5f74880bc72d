"""An instance, its file (first line ``n p``, then ``x y capacity demand`` for each point) and a solution of it."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


class BrokenInstance(Exception):
    """A file that is no instance, or one without any solution. message and remedy: Indonesian, for the user."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Instance:
    """Points on a plane; the cost of a point is its straight distance to its median."""

    x: tuple[float, ...]
    y: tuple[float, ...]
    capacity: tuple[float, ...]
    demand: tuple[float, ...]
    medians: int

    def __len__(self) -> int:
        return len(self.x)

    def arrays(self) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
        return np.array(self.x), np.array(self.y), np.array(self.capacity), np.array(self.demand)


@dataclass(frozen=True, slots=True)
class Solution:
    """medians: points (from 0) in order. assignment: of each point, the point that is its median.

    lower_bound: no solution costs less. gap: the share of the cost that may still be saved; None without a bound.
    """

    cost: float
    lower_bound: float
    gap: float
    medians: tuple[int, ...]
    assignment: tuple[int, ...]
    seconds: float


_FORM = "Baris pertama “n p”, lalu untuk tiap titik satu baris “x y kapasitas permintaan”."


def read_cpmp(text: str) -> Instance:
    try:
        numbers = [float(word) for word in text.split()]
    except ValueError as error:
        raise BrokenInstance("Berkas berisi sesuatu yang bukan angka.", _FORM) from error
    if len(numbers) < 2 or not all(map(math.isfinite, numbers)) or numbers[0] < 1 or numbers[0] != int(numbers[0]):
        raise BrokenInstance("Berkas ini bukan soal p-median berkapasitas.", _FORM)
    count, medians = int(numbers[0]), numbers[1]
    if len(numbers) != 2 + 4 * count:
        raise BrokenInstance(f"Berkas menyebut {count} titik, tetapi jumlah angkanya tidak sesuai.", _FORM)
    if medians != int(medians) or not 1 <= medians <= count:
        raise BrokenInstance(f"Jumlah median harus bilangan bulat antara 1 dan {count}.", _FORM)
    x, y, capacity, demand = (tuple(numbers[2 + column :: 4]) for column in range(4))
    if min(demand) < 0 or min(capacity) < 0:
        raise BrokenInstance("Kapasitas dan permintaan tidak boleh negatif.", _FORM)
    if sum(sorted(capacity)[-int(medians) :]) < sum(demand):
        raise BrokenInstance(
            "Permintaan semua titik melebihi kapasitas median terbesar bersama-sama.",
            "Tambah jumlah median atau kapasitasnya.",
        )
    return Instance(x, y, capacity, demand, int(medians))
