"""What the QR code on a box says: a short text that nobody outside this installation can make.

``SG1:<code>:<election>:<mark>``, of signs that a QR code packs tightest (its alphanumeric mode). The mark is 80 bits of
an HMAC over all before it. Its key comes from the secret that is kept for the ledger, not from ``SECRET_KEY``: labels
are printed weeks before the vote, and must outlive a change of that.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets

from django.conf import settings

from siaga.logistics.models import Box

CODE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Of the code of a box: none that is taken for another (I, O, 0, 1)."""
CODE_LENGTH = 10
_PREFIX = "SG1"
_CODE = rf"[{CODE_LETTERS}]{{{CODE_LENGTH}}}"
_LABEL = re.compile(rf"({_PREFIX}:({_CODE}):[1-9][0-9]{{0,18}}):([A-Z2-7]{{16}})", re.ASCII)
_TYPED = re.compile(_CODE, re.ASCII)


class NotALabel(Exception):
    """The text is no label of ours at all: the code of something else."""


class Forged(Exception):
    """The text looks like a label, but its mark is not ours."""


def new_code() -> str:
    """A random code for a new box."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))


def label_text(box: Box) -> str:
    """The text of a box's label. Needs ``warehouse`` loaded."""
    body = f"{_PREFIX}:{box.code}:{box.warehouse.election_id}"
    return f"{body}:{_mark(body)}"


def read_label(text: str) -> str:
    """The code of the box whose label this is. Raises ``NotALabel``, ``Forged``."""
    found = _LABEL.fullmatch(text.strip())
    if found is None:
        if text.strip().startswith(f"{_PREFIX}:"):
            raise Forged
        raise NotALabel
    body, code, mark = found.groups()
    if not hmac.compare_digest(mark, _mark(body)):
        raise Forged
    return code


def read_typed(text: str) -> str:
    """The code that a person copied from a label by hand, spaces and dashes forgiven. Raises ``NotALabel``."""
    code = re.sub(r"[\s-]+", "", text).upper()
    if _TYPED.fullmatch(code) is None:
        raise NotALabel
    return code


def spaced(code: str) -> str:
    """A code as people read it aloud: in two halves."""
    return f"{code[:5]} {code[5:]}"


def _mark(body: str) -> str:
    key = hmac.digest(settings.LEDGER_VEIL_KEY.encode(), b"siaga.logistics.label", hashlib.sha256)
    return base64.b32encode(hmac.digest(key, body.encode(), hashlib.sha256)[:10]).decode()
