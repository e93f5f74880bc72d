"""``siaga user …`` and ``siaga token …``: accounts and API tokens from the server's own command line."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from siaga import clock
from siaga.access import Actor, Role
from siaga.cli.actor import command_actor
from siaga.cli.conventions import Output, TargetFile, command, group, password_from_stdin
from siaga.cli.naming import Unknown, named_election, named_region
from siaga.desk import credentials
from siaga.desk.actions import accounts as act
from siaga.desk.invitation_sheets import (
    InvitationSheet,
    check_sheets_path,
    grant_reach,
    link_to,
    make_sheets,
    write_sheets,
)
from siaga.desk.models import Account, Agency, ApiToken, Grant
from siaga.desk.queries.accounts import accounts_visible_to, with_sign_in_state
from siaga.elections.models import Election
from siaga.wilayah.models import Region

ROLES = click.Choice([role.value for role in Role])


def _account(username: str) -> Account:
    account = Account.objects.filter(username=username.strip().lower()).first()
    if account is None:
        raise Unknown(f"Tidak ada akun “{username}”.", "Lihat daftarnya dengan `siaga user list`.")
    return account


def _agency(key: str, region: Region | None) -> Agency | None:
    """``kpu@16.72``, or ``kpu`` at the region of the role."""
    if not key:
        return None
    name, _, at = key.partition("@")
    place = at or (region.code if region else "")
    agency = Agency.objects.filter(key=name, region__code=place).select_related("region").first()
    if agency is None:
        raise Unknown(
            f"Tidak ada instansi {name}@{place}.", "Buat di halaman Instansi, atau `siaga import people BERKAS`."
        )
    return agency


@group(example="siaga user create budi --name 'Budi Santoso' --role secretariat --region 16.72")
def user() -> None:
    """Mengelola akun: membuat, mendaftar, menonaktifkan, mengatur ulang sandi."""


@command(name="create", example="siaga user create kpu1 --role agency --agency kpu@16.72 --region 16.72")
@click.argument("username", metavar="NAMA_PENGGUNA")
@click.option("--role", type=ROLES, required=True, help="Peran akun.")
@click.option("--agency", default="", help="Instansi, seperti kpu@16.72 (wajib untuk agency dan kecamatan).")
@click.option("--region", default="", help="Kode wilayah wewenangnya; kosong berarti seluruh instalasi.")
@click.option("--name", "full_name", default="", help="Nama lengkap; kosong berarti sama dengan nama pengguna.")
@click.option("--email", default="", help="Alamat surel.")
@click.option("--units", multiple=True, help="Kode TPS atau wilayah tugas (untuk field); boleh berulang.")
@click.option("--election", default="", help="Pemilihan dari TPS pada --units.")
@click.option("--password-stdin", is_flag=True, help="Baca sandi dari masukan baku; tanpa ini dibuat tautan undangan.")
def create(
    out: Output,
    username: str,
    role: str,
    agency: str,
    region: str,
    full_name: str,
    email: str,
    units: tuple[str, ...],
    election: str,
    password_stdin: bool,
) -> None:
    """Membuat akun dengan satu peran, dan mencetak tautan undangannya."""
    now, actor = clock.now(), command_actor()
    password = password_from_stdin() if password_stdin else None
    account, grant, secret = _create(
        actor,
        username,
        full_name,
        email,
        role,
        named_region(actor, region) if region else None,
        agency,
        units,
        named_election(actor, election) if election else None,
        password,
        now,
    )
    out.say(f"Akun {account.username} dibuat: {grant.get_role_display()}, {grant_reach(grant)}.")
    result = {
        "username": account.username,
        "role": grant.role,
        "region": region or None,
        "agency": grant.agency.code if grant.agency else None,
    }
    if secret:
        result["invitation"] = link_to(secret)
        out.say(f"Tautan undangan, sekali pakai, berlaku 7 hari:\n{link_to(secret)}")
    out.result(result)


def _create(
    actor: Actor,
    username: str,
    full_name: str,
    email: str,
    role: str,
    region: Region | None,
    agency: str,
    units: tuple[str, ...],
    election: Election | None,
    password: str | None,
    now: datetime,
) -> tuple[Account, Grant, str]:
    chosen = _agency(agency, region)
    secret = "" if password is not None else credentials.new_link_secret()
    account, grant = act.enrol_account(
        actor=actor,
        username=username,
        name=full_name or username,
        email=email,
        role=Role(role),
        region=region,
        agency=chosen,
        units=units,
        election=election,
        password=password,
        secret=secret,
        now=now,
    )
    return account, grant, secret


@command(name="list", example="siaga user list --role field --json")
@click.option("--role", type=ROLES, help="Hanya peran ini.")
@click.option("--region", default="", help="Hanya akun di wilayah ini dan di bawahnya.")
def list_users(out: Output, role: str | None, region: str) -> None:
    """Mendaftar akun beserta perannya."""
    rows = with_sign_in_state(accounts_visible_to(command_actor()))
    if role:
        rows = rows.filter(grants__role=role, grants__revoked_at=None)
    accounts = [
        row for row in rows.order_by("username") if not region or f"{row.region_code}.".startswith(f"{region}.")
    ]
    roles: dict[int, list[Grant]] = {}
    held = Grant.objects.filter(revoked_at=None).select_related("region__parent", "agency__region").order_by("pk")
    for grant in held:
        roles.setdefault(grant.account_id, []).append(grant)
    for account in accounts:
        state = "nonaktif" if not account.is_active else "menunggu undangan" if account.invited else "aktif"
        held_here = "; ".join(f"{g.get_role_display()} ({grant_reach(g)})" for g in roles.get(account.pk, []))
        out.say(f"{account.username:<24} {state:<18} {held_here or 'tanpa peran'}")
    if not accounts:
        out.say("Belum ada akun. Buat yang pertama dengan `siaga init --admin NAMA`.")
    out.result(
        {
            "users": [
                {
                    "username": account.username,
                    "name": account.name,
                    "active": account.is_active,
                    "invited": account.invited,
                    "second_factor": bool(getattr(account, "has_mfa", False)),
                    "region": account.region_code,
                    "grants": [
                        {
                            "role": g.role,
                            "region": g.region.code if g.region else "",
                            "agency": g.agency.code if g.agency else "",
                            "units": len(g.units),
                        }
                        for g in roles.get(account.pk, [])
                    ],
                }
                for account in accounts
            ]
        }
    )


@command(name="deactivate", example="siaga user deactivate budi --reason mutasi")
@click.argument("username", metavar="NAMA_PENGGUNA")
@click.option("--reason", default="", help="Alasan, disimpan di buku besar.")
def deactivate(out: Output, username: str, reason: str) -> None:
    """Menonaktifkan akun: langsung keluar dari semua perangkat."""
    account = act.deactivate_account(actor=command_actor(), account=_account(username), reason=reason, now=clock.now())
    out.say(f"Akun {account.username} dinonaktifkan.")
    out.result({"username": account.username, "active": False})


@command(name="reactivate", example="siaga user reactivate budi")
@click.argument("username", metavar="NAMA_PENGGUNA")
def reactivate(out: Output, username: str) -> None:
    """Mengaktifkan kembali sebuah akun."""
    account = act.reactivate_account(actor=command_actor(), account=_account(username), now=clock.now())
    out.say(f"Akun {account.username} aktif kembali.")
    out.result({"username": account.username, "active": True})


@command(name="reset", example="siaga user reset budi")
@click.argument("username", metavar="NAMA_PENGGUNA")
@click.option("--second-factor", is_flag=True, help="Cabut juga verifikasi dua langkah (ponsel hilang).")
@click.option("--reason", default="", help="Alasan pencabutan, disimpan di buku besar.")
def reset(out: Output, username: str, second_factor: bool, reason: str) -> None:
    """Membuat tautan sekali pakai untuk membuat sandi baru."""
    now, actor, account = clock.now(), command_actor(), _account(username)
    if second_factor:
        act.clear_second_factor(actor=actor, account=account, reason=reason, now=now)
        out.say("Verifikasi dua langkah dicabut.")
    secret = credentials.new_link_secret()
    invitation = act.create_invitation(actor=actor, account=account, secret=secret, now=now)
    out.say(f"Tautan sekali pakai untuk {account.username}:\n{link_to(secret)}")
    out.result({"username": account.username, "link": link_to(secret), "expires_at": invitation.expires_at})


@command(name="sheets", example="siaga user sheets --waiting --out undangan.pdf")
@click.argument("usernames", nargs=-1, metavar="[NAMA_PENGGUNA]...")
@click.option("--waiting", is_flag=True, help="Semua akun yang masih menunggu undangan.")
@click.option("--out", "path", required=True, type=TargetFile(), help="Berkas .html atau .pdf.")
def sheets(out: Output, usernames: tuple[str, ...], waiting: bool, path: Path) -> None:
    """Membuat lembar undangan untuk dicetak; tautan lama akun itu tertutup."""
    now = clock.now()
    accounts = [_account(name) for name in usernames]
    if waiting:
        accounts += list(Account.objects.filter(invited=True, is_active=True).exclude(username__in=usernames))
    if not accounts:
        raise Unknown("Tidak ada akun yang dipilih.", "Sebutkan nama penggunanya, atau pakai --waiting.")
    check_sheets_path(path)
    write_sheets(path, issue_sheets(command_actor(), accounts, now))
    out.say(f"{len(accounts)} lembar ditulis ke {path}. Berkas ini memuat kunci: cetak, serahkan, lalu hapus.")
    out.result({"sheets": len(accounts), "file": str(path)})


def issue_sheets(actor: Actor, accounts: list[Account], now: datetime) -> list[InvitationSheet]:
    """Make new one-time links for accounts and return their sheets."""
    secrets = [credentials.new_link_secret() for _ in accounts]
    invitations = act.create_invitations(actor=actor, accounts=accounts, secrets=secrets, now=now)
    return make_sheets(invitations, secrets, now)


for _command in (create, list_users, deactivate, reactivate, reset, sheets):
    user.add_command(_command)


@group(example="siaga token create dasbor --days 90")
def token() -> None:
    """Mengelola token API: program bertindak sebagai akunnya."""


@command(name="create", example="siaga token create budi --days 90 --purpose 'laporan harian'")
@click.argument("username", metavar="NAMA_PENGGUNA")
@click.option("--days", type=int, help="Masa berlaku dalam hari (1–366); tanpa ini berlaku sampai dicabut.")
@click.option("--purpose", default="perintah di server", show_default=True, help="Untuk apa token dipakai.")
def create_token(out: Output, username: str, days: int | None, purpose: str) -> None:
    """Membuat token API untuk sebuah akun, dan mencetaknya satu kali."""
    secret = credentials.new_token()
    row = act.create_token(
        actor=command_actor(), account=_account(username), name=purpose, token=secret, days=days, now=clock.now()
    )
    out.say(secret)
    out.warn("Simpan sekarang: token ini tidak dapat ditampilkan lagi.")
    out.result({"token": secret, "id": row.pk, "username": row.account.username, "expires_at": row.expires_at})


@command(name="list", example="siaga token list --json")
def list_tokens(out: Output) -> None:
    """Mendaftar token yang masih berlaku, tanpa rahasianya."""
    rows = ApiToken.objects.filter(revoked_at=None).select_related("account").order_by("pk")
    for row in rows:
        until = row.expires_at.date().isoformat() if row.expires_at else "sampai dicabut"
        out.say(f"{row.pk:>5}  {row.account.username:<24} {row.name}  ({until})")
    out.result(
        {
            "tokens": [
                {"id": row.pk, "username": row.account.username, "purpose": row.name, "expires_at": row.expires_at}
                for row in rows
            ]
        }
    )


@command(name="revoke", example="siaga token revoke 12")
@click.argument("number", type=int, metavar="NOMOR")
def revoke_token(out: Output, number: int) -> None:
    """Mencabut token; program yang memakainya langsung ditolak."""
    row = ApiToken.objects.filter(pk=number).select_related("account").first()
    if row is None:
        raise Unknown(f"Tidak ada token nomor {number}.", "Lihat daftarnya dengan `siaga token list`.")
    act.revoke_token(actor=command_actor(), token=row, now=clock.now())
    out.say(f"Token {number} dicabut.")
    out.result({"id": number, "revoked": True})


for _command in (create_token, list_tokens, revoke_token):
    token.add_command(_command)
