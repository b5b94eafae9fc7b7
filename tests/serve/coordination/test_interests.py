"""Interests at stake: who keeps the table, who is asked, and that no number tells of fewer than five."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection

from huiying.foundation.ledger.models import Event, LogEntry
from huiying.foundation.ledger.recording import private_fields
from huiying.loop.erase_voice import erase_voice
from huiying.serve.casework.selectors.receipt import receipt_facts
from huiying.serve.coordination.errors.interests import (
    InterestAnswerUnknown,
    InterestGroupTaken,
    InterestNothingSaid,
    InterestsNameSomebody,
    InterestsNeedGroup,
    InterestsNeedQuestion,
    InterestsNeedSituation,
    InterestsNeedSource,
    InterestsNotFound,
    MayNotKeepInterests,
)
from huiying.serve.coordination.models import InterestGroup, InterestSaid, InterestTable
from huiying.serve.coordination.selectors.interests import interests_for_viewer, public_interests, tables_asking
from huiying.serve.coordination.services.ending import set_down
from huiying.serve.coordination.services.interests import (
    add_group,
    change_group,
    change_question,
    open_table,
    publish_interests,
    take_out_group,
)
from huiying.serve.coordination.services.members import remove_case
from tests.cast import NOW, open_liuxi
from tests.faces.desk.conftest import granted
from tests.serve.coordination.interests import NEAR, QUESTION, WORKERS, says, table_of, who
from tests.serve.coordination.issues import PLANT, grants_of, opened, speak, speak_all

pytestmark = pytest.mark.django_db
WIND = "我家离得远，可一刮北风全是灰。"


@pytest.fixture
def cast():
    return open_liuxi()


@pytest.fixture
def cases(cast):
    return speak_all(PLANT[:2])


@pytest.fixture
def many(cast):
    return [speak(PLANT[at % len(PLANT)] + str(at), days=at / 100) for at in range(12)]


@pytest.fixture
def issue(cast, cases):
    return opened(cast, cases, public=True, owner_id=cast.units["housing"].pk)


def types():
    return list(Event.objects.filter(subject_kind="interests").order_by("pk").values_list("type", flat=True))


def test_a_table_is_kept_step_by_step_each_with_an_event_and_a_leaf(cast, issue):
    table, (near, workers) = table_of(cast, issue, NEAR, WORKERS)
    change_question(table.pk, "搅拌站搬不搬", **who(cast))
    change_group(near.pk, replace(NEAR, balance="装隔音屏"), **who(cast))
    take_out_group(workers.pk, **who(cast))
    publish_interests(table.pk, public=False, **who(cast))
    connection.finish_waiting()
    assert types() == [
        "interests.opened",
        "interests.group_added",
        "interests.group_added",
        "interests.published",
        "interests.question_changed",
        "interests.group_changed",
        "interests.group_taken_out",
        "interests.hidden",
    ]
    events = Event.objects.filter(subject_kind="interests")
    assert LogEntry.objects.filter(event__in=events).count() == len(events)
    assert not [event for event in events if "住户" in str(event.public) or QUESTION in str(event.public)]
    assert private_fields(list(events.filter(type="interests.group_changed"))).popitem()[1] == {"balance": "装隔音屏"}
    near.refresh_from_db()
    assert (near.position, near.balance, near.people) == (1, "装隔音屏", 420)


def test_a_second_post_changes_nothing(cast, issue):
    table = open_table("issue", issue.pk, QUESTION, **who(cast), key="t")
    assert open_table("issue", issue.pk, "另一个问题", **who(cast)) == table
    first = add_group(table.pk, NEAR, **who(cast), key="g")
    assert add_group(table.pk, NEAR, **who(cast), key="g") == first
    change_group(first.pk, WORKERS, **who(cast), key="g")
    assert InterestGroup.objects.get().situation == NEAR.situation
    assert InterestTable.objects.get().question == QUESTION


@pytest.mark.parametrize(
    ("said", "error"),
    [
        (replace(NEAR, situation=" 住 "), InterestsNeedSituation),
        (replace(NEAR, people_source=" "), InterestsNeedSource),
        (replace(NEAR, asked="问了王大伟13812345678"), InterestsNameSomebody),
    ],
)
def test_what_a_group_lacks_is_said(cast, issue, said, error):
    table, _none = table_of(cast, issue, public=False)
    with pytest.raises(error):
        add_group(table.pk, said, **who(cast))
    assert not InterestGroup.objects.exists()


def test_an_empty_table_is_not_published_and_a_published_one_not_emptied(cast, issue):
    with pytest.raises(InterestsNeedQuestion):
        open_table("issue", issue.pk, " 搬 ", **who(cast))
    table, _none = table_of(cast, issue, public=False)
    with pytest.raises(InterestsNeedGroup):
        publish_interests(table.pk, public=True, **who(cast))
    group = add_group(table.pk, NEAR, **who(cast))
    publish_interests(table.pk, public=True, **who(cast))
    with pytest.raises(InterestsNeedGroup):
        take_out_group(group.pk, **who(cast))


def test_who_does_not_look_after_the_issue_keeps_nothing(cast, issue):
    table, (group,) = table_of(cast, issue, NEAR)
    for name in ("hotline", "qian", "zhao", "chen", "sun", "outsider"):
        other = who(cast, name)
        for change in (
            lambda o=other: open_table("issue", issue.pk, QUESTION, **o),
            lambda o=other: add_group(table.pk, WORKERS, **o),
            lambda o=other: change_group(group.pk, WORKERS, **o),
            lambda o=other: publish_interests(table.pk, public=False, **o),
        ):
            with pytest.raises(MayNotKeepInterests):
                change()
    with pytest.raises(InterestsNotFound):
        open_table("nothing", 1, QUESTION, **who(cast))
    with pytest.raises(InterestsNotFound):
        open_table("issue", issue.pk + 1_000_000, QUESTION, **who(cast))


def test_who_may_not_read_the_issue_does_not_read_its_table(cast, issue):
    table_of(cast, issue, NEAR)
    with pytest.raises(InterestsNotFound):
        interests_for_viewer("issue", issue.pk, grants_of(cast, "town"))
    assert not interests_for_viewer("issue", issue.pk, grants_of(cast, "sun")).may_keep


def test_a_speaker_is_asked_once_it_is_published_and_may_say_it_differently_later(cast, issue, cases):
    table, (near, workers) = table_of(cast, issue, NEAR, WORKERS, public=False)
    assert tables_asking(cases[0].pk) == []
    with pytest.raises(InterestsNotFound):
        says(cases[0], table, near)
    publish_interests(table.pk, public=True, **who(cast))
    says(cases[0], table, near, "gain", "夜里能睡着了", key="one")
    says(cases[0], table, workers, "loss", key="one")
    (asked,) = tables_asking(cases[0].pk)
    assert (asked.said.group, asked.said.effect, asked.said.words) == (near, "gain", "夜里能睡着了")
    says(cases[0], table, workers, "both")
    assert InterestSaid.objects.get().group == workers
    events = list(Event.objects.filter(type="case.interest_said").order_by("pk"))
    assert [event.public["again"] for event in events] == [False, True]
    assert (events[0].actor_kind, events[0].subject_id) == ("speaker", cases[0].pk)
    assert "夜里" not in str(events[0].public)
    lines = receipt_facts(cases[0].voice, now=NOW + timedelta(days=4)).lines
    assert sum("您说了自己的情况" in line.said.zh for line in lines) == 2


def test_what_is_no_answer_is_refused(cast, issue, cases):
    table, (near, workers) = table_of(cast, issue, NEAR, WORKERS)
    take_out_group(workers.pk, **who(cast))
    with pytest.raises(InterestNothingSaid):
        says(cases[0], table, None, "loss", "  ")
    with pytest.raises(InterestAnswerUnknown):
        says(cases[0], table, workers)
    with pytest.raises(InterestAnswerUnknown):
        says(cases[0], table, near, "much")
    with pytest.raises(InterestsNotFound):
        says(speak("另一件事，没有归入问题。"), table, near)


def test_a_situation_in_which_somebody_is_stays_as_it_was_chosen(cast, issue, cases):
    table, (near, _workers) = table_of(cast, issue, NEAR, WORKERS)
    says(cases[0], table, near)
    with pytest.raises(InterestGroupTaken):
        change_group(near.pk, replace(NEAR, situation="五百米以内的住户"), **who(cast))
    assert change_group(near.pk, replace(NEAR, loses="没有"), **who(cast)).loses == "没有"
    take_out_group(near.pk, **who(cast))
    (asked,) = tables_asking(cases[0].pk)
    assert near not in asked.groups


def test_numbers_below_five_are_not_told_nor_what_gives_them_away(cast, many, django_assert_max_num_queries):
    issue = opened(cast, many, public=True)
    table, (near, workers) = table_of(cast, issue, NEAR, WORKERS)
    for case in many[:6]:
        says(case, table, near, "gain")
    says(many[6], table, near, "none")
    for case in many[7:9]:
        says(case, table, workers, "loss")
    says(many[9], table, None, words=WIND)
    shown = public_interests("issue", issue.pk)
    assert (shown.voices, shown.others) == (12, None)
    assert [row.said for row in shown.rows] == [7, None]
    with django_assert_max_num_queries(6):
        public_interests("issue", issue.pk)
    assert set(shown.rows[0].effects.values()) == {None}  # six of seven: the seventh would be known
    for case in many[9:]:
        says(case, table, near, "loss")
    shown = public_interests("issue", issue.pk)
    assert [row.said for row in shown.rows] == [None, None]  # ten of twelve: the two others would be known


def test_those_who_left_or_were_erased_or_sealed_do_not_count(cast, many):
    granted(cast, "sun", "identity_keeper", "office")
    issue = opened(cast, many, public=True)
    table, (near,) = table_of(cast, issue, NEAR)
    for case in many[:7]:
        says(case, table, near, words=WIND)
    assert public_interests("issue", issue.pk).rows[0].said == 7
    remove_case(issue.pk, many[0].pk, **who(cast))
    erase_voice(many[1].pk, basis="order", reason="有权机关的命令", actor=cast.actor("sun"), now=NOW)
    assert public_interests("issue", issue.pk).rows[0].said == 5
    assert not InterestSaid.objects.filter(case=many[1]).exists()
    (said,) = Event.objects.filter(type="case.interest_said", subject_id=many[1].pk)
    assert private_fields([said]) == {}
    assert tables_asking(many[1].pk) == []
    many[2].sealed = True
    many[2].save()
    assert public_interests("issue", issue.pk).rows[0].said is None
    assert tables_asking(many[2].pk) == []


def test_what_people_wrote_is_read_by_who_keeps_the_table_and_sees_the_case(cast, issue, cases):
    table, (near,) = table_of(cast, issue, NEAR)
    says(cases[0], table, near, "gain", WIND)
    says(cases[1], table, near, "loss")
    assert [one.words for one in interests_for_viewer("issue", issue.pk, grants_of(cast, "zhou")).said] == [WIND]
    for name in ("chen", "sun"):
        assert interests_for_viewer("issue", issue.pk, grants_of(cast, name)).said == ()


def test_the_public_reads_what_is_published_of_what_is_public(cast, cases):
    issue = opened(cast, cases)
    table, _groups = table_of(cast, issue, NEAR)
    assert public_interests("issue", issue.pk) is None
    issue.public = True
    issue.save()
    assert public_interests("issue", issue.pk).table == table
    publish_interests(table.pk, public=False, **who(cast))
    assert public_interests("issue", issue.pk) is None
    publish_interests(table.pk, public=True, **who(cast))
    set_down(issue.pk, "不是同一个原因", **who(cast))
    assert public_interests("issue", issue.pk) is None


def test_what_is_over_asks_nobody_any_more(cast, issue, cases):
    table, (near,) = table_of(cast, issue, NEAR)
    says(cases[0], table, near)
    set_down(issue.pk, "不是同一个原因", **who(cast))
    assert tables_asking(cases[1].pk) == []
    assert tables_asking(cases[0].pk)[0].said.group == near
    with pytest.raises(InterestsNotFound):
        says(cases[0], table, near, "loss")


def test_a_group_that_is_taken_out_gives_away_no_number_by_its_going(cast, many):
    issue = opened(cast, many, public=True)
    table, (_near, workers) = table_of(cast, issue, NEAR, WORKERS)
    for case in many[:3]:
        says(case, table, workers)
    for case in many[3:8]:
        says(case, table, words=WIND)
    assert public_interests("issue", issue.pk).others == 5
    take_out_group(workers.pk, **who(cast))
    assert public_interests("issue", issue.pk).others == 5
