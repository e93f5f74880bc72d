"""Things of a regency that are known by one code: how one is said, changed and removed on its pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import QuerySet
from django.http import HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from siaga import clock
from siaga.access import Actor, Refused, Verb
from siaga.kit.forms import Consequence, Form, confirm_page, done, form_page, typed
from siaga.kit.guard import ActorRequest
from siaga.planning.actions.coded import Coded
from siaga.planning.views.shared import Here, here_of
from siaga.wilayah.models import Region

Thing = TypeVar("Thing", bound=Any)
Text = str | Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedPages(Generic[Thing]):
    """What the pages of one kind of such things have of their own.

    visible: those that the actor sees. change, remove: its acts. form: made from what was sent, what stands, and the
    regency. listing, removal: names of the addresses of the list and of the question before removing. Then the words:
    add, saved, ask (with the thing under its name), removed, lead, unused (what no plan will count on any more).
    """

    things: Coded[Thing]
    visible: Callable[[Actor], QuerySet[Any]]
    change: Callable[..., Thing]
    remove: Callable[..., None]
    form: Callable[[QueryDict | None, dict[str, Any], Region], Form]
    listing: str
    removal: str
    add: Text
    saved: Text
    ask: Text
    removed: Text
    lead: Text
    unused: Text

    def added(self, request: ActorRequest, slug: str, code: str) -> HttpResponseBase:
        return self._form_page(request, self._here(request, slug, code), None)

    def changed(self, request: ActorRequest, slug: str, code: str, pk: int) -> HttpResponseBase:
        here = self._here(request, slug, code)
        return self._form_page(request, here, self._thing(request, here, pk))

    def dropped(self, request: ActorRequest, slug: str, code: str, pk: int) -> HttpResponseBase:
        thing = self._thing(request, self._here(request, slug, code), pk)
        back = reverse(self.listing, args=[slug, code])
        return confirm_page(
            request,
            lambda: self.remove(actor=request.actor, thing=thing, now=clock.now()),
            title=str(self.ask) % {self.things.name: thing},
            submit=_("Hapus"),
            back=back,
            message=self.removed,
            lead=self.lead,
            consequences=[Consequence(self.unused, thing.count)],
        )

    def _here(self, request: ActorRequest, slug: str, code: str) -> Here:
        return here_of(request.actor, slug, code, Verb.PLAN_CHANGE, self.things.plans)

    def _thing(self, request: ActorRequest, here: Here, pk: int) -> Thing:
        found: Thing | None = (
            self.visible(request.actor).filter(pk=pk, election=here.election, region=here.region).first()
        )
        if found is None:
            raise Refused
        return found

    def _form_page(self, request: ActorRequest, here: Here, thing: Thing | None) -> HttpResponseBase:
        place = [here.election.slug, here.region.code]
        named = self.things.code
        initial = {name: typed(getattr(thing, name)) for name in (named, *self.things.fields)} if thing else {}
        form = self.form(request.POST or None, initial, here.region)
        form.fields[named].disabled = thing is not None
        back = reverse(self.listing, args=place)
        if form.is_valid() and form.perform(
            self.change,
            actor=request.actor,
            election=here.election,
            region=here.region,
            code=form.cleaned_data[named],
            values=form.cleaned_data,
            now=clock.now(),
        ):
            return done(request, back, self.saved)
        return form_page(
            request,
            form,
            title=str(thing) if thing else self.add,
            back=back,
            template="planning/removable_form.html",
            context={
                "region": here.region,
                "remove": reverse(self.removal, args=[*place, thing.pk]) if thing else "",
            },
        )
