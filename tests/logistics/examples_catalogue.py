"""Examples of the actions on the catalogue and on stated numbers of voters."""

from __future__ import annotations

from typing import Any

from siaga.elections.models import Election
from siaga.logistics.actions import catalogue, voters
from siaga.logistics.actions.catalogue import Wanted
from siaga.logistics.models import Catalogue, Item
from tests import factories, people
from tests.examples import example
from tests.factories import NOW

ACT: dict[str, Any] = {"actor": people.officer, "now": NOW}


def city() -> Election:
    return factories.election(factories.tree()[people.CITY])


def vague(of: Election) -> Item:
    """Seed 1: the campaign material of the candidates, of which nobody says what it is."""
    return catalogue.add_item(**ACT, election=of, name="Atribut paslon", catalogue=Catalogue.CAMPAIGN)


@example("item.open")
def open_catalogue() -> None:
    catalogue.open_catalogue(**ACT, election=city())


@example("item.add")
def add_item() -> None:
    vague(city())


@example("item.make_precise")
def make_precise() -> None:
    parts = [Wanted("Baliho", "lembar", 5, "district"), Wanted("Spanduk", "lembar", 2, "village")]
    catalogue.make_precise(**ACT, item=vague(city()), parts=parts)


@example("item.set_quantity")
def set_quantity() -> None:
    catalogue.set_quantity(
        **ACT, item=vague(city()), quantity=4, basis="district", unit="lembar", reason="Keputusan KPU contoh/2024"
    )


@example("item.retire")
def retire() -> None:
    catalogue.retire_item(**ACT, item=vague(city()), reason="Dicetak sendiri oleh paslon")


@example("voters.set")
def set_voters() -> None:
    election = city()
    voters.set_voter_total(**ACT, election=election, region=election.region, voters=107_916, source="BA KPU contoh")


@example("voters.remove")
def remove_voters() -> None:
    election = city()
    total = voters.set_voter_total(
        **ACT, election=election, region=election.region, voters=107_196, source="BA KPU contoh"
    )
    voters.remove_voter_total(**ACT, total=total)
