"""The root of every error that a user can cause: what is wrong, and the remedy."""

from __future__ import annotations

from typing import Any


class Problem(Exception):
    """A refusal that the user can mend.

    code: stable machine name (also the last part of the API's problem type).
    message: one Indonesian sentence that says what is wrong.
    remedy: one Indonesian sentence that says what to do.
    field: the form field that it concerns, if one.
    """

    code = "problem"
    status = 422

    def __init__(self, message: str, remedy: str = "", *, field: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
        self.field = field

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}".strip()

    def members(self) -> dict[str, Any]:
        """What the API's problem document tells besides: plain values under names of its own."""
        return {}


class Refused(Problem):
    """The actor may not do this here, or the thing is not there: both answer alike."""

    code = "not-found"
    status = 404

    def __init__(self, message: str = "Halaman atau data ini tidak ada, atau bukan wewenang Anda.") -> None:
        super().__init__(message, "Periksa alamatnya, atau hubungi sekretariat Desk.")
