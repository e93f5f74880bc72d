"""What was frozen beside what is, or beside what was frozen later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from siaga import clock
from siaga.access import Refused, Verb
from siaga.elections.models import Election
from siaga.elections.queries import access_election
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.tables import Column, Table
from siaga.kit.words import number, short_moment
from siaga.readiness.arithmetic import Figure, Scale
from siaga.readiness.links import unit_url
from siaga.readiness.models import Snapshot
from siaga.readiness.queries import access_snapshot, changes_since, visible_snapshots
from siaga.readiness.queries.told import named_units, spoken_instruments
from siaga.readiness.shapes import Changes
from siaga.readiness.snapshots import figure_of
from siaga.readiness.views.parts import points
from siaga.readiness.views.snapshots import in_percent, may_freeze
from siaga.readiness.views.tables.columns import named
from siaga.wilayah.models import Region

NOW = "sekarang"
MOST_CHOICES = 200


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two moments: a snapshot, or now."""

    words: str
    at: datetime | None
    snapshot: Snapshot | None


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing before and after."""

    name: str
    code: str
    before: Figure | None
    after: Figure | None

    @property
    def change(self) -> Fraction | None:
        if self.before is None or self.after is None or self.before.value is None or self.after.value is None:
            return None
        return self.after.value - self.before.value


@guarded(Verb.PICTURE_VIEW, Verb.PICTURE_OPENED)
@require_safe
def compare(request: ActorRequest, slug: str) -> HttpResponseBase:
    """``?dari=7&ke=sekarang``, or ``&ke=9``: what was frozen beside what is, or beside what was frozen later."""
    election = access_election(request.actor, slug)
    rows = visible_snapshots(request.actor, election).order_by("-at", "-pk")
    choices = list(rows.defer("data")[:MOST_CHOICES])
    first = _chosen(request, election, "dari") or (rows.first() if choices else None)
    second = _chosen(request, election, "ke")
    context: dict[str, Any] = {
        "election": election,
        "region": first.region if first else None,
        "choices": [
            (str(one.pk), f"{one.title} · {one.region.title} · {one.get_scale_display()} · {short_moment(one.at)}")
            for one in choices
        ],
        "chosen_first": str(first.pk) if first else "",
        "chosen_second": str(second.pk) if second else NOW,
        "may_freeze": may_freeze(request, election),
    }
    if first is None:
        return render(request, "readiness/compare.html", context)
    if second is not None and second.at < first.at:
        first, second = second, first
    same = second is None or (second.region_id == first.region_id and second.scale == first.scale)
    context |= {"first": _side(first), "second": _side(second), "same_scale": same}
    if not same:
        return render(request, "readiness/compare.html", context)
    if second is None:
        found = changes_since(request.actor, election, first.region.code, first.scale, first, None, clock.now())
        children, indicators = _live_children(first, found), _live_indicators(first, found)
        whole, silent_after = found.whole.after, None
        context["fallen"] = _newly_silent(election, found)
        context["fallen_more"] = max(0, found.newly_silent_count - len(context["fallen"]))
    else:
        children, indicators = (
            _frozen_differences(first, second, "children"),
            _frozen_differences(first, second, "indicators"),
        )
        whole, silent_after = figure_of(second.data["figure"], second.scale), second.data["silent_count"]
    tables = [
        _difference_table("bagian", _("Perubahan menurut wilayah"), "w-").show(request, children),
        _difference_table("indikator", _("Perubahan menurut indikator"), "i-").show(request, indicators),
    ]
    for shown in tables:
        if answer := shown.table.partial(request, shown):
            return answer
    context |= {
        "headline": _moved_headline(figure_of(first.data["figure"], first.scale), whole, first, silent_after),
        "children": tables[0],
        "indicators": tables[1],
    }
    return render(request, "readiness/compare.html", context)


def _chosen(request: ActorRequest, election: Election, name: str) -> Snapshot | None:
    text = request.GET.get(name, "")
    if not text or text == NOW:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 12):
        raise Refused
    return access_snapshot(request.actor, election, int(text))


def _side(found: Snapshot | None) -> Side:
    if found is None:
        return Side(_("keadaan sekarang"), None, None)
    return Side(f"“{found.title}” ({short_moment(found.at)})", found.at, found)


def _frozen(found: Snapshot, part: str) -> Mapping[str, Mapping[str, Any]]:
    return {str(one.get("code") or one.get("key")): one for one in found.data[part]}


def _name(one: Mapping[str, Any]) -> str:
    return f"{one.get('number', '')} {one['name']}".strip()


def _frozen_differences(first: Snapshot, second: Snapshot, part: str) -> list[Difference]:
    was, now = _frozen(first, part), _frozen(second, part)
    return [
        Difference(
            _name(now.get(key) or was[key]),
            key,
            figure_of(was[key]["figure"], first.scale) if key in was else None,
            figure_of(now[key]["figure"], second.scale) if key in now else None,
        )
        for key in {**was, **now}
    ]


def _live_children(first: Snapshot, found: Changes) -> list[Difference]:
    """What was frozen beside what is: a snapshot is shown as it was, whatever came in later about that time."""
    was = _frozen(first, "children")
    names = dict(Region.objects.filter(code__in=[one.thing for one in found.children]).values_list("code", "name"))
    now = {one.thing: one.after for one in found.children}
    return [
        Difference(
            str(was[code]["name"]) if code in was else names.get(code, code),
            code,
            figure_of(was[code]["figure"], first.scale) if code in was else None,
            now.get(code),
        )
        for code in sorted(was.keys() | now.keys())
    ]


def _live_indicators(first: Snapshot, found: Changes) -> list[Difference]:
    was = _frozen(first, "indicators")
    now = {one.thing.key: one for one in found.indicators if one.after is not None}
    lines = [
        Difference(
            f"{one.thing.number} {one.thing.name}".strip(),
            key,
            figure_of(was[key]["figure"], first.scale) if key in was else None,
            one.after,
        )
        for key, one in now.items()
    ]
    gone = [
        Difference(_name(one), key, figure_of(one["figure"], first.scale), None)
        for key, one in was.items()
        if key not in now
    ]
    return [*lines, *gone]


def _moved_headline(
    before: Figure, after: Figure | None, first: Snapshot, silent_after: int | None
) -> list[dict[str, Any]]:
    risk = first.scale == Scale.KERAWANAN
    after = after or Figure(before.scale)

    def line(label: str, was: Fraction | None, now: Fraction | None) -> dict[str, Any]:
        moved = now - was if was is not None and now is not None else None
        good = moved is not None and ((moved > 0) is not risk)
        words = _("%(n)s poin") % {"n": points(moved)} if moved else ""
        return {
            "label": label,
            "before": in_percent(was),
            "after": in_percent(now),
            "moved": words,
            "direction": "up" if good else "down",
        }

    lines = [
        line(_("Kerawanan") if risk else _("Kesiapan"), before.value, after.value),
        line(_("Cakupan"), before.coverage, after.coverage) | ({"direction": "up"} if not risk else {}),
        line(_("Terverifikasi"), before.verified, after.verified),
    ]
    if silent_after is not None:
        lines.append(
            {
                "label": _("Bungkam"),
                "before": number(first.data["silent_count"]),
                "after": number(silent_after),
                "moved": "",
                "direction": "",
            }
        )
    return lines


def _newly_silent(election: Election, found: Changes) -> list[dict[str, str]]:
    spoken = spoken_instruments(election, found.scale, found.at)
    named = named_units(election, found.newly_silent[:100], found.at, spoken)
    return [
        {
            "name": f"{one.name} · {one.place}" if one.place else one.name,
            "url": unit_url(election.slug, one.unit),
            "word": _("terakhir %(when)s") % {"when": short_moment(one.last)} if one.last else _("belum pernah lapor"),
        }
        for one in named
    ]


def _difference_table(key: str, title: str, prefix: str) -> Table:
    return Table(
        key=f"beda-{key}",
        prefix=prefix,
        title=title,
        columns=[
            *named(gettext_lazy("Nama")),
            Column(
                key="before",
                label=gettext_lazy("Tadinya"),
                value=lambda line: line.before.value if line.before else None,
                format="percent",
                below=True,
            ),
            Column(
                key="after",
                label=gettext_lazy("Kemudian"),
                value=lambda line: line.after.value if line.after else None,
                format="percent",
            ),
            Column(
                key="change",
                label=gettext_lazy("Beda (poin)"),
                value=lambda line: points(line.change) if line.change is not None else None,
                sort=lambda line: line.change,
            ),
            Column(
                key="coverage_before",
                label=gettext_lazy("Cakupan tadinya"),
                value=lambda line: line.before.coverage if line.before else None,
                format="percent",
                below=True,
            ),
            Column(
                key="coverage_after",
                label=gettext_lazy("Cakupan kemudian"),
                value=lambda line: line.after.coverage if line.after else None,
                format="percent",
                below=True,
            ),
        ],
        per_page=100,
    )
