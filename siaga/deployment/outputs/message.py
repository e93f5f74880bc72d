"""What a team leader is told by WhatsApp. The number, where known, stands in the address only."""

from __future__ import annotations

from urllib.parse import quote

from django.utils.translation import gettext as _

from siaga.deployment.reading import Sheet, TeamLine
from siaga.deployment.telling.words import class_words
from siaga.kit.words import moment

LONGEST = 3000


def team_text(sheet: Sheet, team: TeamLine) -> str:
    """When and where the team stands, who is in it, whom it reports to."""
    plan = sheet.plan
    starts, ends = sheet.duty
    lines = [f"*{team.name}*", f"{moment(starts)} – {moment(ends)}"]
    if not plan.in_force:
        lines.insert(0, _("RANCANGAN, belum berlaku."))
    lines.append(_("TPS:"))
    lines += [
        f"- {name} ({class_words(post.cls.value)})" for post, name in zip(team.posts, team.post_names, strict=True)
    ]
    lines.append(_("Personel:"))
    lines += [f"- {one.title}" for one in (*team.police, *team.support)]
    if team.padal is not None:
        lines.append(_("Padal: %(name)s") % {"name": team.padal.title})
    lines.append(f"{plan.election.name}, {plan.region.title}, {_('versi')} {plan.number}")
    return "\n".join(lines)[:LONGEST]


def team_link(sheet: Sheet, team: TeamLine, phone: str = "") -> str:
    """A ``wa.me`` address with the text; without a number the sender picks the person."""
    return f"https://wa.me/{phone}?text={quote(team_text(sheet, team))}"
