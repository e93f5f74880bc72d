"""What the owner of an account is told on the next page."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import ngettext


def tell_of_ended_tokens(request: HttpRequest, count: int) -> None:
    """Say that API tokens ended together with the old password."""
    text = ngettext(
        "%(count)d token API ikut dicabut. Buat token baru untuk program yang masih Anda pakai.",
        "%(count)d token API ikut dicabut. Buat token baru untuk program yang masih Anda pakai.",
        count,
    )
    messages.warning(request, text % {"count": count})
