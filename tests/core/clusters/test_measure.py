"""The figures of `huiying eval issues`, and the hot issues of real messages as the first proposals."""

from datetime import timedelta

import pytest

from huiying.core.clusters import proposing
from huiying.core.clusters.measure import NoEvents, measure
from huiying.core.similarity.measure import Message
from tests.core.clusters.test_proposing import MANY
from tests.core.similarity.voices import DAY

MESSAGES = [Message(str(n), "", text, DAY + timedelta(days=n)) for n, text in enumerate(MANY)]
PLANT = ("6", "7", "8", "9")


def test_a_proposal_that_is_the_event_has_full_marks():
    met = measure(MESSAGES, {"plant": PLANT}).events["plant"]
    assert (met.rank, met.voices, met.precision, met.recall) == (1, 4, 1, 1)


def test_what_is_missing_and_what_does_not_belong_are_told_apart():
    figures = measure(MESSAGES, {"part": PLANT[:2], "more": (*PLANT, "0")})
    assert (figures.events["part"].precision, figures.events["part"].recall) == (0.5, 1)
    assert (figures.events["more"].precision, figures.events["more"].recall) == (1, 0.8)


def test_an_event_that_is_not_proposed_has_no_rank():
    met = measure(MESSAGES, {"lamps": ("2", "10")}).events["lamps"]
    assert (met.members, met.rank, met.recall) == (2, None, 0)


def test_what_the_first_proposals_share_is_told():
    (cluster, shared), *_ = measure(MESSAGES, {"plant": PLANT}).first
    assert cluster.voices == 4
    assert shared.places == ("丽水新城",)


def test_the_order_of_the_file_does_not_matter():
    assert measure(MESSAGES[::-1], {"plant": PLANT}) == measure(MESSAGES, {"plant": PLANT})


def test_breaking_the_clustering_makes_the_figures_fall(monkeypatch):
    monkeypatch.setattr(proposing, "average_link", lambda *_, **__: [])
    assert measure(MESSAGES, {"plant": PLANT}).events["plant"].recall == 0


@pytest.mark.parametrize("events", [{}, {"gone": ("6", "77")}])
def test_events_that_do_not_fit_the_messages_are_refused(events):
    with pytest.raises(NoEvents):
        measure(MESSAGES, events)


def test_messages_without_a_time_are_measured_too():
    undated = [Message(one.id, "", one.text, None) for one in MESSAGES]
    assert measure(undated, {"plant": PLANT}).events["plant"].recall == 1
