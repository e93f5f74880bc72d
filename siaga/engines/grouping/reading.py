"""Points from a text of columns ``id,lat,lon[,size]``: every bad row is named, none is guessed."""

from __future__ import annotations

import csv
import io
import math
from dataclasses import dataclass

NAMES = {
    "id": ("id", "kode", "tps", "tps_code"),
    "lat": ("lat", "lintang", "latitude"),
    "lon": ("lon", "lng", "bujur", "longitude"),
    "size": ("size", "ukuran", "jumlah"),
}
HEADER = 1


@dataclass(frozen=True, slots=True)
class Fault:
    row: int
    field: str
    value: str
    message: str


@dataclass(frozen=True, slots=True)
class Points:
    ids: tuple[str, ...]
    lat: tuple[float, ...]
    lon: tuple[float, ...]
    sizes: tuple[int, ...] | None


class BadRows(Exception):
    """The rows that cannot be read, all of them."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(f"{len(faults)} baris")
        self.faults = faults


def points(text: str, capacity: int) -> Points:
    """The points of the text; ``capacity`` is what no size may be above."""
    text = text.removeprefix("\ufeff")
    first = text.split("\n", 1)[0]
    mark = max(",;\t", key=first.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    try:
        head = [name.strip().lower() for name in next(rows, [])]
        place = {field: at for field, names in NAMES.items() for at, name in enumerate(head) if name in names}
        lost = [field for field in ("id", "lat", "lon") if field not in place]
        if lost:
            raise BadRows(
                [Fault(HEADER, field, "", f"kolom {field} tidak ada; judul: id,lat,lon[,size]") for field in lost]
            )
        return _read(rows, place, capacity, len(head))
    except csv.Error as error:
        raise BadRows([Fault(rows.line_num, "", "", f"bukan CSV yang utuh ({error})")]) from error


def _read(rows: object, place: dict[str, int], capacity: int, width: int) -> Points:
    ids: dict[str, int] = {}
    lat: list[float] = []
    lon: list[float] = []
    sizes: list[int] = []
    faults: list[Fault] = []
    assert hasattr(rows, "line_num")
    for row in rows:  # type: ignore[attr-defined]
        if not any(cell.strip() for cell in row):
            continue
        line = int(rows.line_num)
        if len(row) > width:
            faults.append(Fault(line, "", "", f"{len(row)} kolom, judulnya hanya {width}"))
            continue
        cells = {field: row[at].strip() if at < len(row) else "" for field, at in place.items()}
        name = cells["id"]
        if not name:
            faults.append(Fault(line, "id", "", "kosong"))
        elif name in ids:
            faults.append(Fault(line, "id", name, f"sudah dipakai di baris {ids[name]}"))
        ids.setdefault(name, line)
        for field, into, most in (("lat", lat, 90.0), ("lon", lon, 180.0)):
            value = _number(cells[field])
            if value is None or abs(value) > most:
                faults.append(Fault(line, field, cells[field], f"harus bilangan antara -{most:g} dan {most:g}"))
            else:
                into.append(value)
        if "size" in place:
            size = _number(cells["size"]) if cells["size"] else 1.0
            if size is None or size != int(size) or not 1 <= size <= capacity:
                faults.append(Fault(line, "size", cells["size"], f"harus bilangan bulat dari 1 sampai {capacity}"))
            else:
                sizes.append(int(size))
    if not ids:
        faults.append(Fault(HEADER, "", "", "tidak ada satu titik pun di bawah judul"))
    if faults:
        raise BadRows(faults)
    return Points(tuple(ids), tuple(lat), tuple(lon), tuple(sizes) if "size" in place else None)


def _number(text: str) -> float | None:
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        return None
    return value if math.isfinite(value) else None
