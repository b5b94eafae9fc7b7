"""What was told to be a test is left out wherever the house counts; the same figures hold it before."""

from datetime import timedelta

import pytest

from huiying.foundation.office.models import Category
from huiying.improve.insight.selectors.heard import countable
from huiying.judge.ratings.models import Acceptance, Verdict
from huiying.judge.ratings.selectors import acceptances_of, verdicts_of
from huiying.listen.voices.models import Voice
from huiying.loop.understanding.examples import decisions
from huiying.loop.understanding.proposing import cases_to_group
from huiying.serve.casework.models import Case, HandledCount
from huiying.serve.casework.selectors.matter import joined_to, voices_together
from huiying.serve.casework.selectors.published import SHOWN
from huiying.serve.casework.services.usual_units import count_handled
from huiying.serve.commitments.selectors.speakers import cases_of
from huiying.serve.coordination.models import Issue, IssueCase
from huiying.serve.coordination.selectors.issues import COUNTED
from tests.cast import NOW, open_liuxi
from tests.judge.checks.lots import said
from tests.serve.commitments.promises import promised
from tests.serve.coordination.issues import opened

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LATER = NOW + 2 * DAY
MANY = 6


@pytest.fixture
def cast():
    return open_liuxi()


@pytest.fixture
def cases(cast):
    """Six of one issue, of which one will be told to be a test."""
    words = "第{}盏路灯坏了，晚上看不见。"
    found = [said(words.format(number), naming="anonymous", channel="counter")[0].pk for number in range(MANY)]
    return list(Case.objects.filter(pk__in=found).order_by("pk"))


def tell(case):
    Voice.objects.filter(pk=case.pk).update(revealed_at=LATER)


def test_what_people_said_of_promises(cast, cases):
    made = promised(cast, case_ids=[case.pk for case in cases])
    Verdict.objects.bulk_create(Verdict(commitment=made, case=case, kept="yes", given_at=NOW) for case in cases[:5])
    Acceptance.objects.bulk_create(
        Acceptance(commitment=made, case=case, there="yes", works="yes", given_at=NOW) for case in cases
    )
    assert (verdicts_of(made.pk).all, acceptances_of(made.pk).all, cases_of(made).count()) == (5, MANY, MANY)
    tell(cases[0])
    assert cases_of(made).count() == MANY - 1
    assert (verdicts_of(made.pk), acceptances_of(made.pk).all) == (None, MANY - 1)


def test_what_is_heard_shown_learnt_and_grouped(cast, cases):
    Voice.objects.update(may_publish=True)
    assert countable().count() == Voice.objects.filter(SHOWN).count() == len(cases_to_group(now=LATER)) == MANY
    tell(cases[0])
    assert countable().count() == Voice.objects.filter(SHOWN).count() == len(cases_to_group(now=LATER)) == MANY - 1
    assert cases[0].pk not in cases_to_group(now=LATER)


def test_what_units_handled_and_what_is_learnt_from(cast, cases):
    category = Category.objects.create(name="路灯", path="/1/")
    place, unit = cast.places["liuhe"].pk, cast.units["land"]
    Case.objects.update(category=category, unit=unit, accepted_at=NOW)
    Voice.objects.update(place_id=place)
    count_handled(now=LATER)
    assert HandledCount.objects.get().cases == len(decisions({category.pk: ("1",)})) == MANY
    tell(cases[0])
    count_handled(now=LATER)
    assert HandledCount.objects.get().cases == len(decisions({category.pk: ("1",)})) == MANY - 1


def test_voices_of_an_issue(cast, cases):
    issue = opened(cast, cases)
    count = Issue.objects.filter(COUNTED, pk=issue.pk).count
    assert (count(), IssueCase.objects.count()) == (MANY, MANY)
    tell(cases[0])
    assert count() == MANY - 1


def test_those_handled_together(cases):
    lead, *others = cases
    Case.objects.filter(pk__in=[case.pk for case in others]).update(lead_case=lead)
    assert (voices_together(lead), joined_to(lead.pk).count()) == (MANY, MANY - 1)
    tell(others[0])
    assert (voices_together(lead), joined_to(lead.pk).count()) == (MANY - 1, MANY - 2)
    assert voices_together(Case.objects.get(pk=others[1].pk)) == MANY - 1
