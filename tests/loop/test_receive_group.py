"""A group comes with one matter: a receipt, a case and clocks for each, handled as one."""

import uuid
from datetime import timedelta

import pytest

from huiying.core.groups import FewerThanNamed, TooManyRepresentatives
from huiying.foundation.ledger.models import Event, LogEntry
from huiying.foundation.people import vault
from huiying.listen.voices.errors import MayNotServe
from huiying.listen.voices.models import Voice
from huiying.listen.voices.services.receipts import open_receipt
from huiying.listen.voices.services.register import Spoken
from huiying.loop.receive_group import receive_group, sign_with
from huiying.serve.casework.models import Case
from tests.cast import NOW, open_liuxi

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = "三十户的自来水停了四天，没有人来看。"
LI = {"name": "李桂英", "phone": "00001234567"}
OTHERS = [{"name": "王大山", "phone": "00007654321"}, {"name": "赵小红"}]


@pytest.fixture
def cast():
    return open_liuxi()


@pytest.fixture
def come(cast):
    def receive(signers=OTHERS, *, draft=None, came=30, **changes):
        spoken = Spoken("counter", "request", "named", WORDS, "zh-hans", NOW, people_count=came, **changes)
        wang = cast.actor("wang")
        more = {"signers": signers, "reason": "同一批来访", "actor": wang, "now": NOW}
        return receive_group(draft or uuid.uuid4(), spoken, identity=LI, **more)

    return receive


def test_each_who_signs_has_voice_case_clock_code_and_leaf(cast, come):
    group = come()
    voices = [group.first.voice, *(one.voice for one in group.signed)]
    assert [voice.people_count for voice in voices] == [30, 1, 1]
    assert [voice.signed_with_id for voice in voices] == [None, voices[0].pk, voices[0].pk]
    assert {voice.text for voice in voices} == {WORDS}
    for one in (group.first, *group.signed):
        assert open_receipt(number=one.voice.number, code=one.code, now=NOW) == one.voice
        assert Case.objects.get(pk=one.voice.pk).next_due_at is not None
    leaves = LogEntry.objects.filter(event__type="voice.received", event__subject_id__in=[v.pk for v in voices])
    assert leaves.count() == 3
    assert [vault.opened(v.person_id)["name"] for v in voices] == ["李桂英", "王大山", "赵小红"]


def test_the_cases_are_one_matter_at_once_by_rule(cast, come):
    group = come()
    lead = Case.objects.get(pk=group.first.voice.pk)
    assert lead.lead_case_id is None
    assert {Case.objects.get(pk=one.voice.pk).lead_case_id for one in group.signed} == {lead.pk}
    joined = Event.objects.filter(type="xinfang.join")
    assert [(one.actor_kind, one.actor_id) for one in joined] == [("system", None)] * 2


def test_the_same_draft_twice_is_one_group_with_the_same_codes(cast, come):
    draft = uuid.uuid4()
    first, again = come(draft=draft), come(draft=draft)
    assert Voice.objects.count() == 3
    assert [one.code for one in again.signed] == [one.code for one in first.signed]
    assert again.first.code == first.first.code


def test_nothing_is_left_of_a_group_that_fails_halfway(cast, come, monkeypatch):
    from huiying.loop import receive_group as joint

    def fail(*_args, **_more):
        raise RuntimeError

    monkeypatch.setattr(joint, "_join", fail)
    with pytest.raises(RuntimeError):
        come()
    assert not Voice.objects.exists()
    assert not Event.objects.filter(type="voice.received").exists()


def test_five_represent_and_the_sixth_is_told_the_article(cast, come):
    assert len(come([{"name": f"代表{n}"} for n in range(4)]).signed) == 4
    with pytest.raises(TooManyRepresentatives) as refused:
        come([{"name": f"代表{n}"} for n in range(5)])
    assert "第二十条" in refused.value.say("zh-hans")
    with pytest.raises(FewerThanNamed):
        come(came=2)


def test_who_signs_later_is_never_refused_and_counts(cast, come):
    first = come([], came=1).first.voice
    wang, tomorrow = cast.actor("wang"), NOW + timedelta(days=1)
    for n in range(7):
        draft = uuid.uuid4()
        more = {"draft_id": draft, "reason": "联名", "actor": wang, "now": tomorrow}
        given = sign_with(first.pk, {"name": f"村民{n}"}, **more)
        assert sign_with(first.pk, {"name": f"村民{n}"}, **more).code == given.code
    first.refresh_from_db()
    assert first.people_count == 8
    signed = Voice.objects.filter(signed_with=first)
    assert signed.count() == 7
    assert {voice.received_at for voice in signed} == {tomorrow}


def test_signing_with_one_who_signed_is_signing_with_the_first(cast, come):
    second = come().signed[0].voice
    more = {"draft_id": uuid.uuid4(), "reason": "联名", "actor": cast.actor("wang"), "now": NOW}
    given = sign_with(second.pk, {}, **more)
    assert given.voice.signed_with_id == second.signed_with_id
    assert (given.voice.naming, given.voice.person) == ("anonymous", None)


def test_only_the_office_that_has_the_voice_takes_signers_down(cast, come):
    first = come().first.voice
    for name in ("hotline", "zhao", "guo"):
        with pytest.raises(MayNotServe):
            sign_with(first.pk, {}, draft_id=uuid.uuid4(), reason="联名", actor=cast.actor(name), now=NOW)


def test_a_group_that_reports_wrongdoing_is_sealed_and_joined_to_nothing(cast):
    spoken = Spoken("counter", "report", "named", WORDS, "zh-hans", NOW, people_count=2)
    more = {"signers": OTHERS[:1], "reason": "同一批来访", "actor": cast.actor("wang"), "now": NOW}
    group = receive_group(uuid.uuid4(), spoken, identity=LI, **more)
    cases = Case.objects.filter(pk__in=[group.first.voice.pk, group.signed[0].voice.pk])
    assert [(case.sealed, case.lead_case_id) for case in cases] == [(True, None)] * 2


def test_a_joined_first_leads_its_signers_to_its_own_lead(cast, come):
    from huiying.loop.join_cases import join_cases

    lead, first = come([], came=1).first.voice, come([], came=1).first.voice
    join_cases(lead.pk, [first.pk], actor=cast.actor("zhou"), now=NOW, reason="同一件事")
    more = {"draft_id": uuid.uuid4(), "reason": "联名", "actor": cast.actor("wang"), "now": NOW}
    assert Case.objects.get(pk=sign_with(first.pk, {}, **more).voice.pk).lead_case_id == lead.pk
