"""A checkpoint on paper: for people who keep it outside of the installation and compare it later."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

import segno
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from siaga.ledger.checkpoints import spoken
from siaga.ledger.errors import NoDocuments
from siaga.ledger.models import Checkpoint


def long_day(day: date) -> str:
    """Rabu, 30 Oktober 2024."""
    return date_format(day, "l, j F Y")


def moment_text(at: datetime) -> str:
    """Rabu, 30 Oktober 2024 pukul 09.00.05 WIB: the time zone of the installation, named."""
    local = timezone.localtime(at)
    return f"{long_day(local.date())} {_('pukul')} {local:%H.%M.%S} {local:%Z}"


def qr_text(checkpoint: Checkpoint) -> str:
    """What the QR code says; a camera shows it as text, so that nobody has to type 64 digits."""
    return f"SIAGA TITIK PERIKSA {checkpoint.number} {checkpoint.day.isoformat()} {checkpoint.root}"


def qr_svg(checkpoint: Checkpoint, scale: int = 4) -> str:
    """The QR code as inline SVG without any script or style element."""
    out = io.BytesIO()
    segno.make(qr_text(checkpoint), error="m").save(
        out, kind="svg", scale=scale, xmldecl=False, svgns=True, border=2, title=_("Kode QR titik periksa")
    )
    return out.getvalue().decode()


def as_text(checkpoint: Checkpoint) -> str:
    """A sheet of plain text, 72 columns wide."""
    groups = spoken(checkpoint.root)
    root = "\n".join("    " + "  ".join(groups[start : start + 4]) for start in range(0, len(groups), 4))
    return "\n".join(
        [
            _("TITIK PERIKSA BUKU BESAR SIAGA"),
            "",
            _("Nomor   : %s") % checkpoint.number,
            _("Hari    : %s") % f"{long_day(checkpoint.day)} ({checkpoint.day.isoformat()})",
            _("Dibuat  : %s") % moment_text(checkpoint.at),
            _("Meliputi: %s entri") % f"{checkpoint.entries:,}".replace(",", "."),
            "",
            _("Angka akar:"),
            root,
            "",
            _("Simpan lembar ini di luar kantor yang mengelola Siaga. Dengan lembar ini dan"),
            _("hasil `siaga ledger export`, siapa pun dapat membuktikan bahwa entri yang"),
            _("diliputinya tidak diubah (docs/verify_checkpoint.py). Yang ditulis sesudahnya"),
            _("hanya dapat dibuktikan dengan titik periksa berikutnya."),
            "",
        ]
    )


def paper_context(checkpoint: Checkpoint, *, printed_by: str, now: datetime) -> dict[str, object]:
    """What the printed sheet shows, on the page and in the PDF."""
    return {
        "checkpoint": checkpoint,
        "groups": spoken(checkpoint.root),
        "qr": qr_svg(checkpoint),
        "installation": settings.BASE_URL,
        "long_day": long_day(checkpoint.day),
        "made_at": moment_text(checkpoint.at),
        "printed_by": printed_by,
        "printed_at": moment_text(now),
    }


def as_pdf(checkpoint: Checkpoint, *, printed_by: str, now: datetime) -> bytes:
    """The sheet as PDF, A4. Raises ``NoDocuments`` where the document makers are not installed."""
    try:
        from weasyprint import HTML  # an extra ("documents"): imported only where it is used
    except (ImportError, OSError) as error:
        raise NoDocuments from error
    context = paper_context(checkpoint, printed_by=printed_by, now=now)
    html: Any = HTML
    pdf = html(string=render_to_string("ledger/paper.html", context)).write_pdf()
    assert isinstance(pdf, bytes)
    return pdf
