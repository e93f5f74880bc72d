"""What every kind of plan hands out: the files of a version."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.http import HttpResponse

from siaga.access import Refused

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def file_of(makers: Mapping[str, Callable[[], HttpResponse]], form: str, name: str) -> HttpResponse:
    """The file in the wanted form. Raises Refused for a form that there is not."""
    if form not in makers:
        raise Refused
    response = makers[form]()
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
