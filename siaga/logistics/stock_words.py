"""Stock in words: how far an order is, what is still to come."""

from __future__ import annotations

from django.utils.translation import gettext as _

from siaga.kit.words import number
from siaga.logistics.inbound import Inbound


def inbound_words(of: Inbound, unit: str = "") -> str:
    """``474.812 lembar dicetak, menunggu pengiriman``: the parts that are not here yet, the furthest first."""
    parts = []

    def add(pieces: int, text: str) -> None:
        if pieces:
            parts.append(text % {"n": f"{number(pieces)} {unit}".strip()})

    if of.complete and of.ordered:
        return _("Seluruh pesanan (%(n)s) sudah diterima") % {"n": f"{number(of.ordered)} {unit}".strip()}
    add(of.received, _("%(n)s sudah diterima"))
    add(of.on_the_road, _("%(n)s dalam pengiriman"))
    add(of.awaiting_delivery, _("%(n)s dicetak, menunggu pengiriman"))
    add(of.not_begun, _("%(n)s dipesan, belum dicetak"))
    return "; ".join(parts) or _("Belum dipesan")
