"""What kind of unit a word of a list of personnel means. Pure."""

from __future__ import annotations

from siaga.deployment.models import Force, UnitKind
from siaga.wilayah.names import fold

_WORDS: tuple[tuple[UnitKind, tuple[str, ...]], ...] = (
    (UnitKind.BKO, ("bko", "brimob", "polda", "sabhara polda", "samapta polda", "mabes")),
    (UnitKind.POLSEK, ("polsek", "kepolisian sektor", "polsubsektor")),
    (UnitKind.POLRES, ("polres", "polresta", "polrestabes", "kepolisian resor")),
    (UnitKind.ARMY, ("tni", "kodim", "koramil", "korem", "yonif", "lanal", "babinsa")),
    (UnitKind.LINMAS, ("linmas", "satlinmas", "satpol pp", "satpol_pp", "hansip")),
)


def unit_kind(agency: str, unit: str) -> UnitKind | None:
    """By the agency, or where it says nothing, by the name of the unit."""
    for text in (agency.partition("@")[0], unit):
        folded = f" {fold(text.replace('_', ' '))} "
        if not folded.strip():
            continue
        for kind, words in _WORDS:
            if any(f" {word.replace('_', ' ')} " in folded for word in words):
                return kind
    return None


def force_of(kind: UnitKind) -> Force:
    return {UnitKind.ARMY: Force.ARMY, UnitKind.LINMAS: Force.LINMAS}.get(kind, Force.POLICE)
