"""What is known of places: destinations, and the depots, places of transfer and crossings that serve them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from siaga.access import Actor, Problem, Verb, require
from siaga.elections.models import Election
from siaga.ledger.recording import action, nothing_changed, record
from siaga.planning.actions.plans import require_open
from siaga.planning.models import Plan, PlanKind, Site, SiteKind, Vehicle, plan_place
from siaga.planning.words import clock_text, hours_text
from siaga.wilayah.models import Region

SITE_FIELDS = (
    "name", "lat", "lon", "access", "service_minutes", "window_start", "window_end", "remote", "via", "departures",
)  # fmt: skip
HUBS = (SiteKind.DEPOT, SiteKind.TRANSFER, SiteKind.CROSSING)
"""Kinds of places that others are served from or through; they have a code of their own."""
THROUGH = (SiteKind.CROSSING, SiteKind.TRANSFER)
"""Kinds of places that others are reached through."""
_CODE = re.compile(r"(?=.{1,40}$)[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)


class BadSite(Problem):
    """Facts of a place that contradict each other, or a code that is taken."""

    code = "site"


class SiteInUse(Problem):
    """A place that a plan in force, a vehicle or another place rests on."""

    code = "site_in_use"
    status = 409


@action("site.add")
def add_site(
    *,
    actor: Actor,
    election: Election,
    region: Region,
    kind: str,
    code: str,
    values: Mapping[str, Any],
    now: datetime,
) -> Site:
    """A depot, a place of transfer or a crossing in a region; values: of ``SITE_FIELDS``.

    Raises Refused, ElectionClosed, BadSite.
    """
    require(actor, Verb.PLAN_CHANGE, plan_place(PlanKind.DISTRIBUTION, region.code[:5]))
    require_open(election)
    code = code.strip().lower()
    if kind not in HUBS:
        raise BadSite(_("Jenis tempat itu tidak dapat ditambah."), _("Pilih gudang, alih muat, atau penyeberangan."))
    if not _CODE.fullmatch(code):
        raise BadSite(
            _("Kode “%(code)s” tidak dapat dipakai.") % {"code": code},
            _("Tulis paling banyak 40 huruf kecil, angka, dan tanda hubung, misalnya dermaga-barat."),
            field="code",
        )
    if Site.objects.filter(election=election, code=code).exists():
        raise BadSite(
            _("Kode %(code)s sudah dipakai tempat lain pada pemilihan ini.") % {"code": code},
            _("Pilih kode lain."),
            field="code",
        )
    site = Site(election=election, region=region, code=code, kind=kind)
    _write(site, values, now)
    record(actor, "site.add", site, before=None, after=site.as_fact(), now=now)
    return site


@action("site.change")
def change_site(
    *,
    actor: Actor,
    election: Election,
    region: Region,
    code: str,
    values: Mapping[str, Any],
    now: datetime,
    tier: str = "",
) -> Site:
    """What is known of a place, or for the first time of a destination; values: of ``SITE_FIELDS``.

    Raises Refused, ElectionClosed, BadSite.
    """
    site = Site.objects.filter(election=election, code=code).select_related("region__parent", "election").first()
    require(actor, Verb.PLAN_CHANGE, site.place if site else plan_place(PlanKind.DISTRIBUTION, region.code[:5]))
    require_open(election)
    before = site.as_fact() if site else None
    site = site or Site(election=election, region=region, code=code, tier=tier)
    if site.kind in HUBS:
        site.region = region
        require(actor, Verb.PLAN_CHANGE, site.place)
    if _write(site, values, now, before):
        record(actor, "site.change", site, before=before, after=site.as_fact(), now=now)
    else:
        nothing_changed()
    return site


@action("site.remove")
def remove_site(*, actor: Actor, site: Site, now: datetime) -> None:
    """A place that nothing rests on is forgotten; of a destination only what was known of it.

    Raises Refused, ElectionClosed, SiteInUse.
    """
    require(actor, Verb.PLAN_CHANGE, site.place)
    require_open(site.election)
    _require_unused(site)
    record(actor, "site.remove", site, before=site.as_fact(), after=None, now=now)
    site.delete()


def _write(site: Site, values: Mapping[str, Any], now: datetime, before: Mapping[str, Any] | None = None) -> bool:
    """Whether anything is different from before. Raises BadSite."""
    for name in SITE_FIELDS:
        if name in values:
            setattr(site, name, values[name])
    _check(site)
    if before == site.as_fact():
        return False
    site.updated_at = now
    site.save()
    site.refresh_from_db(fields=SITE_FIELDS)
    return True


def _check(site: Site) -> None:
    if (site.lat is None) != (site.lon is None):
        raise BadSite(
            _("Posisi belum lengkap."), _("Isi lintang dan bujur keduanya, atau kosongkan keduanya."), field="lat"
        )
    if (site.window_start is None) != (site.window_end is None):
        site.window_start, site.window_end = site.window_start or 0, site.window_end or 1440
    if site.window_start is not None and site.window_end is not None and site.window_start >= site.window_end:
        raise BadSite(_("Jam tutup harus sesudah jam buka."), _("Perbaiki salah satu jamnya."), field="window_end")
    if site.via:
        _check_way(site)
    if site.departures:
        _check_timetable(site)


def _check_way(site: Site) -> None:
    """A way through other places must exist, and must not lead back to where it began."""
    above = dict(Site.objects.filter(election=site.election, kind__in=THROUGH).values_list("code", "via"))
    if site.via not in above:
        raise BadSite(
            _("%(via)s belum ada sebagai penyeberangan atau tempat alih muat.") % {"via": site.via},
            _("Tambahkan tempatnya dulu, atau kosongkan."),
            field="via",
        )
    passed, at = {site.code}, site.via
    while at:
        if at in passed:
            raise BadSite(
                _("Jalan lewat %(via)s kembali ke tempat ini sendiri.") % {"via": site.via},
                _("Pilih tempat lain, atau kosongkan."),
                field="via",
            )
        passed.add(at)
        at = above.get(at, "")


def _check_timetable(site: Site) -> None:
    if site.kind != SiteKind.CROSSING:
        raise BadSite(
            _("Jadwal keberangkatan hanya berlaku bagi penyeberangan."), _("Kosongkan jadwalnya."), field="departures"
        )
    opens = 0 if site.window_start is None else site.window_start
    closes = 1439 if site.window_end is None else site.window_end
    for minute in site.departures:
        if not opens <= minute <= closes:
            raise BadSite(
                _("Keberangkatan %(time)s di luar jam buka %(hours)s.")
                % {"time": clock_text(minute), "hours": hours_text(opens, closes)},
                _("Perbaiki jadwalnya, atau ubah jam bukanya."),
                field="departures",
            )


def _require_unused(site: Site) -> None:
    plans = Plan.objects.filter(
        election=site.election, region__code__startswith=site.region.code[:5], kind=PlanKind.DISTRIBUTION,
        in_force_since__isnull=False, retired_at=None,
    )  # fmt: skip
    for plan in plans.select_related("region").defer("result"):
        problem = plan.inputs["problem"]
        if any(one["id"] == site.code for one in (*problem["hubs"], *problem["sites"])):
            raise SiteInUse(
                _("%(plan)s yang berlaku di %(region)s memakai %(site)s.")
                % {"plan": plan, "region": plan.region.title, "site": site},
                _("Berlakukan versi yang tidak memakainya, atau cabut versi itu dulu."),
            )
    reached = Site.objects.filter(election=site.election, via=site.code).count()
    if reached and site.kind in THROUGH:
        raise SiteInUse(
            _("%(count)s tempat dicapai lewat %(site)s.") % {"count": reached, "site": site},
            _("Ubah dulu isian Lewat pada tempat itu."),
        )
    based = Vehicle.objects.filter(
        election=site.election, region__code__startswith=site.region.code[:5], depot__iexact=site.code
    ).first()
    if based is not None:
        raise SiteInUse(
            _("Kendaraan %(vehicle)s berpangkalan di %(site)s.") % {"vehicle": based, "site": site},
            _("Ubah dulu pangkalan kendaraan itu."),
        )
