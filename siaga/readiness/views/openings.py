"""What the leader opens to all agencies: the picture, the claims. Closed until somebody opens it."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _

from siaga import clock
from siaga.access import Place, Verb, require
from siaga.elections.access import access_election
from siaga.kit.forms import done, form_page
from siaga.kit.guard import ActorRequest, guarded
from siaga.readiness import links
from siaga.readiness.actions.openings import open_picture
from siaga.readiness.forms.claims import OpeningForm
from siaga.readiness.models import Opening
from siaga.wilayah.access import access_region


@guarded(Verb.PICTURE_OPEN)
def opening(request: ActorRequest, slug: str, code: str) -> HttpResponse:
    """The switch of one region: it reaches everything below."""
    election = access_election(request.actor, slug)
    region = access_region(request.actor, code)
    require(request.actor, Verb.PICTURE_OPEN, Place(region.code))
    present = Opening.objects.filter(election=election, region=region).first()
    form = OpeningForm(
        request.POST if request.method == "POST" else None,
        initial={"picture": bool(present and present.picture), "claims": bool(present and present.claims)},
    )
    back = links.picture_url(slug, region.code)
    if form.is_valid() and form.perform(
        open_picture, actor=request.actor, election=election, region=region, now=clock.now(), **form.cleaned_data
    ):
        opened = form.cleaned_data["picture"]
        return done(
            request, back, _("Gambaran dibuka bagi semua instansi.") if opened else _("Pilihan pembukaan disimpan.")
        )
    return form_page(
        request,
        form,
        title=_("Buka gambaran bagi semua instansi"),
        lead=_(
            "%(region)s, %(election)s. Sekretariat, pimpinan, kecamatan, dan desa "
            "sudah melihat bagiannya masing-masing."
        )
        % {"region": region.title, "election": election.name},
        submit=_("Simpan"),
        back=back,
        context={"region": region, "election": election, "trail_to": f"/gambaran/{slug}/"},
    )
