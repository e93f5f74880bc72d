"""What I have to report: the page on which a reporter's day begins."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from siaga import clock
from siaga.access import Verb
from siaga.kit.guard import ActorRequest, guarded
from siaga.reporting.queries.tasks import MOST, my_tasks
from siaga.reporting.reminders import fill_path


@guarded(Verb.SUBMISSION_SEND)
def tasks(request: ActorRequest) -> HttpResponse:
    """Cards of what is owed now, late ones first; what was sent back; what was sent lately."""
    found = my_tasks(request.actor, clock.now())
    return render(
        request,
        "reporting/tasks.html",
        {
            "tasks": found,
            "cards": [(task, fill_path(task.slug, task.instrument, task.unit)) for task in found.owed],
            "cut": len(found.owed) >= MOST,
            "returned": [(sent, _mend(sent.slug, sent.instrument, sent.unit, sent.pk)) for sent in found.returned],
        },
    )


def _mend(slug: str, instrument: str, unit: str, pk: int) -> str:
    return f"{fill_path(slug, instrument, unit)}&koreksi={pk}"
