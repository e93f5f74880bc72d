"""What a place needs: all items, one item, one TPS, and the workbook."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from siaga.access import Place, Refused, Verb, inside, may
from siaga.elections.access import access_election, access_station
from siaga.elections.models import Election
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.tables import ShownTable
from siaga.logistics import needs_words
from siaga.logistics.models import Catalogue, warehouse_place
from siaga.logistics.needs import NeedItem, Needs
from siaga.logistics.queries.needs import needs_of
from siaga.logistics.views import needs_tables as tables
from siaga.wilayah.access import access_region
from siaga.wilayah.models import Region


@guarded(Verb.LOGISTICS_VIEW)
@require_safe
def needs_page(request: ActorRequest, slug: str, code: str) -> HttpResponseBase:
    election, region, found = _asked(request, slug, code)
    items, campaign = _item_tables(request, found, slug)
    places = tables.PLACES.show(request, tables.place_rows(found, slug))
    return _answer(
        request,
        [items, campaign, places],
        "logistics/needs/needs.html",
        {
            **_frame(request, election, region, found),
            "items": items,
            "campaign": campaign,
            "places": places,
            "ballots": _ballots(found),
            "repeat_notes": _repeat_notes(found),
        },
    )


@guarded(Verb.LOGISTICS_VIEW)
@require_safe
def item_page(request: ActorRequest, slug: str, code: str, key: str) -> HttpResponseBase:
    election, region, found = _asked(request, slug, code)
    item = _item(found, key)
    table = tables.PLACES_OF_ITEM if found.standing else tables.PLACES_OF_RULE
    places = table.show(request, tables.place_rows(found, slug, item))
    return _answer(
        request,
        [places],
        "logistics/needs/item.html",
        {**_frame(request, election, region, found), **_about(request, election, found, item), "places": places},
    )


@guarded(Verb.LOGISTICS_VIEW)
@require_safe
def station_page(request: ActorRequest, slug: str, code: str) -> HttpResponseBase:
    election = access_election(request.actor, slug)
    station = access_station(request.actor, election, code, Verb.LOGISTICS_VIEW)
    found = needs_of(request.actor, election, code)
    items, campaign = _item_tables(request, found, slug)
    return _answer(
        request,
        [items, campaign],
        "logistics/needs/station.html",
        {
            **_frame(request, election, station.village, found),
            "station": station,
            "items": items,
            "campaign": campaign,
            "ballots": _ballots(found),
        },
    )


@guarded(Verb.LOGISTICS_VIEW)
@require_safe
def station_item_page(request: ActorRequest, slug: str, code: str, key: str) -> HttpResponseBase:
    election = access_election(request.actor, slug)
    station = access_station(request.actor, election, code, Verb.LOGISTICS_VIEW)
    found = needs_of(request.actor, election, code)
    item = _item(found, key)
    return render(
        request,
        "logistics/needs/item.html",
        {
            **_frame(request, election, station.village, found),
            **_about(request, election, found, item),
            "station": station,
        },
    )


def _asked(request: ActorRequest, slug: str, code: str) -> tuple[Election, Region, Needs]:
    election = access_election(request.actor, slug)
    region = access_region(request.actor, code, Verb.LOGISTICS_VIEW)
    return election, region, needs_of(request.actor, election, region.code)


def _item(found: Needs, key: str) -> NeedItem:
    item = found.item(key)
    if item is None or not found.applies(item, found.code):
        raise Refused
    return item


def _answer(request: HttpRequest, shown: list[ShownTable], template: str, context: dict[str, Any]) -> HttpResponseBase:
    """The export or partial that was asked for, else the page."""
    for table in shown:
        if (answer := table.table.partial(request, table)) is not None:
            return answer
    response = render(request, template, context)
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


def _frame(request: ActorRequest, election: Election, region: Region, found: Needs) -> dict[str, Any]:
    return {
        "election": election,
        "region": region,
        "regency": found.code[:5],
        "tab": "kebutuhan",
        "needs": found,
        "here": found.here,
        "voters": needs_words.between(found.here.voters),
        "mismatches": [needs_words.mismatch_words(found, one) for one in found.mismatches],
        "stated": [one for one in found.stated if inside(found.code, one.code) or inside(one.code, found.code)],
        "rule_words": needs_words.rule_words(found.rule),
        "flat_words": needs_words.flat_words(found),
        "may_open": may(request.actor, Verb.LOGISTICS_CHANGE, warehouse_place(election.region.code)),
        "may_state": len(found.code) in (5, 8, 13)
        and may(request.actor, Verb.LOGISTICS_CHANGE, warehouse_place(found.code[:5])),
        "may_see_ledger": may(request.actor, Verb.LEDGER_VIEW, Place(region.code)),
    }


def _about(request: ActorRequest, election: Election, found: Needs, item: NeedItem) -> dict[str, Any]:
    row = tables.item_row(found, election.slug, item)
    return {
        "row": row,
        "item": item,
        "need": needs_words.between(row.need),
        "each": needs_words.each(item),
        "types": len(found.ballots(found.code)),
        "may_change": item.pk is not None
        and may(request.actor, Verb.LOGISTICS_CHANGE, warehouse_place(election.region.code)),
    }


def _item_tables(request: HttpRequest, found: Needs, slug: str) -> tuple[ShownTable, ShownTable]:
    """The items of the election and, apart from them, the candidates' material."""
    table = tables.ITEMS_OF_WAREHOUSE if len(found.code) <= 5 else tables.ITEMS_OF_PLACE
    if not found.standing:
        table = tables.ITEMS_OF_RULES
    material = tables.item_rows(found, slug, Catalogue.CAMPAIGN)
    return table.show(request, tables.item_rows(found, slug)), tables.of_campaign(table).show(request, material)


def _ballots(found: Needs) -> list[dict[str, Any]]:
    """How the papers of each ballot type come about at the place."""
    here = found.here
    rows = []
    for item in found.ballots(found.code):
        papers = found.of(item, found.code)
        stock = found.item(f"psu-{item.key}")
        apart = found.of(stock, found.code) if stock else None
        printed = None if papers is None or (stock and apart is None) else papers + apart if apart else papers
        rows.append(
            {
                "item": item,
                "voters": needs_words.between(here.voters),
                "reserve": "" if here.below else needs_words.between(here.reserve),
                "below": here.below,
                "papers": needs_words.between(papers),
                "stock": stock,
                "apart": needs_words.between(apart),
                "printed": needs_words.between(printed),
                "flat": found.rule.flat(here.voters.low) if found.rule and here.voters.exact else None,
            }
        )
    return rows


def _repeat_notes(found: Needs) -> list[str]:
    """What is said of the stock for a repeat vote where a ballot type has none here."""
    doubt = found.rules.reserve.psu_stock.doubt
    lacking = [one for one in found.ballots(found.code) if found.item(f"psu-{one.key}") is None]
    return [
        _("%(ballot)s: tidak ada persediaan PSU di gudang ini. %(doubt)s") % {"ballot": one.name, "doubt": doubt}
        for one in lacking
    ]
