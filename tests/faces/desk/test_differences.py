"""Like cases on the desk: side by side, each as far as the viewer may see it, and the reason of the unit."""

from datetime import date, timedelta

import pytest

from huiying.core.procedures.model import Role
from huiying.foundation.ledger.models import Event
from huiying.foundation.office.models import Category
from huiying.foundation.people.services.grants import GRANTED
from huiying.improve.insight.models import DifferenceReason, SlowPlace, UnlikePair
from huiying.loop.understanding.reading import read_all
from huiying.serve.casework.models import Case, Reply
from tests.cast import NOW
from tests.faces.desk.conftest import granted
from tests.faces.desk.tongues import unmarked_chinese

PAGE = "/desk/alike/"
REASON = "那一件有现场照片，这一件没有证据"
HIDDEN = {"zh-hans": "您无权打开的件", "en": "A case that you may not open"}


@pytest.fixture
def pair(speak, cast):
    """Lately refused by the housing bureau, granted before by the natural resources bureau."""
    before = speak(text="光明路的窨井盖坏了半个月，电动车压上去就翻。", title="光明路窨井盖")
    lately = speak(text="建设路口窨井盖塌了，我的电动车翻了。", title="建设路口窨井盖")
    for voice, unit in ((before, "land"), (lately, "housing")):
        Case.objects.filter(pk=voice.pk).update(unit=cast.units[unit])
        Reply.objects.create(
            case_id=voice.pk, kind="opinion", unit=cast.units[unit], public_text=f"答复：{unit}已核查", given_at=NOW
        )
    return UnlikePair.objects.create(
        case_id=lately.pk,
        other_id=before.pk,
        unit=cast.units["housing"],
        outcome="refused",
        other_outcome="granted",
        decided_on=date(2026, 11, 20),
        other_decided_on=date(2026, 8, 3),
        score=0.6,
        found_on=date(2026, 11, 22),
    )


@pytest.fixture
def slow(cast):
    return SlowPlace.objects.create(
        category=Category.objects.create(name="供水", name_en="Water", path="/1/"),
        place=cast.places["liuhe"],
        unit=cast.units["liuhe"],
        kind="request",
        procedure="xinfang",
        cases=6,
        others=80,
        median=25,
        median_of_others=8,
        chance=0.001,
        first_on=NOW.date() - timedelta(days=3),
        last_on=NOW.date(),
    )


@pytest.mark.parametrize("role", GRANTED)
def test_who_inspects_reviews_or_handles_has_the_page(cast, at_desk, pair, slow, role):
    cast.staff["hu"].grants.all().delete()
    granted(cast, "hu", role, "office")
    worker = at_desk("hu")
    reviews = role in (Role.REVIEWER, Role.FINAL_REVIEWER)  # they see the pairs of the cases that they review
    looks = role in (Role.INSPECTOR, Role.UNIT_HEAD, Role.HANDLER)
    states = role in (Role.HANDLER, Role.UNIT_HEAD)
    assert worker.get(PAGE).status_code == (200 if looks or reviews else 403)
    assert worker.get(f"{PAGE}places/{slow.pk}/").status_code == (200 if looks or reviews else 403)
    assert worker.get(f"{PAGE}{pair.pk}/").status_code == (200 if looks else 404 if reviews else 403)
    for path in (f"{PAGE}{pair.pk}/", f"{PAGE}places/{slow.pk}/"):
        assert (worker.post(path, reason=REASON).status_code == 302) is states, path
    assert DifferenceReason.objects.count() == (2 if states else 0)


@pytest.mark.django_db(transaction=True)
def test_two_like_cases_stand_side_by_side(at_desk, pair, language):
    read_all(now=NOW)
    html = at_desk("chen", language).read(f"{PAGE}{pair.pk}/")
    for words in ("光明路窨井盖", "建设路口窨井盖", "电动车翻了", "答复：land已核查", "答复：housing已核查"):
        assert words in html
    for outcome in {"zh-hans": ("没有支持", "予以支持"), "en": ("Not granted", "Granted")}[language]:
        assert outcome in html
    assert {"zh-hans": "相同之处：", "en": "What they share:"}[language] in html
    assert '<form method="post" novalidate data-guard>' not in html


@pytest.mark.parametrize(
    ("name", "sees", "hidden"),
    [("outsider", "建设路口窨井盖", "光明路窨井盖"), ("zhao", "光明路窨井盖", "建设路口窨井盖")],
)
def test_of_a_case_that_is_not_the_viewers_only_its_decision_shows(at_desk, pair, language, name, sees, hidden):
    for path in (PAGE, f"{PAGE}{pair.pk}/"):
        html = at_desk(name, language).read(path)
        assert sees in html
        assert hidden not in html
        assert f"答复：{'land' if name == 'outsider' else 'housing'}" not in html
        assert HIDDEN[language] in html


def test_who_sees_neither_case_sees_no_pair(at_desk, pair):
    assert at_desk("town").get(f"{PAGE}{pair.pk}/").status_code == 404
    assert at_desk("town").get(PAGE).context["twos"] == []


def test_the_unit_that_decided_states_the_reason(at_desk, pair, language):
    worker = at_desk("outsider", language)
    assert worker.post(f"{PAGE}{pair.pk}/", reason=REASON)["Location"] == PAGE
    assert DifferenceReason.objects.get().reason == REASON
    assert Event.objects.filter(type="difference.explained").count() == 1
    assert worker.get(PAGE).context["twos"] == []
    assert REASON in worker.read(f"{PAGE}?only=answered")
    assert REASON in at_desk("chen", language).read(f"{PAGE}{pair.pk}/")
    assert worker.post(f"{PAGE}{pair.pk}/", reason=REASON)["Location"] == PAGE
    assert DifferenceReason.objects.count() == 1


def test_the_other_unit_does_not(at_desk, pair):
    assert at_desk("zhao").post(f"{PAGE}{pair.pk}/", reason=REASON).status_code == 403
    assert not DifferenceReason.objects.exists()


@pytest.mark.parametrize("reason", ["", "无"])
def test_a_reason_is_a_sentence(at_desk, pair, language, reason):
    answer = at_desk("outsider", language).post(f"{PAGE}{pair.pk}/", reason=reason)
    assert answer.status_code == 422
    assert answer.context["form"].errors


def test_a_slow_place_is_told_in_one_sentence(at_desk, slow, language):
    said = {
        "zh-hans": "一半的件要 25 天才有答复，别处 8 天",
        "en": "Half were answered within 25 days, elsewhere within 8",
    }
    assert said[language] in at_desk("chen", language).read(PAGE)
    assert said[language] in at_desk("town", language).read(f"{PAGE}places/{slow.pk}/")
    assert at_desk("outsider").get(f"{PAGE}places/{slow.pk}/").status_code == 404


def test_the_case_page_leads_to_the_like_case(at_desk, pair, language):
    title = {"zh-hans": "同类件，另一种结论", "en": "Like case, other decision"}[language]
    html = at_desk("outsider", language).read(f"/desk/cases/{pair.case_id}/")
    assert title in html
    assert f"{PAGE}{pair.pk}/" in html
    assert title not in at_desk("zhou", language).read(f"/desk/cases/{pair.case_id}/")


def test_an_english_page_marks_its_chinese(at_desk, pair, slow):
    at_desk("outsider").post(f"{PAGE}{pair.pk}/", reason=REASON)
    for path in (PAGE, f"{PAGE}?only=answered", f"{PAGE}{pair.pk}/", f"{PAGE}places/{slow.pk}/"):
        assert unmarked_chinese(at_desk("chen", "en").read(path)) == [], path


def test_nothing_to_show_is_said(at_desk, cast, language):
    assert {"zh-hans": "这里没有。", "en": "Nothing here."}[language] in at_desk("chen", language).read(PAGE)
