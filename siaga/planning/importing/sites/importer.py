"""The importer of places."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga.elections.choosing import chosen_election
from siaga.intake.errors import HeaderProblem
from siaga.intake.fields import Field
from siaga.intake.importer import ContextField
from siaga.intake.plan import Context, Plan, Row, Sheet
from siaga.planning.importing.context import ELECTION, DistributionImporter
from siaga.planning.importing.sites.facts import facts_of, plan_row
from siaga.planning.importing.sites.fields import FIELDS
from siaga.planning.importing.sites.meaning import CHUNK, Meant, hubs_of, known_of, meant_of
from siaga.planning.models import Site, SiteKind


class SiteImporter(DistributionImporter):
    """Places are found by their code within the election; nothing is ever removed, an empty cell changes nothing."""

    kind = "sites"
    title = gettext_lazy("Lokasi distribusi")
    about = gettext_lazy(
        "Posisi, jalan terakhir, dan jam buka desa, PPK, atau TPS; gudang, penyeberangan, dan tempat alih muat."
    )
    fields: ClassVar[tuple[Field, ...]] = FIELDS
    context_fields: ClassVar[tuple[ContextField, ...]] = (ELECTION,)

    def check(self, sheet: Sheet, context: Context) -> Plan:
        election = chosen_election(context)
        if not {"region_code", "tps_code"} & sheet.fields_present:
            raise HeaderProblem(
                _("Berkas ini belum menyebut lokasi mana."),
                _("Tambahkan kolom Kode wilayah atau Kode TPS."),
                missing=("region_code",),
            )
        known = known_of(sheet.rows, election)
        plan = Plan()
        meant: list[tuple[Row, Meant]] = []
        seen: dict[str, int] = {}
        for row in sheet.rows:
            one = meant_of(plan, row, known, election)
            if one is None:
                continue
            first = seen.setdefault(one.code, row.number)
            if first != row.number:
                plan.reject(
                    row,
                    "code" if one.kind != SiteKind.SITE else "tps_code" if row["tps_code"] else "region_code",
                    _("Lokasi %(code)s sudah ada pada baris %(first)d. Hapus salah satunya.")
                    % {"code": one.code, "first": first},
                )
                continue
            meant.append((row, one))
        hubs = hubs_of(meant, known)
        for row, one in meant:
            facts = facts_of(plan, row, one, known.sites.get(one.code), hubs)
            if facts is not None:
                plan_row(plan, row, one, facts, election, known.sites.get(one.code), context)
        return plan

    def written(self, plan: Plan, context: Context) -> None:
        changed = [update.obj.pk for update in plan.updates]
        for start in range(0, len(changed), CHUNK):
            Site.objects.filter(pk__in=changed[start : start + CHUNK]).update(updated_at=context.now)
