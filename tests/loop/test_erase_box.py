"""A voice that came out of a box is erased like any other; of the box only numbers stay, and nobody stands in them."""

import json
from datetime import date, timedelta

import pytest
from django.apps import apps

from huiying.foundation.ledger.models import Event, EventSecret
from huiying.foundation.people.models import Grant
from huiying.listen.boxes.models import Difference, Paper
from huiying.loop.erase_voice import erase_voice
from tests.cast import NOW, open_liuxi
from tests.journeys_of_rows import JOURNEYS, Li, play

pytestmark = pytest.mark.django_db
LI = {"name": "司徒白芷", "phone": "13955500077"}
WORDS = "市场东门第三盏路灯坏了，找司徒白芷家对面的灯杆。"
IN_THE_CLEAR = ("李桂英", *LI.values())


@pytest.fixture
def cast():
    cast = open_liuxi()
    unit = cast.units["office"]
    Grant.objects.create(staff=cast.staff["sun"], role="identity_keeper", unit=unit, starts_on=date(2026, 1, 1))
    return cast


def everything():
    """Every column of every row as text."""
    rows = (row for model in apps.get_models() for row in model._base_manager.values_list())
    return "\n".join(repr(bytes(v) if isinstance(v, memoryview) else v) for row in rows for v in row)


def test_nothing_of_the_paper_is_left_but_its_numbers(cast):
    voice = play(JOURNEYS["boxes"](Li(cast, LI, WORDS)))
    assert WORDS in everything()
    told = Difference.objects.get(slip__paper__voice=voice)
    assert told.reason
    keeper, now = cast.actor("sun"), NOW + timedelta(days=3)
    other = Paper.objects.exclude(voice=voice).get(voice__isnull=False).voice
    for each in (voice, other):
        erase_voice(each.pk, basis="order", actor=keeper, now=now, reason="有权机关书面命令")
    told.refresh_from_db()
    assert told.reason == ""
    assert not EventSecret.objects.filter(event__subject_kind="box_difference", event__subject_id=told.pk).exists()
    left = everything()
    assert not [word for word in (WORDS, *IN_THE_CLEAR) if word in left]
    assert Paper.objects.get(voice=voice).slip.number == 2


def test_no_event_and_no_row_of_a_box_names_who_wrote(cast):
    play(JOURNEYS["boxes"](Li(cast, LI, "路灯坏了。")))
    events = [(event.key, event.type, event.public) for event in Event.objects.all()]
    assert len(events) > 15
    said = json.dumps(events, ensure_ascii=False) + everything()
    assert not [word for word in LI.values() if word in said]


def test_the_code_of_a_slip_stands_in_no_row(cast):
    from uuid import uuid4

    from huiying.listen.boxes.models import Box
    from huiying.listen.boxes.services.slips import print_slips

    play(JOURNEYS["boxes"](Li(cast)))
    box = Box.objects.get()
    Box.objects.update(active=True)
    codes = [each.code for each in print_slips(box.pk, 3, key=uuid4(), actor=cast.actor("hotline"), now=NOW)]
    left = everything()
    assert not [code for code in codes if code in left]
