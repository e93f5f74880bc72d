"""The election as something that the person chooses besides the file of an import."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from siaga.elections.access import access_election
from siaga.elections.errors import ElectionClosed
from siaga.elections.models import Election
from siaga.elections.queries import elections_for
from siaga.intake.fields import Words
from siaga.intake.importer import ContextField
from siaga.intake.plan import Context


def election_field(help: Words = "", *, required: bool = True, shapes: bool = False) -> ContextField:
    return ContextField(
        name="election",
        label=gettext_lazy("Pemilihan"),
        choices=lambda actor: [(one.slug, one.name) for one in elections_for(actor)],
        help=help,
        required=required,
        shapes=shapes,
    )


def chosen_election(context: Context) -> Election:
    """The one that was chosen, open still. Raises Refused, ElectionClosed."""
    election = access_election(context.actor, context.values["election"])
    if election.closed:
        raise ElectionClosed(election.name)
    return election
