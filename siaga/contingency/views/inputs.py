"""Resources of a regency: what there is, and how to say it."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, Sum
from django.http import HttpResponseBase, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy

from siaga.access import Verb
from siaga.contingency.access import visible_resources
from siaga.contingency.actions.resources import RESOURCES, change_resource, remove_resource
from siaga.contingency.forms.resources import ResourceForm
from siaga.contingency.models import Resource
from siaga.contingency.playbooks import Playbooks
from siaga.contingency.queries.playbooks import holding_of
from siaga.contingency.views.shared import Here, here_of
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.tables import Column, Empty, Filter, Table
from siaga.planning.views.coded import CodedPages
from siaga.wilayah.models import Region


def _table(here: Here, books: Playbooks) -> Table:
    kinds = {kind.key: kind.name for kind in books.kinds}
    needs = {need.key: need.name for need in books.needs}

    def answers(row: Resource) -> str | None:
        kind = books.kind(row.kind)
        return needs[kind.need] if kind else None

    return Table(
        key="sumber-daya",
        title=gettext_lazy("Sumber daya darurat"),
        columns=[
            Column(
                key="kind",
                label=gettext_lazy("Jenis"),
                value=lambda row: kinds.get(row.kind, row.kind),
                sub="resource_id",
                sort="kind",
            ),
            Column(
                key="count",
                label=gettext_lazy("Jumlah"),
                format="number",
                sort="count",
                total=Sum("count"),
            ),
            Column(key="need", label=gettext_lazy("Menjawab"), value=answers, below=True),
            Column(key="max_km", label=gettext_lazy("Jangkauan (km)"), format="measure", sort="max_km"),
            Column(key="lat", label=gettext_lazy("Lintang"), format="measure", phone=False),
            Column(key="lon", label=gettext_lazy("Bujur"), format="measure", phone=False),
            Column(key="updated_at", label=gettext_lazy("Diubah"), format="moment", sort="updated_at", phone=False),
        ],
        filters=[
            Filter(
                key="jenis",
                label=gettext_lazy("Jenis"),
                choices=list(kinds.items()),
                field="kind",
            )
        ],
        search=lambda rows, words: rows.filter(Q(resource_id__icontains=words) | Q(kind__icontains=words)),
        search_label=gettext_lazy("Cari kode atau jenis"),
        order="kind",
        row_url=(
            (lambda row: reverse("contingency:change_resource", args=[here.election.slug, here.region.code, row.pk]))
            if here.may_change
            else None
        ),
        empty=Empty(
            title=gettext_lazy("Belum ada sumber daya"),
            text=gettext_lazy(
                "Catat genset, lampu, telepon satelit, titik relay, tenaga medis, dan perahu: berapa, di mana, dan "
                "sejauh apa jangkauannya. Impor daftarnya, atau tambahkan satu per satu."
            ),
            icon="lifebuoy",
        ),
    )


@guarded(Verb.PLAN_VIEW)
def resources(request: ActorRequest, slug: str, code: str) -> HttpResponseBase:
    here = here_of(request.actor, slug, code)
    table = _table(here, holding_of(here.region).playbooks)
    shown = table.show(request, visible_resources(request.actor).filter(election=here.election, region=here.region))
    if answer := table.partial(request, shown):
        return answer
    return render(
        request,
        "contingency/resources.html",
        {"here": here, "region": here.region, "election": here.election, "tab": "sumber-daya", "table": shown},
    )


def _form(sent: QueryDict | None, standing: dict[str, Any], region: Region) -> ResourceForm:
    books = holding_of(region).playbooks
    kinds = [(kind.key, kind.name) for kind in books.kinds]
    if standing and books.kind(standing["kind"]) is None:
        kinds.append((standing["kind"], standing["kind"]))
    return ResourceForm(sent, initial=standing, kinds=kinds)


PAGES = CodedPages(
    things=RESOURCES,
    visible=visible_resources,
    change=change_resource,
    remove=remove_resource,
    form=_form,
    listing="contingency:resources",
    removal="contingency:remove_resource",
    add=gettext_lazy("Tambah sumber daya"),
    saved=gettext_lazy("Sumber daya disimpan. Rencana yang sudah dihitung tidak berubah."),
    ask=gettext_lazy("Hapus %(resource)s?"),
    removed=gettext_lazy("Sumber daya dihapus."),
    lead=gettext_lazy("Rencana yang sudah dihitung dengannya tetap seperti adanya."),
    unused=gettext_lazy("Unit yang tidak dipakai lagi"),
)


@guarded(Verb.PLAN_CHANGE)
def add_resource(request: ActorRequest, slug: str, code: str) -> HttpResponseBase:
    return PAGES.added(request, slug, code)


@guarded(Verb.PLAN_CHANGE)
def edit_resource(request: ActorRequest, slug: str, code: str, resource_pk: int) -> HttpResponseBase:
    return PAGES.changed(request, slug, code, resource_pk)


@guarded(Verb.PLAN_CHANGE)
def drop_resource(request: ActorRequest, slug: str, code: str, resource_pk: int) -> HttpResponseBase:
    return PAGES.dropped(request, slug, code, resource_pk)
