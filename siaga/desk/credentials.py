"""Secrets that are shown once: link secrets, API tokens, the code of the first set-up. Only digests are kept."""

from __future__ import annotations

import hashlib
import secrets

TOKEN_PREFIX = "sgt_"  # noqa: S105
_CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without 0/O, 1/I/L: the code is read from paper or a screen and typed."""


def new_link_secret() -> str:
    """The secret part of an invitation or reset link: 32 random bytes."""
    return secrets.token_urlsafe(32)


def new_token() -> str:
    """An API token as its owner sees it, once: ``sgt_`` and 32 random bytes."""
    return TOKEN_PREFIX + secrets.token_urlsafe(32)


def new_setup_code() -> str:
    """Twelve letters and figures in groups of four (59 bits), easy to read aloud."""
    letters = "".join(secrets.choice(_CODE_LETTERS) for _ in range(12))
    return "-".join(letters[i : i + 4] for i in range(0, 12, 4))


def digest_of(secret: str) -> str:
    """What is kept of a secret. A plain SHA-256 is enough: the secrets are random and long."""
    return hashlib.sha256(secret.encode()).hexdigest()
