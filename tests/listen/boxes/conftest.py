"""A box at the market of Liuxi, with the two who empty it: Wang of the counter and Zhou who dispatches."""

from datetime import timedelta
from uuid import uuid4

import pytest

from huiying.foundation.ledger.models import Event
from huiying.foundation.people.models import Grant
from huiying.listen.boxes.services.batches import start_batch
from huiying.listen.boxes.services.keeping import BoxData, add_box
from huiying.listen.boxes.services.papers import Sheet
from huiying.listen.boxes.services.signing import sign_batch
from huiying.listen.boxes.services.slips import print_slips
from huiying.loop.empty_box import Written, take_paper
from tests.cast import NOW, open_liuxi

OPENED = NOW - timedelta(hours=3)
LAMPS = "市场东门的路灯不亮，晚上看不见路。"


class Market:
    """The box and what is done with it; every act as `wang` unless somebody else is named."""

    def __init__(self, cast):
        self.cast = cast
        unit = cast.units["petition"].pk
        place = cast.places["liuhe"].pk
        data = BoxData(spot="农贸市场东门内", spot_en="Market, east gate", unit_id=unit, rhythm="week", place_id=place)
        self.box = add_box(data, actor=cast.actor("guo"), now=NOW - timedelta(days=30))

    def who(self, name="wang", now=NOW):
        return {"actor": self.cast.actor(name), "now": now}

    def grants(self, name):
        return list(Grant.objects.filter(staff=self.cast.staff[name]).select_related("unit", "place"))

    def prints(self, count, name="wang", key=None):
        return print_slips(self.box.pk, count, key=key or uuid4(), **self.who(name))

    def starts(self, counted, next_slip=None, name="wang", key=None, opened=OPENED):
        given = {"opened_at": opened, "counted": counted, "next_slip": next_slip}
        return start_batch(self.box.pk, key=key or uuid4(), **given, **self.who(name))

    def takes(self, batch, number=None, text=LAMPS, key=None, name="wang", reason="", **sheet):
        written = Written(text=text, kind="request", naming="anonymous", language="zh-hans")
        held = Sheet(number=number, **sheet)
        return take_paper(batch.pk, held, written, key=key or uuid4(), reason=reason, **self.who(name))

    def signs(self, batch, name):
        return sign_batch(batch.pk, grants=self.grants(name), **self.who(name))

    def events(self, name):
        return list(Event.objects.filter(type=name).order_by("pk"))


@pytest.fixture
def cast(db):
    return open_liuxi()


@pytest.fixture
def market(cast):
    return Market(cast)
