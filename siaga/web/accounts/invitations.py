"""One-time links, and what to do when a password is forgotten."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from siaga import clock
from siaga.desk import credentials
from siaga.desk.account_errors import LinkDead
from siaga.desk.actions import accounts as act
from siaga.desk.invitation_sheets import link_to, message_for
from siaga.desk.mail import mail_link
from siaga.desk.models import Account
from siaga.desk.queries.accounts import open_invitation, working_tokens
from siaga.desk.queries.actors import actor_of, forgotten_password_actor
from siaga.kit.guard import public
from siaga.kit.rates import too_many
from siaga.web.accounts.forms import AcceptForm, ForgottenForm, NewPasswordForm
from siaga.web.accounts.notices import tell_of_ended_tokens
from siaga.web.accounts.signing_in import sign_in_with_new_password

OPENED = "opened_invitation"


@public
@never_cache
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """A link was opened. Its secret moves from the address into the session, out of history and screenshots.

    Opening does not use it up: message services fetch a preview of every link.
    """
    open_invitation(secret, clock.now())
    request.session[OPENED] = secret
    return HttpResponseRedirect(reverse("invitation_accept"))


@public
@never_cache
def accept_invitation(request: HttpRequest) -> HttpResponse:
    """Set a password (and name) with the link that was just opened, and be signed in."""
    secret = request.session.get(OPENED)
    if not secret:
        raise LinkDead("unknown")
    now = clock.now()
    found = open_invitation(secret, now)
    account = found.account
    first = found.purpose == "invite"
    working = working_tokens(account, now)
    form: NewPasswordForm
    if first:
        form = AcceptForm(request.POST if request.method == "POST" else None, initial={"name": account.name})
    else:
        form = NewPasswordForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and form.perform(
        act.accept_invitation,
        actor=actor_of(account, now),
        secret=secret,
        password=form.cleaned_data["password"],
        name=form.cleaned_data.get("name", ""),
        now=now,
    ):
        answer = sign_in_with_new_password(request, form.result, reverse("home"))
        messages.success(request, _("Sandi Anda sudah dibuat. Selamat bekerja."))
        if working:
            tell_of_ended_tokens(request, working)
        return answer
    return render(
        request,
        "web/accounts/accept.html",
        {"form": form, "account": account, "first": first, "invitation": found, "working_tokens": working},
        status=422 if form.is_bound else 200,
    )


@public
def forgotten_password(request: HttpRequest) -> HttpResponse:
    """How to get a new password: by e-mail where the installation has it, from the secretariat otherwise."""
    can_mail = bool(settings.EMAIL_HOST)
    form = ForgottenForm(request.POST if request.method == "POST" else None) if can_mail else None
    sent = False
    if form is not None and form.is_valid():
        username = form.cleaned_data["username"].strip().lower()
        if too_many(request, "forgotten", "20/h/ip,3/h/key", key=username):
            form.add_error(
                None, _("Terlalu banyak permintaan. Coba lagi satu jam lagi, atau hubungi sekretariat Desk.")
            )
        else:
            _mail_reset(request, username)
            sent = True
    return render(
        request,
        "account/password_reset.html",
        {"form": form, "sent": sent},
        status=422 if form is not None and form.errors else 200,
    )


def _mail_reset(request: HttpRequest, username: str) -> None:
    """Mail a reset link if there is such an account with an address; nobody learns which."""
    account = Account.objects.filter(username=username, is_active=True).exclude(email="").first()
    if account is None:
        return
    secret = credentials.new_link_secret()
    made = act.create_invitation(actor=forgotten_password_actor(), account=account, secret=secret, now=clock.now())
    link = link_to(secret, settings.BASE_URL or request.build_absolute_uri("/").rstrip("/"))
    mail_link(account, message_for(account, made, link))
