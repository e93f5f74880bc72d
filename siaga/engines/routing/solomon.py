"""The format of Solomon and of Gehring and Homberger: a fleet of equal vehicles, and one line a customer."""

from __future__ import annotations

import numpy as np

from siaga.engines.routing.instances import DIMACS, BrokenInstance, Instance, Vehicle
from siaga.engines.routing.measuring import MOST_VEHICLES, checked, euclidean

_COLUMNS = 7


def solomon(lines: list[str], name: str) -> Instance:
    rows: list[tuple[int, list[float]]] = []
    fleet: tuple[int, int] | None = None
    section = ""
    for number, line in enumerate(lines, 1):
        words = line.split()
        if not words:
            continue
        if words[0].upper() in ("VEHICLE", "CUSTOMER"):
            section = words[0].upper()
        elif not section:
            name = words[0]
        elif words[0].upper() in ("NUMBER", "CUST"):
            continue
        elif section == "VEHICLE":
            values = _numbers(words, number, section, 2)
            if not 1 <= values[0] <= MOST_VEHICLES:
                raise BrokenInstance(
                    f"{values[0]:g} kendaraan, di luar 1 sampai {MOST_VEHICLES}", "Periksa angkanya.",
                    line=number, section=section,
                )  # fmt: skip
            fleet = (int(values[0]), int(values[1]))
        else:
            rows.append((number, _numbers(words, number, section, _COLUMNS)))
    if fleet is None:
        raise BrokenInstance(
            "Jumlah dan kapasitas kendaraan tidak ada", "Tulis NUMBER dan CAPACITY.", section="VEHICLE"
        )
    if len(rows) < 2:
        raise BrokenInstance(
            "Tidak ada perhentian", "Tulis depot (0) dan paling sedikit satu pelanggan.", section="CUSTOMER"
        )
    for expected, (number, values) in enumerate(rows):
        if values[0] != expected:
            raise BrokenInstance(
                f"Nomor pelanggan {values[0]:g}, seharusnya {expected}", "Urutkan dari 0 tanpa yang terlewat.",
                line=number, section="CUSTOMER",
            )  # fmt: skip
    table = np.array([values for _, values in rows])
    coordinates = table[:, 1:3]
    instance = Instance(
        name=name,
        kind="VRPTW",
        convention=DIMACS,
        depots=1,
        coordinates=coordinates,
        distances=DIMACS.scaled(euclidean(coordinates)),
        demands=table[:, 3:4].astype(np.int64),
        service=DIMACS.scaled(table[:, 6]),
        windows=DIMACS.scaled(table[:, 4:6]),
        release=None,
        vehicles=(Vehicle(capacity=(fleet[1],)),) * fleet[0],
    )
    return checked(instance, lines=[number for number, _ in rows])


def _numbers(words: list[str], line: int, section: str, count: int) -> list[float]:
    try:
        values = [float(word) for word in words]
    except ValueError:
        raise BrokenInstance(
            f"Bukan angka: “{' '.join(words)[:60]}”", "Perbaiki baris itu.", line=line, section=section
        ) from None
    if len(values) != count:
        raise BrokenInstance(
            f"{len(values)} kolom, seharusnya {count}", "Lengkapi baris itu.", line=line, section=section
        )
    return values
