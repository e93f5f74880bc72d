"""What a place needs of every item: counted from its TPS, villages and voters, with what is not known kept open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from siaga.elections.rulesets import Ruleset
from siaga.logistics.arithmetic import ZERO, Range, Rule, exactly, total
from siaga.logistics.models import Basis
from siaga.logistics.spreading import PROVINCE, Mismatch, Spot
from siaga.logistics.standard import BOOTHS, PAPER, applies


@dataclass(frozen=True, slots=True)
class NeedItem:
    """An item that is counted. pk: None while the election's catalogue has not been opened.

    source, doubt: what the ruleset says of its quantity. own: the desk set the quantity itself, and ``note`` says why.
    """

    pk: int | None
    key: str
    catalogue: str
    name: str
    unit: str
    ballot: str
    quantity: int | None
    basis: str
    boxed: bool
    note: str = ""
    source: str = ""
    doubt: str = ""
    own: bool = False

    @property
    def vague(self) -> bool:
        return self.quantity is None or not self.basis or not self.unit

    @property
    def paper(self) -> bool:
        """Whether it is the papers of a ballot type, which come with a reserve."""
        return self.key == f"{PAPER}{self.ballot}" and self.basis == Basis.VOTER


@dataclass(frozen=True, slots=True)
class Supply:
    """What there is of an item: in the warehouse by receipts and sorting, at a lower place by the boxes packed for it.

    received: by documents. unsorted: received and not sorted yet; none of it counts as good.
    destroyed: good pieces destroyed as surplus.
    """

    received: int = 0
    good: int = 0
    damaged: int = 0
    short: int = 0
    destroyed: int = 0
    packed: int = 0

    @property
    def usable(self) -> int:
        return self.good - self.destroyed

    @property
    def unsorted(self) -> int:
        return max(self.received - self.good - self.damaged - self.short, 0)


@dataclass(frozen=True, slots=True)
class StatedVoters:
    """A region's voters as a document states them."""

    pk: int
    code: str
    voters: int
    source: str


@dataclass(frozen=True, slots=True)
class Needs:
    """The needs of a place and of all below it.

    spots: every place by code. names: of regions. supplies: by item's id and code, of the regency or of a place that
    boxes were packed for. stated: totals of documents in the regency. voting_day, limit, rule: what the counting rests
    on.
    standing: False while the items come from the ruleset alone because nobody opened the catalogue.
    """

    code: str
    items: tuple[NeedItem, ...]
    spots: dict[str, Spot]
    names: dict[str, str]
    rules: Ruleset
    rule: Rule | None
    limit: int | None
    voting_day: date
    standing: bool
    stated: tuple[StatedVoters, ...] = ()
    mismatches: tuple[Mismatch, ...] = ()
    supplies: dict[tuple[int, str], Supply] = field(default_factory=dict)

    @property
    def here(self) -> Spot:
        return self.spots[self.code]

    @property
    def empty(self) -> bool:
        """Whether there is no TPS to count."""
        return not self.here.stations

    def item(self, key: str) -> NeedItem | None:
        return next((one for one in self.items if one.key == key), None)

    def of(self, item: NeedItem, code: str) -> Range | None:
        """How many of an item a place and all below it need; None while nobody can say."""
        spot = self.spots.get(code)
        if spot is None:
            return ZERO
        if item.vague or item.quantity is None:
            return None
        if len(code) == PROVINCE:
            return self._sum(item, spot.children)
        if not self.applies(item, code):
            return ZERO
        return self._counted(item, spot, item.quantity)

    def own(self, item: NeedItem, code: str) -> Range | None:
        """The part of a place's need that none of its children has: the office's own, or what is rounded only here."""
        spot = self.spots[code]
        whole = self.of(item, code)
        if whole is None or spot.station:
            return whole
        below = self._sum(item, spot.children)
        if below is None:
            return None
        if item.basis in (Basis.VILLAGE, Basis.DISTRICT, Basis.REGENCY):
            return exactly(whole.low - below.low)
        return spot.reserve if self._rounded_above(item, spot) else ZERO

    def applies(self, item: NeedItem, code: str) -> bool:
        """Whether a place needs an item at all: a city has no papers for a regent."""
        ballot = next((one for one in self.rules.ballots if one.key == item.ballot), None)
        return ballot is None or applies(ballot, code)

    def ballots(self, code: str) -> list[NeedItem]:
        """The papers that a voter of a place gets."""
        return [one for one in self.items if one.paper and self.applies(one, code)]

    def supply(self, item: NeedItem, code: str) -> Supply:
        return self.supplies.get((item.pk or 0, code), Supply())

    def balance(self, item: NeedItem, code: str) -> Range | None:
        """Good pieces (below the regency: packed ones) less the need: below zero is a shortage. None: not known."""
        need = self.of(item, code)
        if need is None or need.high is None or item.pk is None:
            return None
        there = self.supply(item, code)
        has = there.usable if len(code) <= 5 else there.packed
        return Range(has - need.high, has - need.low)

    def places(self, length: int) -> Iterator[Spot]:
        """The places of one kind at or below, in the order of their codes."""
        for code in sorted(self.spots):
            if len(code) == length and (code == self.code or code.startswith((f"{self.code}.", f"{self.code}/"))):
                yield self.spots[code]

    def _sum(self, item: NeedItem, codes: Sequence[str]) -> Range | None:
        parts = [self.of(item, code) for code in codes]
        known = [one for one in parts if one is not None]
        return total(known) if len(known) == len(parts) else None

    def _counted(self, item: NeedItem, spot: Spot, each: int) -> Range | None:
        match item.basis:
            case Basis.STATION:
                return exactly(spot.stations) * each
            case Basis.BALLOT:
                types = 1 if item.ballot else len(self.ballots(spot.code))
                return exactly(spot.stations) * (types * each)
            case Basis.BOOTH:
                booths = self.item(BOOTHS)
                per = booths.quantity if booths is not None and booths.basis == Basis.STATION else None
                return None if per is None else exactly(spot.stations) * (per * each)
            case Basis.VOTER if item.paper:
                return None if spot.reserve is None else spot.voters * each + spot.reserve
            case Basis.VOTER:
                return spot.voters * each
            case Basis.VILLAGE:
                return exactly(spot.villages) * each
            case Basis.DISTRICT:
                return exactly(spot.districts) * each
            case _:
                return exactly(spot.regencies) * each

    def _rounded_above(self, item: NeedItem, spot: Spot) -> bool:
        """Whether the reserve is computed at this very place and cannot be told for its children."""
        return item.paper and any(self.spots[code].below for code in spot.children) and not spot.below
