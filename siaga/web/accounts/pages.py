"""The own account: who I am, my roles, my keys, where I am signed in, my tokens."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from siaga import clock
from siaga.access import Actor, Role
from siaga.desk import credentials
from siaga.desk.account_phrases import ROLE_TASKS, role_name
from siaga.desk.actions import accounts as act
from siaga.desk.invitation_sheets import grant_reach
from siaga.desk.models import Account
from siaga.desk.queries.accounts import access_own_token, grants_of, sessions_of, tokens_of
from siaga.kit.forms import Consequence, confirm_page, done, form_page
from siaga.kit.guard import signed_in
from siaga.web.accounts.devices import device_of
from siaga.web.accounts.forms import ProfileForm, TokenForm


def _me(request: HttpRequest) -> Account:
    assert isinstance(request.user, Account)
    return request.user


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


@signed_in
def own_account(request: HttpRequest) -> HttpResponse:
    """Everything about the own account on one page."""
    me, now = _me(request), clock.now()
    factors = {factor.type: factor for factor in Authenticator.objects.filter(user=me)}
    codes = factors.get(Authenticator.Type.RECOVERY_CODES)
    return render(
        request,
        "web/accounts/own.html",
        {
            "me": me,
            "roles": [
                (role_name(grant.role), grant_reach(grant), ROLE_TASKS[Role(grant.role)], grant)
                for grant in grants_of(me, now)
            ],
            "second_factor": factors.get(Authenticator.Type.TOTP),
            "codes_left": len(codes.wrap().get_unused_codes()) if codes else None,
            "sessions": _sessions(request, me),
            "tokens": [token for token in tokens_of(me) if token.revoked_at is None],
        },
    )


@signed_in
def profile(request: HttpRequest) -> HttpResponse:
    """Mend the own name and e-mail address."""
    me, back = _me(request), reverse("account_own")
    form = ProfileForm(request.POST if request.method == "POST" else None, initial={"name": me.name, "email": me.email})
    if form.is_valid() and form.perform(
        act.set_own_name,
        actor=_actor(request),
        account=me,
        now=clock.now(),
        **form.cleaned_data,
    ):
        return done(request, back, _("Data Anda disimpan."))
    return form_page(request, form, title=_("Ubah data saya"), back=back)


def _sessions(request: HttpRequest, me: Account) -> list[dict[str, object]]:
    here = request.session.session_key
    return [
        {"id": row.pk, "device": device_of(row.user_agent), "ip": row.ip, "seen": row.last_seen_at,
         "since": row.created_at, "here": row.session_key == here}
        for row in sessions_of(me)
    ]  # fmt: skip


@signed_in
def sessions(request: HttpRequest) -> HttpResponse:
    """Where the account is signed in, each with a button to end it."""
    return render(request, "web/accounts/sessions.html", {"sessions": _sessions(request, _me(request))})


@signed_in
@require_POST
def end_session(request: HttpRequest, pk: int) -> HttpResponse:
    """End one session of the own account."""
    ended = act.end_sessions(actor=_actor(request), account=_me(request), only=pk, now=clock.now())
    return done(
        request, reverse("usersessions_list"), _("Sesi itu diakhiri.") if ended else _("Sesi itu sudah berakhir.")
    )


@signed_in
@require_POST
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    """End every session of the own account but this one."""
    key = request.session.session_key or ""
    ended = act.end_sessions(actor=_actor(request), account=_me(request), keep=key, now=clock.now())
    message = ngettext("%(count)d sesi lain diakhiri.", "%(count)d sesi lain diakhiri.", ended) % {"count": ended}
    return done(request, reverse("usersessions_list"), message if ended else _("Tidak ada sesi lain."))


@signed_in
def tokens(request: HttpRequest) -> HttpResponse:
    """The own API tokens, without their secrets."""
    return render(request, "web/accounts/tokens.html", {"tokens": tokens_of(_me(request)), "shown_now": clock.now()})


@signed_in
@never_cache
def new_token(request: HttpRequest) -> HttpResponse:
    """Make a token; it is shown on the answer and never again."""
    form = TokenForm(request.POST if request.method == "POST" else None)
    secret = credentials.new_token()
    if form.is_valid() and form.perform(
        act.create_token,
        actor=_actor(request),
        account=_me(request),
        token=secret,
        now=clock.now(),
        **form.cleaned_data,
    ):
        return render(request, "web/accounts/token_made.html", {"token": form.result, "secret": secret})
    return form_page(
        request,
        form,
        title=_("Buat token API"),
        submit=_("Buat token"),
        back=reverse("account_tokens"),
        lead=_("Program yang memegang token bertindak atas nama Anda, dengan semua wewenang Anda."),
    )


@signed_in
def revoke_token(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then stop a token."""
    token = access_own_token(_actor(request), pk)
    back = reverse("account_tokens")
    return confirm_page(
        request,
        lambda: act.revoke_token(actor=_actor(request), token=token, now=clock.now()),
        title=_("Cabut token “%(name)s”?") % {"name": token.name},
        submit=_("Cabut token"),
        back=back,
        message=_("Token dicabut."),
        lead=_("Program yang memakainya langsung ditolak dan tidak dapat dipulihkan dengan token ini."),
        consequences=[Consequence(_("Token yang dicabut"), 1)],
    )
