"""One account: its page, its making, its mending."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from siaga import clock
from siaga.access import Actor, Place, Role, Verb, may
from siaga.desk import credentials
from siaga.desk.account_phrases import ROLE_TASKS, role_name
from siaga.desk.actions import accounts as act
from siaga.desk.forms.accounts import AccountForm, EnrolForm
from siaga.desk.invitation_sheets import grant_reach
from siaga.desk.queries import accounts as queries
from siaga.desk.views.accounts.invitations import sheet_page
from siaga.desk.views.accounts.listing import state_of
from siaga.desk.views.accounts.request import actor_in, posted
from siaga.kit.forms import done, form_page
from siaga.kit.guard import guarded
from siaga.wilayah.models import Region


@guarded(Verb.ACCOUNT_VIEW)
def account(request: HttpRequest, pk: int) -> HttpResponse:
    """One account: its roles in words, how it signs in, its open links."""
    actor, now = actor_in(request), clock.now()
    found = queries.access_account(actor, pk)
    everything = queries.grants_of(found, now, all_times=True)
    holding_now = {grant.pk for grant in queries.grants_of(found, now)}
    return render(
        request,
        "desk/accounts/account.html",
        {
            "account": found,
            "state": state_of(found),
            "place": Region.objects.filter(code=found.region_code).select_related("parent").first(),
            "grants": [
                {
                    "row": grant,
                    "name": role_name(grant.role),
                    "reach": grant_reach(grant),
                    "task": ROLE_TASKS[Role(grant.role)],
                    "field": grant.role == Role.FIELD,
                }
                for grant in everything
                if grant.pk in holding_now
            ],
            "past": [
                {"row": grant, "name": role_name(grant.role), "reach": grant_reach(grant)}
                for grant in everything
                if grant.pk not in holding_now
            ],
            "has_mfa": queries.has_second_factor(found),
            "sessions": len(queries.sessions_of(found)),
            "links": queries.open_invitations_of(found, now),
            "may_change": queries.may_administer(actor, found),
            "may_see_ledger": may(actor, Verb.LEDGER_VIEW, Place(found.region_code)),
            "is_self": actor.account_id == found.pk,
        },
    )


@guarded(Verb.ACCOUNT_CHANGE)
@never_cache
def new_account(request: HttpRequest) -> HttpResponse:
    """Make an account with its first role; the answer is its invitation sheet."""
    actor, now = actor_in(request), clock.now()
    form = EnrolForm(posted(request), actor=actor, initial={"region": _home(actor), "role": Role.FIELD.value})
    secret = credentials.new_link_secret()
    if form.is_valid() and form.perform(
        act.enrol_account,
        actor=actor,
        username=form.cleaned_data["username"],
        name=form.cleaned_data["name"],
        email=form.cleaned_data["email"],
        secret=secret,
        now=now,
        **form.grant,
    ):
        made, _grant = form.result
        return sheet_page(request, queries.open_invitations_of(made, now)[:1], [secret])
    return form_page(
        request,
        form,
        title=_("Buat akun"),
        submit=_("Buat akun dan undangannya"),
        back=reverse("accounts:list"),
        lead=_(
            "Orangnya membuat sandi sendiri lewat undangan; Anda tidak perlu, dan tidak dapat, mengetahui sandinya."
        ),
    )


def _home(actor: Actor) -> str:
    """The region that new accounts most likely belong to: the actor's own."""
    return min((grant.region for grant in actor.grants), key=len, default="")


@guarded(Verb.ACCOUNT_CHANGE)
def change_account(request: HttpRequest, pk: int) -> HttpResponse:
    """Mend name, place and e-mail."""
    actor = actor_in(request)
    found = queries.access_account(actor, pk, Verb.ACCOUNT_CHANGE)
    back = reverse("accounts:account", args=[pk])
    form = AccountForm(
        posted(request),
        actor=actor,
        initial={
            "name": found.name,
            "region": found.region_code,
            "email": found.email if queries.may_administer(actor, found) else "",
        },
    )
    if form.is_valid() and form.perform(
        act.change_account, actor=actor, account=found, person=found.person, now=clock.now(), **form.cleaned_data
    ):
        return done(request, back, _("Data akun disimpan."))
    return form_page(request, form, title=_("Ubah akun %(name)s") % {"name": found.name}, back=back)
