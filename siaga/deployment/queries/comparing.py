"""Two versions of a security plan side by side. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from siaga.deployment.reading import Person, Sheet


@dataclass(frozen=True, slots=True)
class PostLine:
    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class PersonLine:
    person: Person
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Compared:
    before: Sheet
    after: Sheet
    posts: tuple[PostLine, ...]
    people: tuple[PersonLine, ...]
    same_posts: int
    same_people: int


def compare(before: Sheet, after: Sheet) -> Compared:
    """Every TPS that another team guards, and everybody who stands elsewhere, begins or is free."""
    one, other = _team_of(before), _team_of(after)
    posts = []
    for code in sorted({*one, *other}):
        left, right = one.get(code, frozenset()), other.get(code, frozenset())
        if left != right:
            posts.append(PostLine(after.name(code), _team_name(before, code), _team_name(after, code)))
    here = {person.id: person for person in before.sent}
    there = {person.id: person for person in after.sent}
    people = []
    for id in sorted({*here, *there}, key=lambda id: (there.get(id) or here[id]).name):
        was, now = here.get(id), there.get(id)
        old = before.place_name(was.place) if was else ""
        new = after.place_name(now.place) if now else ""
        if (was.place if was else "") != (now.place if now else ""):
            known = now or was
            assert known is not None
            people.append(PersonLine(known, old, new))
    return Compared(
        before, after, tuple(posts), tuple(people), len({*one, *other}) - len(posts), len({*here, *there}) - len(people)
    )


def _team_of(sheet: Sheet) -> dict[str, frozenset[str]]:
    """The TPS that each shares a team with: numbers of teams may differ, their company tells."""
    return {code: frozenset(team.team.posts) for team in sheet.teams for code in team.team.posts}


def _team_name(sheet: Sheet, code: str) -> str:
    return next((team.name for team in sheet.teams if code in team.team.posts), "")
