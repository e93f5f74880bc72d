"""Which ballot types a voter of a region is given in an election."""

from __future__ import annotations

from siaga.elections.models import Election
from siaga.elections.queries.elections import ruleset_of
from siaga.elections.rulesets.schema import Ballot
from siaga.wilayah.models import Kind, Region

_NOT_AT = {Kind.KOTA.value: "kabupaten", Kind.KABUPATEN.value: "kota"}


def ballots_at(election: Election, region: Region) -> list[Ballot]:
    """The ballot types of the ruleset without that of the other kind of regency: a city votes for no regent."""
    other = _NOT_AT.get(region.kind)
    return [ballot for ballot in ruleset_of(election).ballots if ballot.level != other]
