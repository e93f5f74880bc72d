"""Links that let people in: one by one, or as sheets to print."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from siaga import clock
from siaga.access import Verb
from siaga.desk import credentials
from siaga.desk.actions import accounts as act
from siaga.desk.forms.accounts import SheetsForm
from siaga.desk.invitation_sheets import InvitationSheet, make_sheets, message_for
from siaga.desk.mail import mail_link
from siaga.desk.models import Invitation
from siaga.desk.queries import accounts as queries
from siaga.desk.views.accounts.request import actor_in, posted
from siaga.kit.forms import Consequence, Form, confirm_page, form_page
from siaga.kit.guard import guarded


def _origin(request: HttpRequest) -> str:
    origin: str = settings.BASE_URL or request.build_absolute_uri("/").rstrip("/")
    return origin


def sheet_page(request: HttpRequest, invitations: list[Invitation], secrets: list[str]) -> HttpResponse:
    sheets = make_sheets(invitations, secrets, clock.now(), _origin(request))
    mailed = sum(
        mail_link(invitation.account, message_for(invitation.account, invitation, sheet.link))
        for invitation, sheet in zip(invitations, sheets, strict=True)
    )
    return _sheets(request, sheets, mailed, invitations)


def _sheets(
    request: HttpRequest, sheets: list[InvitationSheet], mailed: int, invitations: list[Invitation]
) -> HttpResponse:
    return render(
        request,
        "desk/accounts/sheets.html",
        {
            "sheets": sheets,
            "mailed": mailed,
            "single": invitations[0].account if len(invitations) == 1 else None,
        },
    )


@guarded(Verb.ACCOUNT_CHANGE)
@never_cache
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a one-time link; the answer is its sheet, shown once."""
    actor, now = actor_in(request), clock.now()
    found = queries.access_account(actor, pk, Verb.ACCOUNT_CHANGE)
    back = reverse("accounts:account", args=[pk])
    secret = credentials.new_link_secret()
    form = Form(posted(request))
    if form.is_valid() and form.perform(act.create_invitation, actor=actor, account=found, secret=secret, now=now):
        return sheet_page(request, [form.result], [secret])
    first = found.invited
    return form_page(
        request,
        form,
        title=(_("Buat undangan untuk %(name)s?") if first else _("Buat tautan sandi baru untuk %(name)s?"))
        % {"name": found.name},
        submit=_("Buat tautan"),
        back=back,
        lead=_("Tautan berlaku %(span)s dan hanya satu kali. Tautan lama akun ini langsung tertutup.")
        % {"span": _("7 hari") if first else _("24 jam")},
    )


@guarded(Verb.ACCOUNT_CHANGE)
def cancel_invitation(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a link that is still open."""
    actor = actor_in(request)
    found = queries.access_invitation(actor, pk, Verb.ACCOUNT_CHANGE)
    back = reverse("accounts:account", args=[found.account_id])
    return confirm_page(
        request,
        lambda: act.cancel_invitation(actor=actor, invitation=found, now=clock.now()),
        title=_("Tutup tautan %(name)s?") % {"name": found.account.name},
        submit=_("Tutup tautan"),
        back=back,
        message=_("Tautan ditutup."),
        lead=_("Lembar atau pesan yang memuat tautan itu tidak dapat dipakai lagi."),
        consequences=[Consequence(_("Tautan yang ditutup"), 1)],
    )


@guarded(Verb.ACCOUNT_CHANGE)
@never_cache
def sheets(request: HttpRequest) -> HttpResponse:
    """Invitation sheets for many accounts at once, to print; their links are made anew."""
    actor, now = actor_in(request), clock.now()
    waiting = [one for one in queries.accounts_waiting(actor) if queries.may_administer(actor, one)]
    form = SheetsForm(posted(request), waiting=waiting)
    if form.is_valid():
        chosen_ids = set(form.cleaned_data["accounts"])
        chosen = [one for one in waiting if str(one.pk) in chosen_ids]
        secrets = [credentials.new_link_secret() for _one in chosen]
        if form.perform(act.create_invitations, actor=actor, accounts=chosen, secrets=secrets, now=now):
            return sheet_page(request, form.result, secrets)
    return form_page(
        request,
        form,
        title=_("Cetak lembar undangan"),
        submit=_("Buat lembar"),
        back=reverse("accounts:list"),
        lead=_(
            "Akun yang belum pernah dibuka. Satu lembar per orang; tautan pada lembar lama akun itu langsung tertutup."
        ),
        template="desk/accounts/sheets_form.html",
        context={"waiting": waiting},
    )
