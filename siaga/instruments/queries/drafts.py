"""What adding a draft would do, and where a person may add one."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from siaga.access import Actor, Place, Verb, may, require, scope_of
from siaga.instruments.errors import FormRefused, NameOfAnother, OtherUnit, Retired, VersionExists
from siaga.instruments.models import Instrument, InstrumentVersion
from siaga.instruments.questions import Question, by_path
from siaga.instruments.units import unit_word
from siaga.instruments.xlsform.findings import Finding
from siaga.instruments.xlsform.reading import Draft
from siaga.wilayah.models import Region


def homes(actor: Actor) -> list[Region | None]:
    """The regions in whose name the actor may add instruments; None stands for the whole installation."""
    codes = sorted(scope_of(actor, Verb.INSTRUMENT_CHANGE).below)
    regions = Region.objects.select_related("parent").filter(code__in=[code for code in codes if code], valid_to=None)
    found: list[Region | None] = list(regions.order_by("code")[:50])
    return [None, *found] if "" in codes else found


@dataclass(slots=True)
class Changes:
    """Paths of the questions that are new, gone, or asked otherwise than in the present version."""

    added: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    altered: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.altered)


def changes_between(before: list[Question], after: list[Question]) -> Changes:
    """How two versions differ in what they ask."""
    old, new = by_path(before), by_path(after)
    return Changes(
        added=[path for path in new if path not in old],
        removed=[path for path in old if path not in new],
        altered=[path for path in new if path in old and new[path] != old[path]],
    )


@dataclass(slots=True)
class Standing:
    """instrument: the one that the draft continues, if any. same: the version that it repeats, if any."""

    instrument: Instrument | None
    present: InstrumentVersion | None = None
    same: InstrumentVersion | None = None
    changes: Changes = field(default_factory=Changes)

    @property
    def number(self) -> int:
        """The running number that the draft would get."""
        return self.present.number + 1 if self.present else 1


def standing_of(actor: Actor, draft: Draft, region: Region | None, *, lock: bool = False) -> Standing:
    """Where the draft stands, or why it cannot be added.

    Raises Refused, NameOfAnother, Retired, OtherUnit, VersionExists, FormRefused (nobody said what it is about).
    """
    require(actor, Verb.INSTRUMENT_CHANGE, Place(region.code if region else ""))
    rows = Instrument.objects.select_related("region")
    found = (rows.select_for_update(of=("self",)) if lock else rows).filter(name=draft.name).first()
    if found is None:
        if not draft.unit:
            raise FormRefused(
                [
                    Finding(
                        _("Belum disebut formulir ini tentang apa."),
                        _("Pilih TPS, desa/kelurahan, kecamatan, kabupaten/kota, atau instansi."),
                    )
                ]
            )
        return Standing(None)
    if found.shipped or not may(actor, Verb.INSTRUMENT_CHANGE, found.place):
        raise NameOfAnother(draft.name)
    if found.retired_at:
        raise Retired(found.title)
    if draft.unit and (found.unit_kind, found.level) != (draft.unit_kind, draft.level):
        raise OtherUnit(found.title, unit_word(found))
    present = found.versions.order_by("-number").first()
    same = found.versions.filter(version=draft.version).first()
    if same is not None and not repeats(same, draft):
        raise VersionExists(draft.version)
    return Standing(found, present, same, changes_between(present.questions, draft.questions) if present else Changes())


def repeats(version: InstrumentVersion, draft: Draft) -> bool:
    """The same file, or another file that asks and checks the same."""
    if bytes(version.source) == draft.source:
        return True
    return (version.xform, version.questions, version.checks) == (draft.xform, draft.questions, draft.checks)
