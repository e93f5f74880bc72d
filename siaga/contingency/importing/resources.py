"""``import resources``: what is scarce, where it stands and how far it reaches (contract: resources)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga.access import Verb
from siaga.contingency.models import Resource
from siaga.contingency.queries.playbooks import holding_of
from siaga.elections.choosing import election_field
from siaga.elections.models import Election
from siaga.intake.fields import Field, Latitude, Longitude, Number, Text, Whole
from siaga.intake.importer import ContextField
from siaga.intake.plan import Context, Plan, Row
from siaga.planning.importing.coded import CodedImporter, RowReader
from siaga.planning.importing.context import regency_field
from siaga.planning.models import PlanKind
from siaga.wilayah.models import Region


@dataclass(frozen=True, kw_only=True)
class KindField(Text):
    """The key of a kind; spaces and capitals do not matter."""

    def read(self, cell: str) -> Any:
        found = super().read(cell)
        return "-".join(found.casefold().replace("_", " ").split()) if isinstance(found, str) else found


class ResourceReader(RowReader[Resource]):
    def __init__(self, election: Election, region: Region, context: Context, plan: Plan) -> None:
        super().__init__(election, region, context, plan)
        self.kinds = {kind.key for kind in holding_of(region).playbooks.kinds}

    def facts(self, row: Row, standing: Resource | None) -> dict[str, Any] | None:
        if row["kind"] not in self.kinds:
            self.plan.reject(
                row,
                "kind",
                _("Jenis “%(kind)s” tidak ada di pegangan. Pilihannya: %(all)s.")
                % {"kind": row["kind"], "all": ", ".join(sorted(self.kinds))},
            )
            return None
        return facts_of(row, standing)


class ResourceImporter(CodedImporter[Resource]):
    """Resources by their code."""

    kind = "resources"
    title = gettext_lazy("Sumber daya darurat")
    about = gettext_lazy("Genset, telepon satelit, tenaga medis, perahu: berapa, di mana, dan sejauh apa jangkauannya.")
    plan_kind = PlanKind.CONTINGENCY
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
        Latitude(name="home_lat", synonyms=("lat", "latitude", "lintang asal"), required=True),
        Longitude(name="home_lon", synonyms=("lon", "long", "longitude", "bujur asal"), required=True),
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
        election_field(gettext_lazy("Sumber daya dicatat untuk satu pemilihan.")),
        regency_field(PlanKind.CONTINGENCY),
    )
    model = Resource
    code = "resource_id"
    twice = gettext_lazy("Kode %(id)s sudah ada pada baris %(first)d. Hapus salah satunya, atau pakai kolom jumlah.")
    reader = ResourceReader


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
