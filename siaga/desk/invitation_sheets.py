"""Invitation sheets: one page of paper per account, with the one-time link as text and as a QR code.

A sheet holds no password. It lives only in the answer that shows it once: the link's secret is not kept anywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

import segno
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from siaga.access import Problem
from siaga.desk.account_phrases import reach_in_words, role_name
from siaga.desk.models import Account, Grant, Invitation
from siaga.desk.queries.actors import holding

DEFAULT_ORIGIN = "http://localhost:8000"
STYLE = Path(__file__).parent / "static" / "desk" / "sheets.css"


class SheetsNotWritten(Problem):
    """The file of invitation sheets cannot be made."""

    code = "sheets-not-written"


@dataclass(frozen=True, slots=True)
class InvitationSheet:
    """What one sheet says. ``qr`` is an SVG element, ``whatsapp`` an address that opens a message with the link."""

    name: str
    username: str
    purpose: str
    link: str
    expires_at: datetime
    roles: tuple[str, ...]
    qr: str
    whatsapp: str


def link_to(secret: str, origin: str = "") -> str:
    """The whole address of a one-time link. origin: ``https://desk.example``; the configured one by default."""
    return (origin or settings.BASE_URL or DEFAULT_ORIGIN) + reverse("invitation", args=[secret])


def make_sheets(
    invitations: Sequence[Invitation], secrets: Sequence[str], now: datetime, origin: str = ""
) -> list[InvitationSheet]:
    """The sheets of links that were made just now, in their order; ``secrets`` are those of the links."""
    accounts = [invitation.account_id for invitation in invitations]
    roles: dict[int, list[str]] = {}
    grants = holding(Grant.objects.filter(account__in=accounts), now).select_related("region__parent", "agency")
    for grant in grants:
        roles.setdefault(grant.account_id, []).append(f"{role_name(grant.role)} · {grant_reach(grant)}")
    return [
        _sheet(invitation.account, invitation, secret, tuple(roles.get(invitation.account_id, ())), origin)
        for invitation, secret in zip(invitations, secrets, strict=True)
    ]


def grant_reach(grant: Grant) -> str:
    """The reach of a stored role in words; needs ``region__parent`` and ``agency`` loaded."""
    region = ""
    if grant.region:
        parent = grant.region.parent
        region = f"{grant.region.title}, {parent.title}" if parent else grant.region.title
    return reach_in_words(grant.role, region, grant.agency.name if grant.agency else "", len(grant.units))


def _sheet(
    account: Account, invitation: Invitation, secret: str, roles: tuple[str, ...], origin: str
) -> InvitationSheet:
    link = link_to(secret, origin)
    return InvitationSheet(
        name=account.name,
        username=account.username,
        purpose=invitation.purpose,
        link=link,
        expires_at=invitation.expires_at,
        roles=roles,
        qr=segno.make(link, error="m").svg_inline(scale=4, border=2, omitsize=True, svgclass="qr", lineclass=None),
        whatsapp="https://wa.me/?text=" + quote(message_for(account, invitation, link)),
    )


def message_for(account: Account, invitation: Invitation, link: str) -> str:
    """The text of a WhatsApp or e-mail message that carries the link."""
    until = timezone.localtime(invitation.expires_at)
    values = {
        "name": account.name,
        "username": account.username,
        "link": link,
        "until": date_format(until, "l, j F Y") + date_format(until, " H.i"),
    }
    if invitation.purpose == "invite":
        return _(
            "Yth. %(name)s, Anda diundang memakai Siaga. Buka tautan ini untuk membuat sandi: %(link)s\n"
            "Nama pengguna Anda: %(username)s. Tautan berlaku satu kali, sampai %(until)s WIB. "
            "Jangan teruskan pesan ini kepada orang lain."
        ) % values  # fmt: skip
    return _(
        "Yth. %(name)s, buka tautan ini untuk membuat sandi baru Siaga: %(link)s\n"
        "Nama pengguna Anda: %(username)s. Tautan berlaku satu kali, sampai %(until)s WIB. "
        "Bila Anda tidak memintanya, beri tahu sekretariat Desk."
    ) % values  # fmt: skip


def write_sheets(path: Path, sheets: Sequence[InvitationSheet]) -> None:
    """Write sheets to ``.html`` or ``.pdf`` (mode 0600: whoever holds a sheet can take the account).

    Raises ``SheetsNotWritten`` for another ending, or for a PDF without the ``documents`` extra.
    """
    check_sheets_path(path)
    html = render_to_string("desk/accounts/sheets_document.html", {"sheets": sheets, "style": STYLE.read_text()})
    content = html.encode() if path.suffix.lower() == ".html" else _as_pdf(html)
    path.touch(mode=0o600)
    path.chmod(0o600)
    path.write_bytes(content)


def check_sheets_path(path: Path) -> None:
    """Raise ``SheetsNotWritten`` before any link is made, if the file could not be made afterwards."""
    kind = path.suffix.lower()
    if kind not in {".html", ".pdf"}:
        raise SheetsNotWritten(
            _("Lembar undangan tidak dapat ditulis sebagai “%(suffix)s”.") % {"suffix": path.suffix or path.name},
            _("Beri nama berkas yang berakhir .html atau .pdf."),
        )
    if kind == ".pdf":
        _document_maker()


def _document_maker() -> Any:
    try:
        import weasyprint  # an extra, and heavy: only for those who ask for a PDF
    except (ImportError, OSError):
        raise SheetsNotWritten(
            _("PDF tidak dapat dibuat: pembuat dokumen tidak terpasang."),
            _("Pasang dengan `pip install 'siaga[documents]'`, atau tulis .html lalu cetak dari peramban."),
        ) from None
    return weasyprint


def _as_pdf(html: str) -> bytes:
    document: bytes = _document_maker().HTML(string=html).write_pdf()
    return document
