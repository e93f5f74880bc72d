"""A report as it comes in, and what it means: its names looked up, its answers cleaned, its content digested."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Min

from siaga.access import SYSTEM, Actor, Place, Refused, Verb, inside, may, require
from siaga.elections.errors import ElectionClosed
from siaga.elections.models import Election
from siaga.instruments.answers import from_values, incomplete
from siaga.instruments.library import MACHINE
from siaga.instruments.models import Instrument, InstrumentVersion, UnitKind
from siaga.ledger.facts import canonical
from siaga.prepared import Prepared
from siaga.reporting.clocks import earliest, storable
from siaga.reporting.errors import (
    EmptyReport,
    FilledByItself,
    InstrumentRetired,
    UnitElsewhere,
    UnknownInstrument,
    UnknownUnit,
    UnknownVersion,
    WrongUnit,
)
from siaga.reporting.units import Unit, find_unit
from siaga.reporting.versions import known_versions, version_by_id
from siaga.wilayah.models import Level
from siaga.wilayah.zones import zone_of


@dataclass(frozen=True, slots=True)
class Report:
    """A report as it comes in, through whichever door.

    instance_id: made by the client, so that a repeat is known. election: slug, or the election itself.
    unit: written form (``tps:16.72.01.1001/005``). version: of the form; empty means the newest.
    observed_at: aware, as the device says. values: answers by question path, or nested; empty for a nil report.
    supersedes: instance id of the report that this one corrects. lat, lon: where the device was, degrees WGS84.
    """

    instance_id: str
    election: str | Election
    instrument: str
    unit: str
    observed_at: datetime
    values: Mapping[str, Any]
    version: str = ""
    device: str = ""
    nil: bool = False
    supersedes: str = ""
    lat: float | None = None
    lon: float | None = None

    @property
    def slug(self) -> str:
        return self.election if isinstance(self.election, str) else self.election.slug


@dataclass(frozen=True, slots=True)
class Understood:
    """A report after its names were looked up and its answers cleaned. earliest: moment that it can be about."""

    election: Election
    earliest: datetime
    version: InstrumentVersion
    unit: Unit
    values: dict[str, Any]
    marks: list[dict[str, Any]]
    digest: str


def understand(actor: Actor, report: Report) -> Understood:
    """Look up what the report names, whether the actor may send it, and read its answers.

    Raises ``Refused`` for an election or unit that the actor does not reach, and the problems of ``submit_report``.
    """
    election, first = election_of(report)
    unit = find_unit(election, report.unit)
    if unit is None:
        require(actor, Verb.SUBMISSION_SEND, said_place(election.pk, report.unit))
        raise UnknownUnit(report.unit)
    require(actor, Verb.SUBMISSION_SEND, unit.place)
    if election.closed:
        raise ElectionClosed(election.name)
    version = version_of(actor, report)
    check_fit(election, version.instrument, unit)
    values, marks = cleaned(version, report)
    return Understood(election, first, version, unit, values, marks, digest_of(report, version, values))


_ELECTION: Prepared[Any] = Prepared(
    lambda slug: (
        Election.objects.select_related("region")
        .annotate(first_stage=Min("stages__starts"))
        .filter(slug=slug)
        .order_by("pk")[:1]
    ),
    shared=True,
    slug=str,
)


def election_of(report: Report) -> tuple[Election, datetime]:
    """The election, and the first moment that a report for it can be about. Raises Refused."""
    found = report.election
    if isinstance(found, str):
        row: Any = _ELECTION.first(slug=found)
        if row is None:
            raise Refused
        return row, earliest(row.first_stage, row.voting_day, zone_of(row.region.code))
    stage = found.stages.aggregate(first=Min("starts"))["first"]
    return found, earliest(stage, found.voting_day, zone_of(found.region.code))


def said_place(election: int, text: str) -> Place:
    """Where a unit of that written form would be, whether it exists or not. election: its id."""
    kind, _, code = text.partition(":")
    if kind == UnitKind.TPS:
        return Place(code.partition("/")[0], unit=code, election=election)
    if kind == UnitKind.AGENCY:
        return Place(code.partition("@")[2], agency=code)
    return Place(code if kind == UnitKind.REGION else "?")


def version_of(actor: Actor, report: Report) -> InstrumentVersion:
    """The form version that the report names, the newest by default; of a form that the actor does not see, none."""
    known = known_versions(report.instrument)
    if not known or not may(actor, Verb.INSTRUMENT_VIEW, version_by_id(known[0].pk).instrument.place):
        raise UnknownInstrument(report.instrument)
    wanted = known if not report.version else [one for one in known if one.version == report.version]
    if not wanted:
        raise UnknownVersion(report.instrument, report.version, [one.version for one in known[:10]])
    version = version_by_id(wanted[0].pk)
    if report.instrument in MACHINE and actor != SYSTEM:
        raise FilledByItself(version.instrument.title)
    if known[0].retired:
        raise InstrumentRetired(version.instrument.title)
    return version


def check_fit(election: Election, instrument: Instrument, unit: Unit) -> None:
    level = unit.region.level if unit.region is not None else None
    if unit.kind != instrument.unit_kind or level != instrument.level:
        wanted = Level(instrument.level).label if instrument.level else UnitKind(instrument.unit_kind).label
        raise WrongUnit(str(unit), instrument.title, str(wanted))
    here, root = unit.region_code, election.region.code
    if not inside(here, root) and not inside(root, here):
        raise UnitElsewhere(str(unit), election.name)


def cleaned(version: InstrumentVersion, report: Report) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The answers in their one form, and the mark of those that are missing."""
    values = from_values(version, report.values) if report.values else {}
    if not values and not report.nil:
        raise EmptyReport
    return values, [] if says_nil(report, values) else list(incomplete(version, values))


def says_nil(report: Report, values: Mapping[str, Any]) -> bool:
    """Whether it says that there is nothing to report: of itself, or by the form's own question ``nihil``."""
    asked = [path for path in values if path == "nihil" or path.endswith("/nihil")]
    return report.nil or any(values[path] in ("ya", "1", True) for path in asked)


def digest_of(report: Report, version: InstrumentVersion, values: Mapping[str, Any]) -> str:
    """Of the content: what the sender said, not when or how it came."""
    content = [
        report.slug,
        report.instrument,
        version.version,
        report.unit,
        storable(report.observed_at),
        dict(values),
        report.nil,
        report.supersedes,
    ]
    return hashlib.sha256(canonical(content).encode()).hexdigest()
