"""Give a region another code, and with it all below: identities stay, former codes stay findable."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from siaga.access import Actor, Place, Verb, require
from siaga.ledger.recording import Change, action, record_bulk
from siaga.wilayah.access import below
from siaga.wilayah.checks import level_name, must_be_free, well_formed_code
from siaga.wilayah.codes import level_of, parent_of, place_region
from siaga.wilayah.errors import BadCode, CodeTaken, ParentMissing
from siaga.wilayah.models import CodeSystem, Region, RegionAlias
from siaga.wilayah.names import fold
from siaga.wilayah.signals import region_recoded


@action("region.recode")
def recode_region(
    *, actor: Actor, region: Region, code: str, now: datetime, since: date | None = None, basis: str = ""
) -> dict[int, tuple[str, str]]:
    """Change the code of a region and, by its prefix, of everything below; it may move to another parent.

    Each old code stays as an alias valid until ``since`` (today). Rooms that store codes follow through the signal
    ``region_recoded`` in the same transaction. The actor needs the verb at the old and at the new place.
    Returns the old and new code of each region by its id. Raises Refused, BadCode, CodeTaken, ParentMissing.
    """
    known = well_formed_code(code)
    require(actor, Verb.REGION_CHANGE, Place(region.code))
    require(actor, Verb.REGION_CHANGE, Place(known))
    if level_of(known) != region.level:
        raise BadCode(
            _("Kode %(code)s adalah kode %(other)s, sedangkan wilayah ini %(own)s.")
            % {"code": known, "other": level_name(known), "own": level_name(region.code)},
            _("Pakai kode dengan jumlah angka yang sama."),
            field="code",
        )
    if known == region.code:
        raise BadCode(_("Kode baru sama dengan kode sekarang."), _("Tulis kode yang baru."), field="code")
    _free_for(region, known)
    above = parent_of(known)
    parent = Region.objects.filter(code=above).first() if above else None
    if above and parent is None:
        raise ParentMissing(above)
    moved = list(Region.objects.filter(below(region.code)))
    _all_free(region.code, known, moved)
    changes, codes = _move(moved, region, parent, known)
    until = since or now.date()
    changes += _former_codes(moved, codes, until)
    record_bulk(actor, "region.recode", changes, label=f"{codes[region.pk][0]} → {known}", now=now, reason=basis)
    region_recoded.send(sender=Region, actor=actor, now=now, codes=codes)
    region.refresh_from_db()
    return codes


def _move(
    moved: list[Region], region: Region, parent: Region | None, known: str
) -> tuple[list[Change], dict[int, tuple[str, str]]]:
    """Write the new codes; rows for the ledger, and the codes. Facts land in the chain of the new place."""
    old_root = region.code
    changes: list[Change] = []
    codes: dict[int, tuple[str, str]] = {}
    for one in moved:
        before, old = one.as_fact(), one.code
        place_region(one, known + old[len(old_root) :])
        if one.pk == region.pk:
            one.parent = parent
        codes[one.pk] = (old, one.code)
        changes.append(Change(one.fact_type, one.fact_key, one.code, before, one.as_fact()))
    fields = ["code", "kind", "parent", "province_code", "regency_code", "district_code"]
    Region.objects.bulk_update(moved, fields, batch_size=100)
    return changes, codes


def _former_codes(moved: list[Region], codes: dict[int, tuple[str, str]], until: date) -> list[Change]:
    standing = set(
        RegionAlias.objects.filter(
            region__in=[one.pk for one in moved], system=CodeSystem.KEMENDAGRI, edition=""
        ).values_list("region_id", "code", "name")
    )
    aliases = [
        RegionAlias(
            region=one,
            system=CodeSystem.KEMENDAGRI,
            code=codes[one.pk][0],
            name=one.name,
            search_name=fold(one.name)[:120],
            valid_to=until,
        )
        for one in moved
        if (one.pk, codes[one.pk][0], one.name) not in standing
    ]
    RegionAlias.objects.bulk_create(aliases, batch_size=500)
    return [Change(alias.fact_type, alias.fact_key, alias.region.code, None, alias.as_fact()) for alias in aliases]


def _free_for(region: Region, known: str) -> None:
    """The code must be free, unless it is a former code of this very region (a recoding taken back)."""
    own = RegionAlias.objects.filter(region=region, system=CodeSystem.KEMENDAGRI, code=known).exists()
    if not own or Region.objects.filter(code=known).exists():
        must_be_free(known)


def _all_free(old_root: str, known: str, moved: list[Region]) -> None:
    ids = [one.pk for one in moved]
    wanted = [known + one.code[len(old_root) :] for one in moved]
    for start in range(0, len(wanted), 900):
        other = Region.objects.filter(code__in=wanted[start : start + 900]).exclude(pk__in=ids[:900]).first()
        if other is not None and other.pk not in ids:
            raise CodeTaken(other.code, other.title)
