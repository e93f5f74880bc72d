"""Error pages: each says what happened in plain words, and what to do next."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from siaga.access import Problem, Refused


def problem_page(request: HttpRequest, problem: Problem) -> HttpResponse:
    """A Problem that no form has caught, as a page; to htmx as a notice of the same words."""
    template = "web/problem_notice.html" if request.headers.get("HX-Request") == "true" else "web/problem.html"
    return render(request, template, {"problem": problem, "back": _back(request)}, status=problem.status)


def _back(request: HttpRequest) -> str:
    """Where the person came from, if that was a page of ours."""
    came_from = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure())
    return came_from if ours and came_from != request.build_absolute_uri() else ""


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    problem = Problem(
        _("Permintaan ini tidak dapat dibaca."),
        _("Kembali ke halaman sebelumnya, muat ulang, lalu coba lagi."),
    )
    problem.status = 400
    return problem_page(request, problem)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    problem = Problem(
        _("Tindakan ini tidak diizinkan untuk akun Anda."),
        _("Bila tugas Anda memerlukannya, hubungi sekretariat Desk."),
    )
    problem.status = 403
    return problem_page(request, problem)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    problem = Problem(
        _("Halaman ini terbuka terlalu lama, atau kuki peramban dimatikan, sehingga kiriman Anda belum diterima."),
        _("Kembali, muat ulang halamannya, lalu kirim lagi. Isian di formulir dapat disalin dulu."),
    )
    problem.status = 403
    return problem_page(request, problem)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return problem_page(request, Refused())


def server_error(request: HttpRequest) -> HttpResponse:
    """A defect of ours. The page needs neither database nor session, which may be what failed."""
    context: dict[str, Any] = {}
    return HttpResponse(render_to_string("web/server_error.html", context), status=500)
