"""``/mulai/``: the first administrator, by the code that the server printed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from siaga import clock
from siaga.access import Refused
from siaga.desk.actions import accounts as act
from siaga.desk.models import Account
from siaga.desk.queries.actors import set_up_actor
from siaga.desk.setup_code import forget_setup_code, matches_setup_code, waiting_setup_code
from siaga.kit.guard import public
from siaga.kit.rates import too_many
from siaga.web.accounts.forms import FirstAdministratorForm
from siaga.web.accounts.signing_in import sign_in_with_new_password


@public
@never_cache
def set_up(request: HttpRequest) -> HttpResponse:
    """Make the first administrator. The page exists only while there is no account."""
    if Account.objects.exists():
        if request.user.is_authenticated:
            return HttpResponseRedirect(reverse("home"))
        raise Refused
    waiting_setup_code()
    form = FirstAdministratorForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _code_is_right(request, form):
        values = form.cleaned_data
        if form.perform(
            act.create_first_administrator,
            actor=set_up_actor(),
            username=values["username"],
            name=values["name"],
            password=values["password"],
            now=clock.now(),
        ):
            forget_setup_code()
            return sign_in_with_new_password(request, form.result, reverse("home"))
    return render(request, "web/accounts/set_up.html", {"form": form}, status=422 if form.is_bound else 200)


def _code_is_right(request: HttpRequest, form: FirstAdministratorForm) -> bool:
    if too_many(request, "set_up", "10/m/ip"):
        form.add_error(None, _("Terlalu banyak percobaan. Tunggu satu menit, lalu coba lagi."))
        return False
    if not matches_setup_code(form.cleaned_data["code"]):
        form.add_error(
            "code", _("Kode penyiapan keliru. Salin dari layar peladen, atau dari berkas setup-code di SIAGA_HOME.")
        )
        return False
    return True
