"""``import resources``: what is scarce, where it stands and how far it reaches (contract: resources)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga.access import Actor, Place, Verb, inside, scope_of
from siaga.contingency.models import Resource
from siaga.contingency.queries.playbooks import holding_of
from siaga.elections.models import Election
from siaga.elections.queries import elections_for
from siaga.intake.fields import Field, Number, Text, Whole
from siaga.intake.importer import ContextField, Importer
from siaga.intake.plan import Context, Plan, Row, Sheet
from siaga.planning.importing.context import open_election, regency_of
from siaga.planning.models import PlanKind, plan_place
from siaga.wilayah.models import Level, Region


def _elections(actor: Actor) -> Sequence[tuple[str, str]]:
    return [(election.slug, election.name) for election in elections_for(actor)]


def _regencies(actor: Actor) -> Sequence[tuple[str, str]]:
    scope = scope_of(actor, Verb.PLAN_CHANGE)
    roots = [election.region.code for election in elections_for(actor)]
    return [
        (one.code, one.title)
        for one in Region.objects.filter(level=Level.REGENCY).order_by("code")
        if scope.reaches(plan_place(PlanKind.CONTINGENCY, one.code)) and any(inside(one.code, root) for root in roots)
    ]


@dataclass(frozen=True, kw_only=True)
class KindField(Text):
    """The key of a kind; spaces and capitals do not matter."""

    def read(self, cell: str) -> Any:
        found = super().read(cell)
        return "-".join(found.casefold().replace("_", " ").split()) if isinstance(found, str) else found


class ResourceImporter(Importer):
    """Resources are found by their code within election and regency; nothing is ever removed."""

    kind = "resources"
    title = gettext_lazy("Sumber daya darurat")
    about = gettext_lazy("Genset, telepon satelit, tenaga medis, perahu: berapa, di mana, dan sejauh apa jangkauannya.")
    verb = Verb.PLAN_CHANGE
    fields: ClassVar[tuple[Field, ...]] = (
        Text(
            name="resource_id",
            label=gettext_lazy("Kode sumber daya"),
            synonyms=("id sumber daya", "sumber daya", "kode", "id", "resource"),
            required=True,
            longest=40,
            example="genset-bpbd",
        ),
        KindField(
            name="kind",
            label=gettext_lazy("Jenis"),
            synonyms=("jenis sumber daya", "tipe"),
            required=True,
            longest=40,
            example="genset",
            help=gettext_lazy("Jenis yang ada di pegangan, misalnya genset, lampu, telepon-satelit, tenaga-medis."),
        ),
        Whole(
            name="count",
            label=gettext_lazy("Jumlah"),
            synonyms=("jumlah unit", "unit", "banyak"),
            least=0,
            most=10_000,
            example="3",
            help=gettext_lazy("Unit yang sama di tempat yang sama; kosong berarti satu."),
        ),
        Number(
            name="home_lat",
            label=gettext_lazy("Lintang"),
            synonyms=("lat", "latitude", "lintang asal"),
            required=True,
            least=-90,
            most=90,
            example="-4,0312",
        ),
        Number(
            name="home_lon",
            label=gettext_lazy("Bujur"),
            synonyms=("lon", "long", "longitude", "bujur asal"),
            required=True,
            least=-180,
            most=180,
            example="103,2611",
        ),
        Number(
            name="max_km",
            label=gettext_lazy("Jangkauan (km)"),
            synonyms=("jangkauan", "jarak maksimum", "radius", "maks km"),
            required=True,
            least=0,
            most=1000,
            example="15",
        ),
    )
    context_fields: ClassVar[tuple[ContextField, ...]] = (
        ContextField(
            name="election",
            label=gettext_lazy("Pemilihan"),
            choices=_elections,
            help=gettext_lazy("Sumber daya dicatat untuk satu pemilihan."),
        ),
        ContextField(
            name="region",
            label=gettext_lazy("Kabupaten/kota"),
            choices=_regencies,
            help=gettext_lazy("Hanya bila pemilihannya lebih luas dari satu kabupaten/kota."),
            required=False,
        ),
    )

    def place_of(self, region: str) -> Place:
        return plan_place(PlanKind.CONTINGENCY, region[:5])

    def region_of(self, values: Mapping[str, str]) -> str:
        if chosen := values.get("region", ""):
            return chosen
        code = Election.objects.filter(slug=values.get("election", "")).values_list("region__code", flat=True).first()
        return code or ""

    def check(self, sheet: Sheet, context: Context) -> Plan:
        election = open_election(context)
        region = regency_of(context, election)
        known = {kind.key: kind.name for kind in holding_of(region).playbooks.kinds}
        standing = {
            one.resource_id.casefold(): one
            for one in Resource.objects.filter(election=election, region=region).select_related("region", "election")
        }
        plan = Plan()
        seen: dict[str, int] = {}
        for row in sheet.rows:
            key = row["resource_id"].casefold()
            first = seen.setdefault(key, row.number)
            if first != row.number:
                plan.reject(
                    row,
                    "resource_id",
                    _("Kode %(id)s sudah ada pada baris %(first)d. Hapus salah satunya, atau pakai kolom jumlah.")
                    % {"id": row["resource_id"], "first": first},
                )
                continue
            if row["kind"] not in known:
                plan.reject(
                    row,
                    "kind",
                    _("Jenis “%(kind)s” tidak ada di pegangan. Pilihannya: %(all)s.")
                    % {"kind": row["kind"], "all": ", ".join(sorted(known))},
                )
                continue
            before = standing.get(key)
            facts = facts_of(row, before)
            if before is None:
                new = Resource(
                    election=election, region=region, resource_id=row["resource_id"], updated_at=context.now, **facts
                )
                plan.create(row, new, region=region.code, label=str(new))
                continue
            changed = {name: value for name, value in facts.items() if getattr(before, name) != value}
            if changed:
                shown = [
                    (str(Resource._meta.get_field(name).verbose_name), str(getattr(before, name)), str(value))  # type: ignore[union-attr]
                    for name, value in changed.items()
                ]
                plan.update(row, before, changed, region=region.code, label=str(before), shown=shown)
            else:
                plan.keep(row)
        return plan

    def written(self, plan: Plan, context: Context) -> None:
        changed = [update.obj.pk for update in plan.updates]
        Resource.objects.filter(pk__in=changed).update(updated_at=context.now)


def facts_of(row: Row, standing: Resource | None) -> dict[str, Any]:
    """What the row says; an empty number keeps what stands, or means one."""
    count = row["count"]
    return {
        "kind": row["kind"],
        "count": count if count is not None else standing.count if standing else 1,
        "lat": row["home_lat"],
        "lon": row["home_lon"],
        "max_km": row["max_km"],
    }
