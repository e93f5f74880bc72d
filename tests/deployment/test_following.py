"""A kecamatan gets another code: its Polsek, its places of distribution and the plans in force go on meaning it."""

from __future__ import annotations

import pytest

from siaga.contingency.asking import Asked
from siaga.contingency.queries.ground import guard_plan, standing_of_region
from siaga.contingency.queries.proposals import guards_then
from siaga.contingency.queries.whatif import asked_about
from siaga.deployment.models import Unit
from siaga.deployment.reading import sheet_of
from siaga.engines.whatif import Loss
from siaga.ledger.models import Entry
from siaga.planning.actions.plans import put_in_force
from siaga.planning.models import Site
from siaga.wilayah.actions.recoding import recode_region
from tests import people
from tests.deployment.worlds import guarded, police
from tests.factories import NOW, planning

pytestmark = pytest.mark.django_db
OLD, NEW = "16.72.03", "16.72.09"


def test_units_and_places_follow_and_an_old_plan_is_asked_under_the_new_code() -> None:
    here = guarded()
    for code in (OLD, f"{OLD}.1001"):
        planning.site(here.election, code, region=here.regions[code], lat=-4.0, lon=103.2)
    plan = put_in_force(actor=police, plan=here.plan(), now=NOW)
    before = asked_about(police, here.election, here.city, [Asked("banjir", (OLD,))]).answer
    out = guards_then(standing_of_region(here.election, here.city), [Asked("banjir", (OLD,))])
    recode_region(actor=people.admin, region=here.regions[OLD], code=NEW, now=NOW)

    assert Unit.objects.get(name="Polsek Dempo").districts == [NEW]
    assert sorted(Site.objects.values_list("code", flat=True)) == [NEW, f"{NEW}.1001"]
    assert set(Entry.objects.values_list("action", flat=True)) >= {"guard_unit.recode", "site.recode"}

    after = asked_about(police, here.election, here.city, [Asked("banjir", (NEW,))]).answer
    assert {(hit.station, hit.losses, hit.officers) for hit in after.hits} == {
        (hit.station.replace(OLD, NEW), hit.losses, hit.officers) for hit in before.hits
    }
    assert after.losing(Loss.GUARDS)
    then = guards_then(standing_of_region(here.election, here.city), [Asked("banjir", (NEW,))])
    assert (then.ill, {post.code for post in then.added}) == (out.ill, {post.code for post in out.added})
    plan.refresh_from_db()
    sheet = sheet_of(plan)
    assert {name for line in sheet.teams for name in line.post_names} == {
        sheet.name(post.code) for post in guard_plan(plan)[0].posts
    }
