"""What was written in orders and advice on a case goes with its voice; that they were given, and when, stays."""

from datetime import date, timedelta

import pytest

from huiying.foundation.files.models import StoredFile
from huiying.foundation.files.services import keep_file
from huiying.foundation.ledger.models import Event
from huiying.foundation.ledger.recording import private_fields
from huiying.foundation.people.models import Grant
from huiying.loop.erase_voice import erase_voice
from huiying.loop.supervise.advising import feed_back
from huiying.loop.supervise.ordering import answer_order
from huiying.serve.supervision.enums import Adoption
from huiying.serve.supervision.models import Order, OrderStep
from tests.cast import NOW, open_liuxi
from tests.serve.supervision.ordered import advised, at_land, ordered, who

pytestmark = pytest.mark.django_db


def test_words_files_and_secrets_of_orders_and_advice_go_with_the_voice():
    cast = open_liuxi()
    unit = cast.units["office"]
    Grant.objects.create(staff=cast.staff["sun"], role="identity_keeper", unit=unit, starts_on=date(2026, 1, 1))
    case, other = at_land(cast), at_land(cast, "育才小区的水管老化，自来水发黄。")
    order, kept = ordered(cast, case), ordered(cast, other)
    photo = keep_file(b"three lamps", "lamps.txt", now=NOW)
    answer_order(order.pk, "灯已经换好", files=[photo.pk], **who(cast, "zhao"))
    advice = advised(cast, case)
    feed_back(advice.pk, Adoption.ADOPTED, "已经建立巡查制度", **who(cast, "qian"))
    later = NOW + timedelta(days=40)
    erase_voice(case.pk, basis="order", actor=cast.actor("sun"), now=later, reason="法院来函第十七号")
    order.refresh_from_db()
    advice.refresh_from_db()
    assert (order.words, order.state, order.trigger, order.reply_by) == ("", "closed", "S3", date(2026, 12, 4))
    assert list(OrderStep.objects.values_list("words", flat=True)) == [""]
    assert (advice.words, advice.basis, advice.feedback, advice.adoption) == ("", "", "", "adopted")
    assert not StoredFile.objects.exists()
    assert Order.objects.get(pk=kept.pk).words
    assert Order.objects.get(pk=kept.pk).state == "ordered"
    about = Event.objects.filter(subject_kind__in=("order", "advice"), subject_id__in=(order.pk, advice.pk))
    told = private_fields(list(about.exclude(subject_kind="order", subject_id=kept.pk)))
    assert not any(told.values())
