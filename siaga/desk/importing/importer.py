"""The people importer. Each row is checked as a whole before anything of it is planned: a bad row leaves nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga.access import Verb
from siaga.desk.importing.accounts import check_account
from siaga.desk.importing.agencies import check_agency, check_office
from siaga.desk.importing.fields import FIELDS
from siaga.desk.importing.known import load
from siaga.desk.importing.people import check_person, check_term
from siaga.desk.importing.planning import plan_row
from siaga.desk.importing.wanted import Ground, RowRefused, Wanted
from siaga.elections.access import access_election
from siaga.elections.choosing import election_field
from siaga.intake.errors import HeaderProblem
from siaga.intake.fields import Field
from siaga.intake.importer import ContextField, Importer
from siaga.intake.plan import Context, Plan, Row, Sheet


class PeopleImporter(Importer):
    """Things are found by their names within their place; what the file leaves empty stays as it is."""

    kind = "people"
    title = gettext_lazy("Instansi, pejabat, dan akun")
    about = gettext_lazy(
        "Satu baris untuk satu orang di satu jabatan: instansinya, jabatannya, masa tugasnya, dan bila perlu akunnya."
    )
    verb = Verb.ACCOUNT_CHANGE
    fields: ClassVar[tuple[Field, ...]] = FIELDS
    context_fields: ClassVar[tuple[ContextField, ...]] = (
        election_field(gettext_lazy("Hanya perlu bila kolom Tugas memuat kode TPS."), required=False),
    )

    def region_of(self, values: Mapping[str, str]) -> str:
        return ""

    def check(self, sheet: Sheet, context: Context) -> Plan:
        if not {"agency", "username"} & sheet.fields_present:
            raise HeaderProblem(
                _("Berkas ini tidak menyebut instansi maupun akun."),
                _("Tambahkan kolom Instansi (misalnya kpu@16.72), atau kolom Nama pengguna dan Peran."),
                missing=("agency",),
            )
        slug = context.values.get("election", "")
        election = access_election(context.actor, slug) if slug else None
        ground = Ground(context.actor, load(sheet.rows, election), election, Plan())
        for done, row in enumerate(sheet.rows):
            if done % 200 == 0:
                context.progress(_("Memeriksa orang"), done, len(sheet.rows))
            try:
                _take(ground, row)
            except RowRefused as refused:
                ground.plan.reject(row, refused.field, refused.message, refused.value)
        return ground.plan


def _take(ground: Ground, row: Row) -> None:
    """Check the row, then plan it. Raises ``RowRefused`` before anything of it is planned."""
    wanted = Wanted()
    check_agency(ground, row, wanted)
    check_office(ground, row, wanted)
    check_person(ground, row, wanted)
    check_term(ground, row, wanted)
    check_account(ground, row, wanted)
    plan_row(ground, row, wanted)
