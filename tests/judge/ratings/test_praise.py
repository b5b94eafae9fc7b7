"""Praise reaches the unit that earned it; on the board it stands without names and with the speaker's consent."""

from datetime import timedelta

import pytest
from django.db import connection

from huiying.foundation.ledger.models import Event, LogEntry
from huiying.judge.ratings import errors
from huiying.judge.ratings.models import Praise
from huiying.judge.ratings.selectors.praise import praise_for, praise_on_board, praise_waiting
from huiying.judge.ratings.services.erasing import empty_words
from huiying.listen.voices.models import Voice
from huiying.loop.pass_on_praise import pass_praise
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.receipt import receipt_facts
from tests.cast import NOW, open_liuxi
from tests.serve.commitments.promises import who
from tests.serve.coordination.issues import grants_of, speak

pytestmark = pytest.mark.django_db
WORDS = "一趟就办好了，材料清单写得明明白白"


@pytest.fixture
def cast():
    return open_liuxi()


@pytest.fixture
def case(cast):
    return speak("自然资源局一趟就办好了，材料清单写得明明白白。", kind="praise", name="李桂英", may_publish=True)


def passed(cast, case, *, unit="land", words=WORDS, public=True, by="zhou", key=None):
    return pass_praise(case.pk, cast.units[unit].pk, words, public=public, key=key, **who(cast, by))


def test_it_reaches_the_unit_and_the_speaker_hears_of_it(cast, case):
    praise = passed(cast, case)
    connection.finish_waiting()
    event = Event.objects.get(type="case.praise_passed")
    assert LogEntry.objects.filter(event=event).exists()
    assert WORDS not in str(event.public)
    assert list(praise_for(grants_of(cast, "zhao"))) == [praise]
    assert list(praise_for(grants_of(cast, "outsider"))) == []
    said = {line.said.zh: line.said.en for line in receipt_facts(case.voice, now=NOW + timedelta(days=2)).lines}
    assert said["您的表扬转给了柳溪县自然资源局"] == "Your praise was passed on to Liuxi Natural Resources Bureau"


def test_it_waits_for_a_dispatcher_until_a_unit_has_it(cast, case):
    speak("路灯不亮")
    assert list(praise_waiting(grants_of(cast, "zhou"))) == [case]
    assert not praise_waiting(grants_of(cast, "zhao")).exists()
    passed(cast, case)
    assert not praise_waiting(grants_of(cast, "zhou")).exists()


def test_twice_with_one_key_is_once_and_a_second_unit_may_have_it_too(cast, case):
    first = passed(cast, case, key="k")
    assert passed(cast, case, key="k") == first
    with pytest.raises(errors.PraisePassed):
        passed(cast, case)
    passed(cast, case, unit="liuhe")
    assert Praise.objects.count() == 2


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"words": "好"}, errors.PraiseNeedsWords),
        ({"words": "好" * 301}, errors.PraiseNeedsWords),
        ({"words": "多亏您们，我是李桂英"}, errors.PraiseNamesSomebody),
        ({"words": "电话13812342041的同志真好"}, errors.PraiseNamesSomebody),
        ({"by": "zhao"}, errors.MayNotPassOn),
        ({"by": "sun"}, errors.MayNotPassOn),
    ],
)
def test_what_stands_in_its_way(cast, case, wrong, error):
    with pytest.raises(error):
        passed(cast, case, **wrong)
    assert not Praise.objects.exists()


def test_a_unit_that_is_gone_earns_none(cast, case):
    with pytest.raises(errors.PraiseNeedsUnit):
        pass_praise(case.pk, 0, WORDS, public=False, **who(cast, "zhou"))


def test_without_consent_it_stays_off_the_board(cast):
    case = speak("镇里的同志上门量血压，谢谢。", kind="praise")
    with pytest.raises(errors.PraiseNotToPublish):
        passed(cast, case, unit="liuhe")
    praise = passed(cast, case, unit="liuhe", public=False)
    assert list(praise_on_board()) == []
    assert list(praise_for(grants_of(cast, "town"))) == [praise]


def test_of_what_is_sealed_or_erased_nothing_is_passed_on_nor_shown(cast, case):
    praise = passed(cast, case)
    assert list(praise_on_board()) == [praise]
    Case.objects.filter(pk=case.pk).update(sealed=True)
    assert list(praise_on_board()) == []
    with pytest.raises(errors.MayNotPassOn):
        passed(cast, case, unit="liuhe")
    Case.objects.filter(pk=case.pk).update(sealed=False)
    Voice.objects.filter(pk=case.pk).update(erased_at=NOW)
    with pytest.raises(errors.MayNotPassOn):
        passed(cast, case, unit="liuhe")


def test_erasure_takes_its_words_and_takes_it_off_the_board(cast, case):
    praise = passed(cast, case)
    assert empty_words(case.pk) == 1
    praise.refresh_from_db()
    assert (praise.words, praise.public) == ("", False)
    assert list(praise_on_board()) == list(praise_for(grants_of(cast, "zhao"))) == []


def test_a_revealed_check_and_a_consent_taken_back_leave_the_board(cast, case):
    passed(cast, case)
    assert praise_on_board().exists()
    Voice.objects.filter(pk=case.pk).update(may_publish=False)
    assert not praise_on_board().exists()
    assert praise_for(grants_of(cast, "zhao")).exists()
    Voice.objects.filter(pk=case.pk).update(may_publish=True, revealed_at=NOW)
    assert not praise_on_board().exists()
    assert not praise_for(grants_of(cast, "zhao")).exists()
