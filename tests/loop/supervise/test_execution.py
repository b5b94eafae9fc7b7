"""What an opinion supports is urged unit by unit, and called executed once nothing of it is open (条例 Art 32(2))."""

from datetime import timedelta

import pytest

from huiying.core.procedures.errors import Guarded
from huiying.foundation.people.models import Unit
from huiying.loop.act_on_case import act_on_case
from huiying.serve.casework.models import Case, Document
from huiying.serve.casework.selectors.letters import letter_of
from huiying.serve.casework.selectors.receipt import receipt_facts
from huiying.serve.commitments.models import Commitment
from huiying.serve.commitments.services.keeping import keep_commitment
from tests.cast import NOW, open_liuxi
from tests.loop.test_carry_out_reply import answered, handled, read
from tests.serve.commitments.promises import who

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return open_liuxi()


@pytest.fixture
def case(cast):
    case = handled(cast)
    answered(cast, case)
    read(case)
    return case


def test_each_unit_gets_one_letter_with_what_it_has_to_do(cast, case):
    first, second = Document.objects.filter(case=case, code="D21").order_by("pk")
    assert [one.values["addressed"] for one in (first, second)] == [cast.units[key].pk for key in ("liuhe", "housing")]
    text = str(letter_of(second, "zh-hans"))
    assert all(part in text for part in ("柳溪县住房和城乡建设局", "查一遍全镇的路灯线路", "2027年1月15日"))
    assert "换三盏路灯" not in text
    told = [line.said.en for line in receipt_facts(case.voice, now=NOW).lines]
    assert "A letter urges Liuxi Housing Bureau to carry out what the opinion promises" in told


def test_an_opinion_reaches_the_person_also_when_a_unit_that_owes_something_is_gone(cast):
    case = handled(cast)
    answered(cast, case)
    Unit.objects.filter(pk=cast.units["housing"].pk).update(active=False)
    read(case)
    (letter,) = Document.objects.filter(case=case, code="D21")
    assert letter.values["addressed"] == cast.units["liuhe"].pk


def test_a_corrected_opinion_urges_nobody_a_second_time(cast, case):
    words = {"reason": "写错了一个路名", "public_text": "已经查明，线路进水，十日内换新。", "puts_right": "修好就是"}
    town = cast.actor("town")
    act_on_case(case.pk, "correct_opinion", actor=town, now=NOW + timedelta(days=3), data=words | {"looked": True})
    read(Case.objects.get(pk=case.pk), days=4)
    assert Document.objects.filter(case=case, code="D21").count() == 2


def test_it_is_executed_once_nothing_is_open(cast, case):
    data = {"evidence": "灯换好了，线路查完了"}
    done = {"actor": cast.actor("town"), "now": NOW + timedelta(days=9), "data": data}
    with pytest.raises(Guarded):
        act_on_case(case.pk, "execution_done", **done)
    for promise in Commitment.objects.order_by("pk"):
        keep_commitment(promise.pk, "做完了，拍了照片", **who(cast, "zhou", days=7))
    act_on_case(case.pk, "execution_done", **done)
    assert Case.objects.get(pk=case.pk).facts["tracks"]["execution"] == "done"
