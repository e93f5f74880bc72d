"""Roles of an account, the policy for roles, and what each role may do."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from siaga import clock
from siaga.access import Role, Verb
from siaga.desk.account_phrases import ROLE_TASKS, powers_of, role_name
from siaga.desk.actions import accounts as act
from siaga.desk.forms.accounts import GrantForm, PolicyForm, ReasonForm, UnitsForm
from siaga.desk.invitation_sheets import grant_reach
from siaga.desk.queries import accounts as queries
from siaga.desk.views.accounts.request import actor_in, posted
from siaga.kit.forms import Consequence, confirm_page, done, form_page
from siaga.kit.guard import guarded


@guarded(Verb.ACCOUNT_CHANGE)
def give_role(request: HttpRequest, pk: int) -> HttpResponse:
    """Give one more role."""
    actor = actor_in(request)
    found = queries.access_account(actor, pk, Verb.ACCOUNT_CHANGE)
    back = reverse("accounts:account", args=[pk])
    form = GrantForm(posted(request), actor=actor, initial={"region": found.region_code})
    if form.is_valid() and form.perform(act.grant_role, actor=actor, account=found, now=clock.now(), **form.grant):
        return done(request, back, _("Peran diberikan."))
    return form_page(
        request,
        form,
        title=_("Beri peran kepada %(name)s") % {"name": found.name},
        submit=_("Beri peran"),
        back=back,
        lead=_("Hanya peran dan wilayah di dalam wewenang Anda sendiri yang dapat diberikan."),
    )


@guarded(Verb.ACCOUNT_CHANGE)
def revoke_role(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then take a role away."""
    actor = actor_in(request)
    grant = queries.access_grant(actor, pk, Verb.ACCOUNT_CHANGE)
    back = reverse("accounts:account", args=[grant.account_id])
    form = ReasonForm(posted(request))
    return confirm_page(
        request,
        lambda: act.revoke_grant(actor=actor, grant=grant, reason=form.cleaned_data["reason"], now=clock.now()),
        title=_("Cabut peran %(role)s dari %(name)s?") % {"role": role_name(grant.role), "name": grant.account.name},
        submit=_("Cabut peran"),
        back=back,
        message=_("Peran dicabut."),
        lead=grant_reach(grant),
        consequences=[Consequence(_("Tugas yang ikut berakhir"), len(grant.units))] if grant.units else [],
        form=form,
    )


@guarded(Verb.ACCOUNT_CHANGE)
def assign_units(request: HttpRequest, pk: int) -> HttpResponse:
    """Which TPS and regions a field worker looks after."""
    actor = actor_in(request)
    grant = queries.access_grant(actor, pk, Verb.ACCOUNT_CHANGE)
    back = reverse("accounts:account", args=[grant.account_id])
    form = UnitsForm(posted(request), initial={"units": "\n".join(grant.units)})
    if form.is_valid() and form.perform(
        act.assign_units, actor=actor, grant=grant, units=form.cleaned_data["units"], now=clock.now()
    ):
        return done(request, back, _("Tugas disimpan."))
    return form_page(
        request,
        form,
        title=_("Tugas %(name)s") % {"name": grant.account.name},
        back=back,
        lead=f"{grant_reach(grant)}{f' · {grant.election.name}' if grant.election else ''}",
    )


@guarded(Verb.SETTING_CHANGE)
def policy(request: HttpRequest) -> HttpResponse:
    """Which roles must have a second factor."""
    actor, now = actor_in(request), clock.now()
    present = queries.role_policies(actor)
    form = PolicyForm(
        posted(request),
        initial={"roles": [role.value for role, required in present.items() if required]},
    )
    if form.is_valid():
        wanted = {Role(value) for value in form.cleaned_data["roles"]}
        if all(
            form.perform(act.set_role_policy, actor=actor, role=role, mfa_required=role in wanted, now=now)
            for role, required in present.items()
            if required != (role in wanted)
        ):
            return done(request, reverse("accounts:policy"), _("Kebijakan disimpan."))
    without = queries.without_second_factor(actor)
    return form_page(
        request,
        form,
        title=_("Wajib verifikasi dua langkah"),
        back=reverse("accounts:list"),
        lead=_("Pemegang peran yang dicentang harus mengaktifkannya sebelum dapat memakai halaman lain."),
        template="desk/accounts/policy.html",
        context={"without": [(role_name(role), without.get(role.value, 0), present[role]) for role in Role]},
    )


@guarded(Verb.ACCOUNT_VIEW)
def powers(request: HttpRequest) -> HttpResponse:
    """What each role may do and how far: the matrix in words, to choose a role by."""
    give = set(queries.roles_to_give(actor_in(request)))
    return render(
        request,
        "desk/accounts/powers.html",
        {"roles": [(role_name(role), ROLE_TASKS[role], powers_of(role), role in give) for role in Role]},
    )
