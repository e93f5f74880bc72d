"""Verbs by their roots: a root stands for its written and spoken forms (``jaga``: menjaga, dijaga, ngejagain)."""

from __future__ import annotations

_NASAL = {"p": "m", "t": "n", "k": "ng", "s": "ny"}
"""First letters of roots that a nasal takes the place of: ``tutup`` → menutup, nutup."""


def forms(roots: str) -> str:
    """A pattern for every form of these roots; to stand between word borders."""
    return rf"(?:{'|'.join(_forms(root) for root in roots.split())})"


def active(roots: str) -> str:
    """A pattern for the forms of these roots that say who does it, bare roots included."""
    return rf"(?:{'|'.join(_active(root) for root in roots.split())})"


_ENDS = r"(?:kan|i|in)?(?:nya)?"


def _active(root: str) -> str:
    softened = rf"|(?:me)?{_NASAL[root[0]]}{root[1:]}" if root[0] in _NASAL else ""
    return rf"(?:(?:me(?:m|n|ng|nge)?|ber|be|mem?per|nge?|n|m)?{root}{softened}){_ENDS}"


def _forms(root: str) -> str:
    return rf"(?:{_active(root)}|(?:di|diper|ter|ke|pe|peng|pem|pen|per){root}{_ENDS})"


def passive(roots: str) -> str:
    """A pattern for the forms of these roots that say what is done to something."""
    return rf"di(?:per)?(?:{'|'.join(roots.split())}){_ENDS}"
