"""The one form style: labels above, help under, errors beside and summarised on top, nothing typed is lost.

``Form.perform`` joins a form to an action: a ``Problem`` of the action becomes an error of the form.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ParamSpec, TypeVar

from django import forms
from django.contrib import messages
from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga.access import Problem, Refused

P = ParamSpec("P")
R = TypeVar("R")
Text = str | Promise


class Renderer(DjangoTemplates):
    """Every form of the product, also those of the account pages, is drawn by these two templates."""

    form_template_name = "kit/form.html"
    field_template_name = "kit/field.html"


class DateInput(forms.DateInput):
    """The browser's own calendar; what is sent is always ``2024-11-27``."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class DateField(forms.DateField):
    widget = DateInput


def typed(value: Any) -> Any:
    """A value as a person types it: a whole number has no decimals."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


class MeasureField(forms.FloatField):
    """A number with decimals that never comes in thousands: the dot is a decimal mark like the comma."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.is_localized = True

    def to_python(self, value: Any) -> Any:
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)


class LatitudeField(MeasureField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label=gettext_lazy("Lintang"), min_value=-90, max_value=90, **kwargs)


class LongitudeField(MeasureField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label=gettext_lazy("Bujur"), min_value=-180, max_value=180, **kwargs)


class SuggestInput(forms.TextInput):
    """A text box that offers choices from an address as one types; without script the code is typed.

    The address answers ``?cari=`` with JSON ``[{"value": "16.72.01", "label": "Pagar Alam Utara, Kota Pagar Alam"}]``.
    """

    def __init__(self, source: Text, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"data-suggest": source, "autocomplete": "off", **(attrs or {})})


class Form(forms.Form):
    """Base of our forms. ``result`` holds what the action returned once ``perform`` succeeded."""

    result: Any = None

    def perform(self, act: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> bool:
        """Run an action; True if it went well. A Problem becomes an error at its field, or above the form.

        ``Refused`` passes through: what may not be seen is answered like what is not there.
        """
        try:
            self.result = act(*args, **kwargs)
        except Refused:
            raise
        except Problem as problem:
            self.add_problem(problem)
            return False
        return True

    @property
    def fields_with_errors(self) -> list[tuple[forms.BoundField, Any]]:
        """Each field that has errors with them, for the summary above a form of one's own layout."""
        return [(self[name], self.errors[name]) for name in self.fields if name in self.errors]

    def add_problem(self, problem: Problem) -> None:
        self.add_error(problem.field if problem.field in self.fields else None, str(problem))


class ReasonForm(Form):
    """Why; it is kept with the act. longest: what the thing that is ended has room for."""

    def __init__(
        self, *args: Any, longest: int = 400, required: bool = True, help_text: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"] = forms.CharField(
            label=_("Alasan"),
            max_length=longest,
            required=required,
            help_text=help_text,
            widget=forms.Textarea(attrs={"rows": 3}),
        )


def done(request: HttpRequest, to: str, message: Text = "") -> HttpResponse:
    """After a write: say so once, and go on. Understands htmx (``HX-Redirect``)."""
    if message:
        messages.success(request, str(message))
    if request.headers.get("HX-Request") == "true":
        answer = HttpResponse(status=204)
        answer.headers["HX-Redirect"] = to
        return answer
    return HttpResponseRedirect(to)


def form_page(
    request: HttpRequest,
    form: forms.BaseForm,
    *,
    title: Text,
    submit: Text = "",
    back: str = "",
    lead: Text = "",
    template: str = "kit/form_page.html",
    context: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """A page that is one form. With errors it answers 422 and keeps what was typed."""
    values = {
        "form": form,
        "title": title,
        "submit": submit or _("Simpan"),
        "back": back,
        "lead": lead,
        **(context or {}),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, template, values, status=status)


@dataclass(frozen=True, slots=True)
class Consequence:
    """One line of what an act will do: what, and how many."""

    what: Text
    count: Text | int = ""


def confirm_page(
    request: HttpRequest,
    act: Callable[[], Any],
    *,
    title: Text,
    submit: Text,
    back: str,
    to: str | Callable[[Any], str] = "",
    message: Text = "",
    lead: Text = "",
    consequences: Sequence[Consequence] = (),
    danger: bool = True,
    form: Form | None = None,
) -> HttpResponse:
    """Ask before a dangerous act, with its consequences in numbers; on POST do it.

    act: takes nothing and does the deed; a Problem is shown on the same page.
    to: where to go afterwards, or a function from the act's result to it; by itself ``back``.
    form: further questions, such as the reason; it must be valid before ``act`` is called.
    """
    asked = form if form is not None else Form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and asked.is_valid() and asked.perform(act):
        return done(request, to(asked.result) if callable(to) else to or back, message)
    return form_page(
        request,
        asked,
        title=title,
        submit=submit,
        back=back,
        lead=lead,
        template="kit/confirm_page.html",
        context={"consequences": consequences, "danger": danger},
    )
