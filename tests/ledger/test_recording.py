"""What ``@action`` promises."""

from __future__ import annotations

import pytest

from siaga.desk.models import Agency
from siaga.ledger.errors import Collided
from siaga.ledger.models import Entry
from tests import factories
from tests.ledger.acts import open_agency

pytestmark = pytest.mark.django_db


def test_two_acts_that_want_the_same_place_one_is_told() -> None:
    city = factories.tree()["16.72"]
    open_agency(key="kpu", at=city)
    with pytest.raises(Collided, match="orang lain"):
        open_agency(key="kpu", at=city)
    assert Agency.objects.filter(key="kpu").count() == 1
    assert Entry.objects.count() == 1
