"""Two versions of a contingency plan side by side."""

from __future__ import annotations

from dataclasses import dataclass

from siaga.contingency.reading import NeedLine, Sheet


@dataclass(frozen=True, slots=True)
class Line:
    """A unit that goes elsewhere, or a station's need that is open in one of them only."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Compared:
    needs: tuple[tuple[str, NeedLine | None, NeedLine | None], ...]
    units: tuple[Line, ...]
    opened: tuple[str, ...]
    closed: tuple[str, ...]
    same: int


MOST = 300


def compare(before: Sheet, after: Sheet) -> Compared:
    one = {need.key: need for need in before.by_need}
    other = {need.key: need for need in after.by_need}
    went = {(line.given.resource, line.given.place): line for line in before.given}
    goes = {(line.given.resource, line.given.place): line for line in after.given}
    units: list[Line] = []
    for key in sorted(set(went) - set(goes)):
        units.append(Line(f"{went[key].kind}, {key[0]}", went[key].to, ""))
    for key in sorted(set(goes) - set(went)):
        units.append(Line(f"{goes[key].kind}, {key[0]}", "", goes[key].to))
    open_before = {
        (line.uncovered.station, line.uncovered.kind): f"{line.station.name}: {line.need}" for line in before.open
    }
    open_after = {
        (line.uncovered.station, line.uncovered.kind): f"{line.station.name}: {line.need}" for line in after.open
    }
    return Compared(
        tuple((name, one.get(key), other.get(key)) for key, name in {**_names(one), **_names(other)}.items()),
        tuple(units[:MOST]),
        tuple(open_after[key] for key in sorted(set(open_after) - set(open_before)))[:MOST],
        tuple(open_before[key] for key in sorted(set(open_before) - set(open_after)))[:MOST],
        len(set(went) & set(goes)),
    )


def _names(needs: dict[str, NeedLine]) -> dict[str, str]:
    return {key: need.name for key, need in needs.items()}
