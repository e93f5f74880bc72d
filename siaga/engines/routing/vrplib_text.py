"""The VRPLIB format: ``KEY : value`` lines and sections of numbered rows."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from siaga.engines.routing import instances
from siaga.engines.routing.instances import BrokenInstance, Convention, Decimals, Instance, Numbers, Vehicle
from siaga.engines.routing.measuring import MOST_LOCATIONS, MOST_VEHICLES, checked, euclidean

_CONVENTIONS = {
    "CVRP": instances.ROUND,
    "VRPTW": instances.DIMACS,
    "CVRPTW": instances.DIMACS,
    "HFVRP": instances.HUNDREDTHS,
    "FSMVRP": instances.HUNDREDTHS,
    "MDVRP": instances.EXACT,
    "MDVRPTW": instances.EXACT,
    "SDVRPTW": instances.EXACT,
    "PVRPTW": instances.EXACT,
    "MTVRPTWR": instances.DIMACS_TENFOLD,
}
_UNSUPPORTED = {"BACKHAUL", "LINEHAUL", "PICKUP_AND_DELIVERY", "PRIZE", "MUTUALLY_EXCLUSIVE_GROUP"}
_ROWS_OF_VEHICLES = {
    "CAPACITY",
    "VEHICLES_ALLOWED_CLIENTS",
    "VEHICLES_DEPOT",
    "VEHICLES_FIXED_COST",
    "VEHICLES_MAX_DISTANCE",
    "VEHICLES_MAX_DURATION",
    "VEHICLES_MAX_RELOADS",
    "VEHICLES_RELOAD_DEPOT",
    "VEHICLES_UNIT_DISTANCE_COST",
}
_ROWS_OF_PLACES = {"NODE_COORD", "DEMAND", "SERVICE_TIME", "TIME_WINDOW", "RELEASE_TIME"}
_IGNORED = {"NODE_COORD_TYPE", "DISPLAY_DATA_TYPE", "DISPLAY_DATA", "COMMENT", "NAME", "TYPE", "TRUCKS"}
_SHAPES = {"FULL_MATRIX", "LOWER_ROW", "LOWER_DIAG_ROW", "UPPER_ROW", "UPPER_DIAG_ROW"}


@dataclass(slots=True)
class _Row:
    line: int
    values: list[float]


@dataclass(slots=True)
class _File:
    texts: dict[str, tuple[int, str]] = field(default_factory=dict)
    sections: dict[str, list[_Row]] = field(default_factory=dict)
    opened: dict[str, int] = field(default_factory=dict)


def vrplib(lines: list[str], name: str) -> Instance:
    file = _split(lines)
    _refuse_unknown(file)
    size = _whole(file, "DIMENSION")
    if size is None:
        raise BrokenInstance("DIMENSION tidak ada", "Tulis banyaknya depot dan perhentian: DIMENSION : 101.")
    if not 2 <= size <= MOST_LOCATIONS:
        raise BrokenInstance(
            f"DIMENSION {size} di luar 2 sampai {MOST_LOCATIONS}", "Periksa angkanya.", line=file.texts["DIMENSION"][0]
        )
    depots = _depots(file, size)
    kind = file.texts.get("TYPE", (0, ""))[1].strip().upper()
    coordinates = _places(file, "NODE_COORD", size, 2)
    windows = _places(file, "TIME_WINDOW", size, 2)
    convention = _CONVENTIONS.get(kind) or (instances.ROUND if windows is None else instances.DIMACS)
    distances = _distances(file, size, coordinates)
    if coordinates is None:
        coordinates = np.zeros((size, 2))
    service = _service(file, size, depots)
    release = _places(file, "RELEASE_TIME", size, 1)
    demands, vehicles = _loads(file, size, depots, convention)
    instance = Instance(
        name=file.texts.get("NAME", (0, name))[1].strip() or name,
        kind=kind or "VRP",
        convention=convention,
        depots=depots,
        coordinates=coordinates,
        distances=convention.scaled(distances),
        demands=demands,
        service=convention.scaled(service),
        windows=None if windows is None else convention.scaled(windows),
        release=None if release is None else convention.scaled(release[:, 0]),
        vehicles=vehicles,
    )
    rows = file.sections.get("TIME_WINDOW") or file.sections.get("DEMAND") or []
    return checked(instance, lines=[row.line for row in rows] if len(rows) == size else None)


def _split(lines: list[str]) -> _File:
    file = _File()
    section = ""
    for number, line in enumerate(lines, 1):
        text = line.strip()
        if not text:
            continue
        if text.upper() == "EOF":
            break
        head, colon, value = text.partition(":")
        word = head.strip().upper()
        if word.endswith("_SECTION"):
            section = word.removesuffix("_SECTION")
            if section in file.sections:
                raise BrokenInstance("Bagian ini ada dua kali", "Hapus salah satunya.", line=number, section=word)
            file.sections[section] = []
            file.opened[section] = number
        elif colon and not _is_number(text.split()[0]):
            file.texts[word] = (number, value.strip())
            section = ""
        elif section:
            file.sections[section].append(_Row(number, _numbers(text.split(), number, section)))
        else:
            raise BrokenInstance(
                f"Baris tidak dikenal: “{text[:60]}”", "Tulis KUNCI : nilai, atau nama bagian (…_SECTION).", line=number
            )
    return file


def _refuse_unknown(file: _File) -> None:
    """A rule that we would have to ignore makes another problem of it: say so instead."""
    known = _ROWS_OF_VEHICLES | _ROWS_OF_PLACES | _IGNORED | _UNSUPPORTED
    known |= {"DIMENSION", "VEHICLES", "DEPOT", "EDGE_WEIGHT", "EDGE_WEIGHT_TYPE", "EDGE_WEIGHT_FORMAT", "DISTANCE"}
    for key in (*file.texts, *file.sections):
        line = file.opened.get(key) or file.texts[key][0]
        if key in _UNSUPPORTED or key not in known:
            raise BrokenInstance(
                f"“{key}” tidak didukung", "Hapus bagian itu bila tidak berpengaruh, atau pakai soal lain.",
                line=line, section=key,
            )  # fmt: skip
    for key in ("NODE_COORD", "DEMAND"):
        if key in file.texts and key not in file.sections:
            raise BrokenInstance(f"{key} harus berupa bagian", f"Tulis {key}_SECTION.", line=file.texts[key][0])


def _is_number(word: str) -> bool:
    try:
        float(word)
    except ValueError:
        return False
    return True


def _numbers(words: list[str], line: int, section: str) -> list[float]:
    found = []
    for word in words:
        if not _is_number(word) or word.lower() in ("nan", "inf", "-inf", "+inf"):
            raise BrokenInstance(
                f"Bukan angka: “{word[:40]}”", "Perbaiki baris itu.", line=line, section=f"{section}_SECTION"
            )
        found.append(float(word))
    return found


def _whole(file: _File, key: str) -> int | None:
    if key not in file.texts:
        return None
    line, text = file.texts[key]
    try:
        return int(text)
    except ValueError:
        raise BrokenInstance(f"{key} “{text[:40]}” bukan bilangan bulat", "Perbaiki angkanya.", line=line) from None


def _depots(file: _File, size: int) -> int:
    numbers = [int(value) for row in file.sections.get("DEPOT", []) for value in row.values if value != -1]
    if not numbers:
        return 1
    if numbers != list(range(1, len(numbers) + 1)) or len(numbers) >= size:
        raise BrokenInstance(
            f"Depot {', '.join(map(str, numbers[:5]))} tidak dapat dipakai",
            "Depot memakai nomor paling depan: 1, 2, … dan sesudahnya ada perhentian.",
            line=file.opened["DEPOT"], section="DEPOT_SECTION",
        )  # fmt: skip
    return len(numbers)


def _rows(file: _File, key: str, count: int, what: str) -> list[_Row]:
    """The rows of a section, one for each number from 1 to ``count``, sorted by their number."""
    section = f"{key}_SECTION"
    rows = file.sections[key]
    seen: dict[int, _Row] = {}
    for row in rows:
        number = int(row.values[0])
        if number != row.values[0] or not 1 <= number <= count:
            raise BrokenInstance(
                f"Nomor {row.values[0]:g} di luar 1 sampai {count} ({what})", "Perbaiki nomornya, atau kepala berkas.",
                line=row.line, section=section,
            )  # fmt: skip
        if number in seen:
            raise BrokenInstance(f"Nomor {number} ada dua kali", "Hapus salah satunya.", line=row.line, section=section)
        seen[number] = row
    if len(seen) != count:
        missing = next(number for number in range(1, count + 1) if number not in seen)
        raise BrokenInstance(
            f"{len(seen)} baris, seharusnya {count} ({what}); nomor {missing} tidak ada", "Lengkapi bagian itu.",
            line=rows[-1].line if rows else file.opened[key], section=section,
        )  # fmt: skip
    return [seen[number] for number in range(1, count + 1)]


def _places(file: _File, key: str, size: int, columns: int) -> Decimals | None:
    if key not in file.sections:
        return None
    found = []
    for row in _rows(file, key, size, "DIMENSION"):
        if len(row.values) != columns + 1:
            raise BrokenInstance(
                f"{len(row.values)} kolom, seharusnya {columns + 1}", "Lengkapi baris itu.",
                line=row.line, section=f"{key}_SECTION",
            )  # fmt: skip
        found.append(row.values[1:])
    return np.array(found)


def _service(file: _File, size: int, depots: int) -> Decimals:
    found = _places(file, "SERVICE_TIME", size, 1)
    if found is not None:
        return found[:, 0]
    service = np.full(size, _decimal(file, "SERVICE_TIME") or 0.0)
    service[:depots] = 0
    return service


def _decimal(file: _File, key: str) -> float | None:
    if key not in file.texts:
        return None
    line, text = file.texts[key]
    if not _is_number(text):
        raise BrokenInstance(f"{key} “{text[:40]}” bukan angka", "Perbaiki angkanya.", line=line)
    return float(text)


def _distances(file: _File, size: int, coordinates: Decimals | None) -> Decimals:
    line, how = file.texts.get("EDGE_WEIGHT_TYPE", (0, "EUC_2D"))
    how = how.upper()
    if how in ("EUC_2D", "FLOOR_2D", "CEIL_2D"):
        if coordinates is None:
            raise BrokenInstance("NODE_COORD_SECTION tidak ada", "Tulis koordinat tiap depot dan perhentian.")
        plain = euclidean(coordinates)
        return plain if how == "EUC_2D" else np.floor(plain) if how == "FLOOR_2D" else np.ceil(plain)
    if how != "EXPLICIT":
        raise BrokenInstance(
            f"EDGE_WEIGHT_TYPE {how} tidak didukung", "Pakai EUC_2D, FLOOR_2D, CEIL_2D, atau EXPLICIT.", line=line
        )
    line, shape = file.texts.get("EDGE_WEIGHT_FORMAT", (line, "FULL_MATRIX"))
    shape = shape.upper()
    if shape not in _SHAPES:
        raise BrokenInstance(
            f"EDGE_WEIGHT_FORMAT {shape} tidak didukung", f"Pakai {', '.join(sorted(_SHAPES))}.", line=line
        )
    if "EDGE_WEIGHT" not in file.sections:
        raise BrokenInstance("EDGE_WEIGHT_SECTION tidak ada", "Tulis jarak antartempat.", line=line)
    values = [value for row in file.sections["EDGE_WEIGHT"] for value in row.values]
    if shape == "FULL_MATRIX":
        where = np.indices((size, size)).reshape(2, -1)
    else:
        corner = 0 if "DIAG" in shape else 1
        where = np.array(np.tril_indices(size, -corner) if "LOWER" in shape else np.triu_indices(size, corner))
    if len(values) != where.shape[1]:
        raise BrokenInstance(
            f"{len(values)} jarak, seharusnya {where.shape[1]} ({shape})", "Lengkapi bagian itu.",
            line=file.opened["EDGE_WEIGHT"], section="EDGE_WEIGHT_SECTION",
        )  # fmt: skip
    found = np.zeros((size, size))
    found[where[0], where[1]] = values
    if shape != "FULL_MATRIX":
        found[where[1], where[0]] = values
    return found


def _loads(file: _File, size: int, depots: int, convention: Convention) -> tuple[Numbers, tuple[Vehicle, ...]]:
    count = _whole(file, "VEHICLES")
    count = size - depots if count is None else count
    if not 1 <= count <= MOST_VEHICLES:
        raise BrokenInstance(
            f"VEHICLES {count} di luar 1 sampai {MOST_VEHICLES}", "Periksa angkanya.", line=file.texts["VEHICLES"][0]
        )
    demand_rows = _rows(file, "DEMAND", size, "DIMENSION") if "DEMAND" in file.sections else None
    demands = np.zeros((size, 1)) if demand_rows is None else _even(demand_rows, "DEMAND")
    capacities = _of_vehicles(file, "CAPACITY", count)
    if capacities is None:
        if demand_rows is not None:
            raise BrokenInstance("CAPACITY tidak ada", "Tulis kapasitas kendaraan.")
        capacities = [[0.0]] * count
    if len(capacities[0]) != demands.shape[1]:
        raise BrokenInstance(
            f"Kapasitas {len(capacities[0])} jenis muatan, permintaan {demands.shape[1]}", "Samakan banyaknya kolom."
        )
    whole = all(float(value).is_integer() for row in (*demands.tolist(), *capacities) for value in row)
    unit = 1 if whole else 1000  # decimal loads are counted in thousandths
    limits = {key: _of_vehicles(file, key, count) for key in _ROWS_OF_VEHICLES - {"CAPACITY"}}
    longest = _decimal(file, "DISTANCE")

    def scaled(key: str, at: int, otherwise: float | None) -> int | None:
        rows = limits[key]
        value = rows[at][0] if rows is not None else otherwise
        return None if value is None else int(convention.scaled(np.array([value]))[0])

    vehicles = []
    for at in range(count):
        reloads = limits["VEHICLES_RELOAD_DEPOT"]
        home = limits["VEHICLES_DEPOT"]
        allowed = limits["VEHICLES_ALLOWED_CLIENTS"]
        again = limits["VEHICLES_MAX_RELOADS"]
        vehicles.append(
            Vehicle(
                capacity=tuple(round(value * unit) for value in capacities[at]),
                depot=_number(home[at][0], depots, "VEHICLES_DEPOT", at) if home else 0,
                fixed_cost=scaled("VEHICLES_FIXED_COST", at, 0) or 0,
                unit_cost=_unit_cost(limits["VEHICLES_UNIT_DISTANCE_COST"], at),
                max_distance=scaled("VEHICLES_MAX_DISTANCE", at, None),
                max_duration=scaled("VEHICLES_MAX_DURATION", at, longest),
                allowed=_allowed(allowed[at], size, depots, at) if allowed else None,
                reloads=tuple(_number(one, depots, "VEHICLES_RELOAD_DEPOT", at) for one in reloads[at])
                if reloads
                else (),
                max_reloads=int(again[at][0]) if again else None,
            )
        )
    return np.round(demands * unit).astype(np.int64), tuple(vehicles)


def _even(rows: list[_Row], key: str) -> Decimals:
    width = len(rows[0].values)
    for row in rows:
        if len(row.values) != width or width < 2:
            raise BrokenInstance(
                f"{len(row.values)} kolom, seharusnya {max(width, 2)}", "Lengkapi baris itu.",
                line=row.line, section=f"{key}_SECTION",
            )  # fmt: skip
    return np.array([row.values[1:] for row in rows])


def _of_vehicles(file: _File, key: str, count: int) -> list[list[float]] | None:
    """What each vehicle has: from a section, or the same for all from one ``KEY : value`` line."""
    if key in file.sections:
        rows = _rows(file, key, count, "VEHICLES")
        for row in rows:
            if len(row.values) < 2 and key not in ("VEHICLES_ALLOWED_CLIENTS", "VEHICLES_RELOAD_DEPOT"):
                raise BrokenInstance(
                    "Nilainya tidak ada", "Lengkapi baris itu.", line=row.line, section=f"{key}_SECTION"
                )
        return [row.values[1:] for row in rows]
    value = _decimal(file, key)
    return None if value is None else [[value]] * count


def _number(value: float, depots: int, key: str, at: int) -> int:
    if value != int(value) or not 1 <= value <= depots:
        raise BrokenInstance(
            f"Depot {value:g} kendaraan {at + 1} tidak ada", f"Pakai depot 1 sampai {depots}.", section=f"{key}_SECTION"
        )
    return int(value) - 1


def _unit_cost(rows: list[list[float]] | None, at: int) -> int:
    value = 1.0 if rows is None else rows[at][0]
    if not value.is_integer() or value < 0:
        raise BrokenInstance(
            f"Biaya jarak {value:g} kendaraan {at + 1} bukan bilangan bulat",
            "Kalikan semua biaya (tetap dan jarak) dengan 100.",
            section="VEHICLES_UNIT_DISTANCE_COST_SECTION",
        )
    return int(value)


def _allowed(values: list[float], size: int, depots: int, at: int) -> frozenset[int] | None:
    numbers = {int(value) - 1 for value in values}
    if any(not 0 <= number < size for number in numbers):
        raise BrokenInstance(
            f"Kendaraan {at + 1} boleh ke perhentian yang tidak ada", f"Pakai nomor {depots + 1} sampai {size}.",
            section="VEHICLES_ALLOWED_CLIENTS_SECTION",
        )  # fmt: skip
    stops = frozenset(number for number in numbers if number >= depots)
    return None if len(stops) == size - depots else stops
