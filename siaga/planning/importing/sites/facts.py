"""What a row says of its place, and what it writes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from siaga.elections.models import Election
from siaga.intake.plan import Context, Plan, Row
from siaga.planning.importing.shown import shown_of
from siaga.planning.importing.sites.meaning import Meant
from siaga.planning.models import Site, SiteKind, Tier
from siaga.planning.words import clock_plain

_OPTIONAL: dict[str, Any] = {
    "name": "",
    "lat": None,
    "lon": None,
    "access": "asphalt",
    "service_minutes": None,
    "window_start": None,
    "window_end": None,
    "remote": False,
    "via": "",
}


def facts_of(
    plan: Plan, row: Row, meant: Meant, standing: Site | None, hubs: Mapping[str, str]
) -> dict[str, Any] | None:
    """What the row says; what it leaves empty stays, or has its usual value for a new place. None: rejected."""
    if (row["lat"] is None) != (row["lon"] is None):
        missing = "lon" if row["lon"] is None else "lat"
        plan.reject(row, missing, _("Lintang dan bujur harus diisi keduanya, atau dikosongkan keduanya."))
        return None
    if standing is not None and standing.kind != meant.kind:
        plan.reject(
            row,
            "kind",
            _("Lokasi %(code)s tercatat sebagai %(kind)s. Pakai kode lain.")
            % {"code": meant.code, "kind": standing.get_kind_display().lower()},
        )
        return None
    facts: dict[str, Any] = {"kind": meant.kind, "tier": meant.tier}
    for name, usual in _OPTIONAL.items():
        value = row[name]
        facts[name] = value if value is not None else getattr(standing, name) if standing else usual
    start, end = facts["window_start"], facts["window_end"]
    if start is not None or end is not None:
        start, end = start if start is not None else 0, end if end is not None else 1440
        facts |= {"window_start": start, "window_end": end}
        if start >= end:
            told = _("Jam tutup harus sesudah jam buka. Perbaiki salah satunya.")
            plan.reject(row, "window_end", told, value=clock_plain(end))
            return None
    if row["via"]:
        via = hubs.get(row["via"]) or hubs.get(row["via"].casefold())
        if via is None or via == meant.code:
            plan.reject(
                row,
                "via",
                _("%(via)s belum ada sebagai penyeberangan atau tempat alih muat. Tambahkan barisnya, atau kosongkan.")
                % {"via": row["via"]},
            )
            return None
        facts["via"] = via
    departures = row["departures"]
    facts["departures"] = departures if departures is not None else list(standing.departures) if standing else []
    if facts["departures"] and meant.kind != SiteKind.CROSSING:
        told = _("Jadwal keberangkatan hanya berlaku bagi penyeberangan; di sini diabaikan.")
        plan.warn(row, "departures", told, value=";".join(map(clock_plain, facts["departures"])))
        facts["departures"] = []
    if meant.kind == SiteKind.CROSSING and not facts["departures"]:
        plan.warn(row, "departures", _("Penyeberangan tanpa jadwal dianggap dapat berangkat setiap saat."))
    return facts


def plan_row(
    plan: Plan,
    row: Row,
    meant: Meant,
    facts: dict[str, Any],
    election: Election,
    standing: Site | None,
    context: Context,
) -> None:
    if standing is None:
        site = Site(election=election, region=meant.region, code=meant.code, updated_at=context.now, **facts)
        plan.create(row, site, region=meant.region.code, label=_label(meant, facts))
        return
    changed = {name: value for name, value in facts.items() if getattr(standing, name) != value}
    if changed:
        shown = shown_of(standing, changed)
        plan.update(row, standing, changed, region=standing.region.code, label=_label(meant, facts), shown=shown)
    else:
        plan.keep(row)


def _label(meant: Meant, facts: Mapping[str, Any]) -> str:
    if meant.tier == Tier.STATION:
        return f"TPS {meant.code.rpartition('/')[2]} {meant.region.name}"
    return facts["name"] or (meant.region.title if meant.kind == SiteKind.SITE else meant.code)
