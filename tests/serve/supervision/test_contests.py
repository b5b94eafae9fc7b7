"""A unit says why an automatic act was wrong; an inspector decides; a flag is dismissed with a reason."""

import pytest

from huiying.foundation.ledger.models import Event
from huiying.foundation.ledger.recording import private_fields
from huiying.loop.supervise.sweep import sweep_supervision
from huiying.serve.casework.models import Case
from huiying.serve.supervision.enums import FlagState
from huiying.serve.supervision.errors import (
    ContestGone,
    FlagGone,
    MayNotSupervise,
    SignalContested,
    SignalNotFound,
    SupervisionNamesSomebody,
    SupervisionNeedsWords,
)
from huiying.serve.supervision.models import Contest, Flag, Signal
from huiying.serve.supervision.selectors.flags import flag_for_viewer, flags_for
from huiying.serve.supervision.selectors.signals import (
    contests_waiting,
    signal_for_viewer,
    signals_for,
    signals_of_case,
    signals_of_commitment,
)
from huiying.serve.supervision.services.contests import contest_signal, decide_contest
from huiying.serve.supervision.services.flags import dismiss_flag
from tests.cast import NOW, open_liuxi
from tests.loop.supervise.lives import DAY, LAMP, Office, at
from tests.serve.commitments.promises import promised
from tests.serve.coordination.issues import grants_of

pytestmark = pytest.mark.django_db
REASON = "那天系统停机维护，工单没有送到我们这里"
AT = at("2026-12-02")


@pytest.fixture
def cast():
    return open_liuxi()


@pytest.fixture
def late(cast):
    """The town did not contact the caller by Tuesday, nor answer by Monday 30 November."""
    voice = Office(cast).ticket()
    sweep_supervision(now=AT)
    return Signal.objects.get(case=voice.pk, deadline__clock="H-HANDLE", level=1)


def who(cast, name, **more):
    return {"actor": cast.actor(name), "grants": grants_of(cast, name), "now": AT + DAY, **more}


def contested(cast, signal, name="town", **more):
    return contest_signal(signal.pk, more.pop("reason", REASON), **who(cast, name, **more))


def test_a_unit_objects_once_with_a_reason_that_is_sealed(cast, late):
    contest = contested(cast, late, key="form:1")
    assert (contest.reason, contest.state, contest.asked_by) == (REASON, "asked", cast.staff["town"])
    assert contested(cast, late, key="form:1") == contest
    with pytest.raises(SignalContested):
        contested(cast, late)
    event = Event.objects.get(type="signal.contested")
    assert REASON not in str(event.public)
    assert private_fields([event])[event.pk] == {"reason": REASON}


@pytest.mark.parametrize("name", ["zhao", "outsider", "chen", "wang", "sun"])
def test_nobody_else_objects(cast, late, name):
    with pytest.raises(MayNotSupervise):
        contested(cast, late, name)


@pytest.mark.parametrize(
    ("reason", "error"), [("不对", SupervisionNeedsWords), ("李桂英的电话是 13812345678", SupervisionNamesSomebody)]
)
def test_an_objection_says_enough_and_names_nobody(cast, late, reason, error):
    with pytest.raises(error):
        contested(cast, late, reason=reason)


def test_an_upheld_one_takes_the_signal_out_of_every_count_and_its_flag_when_nothing_else_holds_it_up(cast, late):
    flag = late.flag
    others = flag.signals.exclude(pk=late.pk)
    assert others.count() >= 1
    for signal in (late, *others):
        contested(cast, signal)
        assert [contest.signal_id for contest in contests_waiting(grants_of(cast, "chen"))] == [signal.pk]
        decide_contest(signal.pk, True, "查过，确实停机", **who(cast, "chen"))
    flag.refresh_from_db()
    assert (flag.state, flag.reason, flag.decided_by) == ("dismissed", "查过，确实停机", cast.staff["chen"])
    assert late.pk not in signals_for(grants_of(cast, "chen"), open=False).values_list("pk", flat=True)
    assert signal_for_viewer(late.pk, grants_of(cast, "town")).contest.answer == "查过，确实停机"
    assert Event.objects.filter(type="flag.dismissed").count() == 1


def test_one_that_does_not_hold_leaves_everything_as_it_is(cast, late):
    contested(cast, late)
    decide_contest(late.pk, False, "那天没有停机", **who(cast, "chen", key="k"))
    assert decide_contest(late.pk, False, "那天没有停机", **who(cast, "chen", key="k")).state == "refused"
    with pytest.raises(ContestGone):
        decide_contest(late.pk, True, "再想想，单位说得对", **who(cast, "chen"))
    assert Flag.objects.get(pk=late.flag_id).state == FlagState.FLAGGED
    assert late in signals_for(grants_of(cast, "chen"))


def test_only_an_inspector_decides_and_only_what_was_asked(cast, late):
    with pytest.raises(ContestGone):
        decide_contest(late.pk, True, "没有人提过", **who(cast, "chen"))
    contested(cast, late)
    for name in ("town", "sun", "zhou"):
        with pytest.raises(MayNotSupervise):
            decide_contest(late.pk, True, "单位说得对", **who(cast, name))


def test_a_flag_is_dismissed_with_a_reason_and_the_same_cause_is_not_flagged_again(cast, late):
    flag = late.flag
    with pytest.raises(SupervisionNeedsWords):
        dismiss_flag(flag.pk, " ", **who(cast, "chen"))
    with pytest.raises(MayNotSupervise):
        dismiss_flag(flag.pk, "已经说好了", **who(cast, "town"))
    dismiss_flag(flag.pk, "和单位说好了，三天内补上", **who(cast, "chen", key="k"))
    dismiss_flag(flag.pk, "和单位说好了，三天内补上", **who(cast, "chen", key="k"))
    with pytest.raises(FlagGone):
        dismiss_flag(flag.pk, "再看一次", **who(cast, "chen"))
    sweep_supervision(now=at("2026-12-20"))
    assert not Flag.objects.filter(case=late.case_id, trigger="S3", state="flagged").exists()
    assert Signal.objects.get(deadline=late.deadline, level=3).flag == flag
    assert Event.objects.filter(type="flag.dismissed").count() == 1


@pytest.mark.parametrize(
    ("name", "sees"),
    [("chen", True), ("sun", True), ("town", True), ("zhao", False), ("outsider", False), ("wang", False)],
)
def test_who_reads_what(cast, late, name, sees):
    grants = grants_of(cast, name)
    assert (late in signals_for(grants)) is sees
    assert (late in signals_for(grants, unit=late.unit_id, rule=late.rule)) is sees
    assert (late.flag in flags_for(grants)) is sees
    for found, error in ((signal_for_viewer, SignalNotFound), (flag_for_viewer, FlagGone)):
        pk = late.pk if found is signal_for_viewer else late.flag_id
        if sees:
            assert found(pk, grants).pk == pk
        else:
            with pytest.raises(error):
                found(pk, grants)


def test_of_what_is_sealed_nobody_reads_or_decides_anything(cast, late):
    Case.objects.filter(pk=late.case_id).update(sealed=True)
    assert not signals_for(grants_of(cast, "chen"), open=False).exists()
    assert not flags_for(grants_of(cast, "chen"), None).exists()
    with pytest.raises(FlagGone):
        dismiss_flag(late.flag_id, "看过，不督办", **who(cast, "chen"))
    with pytest.raises(SignalNotFound):
        contested(cast, late)


def test_a_revealed_check_counts_nowhere(cast, late):
    type(late.case.voice).objects.filter(pk=late.case_id).update(revealed_at=NOW)
    assert not signals_for(grants_of(cast, "chen"), open=False).exists()
    assert not flags_for(grants_of(cast, "chen"), None).exists()


def test_a_case_and_a_promise_show_all_of_theirs(cast, late):
    of = promised(cast)
    sweep_supervision(now=at("2026-12-11"))
    assert late in signals_of_case(late.case_id)
    assert [signal.rule for signal in signals_of_commitment(of.pk)] == ["promise.late"]
    own = Signal.objects.get(commitment=of.pk)
    assert own in signals_for(grants_of(cast, "chen"))
    cast.staff["outsider"].grants.create(role="unit_head", unit=cast.units["housing"], starts_on=NOW.date())
    contested(cast, own, "outsider")
    decide_contest(own.pk, True, "日子在会上改过", **who(cast, "chen"))
    assert Flag.objects.get(commitment=of.pk).state == "dismissed"
    assert Contest.objects.count() == 1
    assert LAMP not in str(list(Event.objects.values_list("public", flat=True)))
