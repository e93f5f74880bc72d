"""Splits (pemekaran) and merges (penggabungan): every region keeps its identity, and says where it came from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from siaga.access import Actor, Place, Verb, require
from siaga.ledger.recording import action, record
from siaga.wilayah.actions.changing import close_region, create_region
from siaga.wilayah.actions.recoding import recode_region
from siaga.wilayah.codes import level_of
from siaga.wilayah.errors import BadSuccession, StillOpenBelow
from siaga.wilayah.models import Region, RegionSuccession, SuccessionKind


@action("region.split")
def split_region(
    *,
    actor: Actor,
    region: Region,
    parts: Sequence[tuple[str, str]],
    since: date,
    now: datetime,
    basis: str = "",
    close: bool = False,
    moves: Sequence[tuple[Region, str]] = (),
) -> list[Region]:
    """Let new regions come out of one.

    parts: code and name of each new region, on the same level. close: the old region ends the day before ``since``;
    otherwise it goes on, smaller. moves: regions below that go to a new part, each with its new code.
    Raises Refused, BadSuccession, StillOpenBelow, and what creating and recoding raise.
    """
    require(actor, Verb.REGION_CHANGE, Place(region.code))
    if not parts:
        raise BadSuccession(_("Belum ada wilayah baru."), _("Isi kode dan nama paling sedikit satu wilayah baru."))
    if region.valid_to is not None:
        raise BadSuccession(_("Wilayah ini sudah ditutup."), _("Pilih wilayah yang masih berlaku."))
    made: list[Region] = []
    for code, name in parts:
        new = create_region(actor=actor, code=code, name=name, now=now, valid_from=since, basis=basis)
        if level_of(new.code) != region.level:
            raise BadSuccession(
                _("Wilayah baru %(code)s tidak setingkat dengan %(name)s.") % {"code": code, "name": region.title},
                _("Pakai kode dengan jumlah angka yang sama."),
                field="parts",
            )
        made.append(new)
        _succeed(actor, region, new, SuccessionKind.SPLIT, since, basis, now)
    for child, code in moves:
        if child.parent_id != region.pk:
            raise BadSuccession(
                _("%(name)s bukan bagian dari %(region)s.") % {"name": child.title, "region": region.title},
                _("Pilih wilayah di bawahnya saja."),
            )
        recode_region(actor=actor, region=child, code=code, now=now, since=since, basis=basis)
    if close:
        close_region(actor=actor, region=region, last_day=since - timedelta(days=1), now=now, basis=basis)
    return made


@action("region.merge")
def merge_regions(
    *, actor: Actor, regions: Sequence[Region], into: Region, since: date, now: datetime, basis: str = ""
) -> Region:
    """Let regions go over into another of the same level; they end the day before ``since`` and stay readable.

    Regions below must have been moved or closed before: a merge guesses no codes. Raises Refused, BadSuccession,
    StillOpenBelow.
    """
    require(actor, Verb.REGION_CHANGE, Place(into.code))
    for region in regions:
        require(actor, Verb.REGION_CHANGE, Place(region.code))
    if not regions or into.pk in {region.pk for region in regions}:
        raise BadSuccession(
            _("Pilih wilayah yang digabungkan, selain wilayah tujuannya."), _("Periksa pilihan Anda."), field="regions"
        )
    for region in regions:
        if region.level != into.level or region.valid_to is not None or into.valid_to is not None:
            raise BadSuccession(
                _("%(name)s tidak dapat digabungkan ke %(into)s.") % {"name": region.title, "into": into.title},
                _("Keduanya harus setingkat dan masih berlaku."),
                field="regions",
            )
        if open_below := Region.objects.filter(parent=region, valid_to=None).count():
            raise StillOpenBelow(open_below)
        _succeed(actor, region, into, SuccessionKind.MERGE, since, basis, now)
        close_region(actor=actor, region=region, last_day=since - timedelta(days=1), now=now, basis=basis)
    return into


def _succeed(
    actor: Actor, old: Region, new: Region, kind: SuccessionKind, since: date, basis: str, now: datetime
) -> None:
    succession = RegionSuccession(predecessor=old, successor=new, kind=kind, since=since, basis=basis[:200])
    succession.save(force_insert=True)
    record(actor, f"region.{kind.value}", succession, before=None, after=succession.as_fact(), now=now, reason=basis)
