"""Letterheads: how a region's letters look, and the numbers that they get, each once."""

from __future__ import annotations

import re
from datetime import date, datetime

from django.utils.translation import gettext as _

from siaga.access import Actor, Place, Refused, Verb, may, require
from siaga.briefing.access import letterhead_of
from siaga.briefing.letterhead_errors import BadPattern, NoLetterhead, NothingWritten, NumberInThePast
from siaga.briefing.letters.words import ROMAN
from siaga.briefing.models import Letterhead
from siaga.ledger.recording import action, nothing_changed, record
from siaga.wilayah.models import Region
from siaga.wilayah.zones import zone_of

PARTS = ("urut", "tahun", "bulan", "kode")
_PART = re.compile(r"\{([^{}]*)\}")
_TRIES = 50


def check_pattern(pattern: str) -> str:
    """The pattern without stray blanks. Raises BadPattern."""
    pattern = pattern.strip()
    parts = _PART.findall(pattern)
    if unknown := [part for part in parts if part not in PARTS]:
        raise BadPattern(_("Pola nomor memuat {%(part)s}, yang tidak dikenal.") % {"part": unknown[0]})
    if "{" in _PART.sub("", pattern) or "}" in _PART.sub("", pattern):
        raise BadPattern(_("Kurung kurawal pada pola nomor tidak berpasangan."))
    if "urut" not in parts or "tahun" not in parts:
        raise BadPattern(_("Pola nomor harus memuat {urut} dan {tahun}, agar tidak ada nomor yang sama."))
    return pattern


def written_number(pattern: str, code: str, number: int, day: date) -> str:
    """A number by a pattern: ``100.2.7/12/2024``."""
    values = {"urut": str(number), "tahun": str(day.year), "bulan": ROMAN[day.month - 1], "kode": code}
    return _PART.sub(lambda part: values[part[1]], pattern)


@action("letterhead.set")
def set_letterhead(
    *,
    actor: Actor,
    region: Region,
    government: str,
    now: datetime,
    agency: str = "",
    address: str = "",
    contact: str = "",
    city: str = "",
    code: str = "100.2.7",
    pattern: str = "{kode}/{urut}/{tahun}",
    crest: str | None = None,
) -> Letterhead:
    """Set how the letters of a region look. crest: digest of a kept picture; None leaves it, empty takes it away.

    The numbers given so far stay. Raises NothingWritten, BadPattern.
    """
    require(actor, Verb.DOCUMENT_CHANGE, Place(region.code))
    if not government.strip():
        raise NothingWritten
    head = Letterhead.objects.select_related("region").filter(region=region).first() or Letterhead(region=region)
    before = head.as_fact() if head.pk else None
    head.government, head.agency = government.strip(), agency.strip()
    head.address, head.contact, head.city = address.strip(), contact.strip(), city.strip()
    head.code, head.pattern = code.strip(), check_pattern(pattern)
    if crest is not None:
        head.crest = crest
    if before == head.as_fact():
        nothing_changed()
        return head
    if before is None:
        head.save()
    else:
        head.save(update_fields=["government", "agency", "address", "contact", "city", "code", "pattern", "crest"])
    record(actor, "letterhead.set", head, before=before, after=head.as_fact(), now=now)
    return head


@action("letterhead.number")
def take_number(*, actor: Actor, region: Region, now: datetime) -> str:
    """The next number for a letter or a report of a region: each is given once, a new year begins at 1.

    A number that was taken is never given again, whatever became of its letter.
    Raises NoLetterhead, NumberInThePast.
    """
    verbs = (Verb.RAKOR_PLAN, Verb.DOCUMENT_CHANGE, Verb.DOCUMENT_APPROVE)
    if not any(may(actor, verb, Place(region.code)) for verb in verbs):
        raise Refused
    found = letterhead_of(region.code)
    if found is None:
        raise NoLetterhead(region.title)
    day = now.astimezone(zone_of(region.code)).date()
    for _attempt in range(_TRIES):
        head = Letterhead.objects.select_related("region").get(pk=found.pk)
        if head.year > day.year:
            raise NumberInThePast(head.year)
        before = head.as_fact()
        number = head.last_number + 1 if head.year == day.year else 1
        mine = Letterhead.objects.filter(pk=head.pk, last_number=head.last_number, year=head.year)
        if mine.update(last_number=number, year=day.year):
            head.last_number, head.year = number, day.year
            record(actor, "letterhead.number", head, before=before, after=head.as_fact(), now=now)
            return written_number(head.pattern, head.code, number, day)
    raise AssertionError("another taker was faster every time")
