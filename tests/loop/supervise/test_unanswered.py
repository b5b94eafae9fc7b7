"""An order and an advice that nobody answered: the unit above hears of it the day after, once."""

from datetime import date

import pytest

from huiying.loop.supervise.ordering import answer_order
from huiying.loop.supervise.sweep import sweep_supervision
from huiying.serve.supervision.models import Signal
from huiying.serve.supervision.presenters.why import why
from tests.cast import open_liuxi
from tests.loop.supervise.lives import at
from tests.serve.supervision.ordered import advised, at_land, ordered, who

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return open_liuxi()


def test_an_order_past_its_day_is_told_to_the_unit_above_and_settled_with_the_answer(cast):
    case = at_land(cast)
    order = ordered(cast, case, reply_by=date(2026, 12, 4))
    sweep_supervision(now=at("2026-12-04", 23, 59))
    assert not Signal.objects.filter(rule="order.late").exists()
    for now in (at("2026-12-05"), at("2026-12-06"), at("2026-12-07")):
        sweep_supervision(now=now)
    signal = Signal.objects.get(rule="order.late")
    assert (signal.unit, signal.told, signal.level) == (cast.units["land"], cast.units["office"], 2)
    assert (signal.on, signal.flag, signal.case_id) == (date(2026, 12, 5), None, case.pk)
    assert why(signal).en == "The order asks for an answer by 4 December 2026; there is none."
    by = who(cast, "qian", days=20)
    answer_order(order.pk, "查清了，三盏灯都换了", **by)
    sweep_supervision(now=at("2026-12-20"))
    assert Signal.objects.get(rule="order.late").settled_at == by["now"]


def test_an_advice_about_a_case_likewise(cast):
    case = at_land(cast)
    advised(cast, case)
    advised(cast)
    sweep_supervision(now=at("2026-12-25"))
    signal = Signal.objects.get(rule="advice.late")
    assert (signal.case_id, signal.told, signal.due_on) == (case.pk, cast.units["office"], date(2026, 12, 24))


def test_the_clock_of_an_order_is_not_told_twice(cast):
    ordered(cast, at_land(cast), reply_by=date(2026, 12, 4))
    sweep_supervision(now=at("2026-12-12"))
    assert not Signal.objects.filter(deadline__clock__in=("C-SUPERVISE", "H-SUPERVISE")).exists()
