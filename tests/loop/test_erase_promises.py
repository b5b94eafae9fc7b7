"""What an opinion promised to one voice goes with it; what was promised to all stays, and the words of verdicts go."""

from datetime import date, timedelta

import pytest

from huiying.foundation.files.models import StoredFile
from huiying.foundation.files.services import keep_file
from huiying.foundation.ledger.models import Event
from huiying.foundation.ledger.recording import private_fields
from huiying.foundation.people.models import Grant
from huiying.judge.ratings.models import Acceptance, Verdict
from huiying.judge.ratings.selectors import verdict_of
from huiying.loop.erase_voice import erase_voice
from huiying.loop.join_cases import join_cases
from huiying.loop.keep_promise import accept_with_receipt, say_verdict, sweep_promises
from huiying.serve.casework.models import Case
from huiying.serve.commitments.models import Commitment, Report
from huiying.serve.commitments.selectors.commitments import commitments_of_case, public_commitment
from huiying.serve.commitments.services.keeping import keep_commitment, reopen_commitment, report_progress
from tests.cast import NOW, open_liuxi
from tests.loop.test_carry_out_reply import answered, handled, read
from tests.serve.commitments.promises import AT, WORDS, promised, who
from tests.serve.coordination.issues import opened, speak_all

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=40)


@pytest.fixture
def cast():
    cast = open_liuxi()
    Grant.objects.create(
        staff=cast.staff["sun"], role="identity_keeper", unit=cast.units["office"], starts_on=date(2026, 1, 1)
    )
    return cast


def erase(cast, case, now=LATER):
    erase_voice(case.pk, basis="order", actor=cast.actor("sun"), now=now, reason="法院来函第十七号")


def secrets(subject):
    events = list(Event.objects.filter(subject_kind=subject.subject_kind, subject_id=subject.pk))
    return [private for private in private_fields(events).values() if private]


def test_what_an_opinion_promised_goes_with_the_voice(cast):
    case = handled(cast)
    answered(cast, case)
    read(case)
    of = Commitment.objects.earliest("pk")
    photo = keep_file(b"three lamps", "lamps.txt", now=AT)
    report_progress(of.pk, "灯杆已经立好", files=[photo.pk], **who(cast, "town", days=3))
    erase(cast, case)
    of.refresh_from_db()
    assert (of.words, of.state, str(of.due_on)) == ("", "dropped", "2026-12-20")
    assert set(Report.objects.values_list("words", flat=True)) == {""}
    assert not StoredFile.objects.exists()
    assert secrets(of) == []
    assert Case.objects.get(pk=case.pk).facts.get("promises_open", 0) == 0
    assert sweep_promises(now=LATER) == 0
    assert commitments_of_case(case.pk, today=LATER.date()) == []


def test_while_another_voice_got_the_same_opinion_its_promise_stays(cast):
    lead, other = handled(cast), handled(cast, "小学门口的路灯坏了三盏。")
    join_cases(lead.pk, [other.pk], actor=cast.actor("zhou"), now=NOW + timedelta(hours=3), reason="同一处灯")
    answered(cast, lead, also=[other.pk])
    for case in (lead, other):
        read(case)
    erase(cast, lead)
    of = Commitment.objects.earliest("pk")
    assert of.words == "换三盏路灯和线路"
    assert [one.commitment.words for one in commitments_of_case(other.pk, today=AT.date())][-1] == of.words
    erase(cast, other, LATER + timedelta(days=1))
    of.refresh_from_db()
    assert of.words == ""


def test_what_was_promised_to_everybody_stays_and_the_words_of_the_verdict_go(cast):
    cases = speak_all()
    of = promised(cast, issue_id=opened(cast, cases).pk)
    keep_commitment(of.pk, "围挡和喷淋都装好了", **who(cast, "zhou", days=2))
    at = AT + timedelta(days=3)
    say_verdict(cases[0].voice, of.pk, kept="no", words="夜里还在施工", now=at)
    accept_with_receipt(cases[0].voice, of.pk, there="yes", works="no", words="喷淋不出水", now=at)
    assert public_commitment(of.pk, today=at.date()).voices == 7
    erase(cast, cases[0])
    of.refresh_from_db()
    assert of.words == WORDS
    assert (verdict_of(of.pk, cases[0].pk).kept, Verdict.objects.get().words, Acceptance.objects.get().words) == (
        "no",
        "",
        "",
    )
    assert "夜里还在施工" not in str(secrets(cases[0]) + secrets(of))
    assert public_commitment(of.pk, today=at.date()).voices == 6
    reopen_commitment(of.pk, "夜里又开工了", due_on=date(2027, 3, 1), **who(cast, "zhou", days=45))
    report_progress(of.pk, "夜里派人查看", **who(cast, "zhou", days=46))
    told = Event.objects.filter(type="case.commitment_progress").values_list("subject_id", flat=True)
    assert sorted(told) == [case.pk for case in cases[1:]]
