"""The public attendance page: a phone comes with the code of the screen, and signs in once."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from siaga import clock
from siaga.kit.guard import public
from siaga.kit.rates import too_many
from siaga.rakor import door
from siaga.rakor.actions.attendance import door_actor, sign_in
from siaga.rakor.attendance_errors import NotAdmitted, TooManyTries
from siaga.rakor.forms.attendance import AttendanceForm
from siaga.rakor.queries.attendance import meeting_at_the_door, signed_in_at
from siaga.rakor.when import local_to

WRONG_CODES = "60/m/ip"
VISITS = "900/m/ip"
"""All phones of a room share one address."""
SENDINGS = "900/m/ip,20/5m/key"


@public
@never_cache
def enter(request: HttpRequest, code: str) -> HttpResponse:
    """A code was scanned. What it opens moves into a cookie, out of the address and its history."""
    now = clock.now()
    meeting = door.meeting_behind(code, now)
    if meeting is None:
        if too_many(request, "attendance_code", WRONG_CODES, reads=True):
            raise TooManyTries
        raise NotAdmitted
    if too_many(request, "attendance_visit", VISITS, reads=True):
        raise TooManyTries
    earlier = door.read_ticket(request.COOKIES.get(door.COOKIE, ""), now)
    answer = HttpResponseRedirect(reverse("rakor:sign_in"))
    answer.set_cookie(
        door.COOKIE,
        door.ticket_text(meeting, now, earlier),
        max_age=door.COOKIE_LIVES,
        path=reverse("rakor:sign_in"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return answer


@public
@never_cache
def sign_in_page(request: HttpRequest) -> HttpResponse:
    """Name, office, agency; afterwards, and on every later visit of this phone, what was noted."""
    now = clock.now()
    text = request.COOKIES.get(door.COOKIE, "")
    ticket = door.read_ticket(text, now)
    meeting = meeting_at_the_door(ticket.meeting_id) if ticket else None
    if ticket is None or meeting is None or not door.is_open(meeting, now):
        raise NotAdmitted
    with local_to(meeting):
        if entry := signed_in_at(meeting, door.device(meeting, ticket)):
            return render(request, "rakor/signed_in.html", {"meeting": meeting, "entry": entry})
        if not ticket.fresh(now):
            raise NotAdmitted
        form = AttendanceForm(meeting, request.POST if request.method == "POST" else None)
        if request.method == "POST" and too_many(request, "attendance_send", SENDINGS, key=ticket.mark):
            raise TooManyTries
        if form.is_valid() and form.perform(
            sign_in, actor=door_actor(), meeting=meeting, ticket=text, now=now, **form.said()
        ):
            return HttpResponseRedirect(reverse("rakor:sign_in"))
        context = {"meeting": meeting, "form": form, "submit": _("Catat kehadiran saya")}
        return render(request, "rakor/sign_in.html", context, status=422 if form.errors else 200)
