"""Resources of a regency: what there is, and how to say it."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga import clock
from siaga.access import Refused, Verb
from siaga.contingency.access import access_resource, visible_resources
from siaga.contingency.actions.resources import RESOURCE_FIELDS, change_resource, remove_resource
from siaga.contingency.forms.resources import ResourceForm
from siaga.contingency.models import Resource
from siaga.contingency.playbooks import Playbooks
from siaga.contingency.queries.playbooks import holding_of
from siaga.contingency.views.shared import Here, here_of
from siaga.kit.forms import Consequence, confirm_page, done, form_page
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.tables import Column, Empty, Filter, Table


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
                total=lambda rows: sum(row.count for row in rows),
            ),
            Column(key="need", label=gettext_lazy("Menjawab"), value=answers),
            Column(key="max_km", label=gettext_lazy("Jangkauan (km)"), format="number", sort="max_km"),
            Column(key="lat", label=gettext_lazy("Lintang"), phone=False),
            Column(key="lon", label=gettext_lazy("Bujur"), phone=False),
            Column(key="updated_at", label=gettext_lazy("Diubah"), format="moment", sort="updated_at", phone=False),
        ],
        filters=[
            Filter(
                key="jenis",
                label=gettext_lazy("Jenis"),
                choices=list(kinds.items()),
                apply=lambda rows, value: rows.filter(kind=value),
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


@guarded(Verb.PLAN_CHANGE)
def add_resource(request: ActorRequest, slug: str, code: str) -> HttpResponseBase:
    return _form(request, here_of(request.actor, slug, code, Verb.PLAN_CHANGE), None)


@guarded(Verb.PLAN_CHANGE)
def edit_resource(request: ActorRequest, slug: str, code: str, resource_pk: int) -> HttpResponseBase:
    here = here_of(request.actor, slug, code, Verb.PLAN_CHANGE)
    return _form(request, here, _resource(request, here, resource_pk))


def _resource(request: ActorRequest, here: Here, pk: int) -> Resource:
    found = access_resource(request.actor, pk, change=True)
    if (found.election_id, found.region_id) != (here.election.pk, here.region.pk):
        raise Refused
    return found


def _form(request: ActorRequest, here: Here, resource: Resource | None) -> HttpResponseBase:
    books = holding_of(here.region).playbooks
    kinds = [(kind.key, kind.name) for kind in books.kinds]
    initial: dict[str, Any] = {}
    if resource:
        initial = {name: getattr(resource, name) for name in ("resource_id", *RESOURCE_FIELDS)}
        if books.kind(resource.kind) is None:
            kinds.append((resource.kind, resource.kind))
    form = ResourceForm(request.POST or None, initial=initial, kinds=kinds)
    if resource:
        form.fields["resource_id"].disabled = True
    back = reverse("contingency:resources", args=[here.election.slug, here.region.code])
    if form.is_valid():
        values = dict(form.cleaned_data)
        resource_id = values.pop("resource_id")
        if form.perform(
            change_resource,
            actor=request.actor,
            election=here.election,
            region=here.region,
            resource_id=resource_id,
            values=values,
            now=clock.now(),
        ):
            return done(request, back, _("Sumber daya disimpan. Rencana yang sudah dihitung tidak berubah."))
    remove = (
        reverse("contingency:remove_resource", args=[here.election.slug, here.region.code, resource.pk])
        if resource
        else ""
    )
    return form_page(
        request,
        form,
        title=str(resource) if resource else _("Tambah sumber daya"),
        back=back,
        template="planning/removable_form.html",
        context={"region": here.region, "remove": remove},
    )


@guarded(Verb.PLAN_CHANGE)
def drop_resource(request: ActorRequest, slug: str, code: str, resource_pk: int) -> HttpResponseBase:
    here = here_of(request.actor, slug, code, Verb.PLAN_CHANGE)
    resource = _resource(request, here, resource_pk)
    back = reverse("contingency:resources", args=[slug, code])
    return confirm_page(
        request,
        lambda: remove_resource(actor=request.actor, resource=resource, now=clock.now()),
        title=_("Hapus %(resource)s?") % {"resource": resource},
        submit=_("Hapus"),
        back=back,
        to=back,
        message=_("Sumber daya dihapus."),
        lead=_("Rencana yang sudah dihitung dengannya tetap seperti adanya."),
        consequences=[Consequence(_("Unit yang tidak dipakai lagi"), resource.count)],
    )
