"""What still hangs on a thing that somebody wants to close or remove, in words with counts."""

from __future__ import annotations

from datetime import date

from django.db.models import Q
from django.utils.translation import ngettext

from siaga.desk.models import Agency, Desk, Grant, Office, SectionMember, SupportRequest, SupportState, Tenure


def uses_of_agency(agency: Agency, day: date) -> list[str]:
    """What is still open at the agency, in words with counts: why it cannot be closed."""
    running = Q(ends__isnull=True) | Q(ends__gte=day)
    counts = {
        "tenures": Tenure.objects.filter(running, office__agency=agency).count(),
        "support": SupportRequest.objects.filter(
            Q(asked_by=agency) | Q(answered_by=agency), state__in=[SupportState.ASKED, SupportState.GRANTED]
        ).count(),
        "seats": SectionMember.objects.filter(office__agency=agency, section__desk__closed_on__isnull=True).count(),
        "desks": Desk.objects.filter(Q(lead_agency=agency) | Q(chair__agency=agency), closed_on__isnull=True).count(),
        "grants": Grant.objects.filter(running, agency=agency, revoked_at__isnull=True).count(),
    }
    words = {
        "tenures": ngettext("%d masa tugas yang berjalan", "%d masa tugas yang berjalan", counts["tenures"]),
        "support": ngettext("%d permintaan dukungan terbuka", "%d permintaan dukungan terbuka", counts["support"]),
        "seats": ngettext("%d kursi di Desk", "%d kursi di Desk", counts["seats"]),
        "desks": ngettext("%d Desk yang dipimpinnya", "%d Desk yang dipimpinnya", counts["desks"]),
        "grants": ngettext("%d peran pengguna", "%d peran pengguna", counts["grants"]),
    }
    return [words[use] % count for use, count in counts.items() if count]


def uses_of_office(office: Office) -> list[str]:
    """Why the office cannot be removed, in words with counts."""
    terms = office.tenures.count()
    seats = SectionMember.objects.filter(office=office).count()
    chairs = Desk.objects.filter(chair=office).count()
    uses = (
        (terms, ngettext("%d masa tugas", "%d masa tugas", terms)),
        (seats, ngettext("%d kursi di Desk", "%d kursi di Desk", seats)),
        (chairs, ngettext("%d Desk yang diketuainya", "%d Desk yang diketuainya", chairs)),
    )
    return [words % count for count, words in uses if count]
