"""Two people at the same box at the same moment: one voice of each slip, one batch, one closing."""

from functools import partial
from uuid import uuid4

import pytest

from huiying.core.errors import HuiyingError
from huiying.listen.boxes.models import Batch, Paper, Slip
from huiying.listen.voices.models import Voice
from tests.foundation.ledger import conftest

pytestmark = pytest.mark.django_db(transaction=True)
together = conftest.together


def tried(work):
    """A refusal is an answer, too: whoever comes second hears why."""

    def run():
        try:
            work()
        except HuiyingError as err:
            return err.code
        return ""

    return run


def seen(together, look):
    """What stands in the database that they worked on."""
    (found,) = together(look)
    return found


def test_a_slip_typed_by_two_at_once_is_one_voice(market, together):
    market.prints(3)
    batch = market.starts(3)
    for number in (1, 2, 3):
        both = [tried(partial(market.takes, batch, number, name=name)) for name in ("wang", "zhou")]
        assert sorted(together(*both)) == ["", "box.slip_taken"]
    assert seen(together, lambda: (Voice.objects.count(), Paper.objects.count())) == (3, 3)


def test_a_double_click_at_once_is_one_voice(market, together):
    batch, key = market.starts(1), uuid4()
    assert together(*[tried(partial(market.takes, batch, key=key))] * 3) == ["", "", ""]
    assert seen(together, lambda: (Voice.objects.count(), Paper.objects.count())) == (1, 1)


def test_a_box_emptied_by_two_at_once_is_one_batch(market, together):
    both = [tried(partial(market.starts, 2, name=name)) for name in ("wang", "zhou")]
    assert sorted(together(*both)) == ["", "box.batch_open"]
    assert seen(together, Batch.objects.count) == 1


def test_one_person_signing_twice_at_once_signs_once(market, together):
    batch = market.starts(0)
    assert sorted(together(*[tried(partial(market.signs, batch, "wang"))] * 2)) == ["", "box.signed_already"]
    assert seen(together, Batch.objects.filter(closed_at=None).count) == 1


def test_two_printings_at_once_number_on(market, together):
    assert together(*[tried(partial(market.prints, 4))] * 2) == ["", ""]
    numbers = seen(together, lambda: list(Slip.objects.order_by("number").values_list("number", flat=True)))
    assert numbers == list(range(1, 9))
