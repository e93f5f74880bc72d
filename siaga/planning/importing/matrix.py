"""``import matrix``: measured travel times between places of a regency (contract: matrix)."""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from typing import ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga.elections.choosing import chosen_election
from siaga.intake.fields import Field, Number, Text
from siaga.intake.importer import ContextField
from siaga.intake.plan import Context, Plan, Sheet
from siaga.planning.importing.context import ELECTION, REGENCY, DistributionImporter, regency_of
from siaga.planning.importing.fields import Road
from siaga.planning.models import TravelMatrix

MatrixLine = tuple[str, str, str, float, float]
"""from, to, road class, minutes, km."""


class MatrixImporter(DistributionImporter):
    """A file of travel times replaces the one before; the undo brings that back."""

    kind = "matrix"
    title = gettext_lazy("Tabel waktu tempuh")
    about = gettext_lazy("Waktu tempuh dan jarak terukur antartempat; dipakai sebelum perkiraan dari peta.")
    fields: ClassVar[tuple[Field, ...]] = (
        Text(
            name="from",
            label=gettext_lazy("Dari"),
            synonyms=("asal", "dari kode"),
            required=True,
            longest=40,
            example="gudang",
            help=gettext_lazy("Kode wilayah, TPS, gudang, penyeberangan, atau tempat alih muat."),
        ),
        Text(
            name="to",
            label=gettext_lazy("Ke"),
            synonyms=("tujuan",),
            required=True,
            longest=40,
            example="16.72.01.1001",
        ),
        Road(
            name="class",
            label=gettext_lazy("Kelas jalan"),
            synonyms=("kelas", "jalan", "akses", "access"),
            required=True,
            example="asphalt",
        ),
        Number(
            name="minutes",
            label=gettext_lazy("Menit"),
            synonyms=("waktu", "waktu menit", "lama"),
            required=True,
            least=0,
            most=2880,
            example="35",
        ),
        Number(
            name="km",
            label=gettext_lazy("Km"),
            synonyms=("jarak", "jarak km"),
            required=True,
            least=0,
            most=2000,
            example="14,2",
        ),
    )
    context_fields: ClassVar[tuple[ContextField, ...]] = (ELECTION, REGENCY)

    def check(self, sheet: Sheet, context: Context) -> Plan:
        election = chosen_election(context)
        region = regency_of(context, election)
        plan = Plan()
        seen: dict[tuple[str, str, str], int] = {}
        lines: list[MatrixLine] = []
        for row in sheet.rows:
            key = (row["from"], row["to"], row["class"])
            first = seen.setdefault(key, row.number)
            if first != row.number:
                plan.reject(
                    row,
                    "to",
                    _("Pasangan ini sudah ada pada baris %(first)d. Hapus salah satunya.") % {"first": first},
                )
                continue
            lines.append((*key, row["minutes"], row["km"]))
        if not lines:
            return plan
        data = packed(lines)
        digest = hashlib.sha256(json.dumps(unpacked(data)).encode()).hexdigest()
        standing = (
            TravelMatrix.objects.filter(election=election, region=region).select_related("election", "region").first()
        )
        name = _("%(count)d pasangan") % {"count": len(lines)}
        rows = [row for row in sheet.rows if row.number not in plan.rejected_rows]
        if standing is None:
            made = TravelMatrix(
                election=election,
                region=region,
                name=name,
                pairs=len(lines),
                digest=digest,
                data=data,
                created_at=context.now,
            )
            plan.create(rows[0], made, region=region.code, label=name)
            for row in rows[1:]:
                plan.outcomes[row.number] = "created"
        elif standing.digest != digest:
            values = {"name": name, "pairs": len(lines), "digest": digest, "data": data}
            shown = [(_("pasangan"), str(standing.pairs), str(len(lines)))]
            plan.update(rows[0], standing, values, region=region.code, label=name, shown=shown)
            for row in rows[1:]:
                plan.outcomes[row.number] = "updated"
        else:
            for row in rows:
                plan.keep(row)
        return plan

    def written(self, plan: Plan, context: Context) -> None:
        TravelMatrix.objects.filter(pk__in=[one.obj.pk for one in plan.updates]).update(created_at=context.now)


def packed(lines: list[MatrixLine]) -> str:
    """As it is kept: sorted rows as JSON, compressed; the same rows give the same text."""
    return base64.b64encode(zlib.compress(json.dumps(sorted(lines), separators=(",", ":")).encode(), 6)).decode()


def unpacked(data: str) -> list[MatrixLine]:
    return [tuple(line) for line in json.loads(zlib.decompress(base64.b64decode(data)))]
