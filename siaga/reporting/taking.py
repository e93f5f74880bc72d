"""A filled form with its files, as a browser or a field app sends it: through the same actions as everything else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from siaga.access import Actor, Verb, require
from siaga.elections.models import Election
from siaga.instruments.answers import form_of, from_xml, instance_id_of, says_nil
from siaga.instruments.models import Instrument
from siaga.reporting.actions.attachments import add_attachment
from siaga.reporting.actions.submissions import Receipt, Report, submit_report
from siaga.reporting.attachments.checking import Content, look_into
from siaga.reporting.attachments.errors import NameNotAsked
from siaga.reporting.attachments.names import files_named
from siaga.reporting.attachments.storage import Draft, receive
from siaga.reporting.errors import UnknownVersion
from siaga.reporting.units import Unit
from siaga.reporting.versions import known_versions, version_by_id
from siaga.wilayah.zones import zone_of


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a filled form. missing: names of files that its answers name and that have not come yet."""

    receipt: Receipt
    files: int
    missing: list[str]


def take_form(
    *,
    actor: Actor,
    election: Election,
    instrument: Instrument,
    unit: Unit,
    xml: bytes,
    files: Mapping[str, Iterable[bytes]],
    observed_at: datetime,
    device: str,
    supersedes: str,
    now: datetime,
) -> Taken:
    """Store the report and its files. All files are looked into first, so that a bad one refuses the whole.

    Sent again after a break, it changes nothing and adds the files that had not arrived. Raises what ``submit_report``,
    ``from_xml``, ``look_into`` and ``add_attachment`` raise.
    """
    require(actor, Verb.SUBMISSION_SEND, unit.place)
    _form, said = form_of(xml)
    known = known_versions(instrument.name)
    fitting = [one for one in known if one.version == said]
    if not fitting:
        raise UnknownVersion(instrument.name, said, [one.version for one in known[:10]])
    version = version_by_id(fitting[0].pk)
    values = from_xml(version, xml)
    expected = files_named(version.questions, values)
    with ExitStack() as drafts:
        checked: dict[str, tuple[Draft, Content]] = {}
        for name, chunks in files.items():
            if name not in expected:
                raise NameNotAsked(name, expected)
            draft = drafts.enter_context(receive(chunks, name))
            checked[name] = (draft, look_into(draft.path, name, zone_of(unit.region_code)))
        lat, lon = _point(version.questions, values)
        report = Report(
            instance_id=instance_id_of(xml),
            election=election,
            instrument=instrument.name,
            unit=str(unit),
            observed_at=observed_at,
            values=values,
            version=said,
            device=device,
            nil=says_nil(values),
            supersedes=supersedes,
            lat=lat,
            lon=lon,
        )
        receipt = submit_report(actor=actor, report=report, now=now)
        if receipt.outcome != "conflict":
            for name, (draft, content) in checked.items():
                add_attachment(
                    actor=actor, submission=receipt.submission, name=name, draft=draft, content=content, now=now
                )
    present = set(receipt.submission.attachments.values_list("name", flat=True))
    return Taken(receipt, len(present), [name for name in expected if name not in present])


def _point(questions: Iterable[Mapping[str, Any]], values: Mapping[str, Any]) -> tuple[float | None, float | None]:
    """Where the report says that it was made: the first point among its answers (``lat lon alt acc``)."""
    for question in questions:
        given = values.get(str(question["path"]))
        if question["type"] == "geopoint" and isinstance(given, str):
            parts = given.split()
            return float(parts[0]), float(parts[1])
    return None, None
