"""Closing and opening an account, its second factor, its sessions."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from siaga import clock
from siaga.access import Verb
from siaga.desk.actions import accounts as act
from siaga.desk.forms.accounts import ReasonForm
from siaga.desk.queries import accounts as queries
from siaga.desk.views.accounts.request import actor_in, posted
from siaga.kit.forms import Consequence, confirm_page
from siaga.kit.guard import guarded


@guarded(Verb.ACCOUNT_CHANGE)
def deactivate(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, with what ends, then close the door."""
    actor, now = actor_in(request), clock.now()
    found = queries.access_account(actor, pk, Verb.ACCOUNT_CHANGE)
    back = reverse("accounts:account", args=[pk])
    form = ReasonForm(posted(request))
    return confirm_page(
        request,
        lambda: act.deactivate_account(actor=actor, account=found, reason=form.cleaned_data["reason"], now=clock.now()),
        title=_("Nonaktifkan akun %(name)s?") % {"name": found.name},
        submit=_("Nonaktifkan"),
        back=back,
        message=_("Akun dinonaktifkan."),
        lead=_("Orangnya langsung keluar dari semua perangkat. Riwayatnya tetap ada, dan akun dapat diaktifkan lagi."),
        consequences=[
            Consequence(_("Sesi yang diakhiri"), len(queries.sessions_of(found))),
            Consequence(_("Tautan yang ditutup"), len(queries.open_invitations_of(found, now))),
            Consequence(
                _("Token API yang berhenti bekerja"), sum(t.revoked_at is None for t in queries.tokens_of(found))
            ),
        ],
        form=form,
    )


@guarded(Verb.ACCOUNT_CHANGE)
def reactivate(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then open the door again."""
    actor = actor_in(request)
    found = queries.access_account(actor, pk, Verb.ACCOUNT_CHANGE)
    back = reverse("accounts:account", args=[pk])
    return confirm_page(
        request,
        lambda: act.reactivate_account(actor=actor, account=found, now=clock.now()),
        title=_("Aktifkan lagi akun %(name)s?") % {"name": found.name},
        submit=_("Aktifkan"),
        back=back,
        message=_("Akun aktif kembali."),
        lead=_("Peran, sandi dan verifikasi dua langkahnya berlaku seperti sebelum dinonaktifkan."),
        danger=False,
    )


@guarded(Verb.ACCOUNT_CHANGE)
def clear_second_factor(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then take the second factor off."""
    actor = actor_in(request)
    found = queries.access_account(actor, pk, Verb.ACCOUNT_CHANGE)
    back = reverse("accounts:account", args=[pk])
    form = ReasonForm(posted(request))
    return confirm_page(
        request,
        lambda: act.clear_second_factor(
            actor=actor, account=found, reason=form.cleaned_data["reason"], now=clock.now()
        ),
        title=_("Cabut verifikasi dua langkah %(name)s?") % {"name": found.name},
        submit=_("Cabut"),
        back=back,
        message=_("Verifikasi dua langkah dicabut."),
        lead=_("Lakukan hanya bila Anda sudah memastikan orangnya. Setelah ini sandinya saja cukup untuk masuk."),
        consequences=[Consequence(_("Sesi yang diakhiri"), len(queries.sessions_of(found)))],
        form=form,
    )


@guarded(Verb.ACCOUNT_CHANGE)
def end_sessions(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then sign the account out everywhere."""
    actor = actor_in(request)
    found = queries.access_account(actor, pk, Verb.ACCOUNT_CHANGE)
    back = reverse("accounts:account", args=[pk])
    return confirm_page(
        request,
        lambda: act.end_sessions(actor=actor, account=found, now=clock.now()),
        title=_("Keluarkan %(name)s dari semua perangkat?") % {"name": found.name},
        submit=_("Keluarkan"),
        back=back,
        message=_("Semua sesi akun ini diakhiri."),
        lead=_("Orangnya dapat masuk lagi dengan sandinya."),
        consequences=[Consequence(_("Sesi yang diakhiri"), len(queries.sessions_of(found)))],
    )
