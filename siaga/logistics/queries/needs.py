"""The needs of a place, read in a handful of queries and counted in memory."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction

from django.db.models import Q, Sum

from siaga.access import Actor, Refused, Verb, inside, require
from siaga.elections.access import access_station, under
from siaga.elections.models import Election, PollingStation
from siaga.elections.queries.elections import ruleset_of
from siaga.elections.rulesets import Ruleset
from siaga.logistics.arithmetic import ZERO, Level, Range, Rounding, Rule
from siaga.logistics.models import (
    BoxContent,
    BoxState,
    Catalogue,
    Destruction,
    Item,
    Receipt,
    Sorting,
    VoterTotal,
    Warehouse,
)
from siaga.logistics.needs import NeedItem, Needs, StatedVoters, Supply
from siaga.logistics.spreading import Spot, parents, spread
from siaga.logistics.standard import StandardItem, standard_items
from siaga.wilayah.access import access_region, below
from siaga.wilayah.models import Region


def needs_of(actor: Actor, election: Election, code: str) -> Needs:
    """What a region or a TPS of an election needs, and every place below it.

    A dozen queries, whatever the size. Raises Refused for a place that is not there, is not the election's, or that
    the actor may not see the logistics of.
    """
    if "/" in code:
        code = access_station(actor, election, code, Verb.LOGISTICS_VIEW).code
    else:
        code = access_region(actor, code, Verb.LOGISTICS_VIEW).code
    if not inside(code, election.region.code):
        raise Refused
    return _read(election, code, supplied=True)


def item_totals(actor: Actor, warehouse: Warehouse) -> dict[int, Range]:
    """The need of a warehouse's whole region by item; items that nobody can count yet are absent."""
    require(actor, Verb.LOGISTICS_VIEW, warehouse.place)
    found = _read(warehouse.election, warehouse.region.code, supplied=False)
    totals = {one.pk: found.of(one, found.code) for one in found.items if one.pk is not None}
    return {pk: need for pk, need in totals.items() if need is not None}


def rule_of(rules: Ruleset) -> Rule | None:
    """The reserve as the ruleset has it; None while a part of it is not known."""
    reserve = rules.reserve
    percent, rounding, level = reserve.percent.value, reserve.rounding.value, reserve.level.value
    if percent is None or rounding is None or level is None:
        return None
    return Rule(Fraction(percent), Rounding(rounding), Level(level))


def _read(election: Election, code: str, *, supplied: bool) -> Needs:
    rules = ruleset_of(election)
    rule = rule_of(rules)
    whole = code[:5]  # a stated total of the regency binds TPS anywhere in it
    stations = PollingStation.objects.filter(under(whole), election=election).order_by()
    stated = _stated(election, whole)
    found = spread(
        stations.values_list("code", "voters_total"), {one.code: one.voters for one in stated}, rule, rules.voter_limit
    )
    spots = found.spots if code in found.spots else {**found.spots, code: _nothing(code, rule)}
    items, standing = _items(election, rules)
    return Needs(
        code=code,
        items=items,
        spots=spots,
        names=_names(code),
        rules=rules,
        rule=rule,
        limit=rules.voter_limit,
        voting_day=election.voting_day,
        standing=standing,
        stated=tuple(stated),
        mismatches=tuple(one for one in found.mismatches if inside(one.code, code) or inside(code, one.code)),
        supplies=_supplies(election, code) if supplied and standing else {},
    )


def _nothing(code: str, rule: Rule | None) -> Spot:
    """A place without any TPS."""
    return Spot(code, reserve=None if rule is None else ZERO)


def _stated(election: Election, code: str) -> list[StatedVoters]:
    totals = VoterTotal.objects.filter(below(code, "region__"), election=election).order_by("region__code")
    rows = totals.values_list("pk", "region__code", "voters", "source")
    return [StatedVoters(*row) for row in rows]


def _items(election: Election, rules: Ruleset) -> tuple[tuple[NeedItem, ...], bool]:
    """The items that are counted, and whether they are the election's own; else those of the ruleset."""
    standard = {one.key: one for one in standard_items(rules, election.region.code)}
    rows = list(Item.objects.filter(election=election))
    if not rows:
        return tuple(_of_rules(one) for one in standard.values()), False
    counted = [one for one in rows if one.retired_at is None and one.became_id is None]
    counted.sort(key=lambda one: one.catalogue != Catalogue.ELECTION)
    return tuple(_of_desk(one, standard.get(one.key)) for one in counted), True


def _of_rules(one: StandardItem) -> NeedItem:
    return NeedItem(
        pk=None, key=one.key, catalogue=one.catalogue, name=one.name, unit=one.unit, ballot=one.ballot,
        quantity=one.quantity, basis=one.basis, boxed=one.boxed, source=one.source, doubt=one.doubt,
    )  # fmt: skip


def _of_desk(item: Item, standard: StandardItem | None) -> NeedItem:
    """The item as the desk keeps it; the ruleset speaks for it as long as the desk has not set another quantity."""
    same = standard is not None and (item.quantity, item.basis) == (standard.quantity, standard.basis)
    return NeedItem(
        pk=item.pk, key=item.key, catalogue=item.catalogue, name=item.name, unit=item.unit, ballot=item.ballot,
        quantity=item.quantity, basis=item.basis, boxed=item.boxed, note=item.note, own=not same,
        source=standard.source if standard is not None and same else "",
        doubt=standard.doubt if standard is not None and same else "",
    )  # fmt: skip


def _names(code: str) -> dict[str, str]:
    """The titles of a place, of those above it, and of those below it."""
    region = code.partition("/")[0]
    regions = Region.objects.filter(below(region) | Q(code__in=parents(region)))
    return {one.code: one.title for one in regions.only("code", "name", "kind")}


def _supplies(election: Election, code: str) -> dict[tuple[int, str], Supply]:
    """What came into the warehouses, and what was packed for the place and for each of its children."""
    found: dict[tuple[int, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    packed = BoxContent.objects.filter(box__warehouse__election=election).exclude(box__state=BoxState.VOID)
    if len(code) <= 5:
        for model, prefix, sums, alive in (
            (Receipt, "", {"received": "quantity"}, Q(voided_at=None)),
            (
                Sorting,
                "receipt__",
                {name: name for name in ("good", "damaged", "short")},
                Q(voided_at=None, receipt__voided_at=None),
            ),
            (Destruction, "", {"destroyed": "quantity"}, Q(surplus=True, voided_at=None)),
        ):
            rows = model.objects.filter(
                alive, below(code, f"{prefix}warehouse__region__"), **{f"{prefix}warehouse__election": election}
            ).order_by()
            summed = {f"sum_{name}": Sum(column) for name, column in sums.items()}
            for row in rows.values(f"{prefix}item", f"{prefix}warehouse__region__code").annotate(**summed):
                for place in {row[f"{prefix}warehouse__region__code"], code}:
                    for name in sums:
                        found[row[f"{prefix}item"], place][name] += row[f"sum_{name}"] or 0
    column = {2: "box__warehouse__region__code", 5: "box__district_code", 8: "box__village_code"}.get(
        len(code), "box__station_code"
    )
    for row in packed.filter(_boxes_below(code)).order_by().values("item", column).annotate(pieces=Sum("quantity")):
        for place in {row[column], code}:
            found[row["item"], place]["packed"] += row["pieces"] or 0
    return {key: Supply(**values) for key, values in found.items()}


def _boxes_below(code: str) -> Q:
    match len(code):
        case 17:
            return Q(box__station_code=code)
        case 13:
            return Q(box__village_code=code)
        case 8:
            return Q(box__district_code=code)
        case _:
            return below(code, "box__warehouse__region__")
