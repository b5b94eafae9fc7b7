"""A year of the list through its services: everything is nominated, screened, voted, listed and promised, or says why
not; every step is an event."""

from datetime import date, timedelta

import pytest

from huiying.core.voting.criteria import STANDARD, CriterionData
from huiying.core.voting.file import digest, recount
from huiying.foundation.ledger.models import Event
from huiying.foundation.ledger.recording import private_fields
from huiying.listen.voices.services.register import Spoken
from huiying.loop.act_on_case import act_on_case
from huiying.loop.receive_voice import SPEAKER, receive_voice
from huiying.serve.casework.models import Case
from huiying.serve.commitments.models import Commitment
from huiying.serve.commitments.services.keeping import drop_commitment
from huiying.serve.coordination.services.keeping import Description, open_issue
from huiying.serve.matters import errors
from huiying.serve.matters.enums import Stage
from huiying.serve.matters.models import Matter, MatterBallot, MatterYear, Nomination
from huiying.serve.matters.selectors import needs, votes
from huiying.serve.matters.selectors import years as reading
from huiying.serve.matters.services import deciding, listing, nominating, voting, years
from huiying.serve.matters.services.erasing import empty_nominations
from tests.cast import NOW, open_liuxi
from tests.serve.matters import year as play
from tests.serve.matters.year import BUS, DAYS, LAMPS, SAID, TODAY, TOILETS, at, of

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return open_liuxi()


@pytest.fixture
def year(cast):
    return play.opened(cast)


def speak(text=SAID, name="李桂英", kind="request"):
    said = Spoken("counter", kind, "named", text, "zh-hans", NOW)
    return Case.objects.get(pk=receive_voice(said, identity={"name": name}, actor=SPEAKER, now=NOW).voice.pk)


def said_of(kind):
    (event,) = Event.objects.filter(type=kind).order_by("-pk")[:1]
    return private_fields([event]).get(event.pk, {})


def test_a_whole_year_from_nomination_to_the_opening_of_the_next(cast, year):
    li, others = speak(), [speak(f"第 {n} 户也没有公厕", name=f"户主{n}号") for n in range(4)]
    toilets = play.nominated(cast, year, TOILETS, by="town", case_id=None)
    from_case = play.nominated(cast, year, "柳河村的公厕", case_id=li.pk)
    issue = open_issue(Description("柳河村没有公厕"), [one.pk for one in others], **of(cast, "zhou"))
    of_issue = play.nominated(cast, year, "公厕不够", issue_id=issue.pk)
    public = play.said_in_public(year)
    lamps, bus = play.nominated(cast, year, LAMPS), play.nominated(cast, year, BUS)
    deciding.release_nomination(toilets.pk, TOILETS, **of(cast, "zhou"))
    for one in (from_case, of_issue, public):
        deciding.join_nomination(one.pk, toilets.pk, **of(cast, "zhou"))
    assert needs.voices_of([toilets.pk]) == needs.voices_behind(toilets) == 5
    assert needs.voices_of([lamps.pk]) == 0
    assert needs.voices_by_nomination(year) == {toilets.pk: 5}
    play.screening(cast, year)
    play.screened(cast, bus, met=False)
    play.voting_open(cast, year)
    assert [one.pk for one in votes.on_ballot(year)] == [toilets.pk, lamps.pk]
    tokens = play.vote(year, *[(toilets.pk,)] * 4, (lamps.pk, toilets.pk), (lamps.pk,))
    assert votes.ballots_file(year) is None
    year = play.counted(year)
    file = votes.ballots_file(year)
    assert (year.stage, year.votes, year.ballots_sha256) == (Stage.LISTING, 6, digest(file))
    assert all(token.encode() in file for token in tokens)
    assert [(one.line, one.votes, one.place) for one in recount(file)] == [(toilets.pk, 5, 1), (lamps.pk, 2, 2)]
    assert Event.objects.get(type="matter_year.counted").public == {"ballots": 6, "sha256": digest(file)}
    line = play.line(cast, year, Nomination.objects.get(pk=toilets.pk))
    with pytest.raises(errors.ListIncomplete) as missing:
        play.listed(cast, year)
    assert missing.value.data["numbers"] == str(lamps.number)
    deciding.leave_out(lamps.pk, "电力公司明年统一换，不花这笔钱", **of(cast, "zhou"))
    year = play.listed(cast, year)
    promise = Commitment.objects.get()
    line.refresh_from_db()
    assert line.commitment == promise
    assert (promise.source, promise.owner, promise.office) == ("matter", cast.units["liuhe"], year.office)
    assert [(part.words, part.weight) for part in promise.parts.all()] == [("选好地点", 20), ("盖好、通水通电", 80)]
    behind = {li.pk, *(one.pk for one in others)}
    assert set(needs.cases_of([toilets.pk]).values_list("pk", flat=True)) == behind
    assert set(Event.objects.filter(type="case.commitment_made").values_list("subject_id", flat=True)) == behind
    assert Event.objects.get(type="matter.listed").public["nominations"] == [toilets.pk]
    listing.tell_spending(line.pk, 180_000_00, **of(cast, "town"))
    with pytest.raises(errors.LinesStillOpen):
        years.close_year(year.pk, **of(cast, "zhou"))
    drop_commitment(promise.pk, "选址没谈成，明年再办", **of(cast, "zhou"))
    year = years.close_year(year.pk, **of(cast, "zhou"))
    assert (year.stage, Matter.objects.get().spent_fen) == ("closed", 180_000_00)
    following = MatterYear(year=2028)
    assert reading.year_before(following) == year


def test_every_step_has_its_event(cast):
    play.on_list(cast, case_id=speak().pk)
    kinds = set(Event.objects.values_list("type", flat=True))
    assert {
        "matter_year.opened", "nomination.made", "matter_year.screening", "nomination.screened", "matter_year.voting",
        "matter_year.counted", "matter.written", "matter_year.listed", "matter.listed", "case.nominated",
    } <= kinds  # fmt: skip


def test_what_the_public_wrote_lies_sealed_until_a_clerk_released_words(cast, year):
    one = play.said_in_public(year)
    assert (one.standing, one.title, one.words, one.made_by) == ("waiting", "", "", None)
    assert said_of("nomination.made") == {"words": SAID}
    assert reading.shown_nominations(year) == []
    (waiting,) = reading.waiting_nominations(year, of(cast, "zhou")["grants"])
    assert waiting == (one, SAID)
    assert reading.waiting_nominations(year, of(cast, "zhao")["grants"]) == []
    with pytest.raises(errors.YearNotFound):
        reading.nomination_called(one.pk, of(cast, "zhao")["grants"])
    deciding.release_nomination(one.pk, TOILETS, words="赶集的日子没地方去", **of(cast, "zhou"))
    assert [str(row.nomination) for row in reading.shown_nominations(year)] == [TOILETS]


def test_what_is_refused_shows_its_number_and_the_reason_alone(cast, year):
    one = play.nominated(cast, year, TOILETS, by="town", words="柳河村赶集")
    deciding.refuse_nomination(one.pk, "写到了具体的人，请不写名字再提一次", **of(cast, "zhou"))
    (refused,) = reading.refused_nominations(year)
    assert (refused.number, refused.title, refused.words) == (1, "", "")
    with pytest.raises(errors.NominationDecided):
        deciding.release_nomination(one.pk, TOILETS, **of(cast, "zhou"))


def test_the_same_key_nominates_once(cast, year):
    first = play.said_in_public(year, key="nominate:1")
    assert play.said_in_public(year, key="nominate:1") == first
    assert Nomination.objects.count() == 1


def test_a_speaker_reads_on_the_receipt_that_the_voice_was_nominated(cast, year):
    case = speak()
    one = play.nominated(cast, year, TOILETS, case_id=case.pk)
    event = Event.objects.get(type="case.nominated")
    assert (event.subject_id, event.public) == (case.pk, {"year": 2027, "nomination": one.pk})
    with pytest.raises(errors.CaseNominated) as refused:
        play.nominated(cast, year, TOILETS, case_id=case.pk)
    assert refused.value.data == {"number": one.number}


def test_a_case_that_is_sealed_or_out_of_sight_is_not_nominated(cast, year):
    with pytest.raises(errors.SealedNotNominated):
        play.nominated(cast, year, TOILETS, by="outsider", case_id=speak().pk)
    with pytest.raises(errors.SealedNotNominated):
        play.nominated(cast, year, TOILETS, case_id=speak(kind="report").pk)


def test_a_nomination_keeps_its_title_alone_once_its_case_is_sealed(cast, year):
    case = speak()
    one = play.nominated(cast, year, TOILETS, case_id=case.pk, words="赶集的日子没地方去")
    act_on_case(case.pk, "seal", actor=cast.actor("zhou"), now=NOW + timedelta(hours=1), data={"reason": "检举"})
    (row,) = reading.shown_nominations(year)
    assert (row.nomination.title, row.nomination.words) == (TOILETS, "")
    play.screening(cast, year)
    play.voting_open(cast, year)
    for (found,) in (reading.screened(year), votes.on_ballot(year)):
        assert (found.pk, found.words) == (one.pk, "")


@pytest.mark.parametrize("words", ["李桂英家门口的路", "联系 13812345678 的老人"])
def test_a_nomination_names_nobody(cast, year, words):
    with pytest.raises(errors.MatterNamesSomebody):
        play.nominated(cast, year, words, case_id=speak().pk)


def test_a_ballot_is_one_whatever_is_pressed_and_its_last_choices_count(cast, year):
    lamps, bus = play.nominated(cast, year, LAMPS), play.nominated(cast, year, BUS)
    play.screening(cast, year)
    play.voting_open(cast, year)
    (token,) = play.vote(year, (lamps.pk,))
    for _ in range(2):
        voting.cast_ballot(year.pk, token, [bus.pk], now=at(DAYS["vote_until"], 23))
    assert [ballot.choices for ballot in MatterBallot.objects.all()] == [[bus.pk]]
    assert votes.choices_of(year, token) == [bus.pk]
    assert not Event.objects.filter(type__contains="ballot").exists()


@pytest.mark.parametrize("day", [DAYS["vote_from"] - timedelta(days=1), DAYS["vote_until"] + timedelta(days=1)])
def test_ballots_are_taken_on_the_days_of_the_vote_alone(cast, year, day):
    lamps = play.nominated(cast, year, LAMPS)
    play.screening(cast, year)
    play.voting_open(cast, year)
    with pytest.raises(errors.VoteNotOpen):
        voting.cast_ballot(year.pk, "a" * 32, [lamps.pk], now=at(day))


def test_fewer_than_five_ballots_show_no_count_and_no_file(cast, year):
    lamps = play.nominated(cast, year, LAMPS)
    play.screening(cast, year)
    play.voting_open(cast, year)
    play.vote(year, *[(lamps.pk,)] * 4)
    year = play.counted(year)
    assert (year.votes, votes.is_shown(year), votes.ballots_file(year)) == (4, False, None)
    assert len(year.ballots_sha256) == 64


def test_a_ballot_changed_past_the_count_is_found(cast):
    year = play.on_list(cast)
    assert votes.ballots_file(year) is not None
    MatterBallot.objects.first().delete()
    assert votes.ballots_file(year) is None


def test_a_line_that_nobody_asked_for_needs_a_reason_and_shows_as_not_linked(cast, year):
    lamps = play.nominated(cast, year, LAMPS)
    play.screening(cast, year)
    play.voting_open(cast, year)
    play.vote(year, *[(lamps.pk,)] * 5)
    year = play.counted(year)
    with pytest.raises(errors.LineNeedsReason):
        play.line(cast, year)
    square = play.line(cast, year, reason="铺装破了，老人摔过")
    play.line(cast, year, lamps)
    with pytest.raises(errors.NominationDecided):
        play.line(cast, year, lamps)
    (first, second) = reading.lines(year)
    assert (first.matter, first.nominations) == (square, ())
    assert second.nominations == (lamps,)
    listing.take_line_out(square.pk, **of(cast, "zhou"))
    assert [one.matter.position for one in reading.lines(year)] == [1]


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"title": " "}, errors.MatterNeedsTitle),
        ({"words": "修"}, errors.MatterNeedsWords),
        ({"words": "修" * 401}, errors.MatterTooLong),
        ({"owner_id": 0}, errors.MatterNeedsOwner),
        ({"due_on": TODAY - timedelta(days=1)}, errors.LineNeedsDay),
        ({"money_fen": -1}, errors.MoneyWrong),
        ({"milestones": (listing.Milestone("", 10),)}, errors.MilestonesWrong),
        ({"milestones": (listing.Milestone("选址", 101),)}, errors.MilestonesWrong),
        ({"milestones": (listing.Milestone("选址", 10, date(2028, 1, 1)),)}, errors.MilestonesWrong),
    ],
)
def test_a_line_says_what_by_whom_by_when_and_for_how_much(cast, year, wrong, error):
    year.stage = Stage.LISTING
    year.save()
    with pytest.raises(error):
        play.line(cast, year, **{"reason": "大家都需要它", **wrong})


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"nominate_until": TODAY - timedelta(days=1)}, errors.DaysOutOfOrder),
        ({"vote_from": DAYS["nominate_until"]}, errors.DaysOutOfOrder),
        ({"vote_until": DAYS["nominate_until"]}, errors.DaysOutOfOrder),
        ({"listed_by": DAYS["vote_from"]}, errors.DaysOutOfOrder),
        ({"choices": 0}, errors.NumbersOutOfRange),
        ({"lines": 51}, errors.NumbersOutOfRange),
        ({"criteria": ()}, errors.CriteriaNeeded),
        ({"criteria": (CriterionData("便宜", " "),)}, errors.CriteriaNeeded),
        ({"budget_fen": -5}, errors.MoneyWrong),
    ],
)
def test_a_year_is_fixed_before_anything_is_nominated(cast, wrong, error):
    with pytest.raises(error):
        play.opened(cast, **wrong)
    assert not MatterYear.objects.exists()


def test_a_year_has_one_list_and_only_soon(cast, year):
    with pytest.raises(errors.YearTaken):
        play.opened(cast)
    with pytest.raises(errors.YearOutOfRange):
        years.open_year(2031, play.data(), **of(cast, "zhou"))


def test_days_that_people_were_told_move_to_later_ones_only(cast, year):
    later = play.data(vote_until=DAYS["vote_until"] + timedelta(days=3), criteria=STANDARD)
    assert years.change_year(year.pk, later, **of(cast, "zhou")).criteria.count() == len(STANDARD)
    with pytest.raises(errors.DaysOutOfOrder):
        years.change_year(year.pk, play.data(), **of(cast, "zhou"))
    play.nominated(cast, year, LAMPS)
    play.screening(cast, year)
    moved = play.data(vote_until=later.vote_until, nominate_until=DAYS["nominate_until"] + timedelta(days=1))
    with pytest.raises(errors.DaysOutOfOrder):
        years.change_year(year.pk, moved, **of(cast, "zhou", at(DAYS["vote_from"])))
    fewer = years.change_year(year.pk, play.data(vote_until=later.vote_until, choices=9), **of(cast, "zhou"))
    assert (fewer.choices, fewer.criteria.count()) == (2, len(STANDARD))


def test_nominations_end_after_the_day_that_was_told(cast, year):
    with pytest.raises(errors.TooEarly):
        years.end_nominations(year.pk, **of(cast, "zhou"))
    with pytest.raises(errors.NominationsClosed):
        play.said_in_public(year, now=at(DAYS["nominate_until"] + timedelta(days=1)))


def test_the_vote_opens_once_everything_has_its_result(cast, year):
    play.nominated(cast, year, LAMPS)
    waiting = play.said_in_public(year)
    play.screening(cast, year)
    with pytest.raises(errors.NominationsWaiting) as refused:
        play.voting_open(cast, year)
    assert refused.value.data == {"count": 1}
    deciding.refuse_nomination(waiting.pk, "这是个人的事，请直接说给我们", **of(cast, "zhou"))
    Nomination.objects.update(passed=False)
    with pytest.raises(errors.NothingToVoteOn):
        years.open_vote(year.pk, **of(cast, "zhou", at(DAYS["vote_from"])))


def test_a_no_of_the_screening_says_why(cast, year):
    lamps = play.nominated(cast, year, LAMPS)
    play.screening(cast, year)
    first, second = year.criteria.all()
    for answers in ({first.pk: deciding.Met(True)}, {first.pk: deciding.Met(True), second.pk: deciding.Met(False)}):
        with pytest.raises(errors.ScreeningIncomplete):
            deciding.screen_nomination(lamps.pk, answers, **of(cast, "zhou"))
    met = {first.pk: deciding.Met(True), second.pk: deciding.Met(False, "要上级批准")}
    assert deciding.screen_nomination(lamps.pk, met, **of(cast, "zhou")).passed is False
    (shown,) = reading.screened(year)
    assert [(one.met, one.words) for one in shown.screenings.all()] == [(True, ""), (False, "要上级批准")]


def test_joined_nominations_go_on_as_one(cast, year):
    lamps, bus = play.nominated(cast, year, LAMPS), play.nominated(cast, year, BUS)
    deciding.join_nomination(bus.pk, lamps.pk, **of(cast, "zhou"))
    with pytest.raises(errors.NominationDecided):
        deciding.join_nomination(lamps.pk, bus.pk, **of(cast, "zhou"))
    third = play.nominated(cast, year, TOILETS)
    with pytest.raises(errors.NotTheSame):
        deciding.join_nomination(third.pk, bus.pk, **of(cast, "zhou"))
    with pytest.raises(errors.NotTheSame):
        deciding.join_nomination(third.pk, third.pk, **of(cast, "zhou"))


KEEPERS_ALONE = {
    "open": lambda cast, year, who: years.open_year(2026, play.data(), **who),
    "change": lambda cast, year, who: years.change_year(year.pk, play.data(), **who),
    "end": lambda cast, year, who: years.end_nominations(year.pk, **who),
    "vote": lambda cast, year, who: years.open_vote(year.pk, **who),
    "close": lambda cast, year, who: years.close_year(year.pk, **who),
    "line": lambda cast, year, who: listing.write_line(
        year.pk, listing.LineData(TOILETS, SAID, cast.units["liuhe"].pk, date(2027, 1, 1), 1), **who
    ),
    "publish": lambda cast, year, who: listing.hold_draft(year.pk, grants=who["grants"]),
}
OF_A_NOMINATION = {
    "release": lambda one, who: deciding.release_nomination(one.pk, TOILETS, **who),
    "refuse": lambda one, who: deciding.refuse_nomination(one.pk, "不是这里的事", **who),
    "join": lambda one, who: deciding.join_nomination(one.pk, one.pk, **who),
    "screen": lambda one, who: deciding.screen_nomination(one.pk, {}, **who),
    "leave_out": lambda one, who: deciding.leave_out(one.pk, "不是这里的事", **who),
}


@pytest.mark.parametrize("name", ["zhao", "qian", "wang", "chen", "sun", "guo"])
def test_only_a_dispatcher_keeps_the_list(cast, year, name):
    one = play.said_in_public(year)
    for step in KEEPERS_ALONE.values():
        with pytest.raises(errors.MayNotKeepList):
            step(cast, year, of(cast, name))
    for step in OF_A_NOMINATION.values():
        with pytest.raises(errors.MayNotKeepList):
            step(one, of(cast, name))


@pytest.mark.parametrize(
    ("name", "may"), [("town", True), ("zhao", True), ("sun", True), ("wang", False), ("guo", False)]
)
def test_staff_who_know_the_matter_nominate_and_it_waits(cast, year, name, may):
    if not may:
        with pytest.raises(errors.MayNotKeepList):
            play.nominated(cast, year, TOILETS, by=name)
        return
    one = play.nominated(cast, year, TOILETS, by=name)
    assert (one.standing, one.source, one.unit_id) == ("waiting", "unit", cast.staff[name].unit_id)


def test_what_was_spent_is_told_by_the_unit_in_charge(cast):
    play.on_list(cast)
    line = Matter.objects.get()
    with pytest.raises(errors.MayNotKeepList):
        listing.tell_spending(line.pk, 1, **of(cast, "qian"))
    assert listing.tell_spending(line.pk, 5, **of(cast, "town")).spent_fen == 5


def test_what_is_not_there_says_so(cast, year):
    for step in (
        lambda: nominating.nominate_in_public(0, SAID, now=NOW),
        lambda: voting.cast_ballot(0, "a" * 32, [1], now=NOW),
        lambda: deciding.release_nomination(0, TOILETS, **of(cast, "zhou")),
        lambda: listing.take_line_out(0, **of(cast, "zhou")),
        lambda: reading.year_called(1999),
        lambda: reading.line_called(2027, 1),
    ):
        with pytest.raises(errors.YearNotFound):
            step()


def test_an_erasure_takes_the_words_of_its_nomination_and_leaves_the_title_of_the_ballot(cast, year):
    shown = play.nominated(cast, year, TOILETS, words="赶集的日子没地方去", case_id=speak().pk)
    waits = play.nominated(cast, year, BUS, by="town", words="柳河村的老人", title_en="An early bus")
    waits.case = speak("第二件，早班车")
    waits.save()
    emptied = [empty_nominations(one.case_id) for one in (shown, waits)]
    assert [(count, about[0].subject_id) for count, about in emptied] == [(1, shown.pk), (3, waits.pk)]
    shown.refresh_from_db()
    waits.refresh_from_db()
    assert (shown.title, shown.words, waits.title, waits.words) == (TOILETS, "", "", "")


@pytest.mark.parametrize("public", [True, False])
def test_the_number_of_a_public_issue_tells_nothing_of_the_voices_beside_it(cast, year, public):
    issue = open_issue(
        Description("柳河村没有公厕", public=public),
        [speak(f"第 {n} 户也没有公厕", name=f"户主{n}号").pk for n in range(5)],
        **of(cast, "zhou"),
    )
    one = play.nominated(cast, year, TOILETS, issue_id=issue.pk)
    other = play.nominated(cast, year, "柳河村的公厕", case_id=speak().pk)
    deciding.join_nomination(other.pk, one.pk, **of(cast, "zhou"))
    shown = 5 if public else 6
    assert needs.voices_of([one.pk]) == needs.voices_behind(one) == shown
    assert needs.voices_by_nomination(year) == {one.pk: shown}
    assert [row.voices for row in reading.shown_nominations(year)] == [shown]
