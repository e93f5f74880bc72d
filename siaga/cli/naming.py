"""What the arguments of a command name: a region, an election; and what is said where nothing goes by that name."""

from __future__ import annotations

from siaga.access import Actor, Problem, Refused
from siaga.elections.access import access_election, visible_elections
from siaga.elections.errors import UnknownRegion
from siaga.elections.models import Election
from siaga.wilayah.access import access_region
from siaga.wilayah.models import Region


class Unknown(Problem):
    """A name on the command line that stands for nothing here."""

    code = "unknown-name"


def named_region(actor: Actor, code: str) -> Region:
    """The region of a code, with or without dots."""
    try:
        return access_region(actor, code)
    except Refused:
        raise UnknownRegion(code) from None


def named_election(actor: Actor, slug: str) -> Election:
    """The election of a slug."""
    try:
        return access_election(actor, slug)
    except Refused:
        raise Unknown(f"Tidak ada pemilihan “{slug}”.", "Lihat daftarnya dengan `siaga election list`.") from None


def chosen_election(actor: Actor, slug: str) -> Election:
    """The election that was named, or the only one that is open."""
    if slug:
        return named_election(actor, slug)
    known = list(visible_elections(actor).filter(closed_at=None)[:2])
    if len(known) != 1:
        raise Problem(
            "Pemilihan belum disebut." if known else "Belum ada pemilihan yang berjalan.",
            "Tambahkan --election SLUG; daftarnya dari `siaga election list`.",
        )
    return known[0]
