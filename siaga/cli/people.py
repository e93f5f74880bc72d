"""``siaga import people``: agencies, offices, officials, accounts and roles in bulk, with invitation sheets."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from siaga import clock
from siaga.access import Problem
from siaga.cli.actor import command_actor
from siaga.cli.conventions import Output, TargetFile, command
from siaga.cli.importing import import_options, run
from siaga.cli.users import issue_sheets
from siaga.desk.actions.accounts.invitations import MOST_AT_ONCE
from siaga.desk.importing import PeopleImporter
from siaga.desk.invitation_sheets import check_sheets_path, write_sheets
from siaga.desk.models import Account


class TooManySheets(Problem):
    """More invitations than one set of sheets may hold."""

    code = "too-many-sheets"


@command(name="people", example="siaga import people pejabat.xlsx --sheets undangan.pdf")
@import_options
@click.option("--election", default="", help="Pemilihan dari kode TPS di kolom tugas (units).")
@click.option(
    "--sheets",
    type=TargetFile(),
    help="Tulis lembar undangan akun yang belum pernah masuk ke berkas .html atau .pdf ini.",
)
def people(out: Output, file: Path, sheets: Path | None, election: str, dry_run: bool, **options: Any) -> None:
    """Mengimpor instansi, jabatan, pejabat, masa tugas, akun, dan peran dari satu berkas.

    Kolom: agency (kpu@16.72), agency_name, office, name, kind (definitif/pj/pjs/plt/plh), starts, ends, basis,
    phone, email, nip, rank, username, role, region, units.
    """
    if sheets is not None:
        check_sheets_path(sheets)

    def print_sheets() -> dict[str, Any]:
        if sheets is None or dry_run:
            return {}
        accounts = _waiting(file, options)
        if len(accounts) > MOST_AT_ONCE:
            raise TooManySheets(
                f"Berkas ini memuat {len(accounts)} akun yang menunggu undangan; paling banyak {MOST_AT_ONCE} lembar "
                "sekaligus. Datanya sudah diimpor.",
                "Buat lembarnya per bagian dengan `siaga user sheets`.",
            )
        if accounts:
            write_sheets(sheets, issue_sheets(command_actor(), accounts, clock.now()))
            out.say(
                f"{len(accounts)} lembar ditulis ke {sheets}. Berkas ini memuat kunci: cetak, serahkan, lalu hapus."
            )
        else:
            out.say("Tidak ada akun yang menunggu undangan; lembar tidak dibuat.")
        return {"sheets": len(accounts)}

    values = {"election": election} if election else {}
    run(out, "people", file, values=values, dry_run=dry_run, more=print_sheets, **options)


def _waiting(file: Path, options: dict[str, Any]) -> list[Account]:
    """The accounts of the file that were never used: those whose sheet is still to be handed over."""
    mapping = dict(pair.partition("=")[::2] for pair in options.get("mapping", ()))
    sheet = PeopleImporter().read(file.read_bytes(), file.name, sheet=options.get("sheet", ""), mapping=mapping)
    usernames = {row["username"].strip().lower() for row in sheet.rows if row["username"]}
    return list(Account.objects.filter(username__in=usernames, invited=True, is_active=True).order_by("username"))
