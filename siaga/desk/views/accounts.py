"""``/pengguna/``: who has an account, with which roles, and the links that let them in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from siaga import clock
from siaga.access import Actor, Place, Role, Verb, may
from siaga.desk import credentials
from siaga.desk.account_phrases import ROLE_NAMES, ROLE_TASKS, powers_of, role_name
from siaga.desk.actions import accounts as act
from siaga.desk.forms.accounts import AccountForm, EnrolForm, GrantForm, PolicyForm, ReasonForm, SheetsForm, UnitsForm
from siaga.desk.invitation_sheets import InvitationSheet, grant_reach, make_sheets, message_for
from siaga.desk.mail import mail_link
from siaga.desk.models import Account, Invitation
from siaga.desk.queries import accounts as queries
from siaga.kit.forms import Consequence, Form, confirm_page, done, form_page
from siaga.kit.guard import guarded
from siaga.kit.tables import Column, Empty, Filter, Table
from siaga.wilayah.models import Region


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def _posted(request: HttpRequest) -> Any:
    """What was sent, also when nothing was filled in; None when the form is only shown."""
    return request.POST if request.method == "POST" else None


def _state(account: Account) -> str:
    if not account.is_active:
        return "nonaktif"
    return "menunggu" if account.invited else "aktif"


def _by_state(rows: Any, value: str) -> Any:
    wanted = {"nonaktif": {"is_active": False}, "menunggu": {"is_active": True, "invited": True}}
    return rows.filter(**wanted.get(value, {"is_active": True, "invited": False}))


def _by_region(rows: Any, code: str) -> Any:
    return rows.filter(region_code=code) | rows.filter(region_code__startswith=f"{code}.")


def _place(account: Any) -> str:
    if not account.region_code:
        return _("Seluruh instalasi")
    name = account.place_name or account.region_code
    return f"{name}, {account.place_parent}" if account.place_parent else name


ACCOUNTS = Table(
    key="pengguna",
    title=gettext_lazy("Pengguna"),
    columns=[
        Column(key="name", label=gettext_lazy("Nama"), sort="name", sub="username"),
        Column(key="username", label=gettext_lazy("Nama pengguna"), screen=False),
        Column(
            key="roles",
            label=gettext_lazy("Peran"),
            value=lambda a: "; ".join(f"{role_name(g.role)}: {grant_reach(g)}" for g in a.held),
            cell="desk/accounts/cells/roles.html",
        ),
        Column(key="place", label=gettext_lazy("Dikelola di"), value=_place, sort="region_code", phone=False),
        Column(key="has_mfa", label=gettext_lazy("Dua langkah"), format="truth", sort="has_mfa", phone=False),
        Column(key="last_login", label=gettext_lazy("Terakhir masuk"), format="age", sort="last_login", phone=False),
        Column(key="state", label=gettext_lazy("Keadaan"), value=_state, format="status"),
    ],
    filters=[
        Filter(
            key="keadaan",
            label=gettext_lazy("Keadaan"),
            chips=True,
            choices=[
                ("aktif", gettext_lazy("Aktif")),
                ("menunggu", gettext_lazy("Menunggu undangan")),
                ("nonaktif", gettext_lazy("Nonaktif")),
            ],
            apply=_by_state,
        ),
        Filter(
            key="peran",
            label=gettext_lazy("Peran"),
            choices=[(role.value, str(name)) for role, name in ROLE_NAMES.items()],
            apply=lambda rows, value: rows.filter(grants__role=value, grants__revoked_at=None).distinct(),
        ),
        Filter(
            key="wilayah",
            label=gettext_lazy("Wilayah"),
            choices=lambda request: queries.places_of_accounts(_actor(request)),
            apply=_by_region,
        ),
        Filter(
            key="instansi",
            label=gettext_lazy("Instansi"),
            choices=lambda request: queries.agencies_of_accounts(_actor(request)),
            apply=lambda rows, value: rows.filter(grants__agency=value, grants__revoked_at=None).distinct(),
        ),
        Filter(
            key="dua-langkah",
            label=gettext_lazy("Verifikasi dua langkah"),
            choices=[("ya", gettext_lazy("Aktif")), ("belum", gettext_lazy("Belum aktif"))],
            apply=lambda rows, value: rows.filter(has_mfa=value == "ya"),
        ),
    ],
    search=lambda rows, words: rows.filter(name__icontains=words) | rows.filter(username__icontains=words),
    search_label=gettext_lazy("Cari nama atau nama pengguna"),
    order="name",
    row_url=lambda account: reverse("accounts:account", args=[account.pk]),
    empty=Empty(
        title=gettext_lazy("Belum ada pengguna"),
        text=gettext_lazy(
            "Buat akun untuk tiap orang yang bekerja dengan Siaga. Ia menerima undangan dan membuat sandinya sendiri."
        ),
        button=gettext_lazy("Buat akun"),
        url=lambda request: reverse("accounts:new"),
        icon="users",
    ),
)


@guarded(Verb.ACCOUNT_VIEW)
def accounts(request: HttpRequest) -> HttpResponseBase:
    """The list."""
    actor = _actor(request)
    return ACCOUNTS.respond(
        request,
        queries.account_list(actor, clock.now()),
        template="desk/accounts/list.html",
        context={
            "lead": _("Siapa boleh masuk, sebagai apa, dan sampai mana wewenangnya."),
            "may_change": _changes_somewhere(actor),
            "may_set_policy": may(actor, Verb.SETTING_CHANGE, Place()),
        },
    )


def _changes_somewhere(actor: Actor) -> bool:
    return bool(queries.roles_to_give(actor))


@guarded(Verb.ACCOUNT_VIEW)
def account(request: HttpRequest, pk: int) -> HttpResponse:
    """One account: its roles in words, how it signs in, its open links."""
    actor, now = _actor(request), clock.now()
    found = queries.access_account(actor, pk)
    everything = queries.grants_of(found, now, all_times=True)
    holding_now = {grant.pk for grant in queries.grants_of(found, now)}
    return render(
        request,
        "desk/accounts/account.html",
        {
            "account": found,
            "state": _state(found),
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
    actor, now = _actor(request), clock.now()
    form = EnrolForm(_posted(request), actor=actor, initial={"region": _home(actor), "role": Role.FIELD.value})
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
        return _sheet_page(request, queries.open_invitations_of(made, now)[:1], [secret])
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


def _origin(request: HttpRequest) -> str:
    origin: str = settings.BASE_URL or request.build_absolute_uri("/").rstrip("/")
    return origin


def _sheet_page(request: HttpRequest, invitations: list[Invitation], secrets: list[str]) -> HttpResponse:
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
def change_account(request: HttpRequest, pk: int) -> HttpResponse:
    """Mend name, place and e-mail."""
    actor = _actor(request)
    found = queries.access_account(actor, pk, Verb.ACCOUNT_CHANGE)
    back = reverse("accounts:account", args=[pk])
    form = AccountForm(
        _posted(request),
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


@guarded(Verb.ACCOUNT_CHANGE)
@never_cache
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a one-time link; the answer is its sheet, shown once."""
    actor, now = _actor(request), clock.now()
    found = queries.access_account(actor, pk, Verb.ACCOUNT_CHANGE)
    back = reverse("accounts:account", args=[pk])
    secret = credentials.new_link_secret()
    form = Form(_posted(request))
    if form.is_valid() and form.perform(act.create_invitation, actor=actor, account=found, secret=secret, now=now):
        return _sheet_page(request, [form.result], [secret])
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
    actor = _actor(request)
    found = queries.access_invitation(actor, pk, Verb.ACCOUNT_CHANGE)
    back = reverse("accounts:account", args=[found.account_id])
    return confirm_page(
        request,
        lambda: act.cancel_invitation(actor=actor, invitation=found, now=clock.now()),
        title=_("Tutup tautan %(name)s?") % {"name": found.account.name},
        submit=_("Tutup tautan"),
        back=back,
        to=back,
        message=_("Tautan ditutup."),
        lead=_("Lembar atau pesan yang memuat tautan itu tidak dapat dipakai lagi."),
        consequences=[Consequence(_("Tautan yang ditutup"), 1)],
    )


@guarded(Verb.ACCOUNT_CHANGE)
def deactivate(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, with what ends, then close the door."""
    actor, now = _actor(request), clock.now()
    found = queries.access_account(actor, pk, Verb.ACCOUNT_CHANGE)
    back = reverse("accounts:account", args=[pk])
    form = ReasonForm(_posted(request))
    return confirm_page(
        request,
        lambda: act.deactivate_account(actor=actor, account=found, reason=form.cleaned_data["reason"], now=clock.now()),
        title=_("Nonaktifkan akun %(name)s?") % {"name": found.name},
        submit=_("Nonaktifkan"),
        back=back,
        to=back,
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
    actor = _actor(request)
    found = queries.access_account(actor, pk, Verb.ACCOUNT_CHANGE)
    back = reverse("accounts:account", args=[pk])
    return confirm_page(
        request,
        lambda: act.reactivate_account(actor=actor, account=found, now=clock.now()),
        title=_("Aktifkan lagi akun %(name)s?") % {"name": found.name},
        submit=_("Aktifkan"),
        back=back,
        to=back,
        message=_("Akun aktif kembali."),
        lead=_("Peran, sandi dan verifikasi dua langkahnya berlaku seperti sebelum dinonaktifkan."),
        danger=False,
    )


@guarded(Verb.ACCOUNT_CHANGE)
def clear_second_factor(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then take the second factor off."""
    actor = _actor(request)
    found = queries.access_account(actor, pk, Verb.ACCOUNT_CHANGE)
    back = reverse("accounts:account", args=[pk])
    form = ReasonForm(_posted(request))
    return confirm_page(
        request,
        lambda: act.clear_second_factor(
            actor=actor, account=found, reason=form.cleaned_data["reason"], now=clock.now()
        ),
        title=_("Cabut verifikasi dua langkah %(name)s?") % {"name": found.name},
        submit=_("Cabut"),
        back=back,
        to=back,
        message=_("Verifikasi dua langkah dicabut."),
        lead=_("Lakukan hanya bila Anda sudah memastikan orangnya. Setelah ini sandinya saja cukup untuk masuk."),
        consequences=[Consequence(_("Sesi yang diakhiri"), len(queries.sessions_of(found)))],
        form=form,
    )


@guarded(Verb.ACCOUNT_CHANGE)
def end_sessions(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then sign the account out everywhere."""
    actor = _actor(request)
    found = queries.access_account(actor, pk, Verb.ACCOUNT_CHANGE)
    back = reverse("accounts:account", args=[pk])
    return confirm_page(
        request,
        lambda: act.end_sessions(actor=actor, account=found, now=clock.now()),
        title=_("Keluarkan %(name)s dari semua perangkat?") % {"name": found.name},
        submit=_("Keluarkan"),
        back=back,
        to=back,
        message=_("Semua sesi akun ini diakhiri."),
        lead=_("Orangnya dapat masuk lagi dengan sandinya."),
        consequences=[Consequence(_("Sesi yang diakhiri"), len(queries.sessions_of(found)))],
    )


@guarded(Verb.ACCOUNT_CHANGE)
def give_role(request: HttpRequest, pk: int) -> HttpResponse:
    """Give one more role."""
    actor = _actor(request)
    found = queries.access_account(actor, pk, Verb.ACCOUNT_CHANGE)
    back = reverse("accounts:account", args=[pk])
    form = GrantForm(_posted(request), actor=actor, initial={"region": found.region_code})
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
    actor = _actor(request)
    grant = queries.access_grant(actor, pk, Verb.ACCOUNT_CHANGE)
    back = reverse("accounts:account", args=[grant.account_id])
    form = ReasonForm(_posted(request))
    return confirm_page(
        request,
        lambda: act.revoke_grant(actor=actor, grant=grant, reason=form.cleaned_data["reason"], now=clock.now()),
        title=_("Cabut peran %(role)s dari %(name)s?") % {"role": role_name(grant.role), "name": grant.account.name},
        submit=_("Cabut peran"),
        back=back,
        to=back,
        message=_("Peran dicabut."),
        lead=grant_reach(grant),
        consequences=[Consequence(_("Tugas yang ikut berakhir"), len(grant.units))] if grant.units else [],
        form=form,
    )


@guarded(Verb.ACCOUNT_CHANGE)
def assign_units(request: HttpRequest, pk: int) -> HttpResponse:
    """Which TPS and regions a field worker looks after."""
    actor = _actor(request)
    grant = queries.access_grant(actor, pk, Verb.ACCOUNT_CHANGE)
    back = reverse("accounts:account", args=[grant.account_id])
    form = UnitsForm(_posted(request), initial={"units": "\n".join(grant.units)})
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


@guarded(Verb.ACCOUNT_CHANGE)
@never_cache
def sheets(request: HttpRequest) -> HttpResponse:
    """Invitation sheets for many accounts at once, to print; their links are made anew."""
    actor, now = _actor(request), clock.now()
    waiting = [one for one in queries.accounts_waiting(actor) if queries.may_administer(actor, one)]
    form = SheetsForm(_posted(request), waiting=waiting)
    if form.is_valid():
        chosen_ids = set(form.cleaned_data["accounts"])
        chosen = [one for one in waiting if str(one.pk) in chosen_ids]
        secrets = [credentials.new_link_secret() for _one in chosen]
        if form.perform(act.create_invitations, actor=actor, accounts=chosen, secrets=secrets, now=now):
            return _sheet_page(request, form.result, secrets)
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


@guarded(Verb.SETTING_CHANGE)
def policy(request: HttpRequest) -> HttpResponse:
    """Which roles must have a second factor."""
    actor, now = _actor(request), clock.now()
    present = queries.role_policies(actor)
    form = PolicyForm(
        _posted(request),
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
    give = set(queries.roles_to_give(_actor(request)))
    return render(
        request,
        "desk/accounts/powers.html",
        {"roles": [(role_name(role), ROLE_TASKS[role], powers_of(role), role in give) for role in Role]},
    )
