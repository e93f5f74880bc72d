"""The items that a ruleset asks for, before a desk has said anything of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from siaga.elections.rulesets import Ruleset
from siaga.elections.rulesets.schema import Ballot
from siaga.logistics.models import Basis, Catalogue

PAPER = "surat-suara-"
"""Key of the ballot papers of a ballot type: ``surat-suara-<ballot>``."""
REPEAT_STOCK = "psu-surat-suara-"
"""Key of the papers of a ballot type that are held apart for a repeat vote."""
BOOTHS = "bilik"
"""Key of the item that ``Basis.BOOTH`` counts."""
PAPER_UNIT = "lembar"

_OUTSIDE_THE_BOX = ("kotak-suara", BOOTHS)
_ONE_GOVERNMENT = "31"
"""Jakarta: its cities and regency elect neither a head nor a council."""
_OF_REGENCIES = ("kabupaten", "kota", "kabupaten/kota")


@dataclass(frozen=True, slots=True)
class StandardItem:
    """What an item is according to the ruleset, and what the ruleset says about its own certainty."""

    key: str
    name: str
    unit: str
    quantity: int | None
    basis: str
    ballot: str
    boxed: bool
    source: str
    doubt: str

    @property
    def catalogue(self) -> str:
        return Catalogue.ELECTION.value


def applies(ballot: Ballot, code: str) -> bool:
    """Whether voters of a region get this ballot: a city elects no regent, a regency no mayor, Jakarta neither."""
    if len(code) < 5:
        return True
    if code[:2] == _ONE_GOVERNMENT and ballot.level in _OF_REGENCIES:
        return False
    return ballot.level != ("kabupaten" if is_city(code) else "kota")


def is_city(code: str) -> bool:
    """Whether a region is a city or lies in one: their numbers begin at 71."""
    return code[3:5] >= "71"


def ballots_of(rules: Ruleset, code: str) -> list[Ballot]:
    """The ballot types of an election in a region (all that occur in it, for a province)."""
    return [ballot for ballot in rules.ballots if applies(ballot, code)]


def held_by_the_province(rules: Ruleset, ballot: Ballot) -> bool:
    """Whether the papers for a repeat vote lie with the provincial KPU and are no business of a regency's."""
    return rules.regime == "pilkada" and ballot.level == "provinsi"


def standard_items(rules: Ruleset, code: str) -> Iterator[StandardItem]:
    """Ballot papers, their stock for a repeat vote, and every item of the ruleset, for an election on a region."""
    for ballot in ballots_of(rules, code):
        yield StandardItem(
            key=f"{PAPER}{ballot.key}",
            name=_("Surat suara %(ballot)s") % {"ballot": _lowered(ballot.name)},
            unit=PAPER_UNIT,
            quantity=1,
            basis=Basis.VOTER.value,
            ballot=ballot.key,
            boxed=True,
            source=rules.cite(rules.reserve.percent),
            doubt=" ".join(
                one.doubt for one in (rules.reserve.percent, rules.reserve.rounding, rules.reserve.level) if one.doubt
            ),
        )
    stock = rules.reserve.psu_stock
    for ballot in ballots_of(rules, code):
        if not held_by_the_province(rules, ballot):
            yield StandardItem(
                key=f"{REPEAT_STOCK}{ballot.key}",
                name=_("Persediaan PSU, surat suara %(ballot)s") % {"ballot": _lowered(ballot.name)},
                unit=PAPER_UNIT,
                quantity=stock.value,
                basis=Basis.REGENCY.value,
                ballot=ballot.key,
                boxed=False,
                source=rules.cite(stock),
                doubt=stock.doubt,
            )
    for item in rules.logistics:
        yield StandardItem(
            key=item.key,
            name=item.name,
            unit=item.unit,
            quantity=item.quantity,
            basis=item.basis,
            ballot="",
            boxed=item.key not in _OUTSIDE_THE_BOX,
            source=rules.cite(item),
            doubt=item.doubt,
        )


def _lowered(name: str) -> str:
    """A ballot's name inside a sentence; abbreviations (DPR) stay."""
    return name if name[:2].isupper() else name[:1].lower() + name[1:]
