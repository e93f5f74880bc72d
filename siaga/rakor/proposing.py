"""Dates for a round of meetings in which no office sits at two tables at once, on as few days as possible. Pure.

Each sitting is given one slot (a start on a day); two sittings that share an office need slots that do not touch, with
``gap`` between them for the road; an office that is taken elsewhere needs the same gap to that. The search places the
sitting with the fewest slots left first, on days already used before new ones, and goes back where that fails, up to a
fixed number of steps: small rounds are solved exactly, large ones as well as the steps allow. Bounds by the office that
must come most often end it early. The same input gives the same proposal.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

STEPS = 5_000
"""How many placements are tried before the best found so far is taken."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A sitting that needs a date: its key, and the offices (ids) that come."""

    key: str
    offices: frozenset[int]


@dataclass(frozen=True, slots=True)
class Slot:
    """A possible time of a sitting."""

    starts: datetime
    ends: datetime

    @property
    def day(self) -> date:
        return self.starts.date()


@dataclass(frozen=True, slots=True)
class Proposal:
    """placed: a slot by key. left: keys that found none, in the order asked for."""

    placed: Mapping[str, Slot] = field(default_factory=dict)
    left: tuple[str, ...] = ()

    @property
    def days(self) -> list[date]:
        return sorted({slot.day for slot in self.placed.values()})


def slots_between(
    first: date,
    last: date,
    hours: Iterable[time],
    length: timedelta,
    zone: ZoneInfo,
    *,
    weekdays: Collection[int],
    but: Collection[date] = (),
) -> list[Slot]:
    """The slots of a span, both days in it, in the order of time. weekdays: 0 is Monday. but: days to leave out."""
    starts = sorted(set(hours))
    found = []
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        if day.weekday() in weekdays and day not in but:
            found += [Slot(at, at + length) for at in (datetime.combine(day, hour, zone) for hour in starts)]
    return found


def propose(
    wanted: Sequence[Wanted],
    slots: Sequence[Slot],
    taken: Iterable[tuple[int, datetime, datetime]] = (),
    *,
    gap: timedelta = timedelta(0),
) -> Proposal:
    """The most sittings that can be placed, on the fewest days, early slots first.

    taken: (office, from, to) of meetings that stand already.
    """
    return _Search(wanted, sorted(slots, key=lambda slot: (slot.starts, slot.ends)), taken, gap).best()


class _Search:
    def __init__(
        self,
        wanted: Sequence[Wanted],
        slots: Sequence[Slot],
        taken: Iterable[tuple[int, datetime, datetime]],
        gap: timedelta,
    ) -> None:
        self.wanted, self.slots, self.gap = wanted, slots, gap
        busy: dict[int, list[tuple[datetime, datetime]]] = {}
        for office, starts, ends in taken:
            busy.setdefault(office, []).append((starts, ends))
        self.near = [[self._touch(a, b.starts, b.ends) for b in slots] for a in slots]
        self.open = [
            [
                number
                for number, slot in enumerate(slots)
                if not any(self._touch(slot, *span) for office in one.offices for span in busy.get(office, ()))
            ]
            for one in wanted
        ]
        self.share = [[bool(a.offices & b.offices) for b in wanted] for a in wanted]
        self.steps = 0
        self.found: dict[int, int] = {}
        self.score = (len(wanted) + 1, 0)
        self.floor = self._floor()

    def _touch(self, slot: Slot, starts: datetime, ends: datetime) -> bool:
        return slot.starts < ends + self.gap and starts < slot.ends + self.gap

    def best(self) -> Proposal:
        """Run the search and say what it found."""
        self._place({}, [set(numbers) for numbers in self.open])
        placed = {self.wanted[one].key: self.slots[slot] for one, slot in sorted(self.found.items())}
        return Proposal(placed, tuple(one.key for one in self.wanted if one.key not in placed))

    def _floor(self) -> tuple[int, int]:
        """No proposal leaves fewer sittings, and none that leaves so few needs fewer days."""
        by_office: dict[int, list[int]] = {}
        for number, one in enumerate(self.wanted):
            for office in one.offices:
                by_office.setdefault(office, []).append(number)
        left = sum(not numbers for numbers in self.open)
        rooms: list[tuple[int, list[int]]] = []
        for sits in {tuple(sits) for sits in by_office.values()}:
            usable = sorted({slot for one in sits for slot in self.open[one]})
            by_day: dict[date, list[int]] = {}
            for slot in usable:
                by_day.setdefault(self.slots[slot].day, []).append(slot)
            room = sorted((self._apart(numbers) for numbers in by_day.values()), reverse=True)
            left = max(left, len(sits) - min(sum(room), self._matched(sits)))
            rooms.append((len(sits), room))
        days = 1 if len(self.wanted) > left else 0
        for count, room in rooms:
            need = 0
            while need < len(room) and sum(room[:need]) < count - left:
                need += 1
            days = max(days, need)
        return left, days

    def _apart(self, numbers: Sequence[int]) -> int:
        """How many of these slots one office can take, one after the other."""
        count, last = 0, -1
        for number in sorted(numbers, key=lambda n: self.slots[n].ends):
            if last < 0 or not self.near[last][number]:
                count, last = count + 1, number
        return count

    def _matched(self, sits: Sequence[int]) -> int:
        """How many of these sittings can have a slot of their own (augmenting paths)."""
        holder: dict[int, int] = {}

        def reach(one: int, seen: set[int]) -> bool:
            for slot in self.open[one]:
                if slot not in seen:
                    seen.add(slot)
                    if slot not in holder or reach(holder[slot], seen):
                        holder[slot] = one
                        return True
            return False

        return sum(reach(one, set()) for one in sits)

    def _place(self, placed: dict[int, int], rest: list[set[int]]) -> bool:
        """Place one more sitting; True when nothing better can be found, or the steps are used up."""
        used = {self.slots[slot].day for slot in placed.values()}
        waiting = [one for one in range(len(self.wanted)) if one not in placed and rest[one]]
        score = (len(self.wanted) - len(placed) - len(waiting), len(used))
        if score >= self.score:
            return False
        if not waiting:
            self.score, self.found = score, dict(placed)
            return score <= self.floor
        one = min(waiting, key=lambda number: (len(rest[number]), -sum(self.share[number]), number))
        for slot in sorted(rest[one], key=lambda number: (self.slots[number].day not in used, number)):
            self.steps += 1
            if self.steps > STEPS and self.found:
                return True
            after = [
                {other for other in free if not self.near[slot][other]} if self.share[one][number] else free
                for number, free in enumerate(rest)
            ]
            if self._place({**placed, one: slot}, after):
                return True
        return self._place(placed, [set() if number == one else free for number, free in enumerate(rest)])
