"""The map of the picture: parts of a region coloured by a scale or an indicator, and the same as a table."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from siaga import clock
from siaga.access import Verb
from siaga.elections.models import Election
from siaga.elections.queries import access_election
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.tables import Column, Empty, Filter, Table
from siaga.logistics.links import late_url
from siaga.logistics.queries.custody import late_count
from siaga.readiness.arithmetic import Scale, Standing
from siaga.readiness.shapes import Risk
from siaga.readiness.views.classes import said
from siaga.readiness.views.map_lines import AreaLine
from siaga.readiness.views.maps.asked import Asked, asked_map, draws_points, legend, point_words
from siaga.readiness.views.parts import age_of
from siaga.readiness.views.tables.columns import COVERAGE, PAIRS, VERIFIED, below, count, named, of_figure, tone, value
from siaga.wilayah.models import Level


@guarded(Verb.PICTURE_VIEW, Verb.PICTURE_OPENED)
@require_safe
def map_page(request: ActorRequest, slug: str, code: str) -> HttpResponseBase:
    return show_map(request, access_election(request.actor, slug), code)


def show_map(request: HttpRequest, election: Election, code: str) -> HttpResponseBase:
    """The page. Raises ``Refused`` where the picture of the region is closed to the actor."""
    actor = cast(ActorRequest, request).actor
    asked = asked_map(request, election, code)
    whole, lines = asked.areas(actor)
    table = _table(asked).show(request, lines)
    if answer := table.table.partial(request, table):
        return answer
    return render(
        request,
        "readiness/map.html",
        {
            "asked": asked,
            "region": asked.region,
            "trail_to": f"/peta/{election.slug}/",
            "name": asked.region.title if asked.region else _("Indonesia"),
            "whole": whole,
            "whole_said": said(whole),
            "whole_age": age_of(whole, asked.today),
            "areas": asked.address("map_areas"),
            "points": asked.address("map_points") if draws_points(asked.region) else "",
            "areas_file": asked.address("map_areas", unduh="1"),
            "points_file": asked.address("map_points", unduh="1") if draws_points(asked.region) else "",
            "legend": legend(asked.scale),
            "tones": point_words(asked.scale),
            "good": Standing.SIAP.value if asked.scale is Scale.READINESS else Risk.TANPA.value,
            "indicators": asked.choices,
            "table": table,
            "picture_page": f"/gambaran/{election.slug}/{code}/",
            "late_boxes": 0 if asked.moment.past else late_count(actor, election, code, clock.now()),
            "late_url": late_url(election.slug, code),
        },
    )


def _table(asked: Asked) -> Table:
    stations = asked.region is not None and asked.region.level == Level.VILLAGE
    columns = [
        *named(gettext_lazy("TPS") if stations else gettext_lazy("Wilayah")),
        value(gettext_lazy("Kesiapan") if asked.scale is Scale.READINESS else gettext_lazy("Kerawanan"), cell=""),
        tone(gettext_lazy("Warna di peta")),
        below(COVERAGE),
        *PAIRS,
        VERIFIED,
        count("stale", gettext_lazy("Isian usang"), of_figure(lambda figure: figure.stale)),
        Column(
            key="age",
            label=gettext_lazy("Umur isian"),
            value=lambda line: str(age_of(line.figure, asked.today)) or None,
            sort=lambda line: -(line.figure.oldest or 0),
            below=True,
        ),
    ]
    return Table(
        key="peta",
        title=_("Isi peta %(name)s") % {"name": asked.region.title if asked.region else _("Indonesia")},
        columns=columns,
        filters=[
            Filter(
                key="keadaan",
                label=gettext_lazy("Warna"),
                choices=[(key, words) for key, words in legend(asked.scale)],
                field="tone",
            )
        ],
        order="name",
        per_page=100,
        row_url=lambda line: _line_url(asked, line),
        empty=Empty(
            title=gettext_lazy("Belum ada yang ditunggu laporannya di sini"),
            text=gettext_lazy(
                "Peta diwarnai dari laporan yang wajib dikirim. Tetapkan dahulu daftar periksa mana yang wajib bagi "
                "unit mana."
            ),
            button=gettext_lazy("Buka kewajiban lapor"),
            url="/laporan/kewajiban/",
            icon="map",
        ),
    )


def _line_url(asked: Asked, line: AreaLine) -> str:
    if line.station is not None:
        return f"/gambaran/{asked.election.slug}/{line.code}/"
    return asked.address("map_page", line.code)
