"""Class counts that others published, beside our own; never mixed with them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga.access import Verb
from siaga.kerawanan.access import visible_published
from siaga.kerawanan.models import Mapping, PublishedCount
from siaga.kerawanan.views.shared import frame, here_of
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.tables import Column, Empty, Table


@dataclass(frozen=True, slots=True)
class PublishedLine:
    """mapping: the one in force, where the count is of this very regency."""

    count: PublishedCount
    mapping: Mapping | None

    @property
    def difference(self) -> int | None:
        return None if self.mapping is None else self.count.total - self.mapping.stations


def _figure(key: str, label: Any, phone: bool = True) -> Column:
    return Column(key=key, label=label, value=lambda line: getattr(line.count, key), format="number", phone=phone)


PUBLISHED = Table(
    key="kelas-terbitan",
    title=gettext_lazy("Angka kelas yang diterbitkan"),
    columns=[
        Column(
            key="region",
            label=gettext_lazy("Wilayah"),
            value=lambda line: line.count.region.title,
            sub=lambda line: line.count.source,
            sort=lambda line: line.count.region.code,
        ),
        Column(key="source", label=gettext_lazy("Sumber"), value=lambda line: line.count.source, screen=False),
        Column(
            key="published_on",
            label=gettext_lazy("Tanggal"),
            value=lambda line: line.count.published_on,
            format="day",
            phone=False,
        ),
        _figure("khusus", gettext_lazy("Khusus")),
        _figure("sangat_rawan", gettext_lazy("Sangat rawan")),
        _figure("rawan", gettext_lazy("Rawan")),
        _figure("kurang_rawan", gettext_lazy("Kurang rawan"), phone=False),
        _figure("total", gettext_lazy("Jumlah TPS")),
        Column(
            key="difference",
            label=gettext_lazy("Selisih dengan TPS di Siaga"),
            format="number",
            phone=False,
        ),
    ],
    order="region",
    empty=Empty(
        title=gettext_lazy("Belum ada angka terbitan"),
        text=gettext_lazy(
            "Angka kelas dari kepolisian atau berita dapat diimpor sebagai pembanding. "
            "Jumlah kelasnya diperiksa terhadap jumlah TPS."
        ),
        icon="file-import",
    ),
)


@guarded(Verb.RISK_VIEW)
def published(request: ActorRequest, slug: str, code: str) -> HttpResponseBase:
    here = here_of(request.actor, request, slug, code)
    rows = visible_published(request.actor, here.election).filter(region__code__startswith=here.region.code[:2])
    lines = [PublishedLine(row, here.in_force if row.region_id == here.region.pk else None) for row in rows[:500]]
    declared = PUBLISHED
    if here.may_change:
        begin = f"{reverse('intake:upload', args=['kelas'])}?election={slug}"
        declared = replace(PUBLISHED, empty=replace(PUBLISHED.empty, button=_("Impor angka kelas"), url=begin))
    table = declared.show(request, lines)
    if answer := declared.partial(request, table):
        return answer
    return render(request, "kerawanan/published.html", frame(here, "terbitan", table=table))
