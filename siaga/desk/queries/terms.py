"""Terms of office: who holds what on a day, in a bounded number of queries, and which terms would overlap."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import DateField, OuterRef, Prefetch, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from siaga.access import Actor
from siaga.desk.access import offices_for
from siaga.desk.models import Office, Person, Tenure, TenureKind
from siaga.desk.terms import OfficeHolder, holder, overlaps
from siaga.wilayah.names import fold


def clash(office: Office, kind: str, starts: date, ends: date | None, *, but: int | None = None) -> Tenure | None:
    """The first term of the same sort (definitive, or stand-in) at the office that shares a day with this one."""
    for other in office.tenures.exclude(pk=but or 0).select_related("person", "office").order_by("starts"):
        if other.stands_in == (kind != TenureKind.DEFINITIVE) and overlaps(starts, ends, other):
            return other
    return None


def covering(day: date) -> Q:
    """Terms in which the day lies."""
    return Q(starts__lte=day) & (Q(ends__isnull=True) | Q(ends__gte=day))


def holder_on(office: Office, day: date) -> OfficeHolder:
    """Who acts in the office on the day: a stand-in that covers it, else the definitive holder, else nobody."""
    return holder(office, office.tenures.filter(covering(day)).select_related("person", "office"), day)


def holders_on(offices: Iterable[Office], day: date) -> dict[int, OfficeHolder]:
    """The same for many offices, by office id, in one query."""
    by_id = {office.pk: office for office in offices}
    terms: dict[int, list[Tenure]] = {pk: [] for pk in by_id}
    for term in Tenure.objects.filter(covering(day), office__in=by_id).select_related("person"):
        term.office = by_id[term.office_id]
        terms[term.office_id].append(term)
    return {pk: holder(office, terms[pk], day) for pk, office in by_id.items()}


def terms_on(day: date) -> Prefetch[str, QuerySet[Tenure], str]:
    """Prefetch for offices: the terms that cover the day, with their people, as ``office.terms_on_day``."""
    return Prefetch(
        "tenures",
        queryset=Tenure.objects.filter(covering(day)).select_related("person", "office"),
        to_attr="terms_on_day",
    )


def offices_on(actor: Actor, day: date) -> QuerySet[Office]:
    """Offices that the actor may see, with who acts on the day: ``acting_name`` and ``acting_kind`` to sort and
    filter by (empty where vacant), the ``day`` itself, and the terms in ``terms_on_day`` for ``holder``."""
    terms = Tenure.objects.filter(covering(day), office=OuterRef("pk"))
    stand_in = terms.exclude(kind=TenureKind.DEFINITIVE)
    definitive = terms.filter(kind=TenureKind.DEFINITIVE)
    return (
        offices_for(actor)
        .filter(agency__closed_on__isnull=True)
        .annotate(
            day=Value(day, output_field=DateField()),
            acting_name=Coalesce(
                Subquery(stand_in.values("person__search_name")[:1]),
                Subquery(definitive.values("person__search_name")[:1]),
                Value(""),
            ),
            acting_kind=Coalesce(
                Subquery(stand_in.values("kind")[:1]), Subquery(definitive.values("kind")[:1]), Value("")
            ),
        )
        .prefetch_related(terms_on(day))
    )


def history_of(office: Office) -> list[Tenure]:
    """All terms of the office, the latest first (bounded at 300)."""
    return list(office.tenures.select_related("person", "office__agency__region").order_by("-starts", "-id")[:300])


def terms_of(actor: Actor, person: Person) -> list[Tenure]:
    """The terms of an official at offices that the actor may see, the latest first (bounded at 300)."""
    return list(
        Tenure.objects.filter(person=person, office__in=offices_for(actor))
        .select_related("office__agency__region__parent", "person")
        .order_by("-starts", "-id")[:300]
    )


def ending_between(actor: Actor, first: date, last: date) -> QuerySet[Tenure]:
    """Terms at offices in reach that end in the span, soonest first: what needs a successor."""
    return (
        Tenure.objects.filter(ends__gte=first, ends__lte=last, office__in=offices_for(actor))
        .select_related("office__agency__region__parent", "person")
        .order_by("ends", "id")
    )


def find_offices(offices: QuerySet[Office], words: str) -> QuerySet[Office]:
    """Those of ``offices_on`` whose title, agency or acting person has all the words; "Pjs" finds the kind."""
    for word in words.split()[:6]:
        folded = fold(word)
        offices = offices.filter(
            Q(title__icontains=word)
            | Q(agency__name__icontains=word)
            | Q(agency__key__icontains=word)
            | (Q(acting_name__contains=folded) if folded else Q(pk__in=[]))
            | Q(acting_kind=word.lower().rstrip("."))
        )
    return offices
