"""Thin doors of the frame: the election switch."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import Resolver404, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from siaga.access import Refused
from siaga.kit.guard import signed_in
from siaga.web.current import ELECTION_KEY, Frame


@signed_in
@require_POST
def choose_election(request: HttpRequest) -> HttpResponse:
    """Work on another election; the page stays, or becomes the same page of the other election."""
    slug = request.POST.get("election", "")
    if all(election.slug != slug for election in Frame(request).elections):
        raise Refused
    request.session[ELECTION_KEY] = slug
    return HttpResponseRedirect(_same_page(request.POST.get("next", ""), slug, request))


def _same_page(path: str, slug: str, request: HttpRequest) -> str:
    home_url = reverse("home")
    if not url_has_allowed_host_and_scheme(path, allowed_hosts=None) or not path.startswith("/"):
        return home_url
    bare = path.partition("?")[0]
    try:
        match = resolve(bare)
    except Resolver404:
        return home_url
    if "slug" not in match.kwargs:
        return path
    other = bare.replace(f"/{match.kwargs['slug']}/", f"/{slug}/", 1)
    # A page about one thing of the old election (a station) has no twin: go to the election itself.
    return other if set(match.kwargs) == {"slug"} else f"/pemilihan/{slug}/"
