"""A month is counted from what is stored; what does not belong to it is left out and said so."""

from datetime import timedelta

import pytest
from django.utils import timezone

from huiying.core.rates.months import Month
from huiying.foundation.ledger.actors import SYSTEM
from huiying.foundation.ledger.recording import record
from huiying.judge.scorecards.models import ScoreCell, ScoreLine, ScoreMonth
from huiying.judge.scorecards.services.rebuilding import rebuild, rebuild_all, rebuild_at_night
from huiying.serve.casework.models import Case
from tests.cast import NOW, open_liuxi
from tests.judge.scorecards.month import MID, cases_of, limits, lively, rated, refused

pytestmark = pytest.mark.django_db
OCTOBER = Month(2026, 10)


@pytest.fixture
def cast():
    return open_liuxi()


def cells():
    rebuild(OCTOBER, now=NOW)
    return list(ScoreCell.objects.order_by("unit__name", "kind", "place"))


def one():
    (cell,) = cells()
    return cell


def test_a_limit_counts_in_the_month_in_which_it_ended(cast):
    cases = cases_of(cast, "land", number=6, ended=None)
    limits(cases[:3])
    limits(cases[3:4], kept=False)
    limits(cases[4:5], due=timezone.localtime(MID).replace(day=1, hour=0))  # 24:00 of 30 September
    limits(cases[5:], due=MID + timedelta(days=30))
    assert (one().on_time, one().on_time_yes) == (4, 3)


def test_a_limit_that_was_stopped_or_is_none_for_an_answer_does_not_count(cast):
    cases = cases_of(cast, "land", number=2, ended=None)
    limits(cases[:1], stopped_at=MID)
    limits(cases[1:], clock="C-REG")
    assert cells() == []


def test_a_limit_counts_for_the_unit_that_owed_it(cast):
    limits(cases_of(cast, "land", ended=None), unit=cast.units["housing"])
    assert one().unit == cast.units["housing"]


def test_each_question_counts_those_who_answered_it(cast):
    cases = cases_of(cast, "land", number=4)
    rated(cases[:1], resolved="yes", satisfied="so_so")
    rated(cases[1:2], resolved="partly", responded="yes")
    rated(cases[2:3], responded="no")
    cell = one()
    assert (cell.resolved, cell.resolved_yes) == (2, 1)
    assert (cell.satisfied, cell.satisfied_yes) == (1, 0)
    assert (cell.responded, cell.responded_yes) == (2, 1)
    assert cell.unrated == 1


def test_a_village_counts_in_its_town(cast):
    rated(cases_of(cast, "land", place="village"), resolved="yes")
    assert one().place == cast.places["liuhe"]


@pytest.mark.parametrize(
    "change",
    [{"sealed": True}, {"voice__erased_at": MID}, {"voice__revealed_at": NOW}],
    ids=lambda one: next(iter(one)),
)
def test_what_is_sealed_erased_or_a_check_takes_part_in_nothing(cast, change):
    cases = cases_of(cast, "land", number=2)
    limits(cases)
    rated(cases[:1], resolved="yes")
    for name, value in change.items():
        for case in cases:
            target = case.voice if name.startswith("voice__") else case
            setattr(target, name.removeprefix("voice__"), value)
            target.save()
    assert cells() == []


def test_revealed_checks_are_counted_in_the_month_in_which_they_were_told(cast):
    (case,) = cases_of(cast, "land")
    case.voice.revealed_at = MID
    case.voice.save()
    assert (one().checks, one().unrated) == (1, 0)


def done(case, act, at=MID):
    record(f"hotline.{act}", case, actor=SYSTEM, now=at, happened_at=at)


def test_what_was_handed_on_is_left_out_and_counted_apart(cast):
    cases = cases_of(cast, "land", number=3, state="route_told")
    rated(cases[:2], resolved="no", responded="no")
    for case in cases:
        done(case, "not_dispatch")
    cell = one()
    assert (cell.handed_on, cell.resolved, cell.responded, cell.unrated) == (3, 0, 0, 0)


def test_what_was_withdrawn_is_counted_apart(cast):
    (case,) = cases_of(cast, "land", state="withdrawn")
    done(case, "withdraw")
    assert (one().withdrawn, one().unrated) == (1, 0)


def test_what_was_taken_back_counts_again(cast):
    (case,) = cases_of(cast, "land")
    done(case, "withdraw", MID - timedelta(days=2))
    done(case, "undo_withdraw")
    assert one().unrated == 1


def test_an_answer_that_refuses_with_its_grounds_is_not_held_against_the_unit(cast):
    cases = cases_of(cast, "land", number=3)
    refused(cases[:2])
    rated(cases[:1], resolved="no", satisfied="no", responded="yes")
    rated(cases[1:2], resolved="yes", satisfied="yes")
    rated(cases[2:], resolved="yes")
    cell = one()
    assert (cell.not_supported, cell.resolved, cell.resolved_yes, cell.satisfied) == (2, 1, 1, 0)
    assert (cell.responded, cell.responded_yes) == (1, 1)


def test_a_refusal_without_grounds_counts(cast):
    cases = cases_of(cast, "land")
    refused(cases, basis="")
    rated(cases, resolved="no")
    assert (one().not_supported, one().resolved) == (0, 1)


def test_a_refusal_that_was_overruled_counts(cast):
    cases = cases_of(cast, "land")
    refused(cases)
    rated(cases, resolved="no")
    done(cases[0], "redispatch", MID + timedelta(hours=1))
    assert (one().not_supported, one().resolved) == (0, 1)


def test_a_refusal_after_the_rating_does_not_reach_back(cast):
    cases = cases_of(cast, "land")
    rated(cases, resolved="no")
    refused(cases, at=MID + timedelta(days=1))
    assert (one().not_supported, one().resolved) == (0, 1)


def test_building_twice_changes_nothing(cast):
    lively(cast)
    rebuild(OCTOBER, now=NOW)
    before = [list(model.objects.order_by("pk").values()) for model in (ScoreCell, ScoreLine)]
    rebuild(OCTOBER, now=NOW)
    after = [list(model.objects.order_by("pk").values()) for model in (ScoreCell, ScoreLine)]
    assert bare(before) == bare(after)


def bare(tables):
    return [sorted(str({**row, "id": 0}) for row in rows) for rows in tables]


def test_every_month_from_the_first_voice_on_is_made(cast):
    cases_of(cast, "land")
    assert rebuild_all(now=NOW) == [Month(2026, 9), Month(2026, 10), Month(2026, 11)]
    assert ScoreMonth.objects.count() == 3


def test_at_night_the_last_three_months_and_those_that_were_touched_are_made(cast):
    (case,) = cases_of(cast, "land", ended=MID - timedelta(days=200))
    assert rebuild_at_night(now=NOW) == [Month(2026, 9), Month(2026, 10), Month(2026, 11)]
    case.voice.revealed_at = NOW
    case.voice.save()
    assert rebuild_at_night(now=NOW)[0] == Month(2026, 3)


def test_what_was_sealed_or_rated_late_changes_its_month_that_night(cast):
    """What is sealed takes part in nothing, however long ago it ended."""
    march, may = cases_of(cast, "land", ended=MID - timedelta(days=200)), MID - timedelta(days=150)
    cases_of(cast, "land", ended=may)
    Case.objects.filter(pk=march[0].pk).update(sealed=True)
    record("hotline.dispatch", march[0], actor=SYSTEM, now=NOW)
    rated(Case.objects.filter(ended_at=may), resolved="yes", at=NOW)
    limits(march, due=NOW + timedelta(days=60))
    latest = [Month(2026, 9), Month(2026, 10), Month(2026, 11)]
    assert rebuild_at_night(now=NOW) == [Month(2026, 3), Month(2026, 5), *latest]


def test_without_a_voice_there_is_no_month(cast):
    assert rebuild_all(now=NOW) == []
