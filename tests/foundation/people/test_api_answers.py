"""The same call again gets the same answer, for a day; another call under the same key is refused."""

from datetime import timedelta

import pytest

from huiying.foundation.people.errors import SameKeyOtherCall
from huiying.foundation.people.models import ApiAnswer
from huiying.foundation.people.services.api_answers import (
    answer_before,
    call_digest,
    forget_answers,
    forget_call,
    keep_answer,
)
from tests.cast import NOW

CALL, ASKED, OTHER = call_digest("1", "speak", "a"), b"a" * 32, b"b" * 32
ANSWER = {"status": 201, "body": '{"code": "4821093755162048"}'}


def test_first_call_has_no_answer_and_the_second_has_the_first_ones(db):
    assert answer_before(CALL, ASKED, now=NOW) is None
    keep_answer(CALL, ANSWER)
    assert answer_before(CALL, ASKED, now=NOW + timedelta(hours=23)) == ANSWER


def test_the_answer_lies_sealed(db):
    answer_before(CALL, ASKED, now=NOW)
    keep_answer(CALL, ANSWER)
    assert b"4821093755162048" not in bytes(ApiAnswer.objects.get().sealed)


def test_same_key_with_other_contents_is_refused(db):
    answer_before(CALL, ASKED, now=NOW)
    with pytest.raises(SameKeyOtherCall):
        answer_before(CALL, OTHER, now=NOW)
    keep_answer(CALL, ANSWER)
    with pytest.raises(SameKeyOtherCall):
        answer_before(CALL, OTHER, now=NOW)


def test_a_call_that_was_killed_is_carried_out_again(db):
    answer_before(CALL, ASKED, now=NOW)
    assert answer_before(CALL, ASKED, now=NOW) is None


def test_a_refused_call_may_be_mended(db):
    answer_before(CALL, ASKED, now=NOW)
    forget_call(CALL)
    assert answer_before(CALL, OTHER, now=NOW) is None


def test_what_was_answered_is_not_forgotten_as_refused(db):
    answer_before(CALL, ASKED, now=NOW)
    keep_answer(CALL, ANSWER)
    forget_call(CALL)
    assert answer_before(CALL, ASKED, now=NOW) == ANSWER


def test_after_a_day_nothing_is_left(db):
    answer_before(CALL, ASKED, now=NOW)
    keep_answer(CALL, ANSWER)
    late = NOW + timedelta(hours=24)
    assert answer_before(CALL, OTHER, now=late) is None
    forget_answers(now=late + timedelta(hours=24))
    assert not ApiAnswer.objects.exists()


@pytest.mark.parametrize("parts", [("1", "speak", "b"), ("11", "peak", "a"), ("1s", "peak", "a"), ("1", "speaka", "")])
def test_other_parts_never_give_the_same_digest(parts):
    assert call_digest(*parts) != CALL
