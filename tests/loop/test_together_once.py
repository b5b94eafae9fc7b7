"""Pressed twice at one moment: what is made is made once, a list is published once, an answer is kept once."""

from datetime import time, timedelta

import pytest
from django.db import IntegrityError, transaction

from huiying.core.errors import HuiyingError
from huiying.foundation.ledger.models import Event
from huiying.foundation.ledger.pressed import once
from huiying.judge.ratings.models import Acceptance
from huiying.loop.keep_promise import accept_on_site
from huiying.loop.list_matters import publish_list
from huiying.serve.commitments.enums import Source
from huiying.serve.commitments.models import Commitment
from huiying.serve.commitments.services.keeping import drop_commitment
from huiying.serve.commitments.services.making import Promise, make_commitment
from huiying.serve.coordination.models import Series
from huiying.serve.coordination.services.series import SeriesPlan, make_series
from tests.cast import open_liuxi
from tests.foundation.ledger.conftest import together  # noqa: F401  the fixture for those who work at once
from tests.serve.matters import year as play

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_list_is_published_once_and_an_answer_on_the_spot_kept_once(together):  # noqa: F811
    cast = open_liuxi()
    year = play.opened(cast)
    lamps = play.nominated(cast, year, play.LAMPS)
    play.screening(cast, year)
    play.voting_open(cast, year)
    play.vote(year, *[(lamps.pk,)] * 5)
    play.counted(year)
    play.line(cast, year, nominations=[lamps.pk])
    who = play.of(cast, "zhou", play.at(play.DAYS["listed_by"]))

    def publish():
        try:
            return publish_list(year.pk, key="publish:once", **who).stage
        except HuiyingError as err:
            return type(err)

    assert together(publish, publish) == ["listed", "listed"]

    def dropped():
        (one,) = Commitment.objects.all()
        drop_commitment(one.pk, "选址没谈成，明年再办", **who)
        return one.pk

    (promise,) = together(dropped)

    def accept():
        asked = {"there": "yes", "works": "no", "now": who["now"], "key": "found:once"}
        return accept_on_site(promise, token="0f" * 16, **asked).commitment_id

    assert together(accept, accept, accept) == [promise] * 3
    counted = together(lambda: (Acceptance.objects.count(), Event.objects.filter(key="found:once").count()))
    assert counted == [(1, 1)]


def test_what_is_made_twice_at_one_moment_is_there_once(together):  # noqa: F811
    cast = open_liuxi()
    who = play.of(cast, "zhou", play.at(play.DAYS["listed_by"]))
    due = play.DAYS["listed_by"] + timedelta(days=9)
    pledge = Promise("窗口中午不关门", cast.units["land"].pk, due, Source.PLEDGE)
    plan = SeriesPlan("联席会议", time(9))
    made = together(
        *[lambda: make_series(plan, key="series:once", **who).pk] * 3,
        *[lambda: make_commitment(pledge, key="pledge:once", **who).pk] * 3,
    )
    assert (len(set(made[:3])), len(set(made[3:]))) == (1, 1)
    assert together(lambda: (Series.objects.count(), Commitment.objects.count())) == [(1, 1)]


def test_what_is_refused_for_another_reason_or_inside_a_transaction_is_not_tried_again(db):
    asked = []

    @once
    def refused(key=None):
        asked.append(key)
        raise IntegrityError

    for key in (None, "nobody:took:it"):
        with pytest.raises(IntegrityError):
            refused(key=key)
    with pytest.raises(IntegrityError), transaction.atomic():
        refused(key="inside")
    assert asked == [None, "nobody:took:it", "inside"]
