"""A what-if in the address, as often as needed: ``k=banjir:16.72.01+16.72.02:-1:0``, ``k=personel:polsek-utara:10``."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict

from siaga.contingency.asking import MOST_AREAS, MOST_EVENTS, Asked
from siaga.engines.whatif import EventKind


def written(one: Asked) -> str:
    """One event as a parameter."""
    if one.kind == EventKind.GUARDS:
        return f"{one.kind}:{one.unit}:{one.count}"
    return f"{one.kind}:{'+'.join(one.areas)}:{one.first}:{one.last}"


def read(text: str) -> Asked | None:
    """One event from a parameter; None where it is none."""
    kind, _colon, rest = text.partition(":")
    try:
        if kind == EventKind.GUARDS:
            unit, _colon, count = rest.rpartition(":")
            return Asked(kind, unit=unit[:80], count=int(count))
        areas, first, last = rest.rsplit(":", 2)
        codes = tuple(dict.fromkeys(code for code in areas.replace(" ", "+").split("+") if code))
        return Asked(kind, codes[: MOST_AREAS + 1], _day(first), _day(last))
    except ValueError:
        return None


def _day(text: str) -> int:
    return max(-60, min(30, int(text)))


@dataclass(frozen=True, slots=True)
class InAddress:
    """What the address asks: events that stand, and whether the form was sent with it."""

    events: tuple[Asked, ...]
    sent: bool

    @property
    def query(self) -> str:
        return urlencode([("k", written(one)) for one in self.events])

    def without(self, index: int) -> str:
        return urlencode([("k", written(one)) for place, one in enumerate(self.events) if place != index])


def in_address(query: QueryDict) -> InAddress:
    """Events of the address and, where the form was sent (``apa``), the new one behind them."""
    events = [one for one in (read(text) for text in query.getlist("k")[: MOST_EVENTS + 1]) if one]
    kind = query.get("apa", "")
    if not kind:
        return InAddress(tuple(events), False)
    if kind == EventKind.GUARDS:
        events.append(Asked(kind, unit=query.get("unit", "")[:80], count=_whole(query.get("jumlah", ""), 0)))
    else:
        extra = query.get("tps", "").replace(",", " ").replace(";", " ").split()
        areas = tuple(dict.fromkeys([*query.getlist("di"), *extra]))[: MOST_AREAS + 1]
        # a sub-district that is named takes its villages in
        areas = tuple(
            code for code in areas if not any(code != other and code.startswith(f"{other}.") for other in areas)
        )
        first = -_whole(query.get("mulai", ""), 1)
        last = -_whole(query.get("sampai", ""), 0)
        events.append(Asked(kind, areas, max(-60, min(30, first)), max(-60, min(30, last))))
    return InAddress(tuple(events), True)


def _whole(text: str, usual: int) -> int:
    try:
        return int(text)
    except ValueError:
        return usual
