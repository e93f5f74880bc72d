"""Making a mapping, putting it in force, taking it out of force."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _

from siaga import clock
from siaga.access import Verb
from siaga.kerawanan.actions.mappings import map_risk, put_in_force, retire_mapping
from siaga.kerawanan.forms.classes import NoteForm
from siaga.kerawanan.models import Mapping
from siaga.kerawanan.reading.moves import compared
from siaga.kerawanan.views.shared import here_of, version_of
from siaga.kerawanan.words import class_words
from siaga.kit.forms import Consequence, ReasonForm, confirm_page, done, form_page
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.words import number as words


@guarded(Verb.RISK_CHANGE)
def compute(request: ActorRequest, slug: str, code: str) -> HttpResponse:
    """A new version from what stands answered now. It is looked at before it is put in force."""
    here = here_of(request.actor, request, slug, code, Verb.RISK_CHANGE)
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        went_well = form.perform(
            map_risk,
            actor=request.actor,
            election=here.election,
            region=here.region,
            now=clock.now(),
            note=form.cleaned_data["note"],
        )
        if went_well:
            made: Mapping = form.result
            return done(
                request,
                f"{here.url('region')}?versi={made.number}",
                _("Versi %(n)s selesai dihitung. Periksa, lalu berlakukan.") % {"n": words(made.number)},
            )
    return form_page(
        request,
        form,
        title=_("Petakan kerawanan"),
        submit=_("Petakan sekarang"),
        back=here.url("region"),
        lead=_("Kelas semua TPS dihitung dari jawaban yang berlaku saat ini, bobot indikator, dan kriteria kelas. "
               "Hasilnya menjadi versi baru; yang berlaku belum berubah."),
        context={"region": here.region},
    )  # fmt: skip


@guarded(Verb.RISK_CHANGE)
def force(request: ActorRequest, slug: str, code: str, number: int) -> HttpResponse:
    """Says how many TPS get another class before it does."""
    here = here_of(request.actor, request, slug, code, Verb.RISK_CHANGE)
    mapping = version_of(here, number)
    consequences = [Consequence(_("TPS dalam pemetaan ini"), words(mapping.stations))]
    if here.in_force and here.in_force != mapping:
        moves = compared(request.actor, here.in_force, mapping).what.moves
        consequences += [
            Consequence(_("TPS berganti kelas dibandingkan yang berlaku"), words(len(moves))),
            Consequence(_("di antaranya menjadi lebih rawan"), words(sum(move.heavier for move in moves))),
        ]
    consequences.append(Consequence(class_words("belum-dinilai"), words(mapping.belum_dinilai)))
    return confirm_page(
        request,
        lambda: put_in_force(actor=request.actor, mapping=mapping, now=clock.now()),
        title=_("Berlakukan versi %(n)s?") % {"n": words(mapping.number)},
        submit=_("Berlakukan"),
        back=f"{here.url('region')}?versi={mapping.number}",
        to=here.url("region"),
        message=_("Versi %(n)s berlaku.") % {"n": words(mapping.number)},
        lead=_("Pengamanan dan rencana darurat memakai kelas dari pemetaan yang berlaku."),
        consequences=consequences,
        danger=False,
    )


@guarded(Verb.RISK_CHANGE)
def retire(request: ActorRequest, slug: str, code: str, number: int) -> HttpResponse:
    here = here_of(request.actor, request, slug, code, Verb.RISK_CHANGE)
    mapping = version_of(here, number)
    form = ReasonForm(request.POST or None)
    return confirm_page(
        request,
        lambda: retire_mapping(
            actor=request.actor, mapping=mapping, reason=form.cleaned_data["reason"], now=clock.now()
        ),
        title=_("Nyatakan versi %(n)s tidak berlaku?") % {"n": words(mapping.number)},
        submit=_("Nyatakan tidak berlaku"),
        back=f"{here.url('region')}?versi={mapping.number}",
        to=here.url("region"),
        message=_("Versi %(n)s tidak berlaku lagi.") % {"n": words(mapping.number)},
        consequences=[Consequence(_("TPS tanpa kelas yang berlaku"), words(mapping.stations))],
        form=form,
    )
