"""API tokens: a program acts as its account."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from siaga.access import Actor, Channel, Refused
from siaga.desk.account_errors import AccountNotReady, BadToken
from siaga.desk.account_rules import require_over
from siaga.desk.credentials import digest_of
from siaga.desk.models import Account, ApiToken
from siaga.ledger.recording import action, nothing_changed, record

LONGEST_DAYS = 366


@action("token.create")
def create_token(
    *, actor: Actor, account: Account, name: str, token: str, now: datetime, days: int | None = 90
) -> ApiToken:
    """Make an API token for an account. Only its owner may, or a command on the server: a token acts as its owner.

    token: from ``credentials.new_token()``; the caller shows it once. days: 1 to 366; None never expires and is
    left to commands.
    """
    if actor.account_id != account.pk:
        if actor.channel is not Channel.COMMAND:
            raise Refused
        require_over(actor, account)
    if not account.is_active:
        raise AccountNotReady(_("Akun ini sedang nonaktif."), _("Aktifkan dulu akunnya."))
    label = " ".join(name.split())
    if not label or len(label) > 80:
        raise BadToken(
            _("Keperluan token belum diisi atau terlalu panjang."),
            _("Tulis untuk apa token ini dipakai, paling banyak 80 huruf."),
            field="name",
        )
    if days is None and actor.channel is not Channel.COMMAND:
        raise BadToken(_("Masa berlaku belum diisi."), _("Pilih paling lama satu tahun."), field="days")
    if days is not None and not 1 <= days <= LONGEST_DAYS:
        raise BadToken(
            _("Masa berlaku %(days)d hari di luar batas.") % {"days": days},
            _("Pilih 1 sampai %(most)d hari.") % {"most": LONGEST_DAYS},
            field="days",
        )
    row = ApiToken.objects.create(
        account=account,
        name=label,
        digest=digest_of(token),
        created_at=now,
        expires_at=None if days is None else now + timedelta(days=days),
    )
    record(actor, "token.create", row, before=None, after=row.as_fact(), now=now)
    return row


@action("token.revoke")
def revoke_token(*, actor: Actor, token: ApiToken, now: datetime) -> ApiToken:
    """Stop a token at once: by its owner, or by whoever may change the account."""
    if actor.account_id != token.account_id:
        require_over(actor, token.account)
    before = token.as_fact()
    if not ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=now):
        nothing_changed()
        return token
    token.revoked_at = now
    record(actor, "token.revoke", token, before=before, after=token.as_fact(), now=now)
    return token
