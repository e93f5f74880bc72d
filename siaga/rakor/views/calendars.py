"""Calendars: one meeting as a file, the standing feed of an account, and the page that makes its address."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from siaga import clock
from siaga.access import Refused, Verb
from siaga.desk.credentials import new_link_secret
from siaga.desk.queries.actors import actor_of
from siaga.kit.forms import Consequence, confirm_page, done
from siaga.kit.guard import ActorRequest, guarded, public
from siaga.rakor import ical
from siaga.rakor.access import access_meeting
from siaga.rakor.actions.feeds import create_feed, revoke_feed
from siaga.rakor.queries.calendars import feed_behind, feed_of, meetings_of_feed

SHOWN_ONCE = "new_calendar_address"


@guarded(Verb.RAKOR_VIEW, Verb.RAKOR_ATTEND)
@require_safe
def meeting_file(request: ActorRequest, meeting_id: int) -> HttpResponse:
    """One meeting as an ``.ics`` file."""
    meeting = access_meeting(request.actor, meeting_id)
    answer = HttpResponse(ical.single(meeting, origin=_origin(request)), content_type=ical.CONTENT_TYPE)
    answer.headers["Content-Disposition"] = f'attachment; filename="rakor-{meeting.pk}.ics"'
    return answer


@public
@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponseBase:
    """The meetings of the account behind this address, as it may see them now.

    Only the content's own mark tells whether anything changed: a right that was taken away has no date.
    """
    now = clock.now()
    found = feed_behind(secret)
    if found is None:
        raise Refused
    meetings = meetings_of_feed(actor_of(found.account, now), now)
    with override(settings.LANGUAGE_CODE):
        content = ical.feed(meetings, origin=_origin(request), name=_("Rakor Siaga"))
    mark = quote_etag(hashlib.sha256(content).hexdigest()[:32])
    answer = HttpResponse(content, content_type=ical.CONTENT_TYPE)
    answer.headers["ETag"] = mark
    answer.headers["Last-Modified"] = http_date(
        max([found.created_at, *(meeting.changed_at for meeting in meetings)]).timestamp()
    )
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["Content-Disposition"] = 'inline; filename="rakor.ics"'
    answer.headers["X-Robots-Tag"] = "noindex"
    return get_conditional_response(request, etag=mark, response=answer) or answer


@guarded(Verb.RAKOR_VIEW, Verb.RAKOR_ATTEND)
@never_cache
def feed_page(request: ActorRequest) -> HttpResponse:
    """Make the own calendar address, make it anew, or revoke it. The address is shown once."""
    if request.method == "POST":
        secret = new_link_secret()
        create_feed(actor=request.actor, secret=secret, now=clock.now())
        request.session[SHOWN_ONCE] = secret
        return done(request, reverse("rakor:feed_page"), _("Alamat kalender dibuat; salin sekarang juga."))
    secret = request.session.pop(SHOWN_ONCE, "")
    address = f"{_origin(request)}{reverse('rakor:feed', args=[secret])}" if secret else ""
    return render(
        request,
        "rakor/feed.html",
        {
            "feed": feed_of(request.actor),
            "address": address,
            "webcal": f"webcal://{address.partition('://')[2]}" if address else "",
        },
    )


@guarded(Verb.RAKOR_VIEW, Verb.RAKOR_ATTEND)
def feed_revoke(request: ActorRequest) -> HttpResponse:
    """Stop the own calendar address."""
    if feed_of(request.actor) is None:
        raise Refused
    back = reverse("rakor:feed_page")
    return confirm_page(
        request,
        lambda: revoke_feed(actor=request.actor, now=clock.now()),
        title=_("Cabut alamat kalender?"),
        submit=_("Cabut"),
        back=back,
        message=_("Alamat kalender dicabut."),
        lead=_("Semua aplikasi kalender yang memakai alamat ini berhenti menerima pembaruan."),
        consequences=[Consequence(_("Alamat yang berhenti berlaku"), 1)],
    )


def _origin(request: HttpRequest) -> str:
    return settings.BASE_URL or request.build_absolute_uri("/").rstrip("/")
