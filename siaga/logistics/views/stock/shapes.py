"""The two shapes of what is done to the stock: noting something by a form, and saying why before it is taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpResponse

from siaga import clock
from siaga.kit.forms import Consequence, Form, ReasonForm, Text, confirm_page, done, form_page
from siaga.kit.guard import ActorRequest
from siaga.logistics.clean import LONGEST_REASON
from siaga.logistics.views.rooms import Store


def noting(
    request: ActorRequest,
    store: Store,
    form: Form,
    act: Callable[..., Any],
    *,
    title: Text,
    back: str,
    message: Text | Callable[[Any], Text],
    submit: Text,
    to: Callable[[Any], str] | None = None,
    lead: Text = "",
) -> HttpResponse:
    """Show the form; what is valid goes to the action, with who and when. to, message: from what it returned."""
    if form.is_valid() and form.perform(act, actor=request.actor, now=clock.now(), **form.cleaned_data):
        told = message(form.result) if callable(message) else message
        return done(request, to(form.result) if to else back, told)
    return form_page(request, form, title=title, lead=lead, submit=submit, back=back, context={"region": store.region})


def taking_back(
    request: ActorRequest,
    act: Callable[..., Any],
    *,
    title: Text,
    submit: Text,
    back: str,
    message: Text,
    consequences: Sequence[Consequence],
) -> HttpResponse:
    """Ask why, with what follows in numbers; the reason goes to the action, with who and when."""
    form = ReasonForm(request.POST or None, longest=LONGEST_REASON)
    return confirm_page(
        request,
        lambda: act(actor=request.actor, reason=form.cleaned_data["reason"], now=clock.now()),
        title=title,
        submit=submit,
        back=back,
        message=message,
        consequences=consequences,
        form=form,
    )
