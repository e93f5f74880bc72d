"""What people type, made clean, or told what is wrong with it."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from siaga.desk.errors import Incomplete

_PHONE = re.compile(r"\+?[0-9]{7,15}")
_MESSENGER = range(9, 16)
"""Digits of a number with its 62."""
_NIP = re.compile(r"[0-9]{18}")


def clean_name(name: str, *, field: str = "name", limit: int = 160) -> str:
    """The name with single spaces. Raises ``Incomplete`` when nothing, or too much, is left."""
    clean = " ".join(name.split())
    if not clean:
        raise Incomplete(_("Nama belum diisi."), _("Tulis nama resminya."), field=field)
    if len(clean) > limit:
        raise Incomplete(
            _("Nama terlalu panjang (%(length)d huruf).") % {"length": len(clean)},
            _("Paling banyak %(limit)d huruf.") % {"limit": limit},
            field=field,
        )
    return clean


def clean_phone(phone: str) -> str:
    """Digits with an optional plus; empty stays empty. Raises ``Incomplete``."""
    plain = re.sub(r"[\s().-]", "", phone)
    if plain and not _PHONE.fullmatch(plain):
        raise _no_phone()
    return plain


def clean_messenger_phone(phone: str) -> str:
    """A number as messengers want it; empty stays empty. Raises ``Incomplete``."""
    plain = clean_phone(phone)
    digits = phone_digits(plain)
    if plain and not digits:
        raise _no_phone()
    return digits


def _no_phone() -> Incomplete:
    return Incomplete(
        _("Nomor telepon tidak dikenali."), _("Tulis angkanya saja, misalnya 0812 3456 7890."), field="phone"
    )


def phone_digits(number: str) -> str:
    """An Indonesian number as messengers want it: ``0812-7364-5546`` and ``+62 812 …`` become ``62812…``.

    Empty where it cannot be one.
    """
    digits = re.sub(r"\D", "", number)
    if digits.startswith("00"):
        digits = digits[2:]
    if digits.startswith("0"):
        digits = f"62{digits[1:]}"
    elif digits.startswith("8"):
        digits = f"62{digits}"
    elif digits.startswith("620"):
        digits = f"62{digits[3:]}"
    return digits if len(digits) in _MESSENGER and digits.startswith("62") else ""


def clean_email(email: str) -> str:
    """The address, or empty. Raises ``Incomplete``."""
    email = email.strip()
    if email:
        try:
            validate_email(email)
        except ValidationError as error:
            raise Incomplete(
                _("Alamat surel tidak dikenali."), _("Contoh yang benar: nama@contoh.go.id."), field="email"
            ) from error
    return email


def clean_nip(nip: str) -> str:
    """18 digits, or empty: members of KPU, police and army have none, or an NRP that is not kept here."""
    plain = re.sub(r"[\s.-]", "", nip)
    if plain and not _NIP.fullmatch(plain):
        raise Incomplete(_("NIP harus 18 angka."), _("Periksa NIP-nya, atau kosongkan bila tidak ada."), field="nip")
    return plain
