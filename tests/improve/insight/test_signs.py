"""Signs from the cases of an office: what counts, what does not, and what a person makes of it."""

from datetime import date, timedelta

import pytest

from huiying.foundation.ledger.models import Event
from huiying.foundation.ledger.recording import private_fields
from huiying.foundation.office.selectors import calendar
from huiying.improve.insight.enums import SignDecision
from huiying.improve.insight.errors import DecisionUnknown, SignGone, SignNeedsReason
from huiying.improve.insight.models import EarlySign, Night, SignAnswer
from huiying.improve.insight.selectors.heard import counts_heard, streams_running
from huiying.improve.insight.selectors.signs import last_night, signs_answered, signs_open
from huiying.improve.insight.services.signs import decide_sign
from huiying.listen.voices.models import Voice
from huiying.loop.understanding.nightly import JOBS
from huiying.loop.understanding.watching import watch_growth
from huiying.serve.casework.models import Case
from tests.cast import NOW

pytestmark = pytest.mark.django_db
YESTERDAY = date(2026, 11, 22)
REASON = "夜里赶工的是高架桥工地，已约施工方"


@pytest.fixture
def burst(quiet_year, topics, cast):
    """Fourteen more voices about works at night in the village, over five days."""

    def more(**changes):
        made = []
        for back, times in ((1, 4), (2, 3), (3, 4), (5, 3)):
            at = NOW - timedelta(days=back)
            made += quiet_year(times, at, category=topics["night"], place=cast.places["village"], **changes)
        return made

    return more


@pytest.fixture
def sign(burst):
    burst()
    (found,) = watch_growth(now=NOW)
    return found


def decide(cast, sign, name="chen", decision="looked", reason=REASON, **more):
    return decide_sign(sign.pk, decision=decision, reason=reason, actor=cast.actor(name), now=NOW, **more)


def test_growth_is_found_and_named_precisely(sign, topics, cast):
    assert (sign.category, sign.place) == (topics["night"], cast.places["village"])
    assert (sign.first_on, sign.last_on, sign.span) == (YESTERDAY, YESTERDAY, 7)
    assert sign.count >= 14
    assert sign.low <= sign.high < sign.count
    assert sign.weeks[-1] == sign.count
    assert list(signs_open()) == [sign]


def test_nothing_grows_in_a_quiet_year(quiet_year):
    assert watch_growth(now=NOW) == []
    night = last_night()
    assert (night.last_on, night.looked_at) == (YESTERDAY, NOW)
    assert night.tried > 0
    assert not signs_open().exists()


def test_before_the_first_night_there_is_nothing_to_show(cast):
    assert last_night() is None
    assert not signs_open().exists()


def test_an_empty_office_has_no_signs(cast):
    assert watch_growth(now=NOW) == []


def test_sealed_voices_are_not_counted(burst):
    burst(sealed=True)
    assert watch_growth(now=NOW) == []


def test_erased_voices_are_not_counted(burst):
    cases = burst()
    Voice.objects.filter(case__in=[case.pk for case in cases]).update(erased_at=NOW, title="", text="")
    assert watch_growth(now=NOW) == []


def test_a_matter_that_became_a_second_case_is_counted_once(burst, quiet_year):
    cases = burst()
    first = Voice.objects.exclude(case__in=[case.pk for case in cases]).first()
    Voice.objects.filter(case__in=[case.pk for case in cases]).update(split_from=first)
    assert watch_growth(now=NOW) == []


def test_a_channel_that_has_just_begun_is_not_growth(burst):
    burst(channel="phone")
    assert watch_growth(now=NOW) == []
    assert Night.objects.get().left_out == [["phone", ""]]


def test_an_import_that_comes_late_moves_the_last_day_and_history_does_not(quiet_year, topics):
    for back in range(1, 80):
        at = NOW - timedelta(days=back)
        quiet_year(3, at, category=topics["water"], recorded_at=at + timedelta(days=3))
    assert streams_running(calendar(), yesterday=YESTERDAY).last == YESTERDAY - timedelta(days=3)
    Voice.objects.update(recorded_at=NOW)  # all brought over from an earlier system
    assert streams_running(calendar(), yesterday=YESTERDAY).last == YESTERDAY


def test_days_are_those_of_the_office(heard, topics):
    late = NOW.replace(hour=15, minute=30) - timedelta(days=1)  # 23:30 in Liuxi
    heard(1, NOW - timedelta(days=200), category=topics["water"])
    heard(2, late, category=topics["water"])
    heard(3, late + timedelta(hours=1), category=topics["water"])  # the next day there
    counts = counts_heard(streams_running(calendar(), yesterday=YESTERDAY), calendar())
    assert counts[topics["water"].pk, 0][YESTERDAY.toordinal()] == 2
    assert sum(counts[topics["water"].pk, 0].values()) == 3


def test_the_same_night_again_writes_the_same(sign):
    (again,) = watch_growth(now=NOW + timedelta(hours=2))
    assert EarlySign.objects.count() == 1
    assert (again.count, again.first_on) == (sign.count, sign.first_on)


def test_what_grows_on_keeps_its_beginning_and_what_ends_is_shown_no_more(sign):
    (next_night,) = watch_growth(now=NOW + timedelta(days=1))
    assert (next_night.pk, next_night.first_on) == (sign.pk, YESTERDAY)
    assert next_night.last_on == YESTERDAY + timedelta(days=1)
    assert watch_growth(now=NOW + timedelta(days=60)) == []
    assert not signs_open().exists()


@pytest.mark.parametrize(
    ("decision", "event"),
    [("looked", "sign.looked_into"), ("set_aside", "sign.set_aside"), ("issue", "sign.made_issue")],
)
def test_a_decision_is_an_event_with_its_reason_sealed(sign, cast, topics, decision, event):
    answer = decide(cast, sign, decision=decision)
    assert (answer.decision, answer.count, answer.decided_by) == (decision, sign.count, cast.staff["chen"])
    recorded = Event.objects.get(type=event)
    assert (recorded.subject_kind, recorded.subject_id) == ("early_sign", sign.pk)
    assert recorded.public["category"] == topics["night"].pk
    assert private_fields([recorded]) == {recorded.pk: {"reason": REASON}}
    assert not signs_open().exists()
    assert [one.pk for one in signs_answered(YESTERDAY)] == [sign.pk]


def test_a_sign_is_not_put_away_without_a_word(sign, cast):
    with pytest.raises(SignNeedsReason):
        decide(cast, sign, reason=" 好 ")
    with pytest.raises(DecisionUnknown):
        decide(cast, sign, decision="forget")
    assert not SignAnswer.objects.exists()
    assert not Event.objects.filter(type__startswith="sign.").exists()


def test_of_two_who_decide_the_second_is_told(sign, cast):
    decide(cast, sign)
    with pytest.raises(SignGone):
        decide(cast, sign, "sun", "set_aside")
    assert SignAnswer.objects.get().decision == SignDecision.LOOKED


def test_what_was_decided_about_stays_so_while_it_grows_and_is_shown_anew_after_four_weeks(sign, cast, burst):
    decide(cast, sign)
    watch_growth(now=NOW + timedelta(days=1))
    assert not signs_open().exists()
    Voice.objects.filter(received_at__gte=NOW - timedelta(days=6)).update(received_at=NOW + timedelta(days=25))
    SignAnswer.objects.update(decided_at=NOW - timedelta(days=2))
    watch_growth(now=NOW + timedelta(days=27))
    (anew,) = signs_open().filter(category=sign.category)
    assert anew.pk != sign.pk


def test_old_signs_that_nobody_decided_about_are_forgotten_and_decisions_stay(sign, cast):
    decided = EarlySign.objects.create(
        first_on=YESTERDAY, last_on=YESTERDAY, span=7, count=9, low=1, high=2, chance=0.001, weeks=[9]
    )
    SignAnswer.objects.create(
        sign=decided, decision="looked", reason=REASON, count=9, decided_by=cast.staff["sun"], decided_at=NOW
    )
    watch_growth(now=NOW + timedelta(days=200))
    assert list(EarlySign.objects.all()) == [decided]


def test_growth_is_watched_every_night():
    assert "watch_growth" in [job.name for job in JOBS]


def test_no_question_about_signs_names_a_person(burst, django_assert_max_num_queries):
    burst()
    with django_assert_max_num_queries(40) as queries:
        watch_growth(now=NOW)
    asked = " ".join(query["sql"] for query in queries.captured_queries)
    assert "person_id" not in asked
    assert not Case.objects.filter(voice__person__isnull=False).exists()
