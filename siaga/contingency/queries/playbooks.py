"""Which playbooks hold in a regency."""

from __future__ import annotations

from dataclasses import dataclass

from siaga.contingency.models import PlaybookEdition
from siaga.contingency.playbooks import Playbooks, parse, shipped, shipped_text
from siaga.wilayah.models import Region


@dataclass(frozen=True, slots=True)
class Holding:
    """edition None: the shipped ones hold."""

    playbooks: Playbooks
    text: str
    edition: PlaybookEdition | None

    @property
    def number(self) -> int:
        return self.edition.number if self.edition else 0


def holding_of(region: Region) -> Holding:
    """The newest version of a regency's playbooks, else those that ship."""
    newest = (
        PlaybookEdition.objects.filter(region=region).select_related("created_by", "region").order_by("-number").first()
    )
    if newest is None or not newest.text:
        return Holding(shipped(), shipped_text(), newest)
    return Holding(parse(newest.text), newest.text, newest)
