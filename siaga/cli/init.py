"""``siaga init``: an empty desk with its first administrator."""

from __future__ import annotations

import click
from django.core.management import call_command

from siaga import clock
from siaga.cli.actor import command_actor
from siaga.cli.conventions import Output, command, password_from_stdin
from siaga.cli.errors import OperationProblem
from siaga.desk.actions.accounts import create_first_administrator, create_invitation
from siaga.desk.credentials import new_link_secret
from siaga.desk.models import Account
from siaga.desk.setup_code import waiting_setup_code


@command(example="siaga init --admin budi")
@click.option(
    "--admin",
    "username",
    default="",
    metavar="NAMA",
    help="Nama pengguna administrator pertama; boleh dibuat di peramban.",
)
@click.option("--name", "full_name", default="", help="Nama lengkapnya; kosong berarti sama dengan nama pengguna.")
@click.option("--password-stdin", is_flag=True, help="Baca kata sandi dari masukan standar (baris pertama).")
def init(out: Output, username: str, full_name: str, password_stdin: bool) -> None:
    """Menyiapkan Desk baru: basis data, kunci, dan administrator pertama.

    Tanpa --password-stdin, tercetak tautan sekali pakai untuk membuat sandi. Tanpa --admin, tercetak kode
    penyiapan: administrator pertama dibuat di peramban. Desk yang sudah disiapkan tidak diubah.
    """
    call_command("migrate", verbosity=0, interactive=False)
    if Account.objects.exists():
        raise OperationProblem(
            "Desk ini sudah disiapkan.",
            "Jalankan `siaga serve`; akun lain: `siaga user create`, tautan baru: `siaga user reset`.",
        )
    if not username:
        code = waiting_setup_code()
        out.say(f"Basis data siap. Kode penyiapan untuk administrator pertama: {code}")
        out.say("Langkah berikutnya: siaga serve, lalu buka alamatnya di peramban dan ketik kode itu.")
        out.result({"admin": None, "setup_code": code})
        return
    now, actor = clock.now(), command_actor()
    password = password_from_stdin() if password_stdin else None
    account = create_first_administrator(
        actor=actor, username=username, name=full_name or username, password=password, now=now
    )
    out.say(f"Desk siap. Administrator: {account.username}.")
    link = None
    if password is None:
        secret = new_link_secret()
        create_invitation(actor=actor, account=account, secret=secret, now=now)
        link = _link(secret)
        out.say(f"Tautan sekali pakai untuk membuat kata sandi (berlaku 7 hari):\n  {link}")
    out.say("Langkah berikutnya: siaga serve")
    out.result({"admin": account.username, "link": link})


def _link(secret: str) -> str:
    from siaga.desk.invitation_sheets import link_to

    return link_to(secret)
