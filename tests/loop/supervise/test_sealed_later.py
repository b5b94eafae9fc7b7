"""What came of an order on a case goes with the case: out of sight once it is sealed, emptied once it is erased."""

from datetime import date, timedelta

import pytest

from huiying.foundation.ledger.models import Event
from huiying.foundation.ledger.recording import private_fields
from huiying.foundation.people.models import Grant
from huiying.listen.voices.models import Voice
from huiying.loop.erase_voice import erase_voice
from huiying.loop.supervise.ordering import give_order
from huiying.loop.supervise.sweep import sweep_supervision
from huiying.serve.casework.models import Case
from huiying.serve.commitments.enums import Source
from huiying.serve.supervision.enums import MeasureKind
from huiying.serve.supervision.errors import AdviceNotFound, MatterErased, MeasureNotFound, SupervisionNamesSomebody
from huiying.serve.supervision.models import Advice, Measure, Order, Signal
from huiying.serve.supervision.selectors.advice import advice_for_viewer, advice_of_year, advice_to_answer
from huiying.serve.supervision.selectors.measures import measure_for_viewer, measures_for, measures_public
from huiying.serve.supervision.services.measures import take_measure
from tests.cast import NOW, open_liuxi
from tests.serve.commitments.promises import promised
from tests.serve.coordination.issues import grants_of
from tests.serve.supervision.ordered import advised, at_land, ordered, who

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 25)


@pytest.fixture
def cast():
    return open_liuxi()


@pytest.fixture
def led(cast):
    """An advice and a public measure because of an order on a case."""
    case = at_land(cast)
    order = ordered(cast, case)
    measure = take_measure(
        MeasureKind.LISTED, cast.units["land"].pk, order.words, TODAY, date(2026, 12, 20),
        order_id=order.pk, **who(cast, "chen"),
    )  # fmt: skip
    return case, advised(cast, order_id=order.pk), measure


def test_advice_and_measures_because_of_an_order_are_nobodys_once_its_case_is_sealed(cast, led):
    case, advice, measure = led
    assert [one.pk for one in measures_public(today=TODAY)] == [measure.pk]
    Case.objects.filter(pk=case.pk).update(sealed=True)
    for name in ("chen", "qian"):
        with pytest.raises(AdviceNotFound):
            advice_for_viewer(advice.pk, grants_of(cast, name))
        with pytest.raises(MeasureNotFound):
            measure_for_viewer(measure.pk, grants_of(cast, name))
    assert measures_public(today=TODAY) == []
    assert sum(kind.given for kind in advice_of_year(2026)) == 0


def test_measures_without_an_order_are_still_read(cast):
    unit = cast.units["land"].pk
    take_measure(MeasureKind.TALK, unit, "请说明为什么都逾期了", TODAY, date(2026, 12, 20), **who(cast, "chen"))
    assert measures_for(grants_of(cast, "qian")).count() == 1


def test_words_of_a_measure_that_repeat_an_order_go_with_the_voice(cast, led):
    case, advice, measure = led
    start = date(2026, 1, 1)
    Grant.objects.create(staff=cast.staff["sun"], role="identity_keeper", unit=cast.units["office"], starts_on=start)
    later = NOW + timedelta(days=3)
    erase_voice(case.pk, basis="order", actor=cast.actor("sun"), now=later, reason="法院来函第十七号")
    measure = Measure.objects.get(pk=measure.pk)
    assert (measure.words, measure.kind, measure.unit) == ("", "listed", cast.units["land"])
    assert measures_public(today=TODAY) == []
    assert not any(private_fields(list(Event.objects.filter(subject_kind="measure"))))
    assert Advice.objects.get(pk=advice.pk).words == ""
    assert list(advice_to_answer(grants_of(cast, "qian"))) == []


def test_no_order_and_no_advice_is_given_on_what_was_erased(cast, led):
    case, advice, _measure = led
    Order.objects.update(state="closed")
    Voice.objects.filter(pk=case.pk).update(erased_at=NOW)
    for give in (
        lambda: ordered(cast, case),
        lambda: advised(cast, case),
        lambda: advised(cast, order_id=advice.order_id),
    ):
        with pytest.raises(MatterErased):
            give()
    assert (Order.objects.count(), Advice.objects.count()) == (1, 1)


def test_advice_and_measures_because_of_an_order_name_nobody_of_its_case(cast):
    case = at_land(cast, name="欧阳听雨")
    order = ordered(cast, case)
    with pytest.raises(SupervisionNamesSomebody):
        advised(cast, order_id=order.pk, words="请给欧阳听雨修好路灯")
    with pytest.raises(SupervisionNamesSomebody):
        take_measure(
            MeasureKind.TALK, cast.units["land"].pk, "没有给欧阳听雨修路灯", TODAY, date(2026, 12, 20),
            order_id=order.pk, **who(cast, "chen"),
        )  # fmt: skip


def test_an_order_on_a_promise_of_a_sealed_case_is_not_found_late(cast):
    case = at_land(cast)
    promise = promised(cast, case_id=case.pk, source=Source.REPLY)
    give_order("请说明为什么没有做到", date(2026, 12, 1), trigger="S3", commitment_id=promise.pk, **who(cast, "chen"))
    Case.objects.filter(pk=case.pk).update(sealed=True)
    sweep_supervision(now=NOW + timedelta(days=20))
    assert not Signal.objects.exists()
