"""Early signs on the desk: one sentence each, never a number below five, and a decision with its reason."""

import re
from datetime import date, timedelta

import pytest
from django.utils.translation import override

from huiying.core.procedures.model import Role
from huiying.faces.desk.insight.line import HEIGHT, HIDDEN, line_of, weeks_shown
from huiying.faces.desk.insight.words import usual
from huiying.foundation.ledger.models import Event
from huiying.foundation.office.models import Category
from huiying.foundation.people.services.grants import GRANTED
from huiying.improve.insight.models import EarlySign, Night, SignAnswer
from huiying.serve.casework.models import Case
from huiying.serve.coordination.models import Issue
from tests.cast import NOW
from tests.faces.desk.conftest import granted
from tests.faces.desk.tongues import unmarked_chinese

PAGE = "/desk/signs/"
LAST = date(2026, 11, 22)
SAYS = {"zh-hans": "近 7 天 14 件，平时不超过 7 件", "en": "14 in the last 7 days, usually up to 7"}
WHERE = {"zh-hans": "噪音 · 柳河村", "en": "Noise · Liuhe Village"}


@pytest.fixture
def noise(cast):
    return Category.objects.create(name="噪音", name_en="Noise", path="/1/")


@pytest.fixture
def sign(cast, noise):
    """What the night has found."""
    Night.objects.create(first_on=LAST - timedelta(days=400), last_on=LAST, tried=321, looked_at=NOW)
    return EarlySign.objects.create(
        category=noise,
        place=cast.places["village"],
        first_on=LAST,
        last_on=LAST,
        span=7,
        count=14,
        low=2,
        high=7,
        chance=0.0004,
        weeks=[3, 4, 5, 2] * 6 + [6, 14],
    )


@pytest.mark.parametrize("role", GRANTED)
def test_who_advises_leads_dispatches_or_inspects_sees_the_signs(cast, at_desk, sign, role):
    cast.staff["hu"].grants.all().delete()
    granted(cast, "hu", role, "hotline")
    may = role in (Role.ADVISER, Role.LEADER, Role.DISPATCHER, Role.INSPECTOR)
    worker = at_desk("hu")
    for path in (PAGE, f"{PAGE}{sign.pk}/"):
        assert worker.get(path).status_code == (200 if may else 403)
        in_bar = any(item.url == PAGE for item in worker.get("/desk/password/").context.get("nav", ()))
        assert not in_bar or may
    posted = worker.post(f"{PAGE}{sign.pk}/", decision="looked", reason="已经去看过了")
    assert posted.status_code == (302 if may else 403)
    assert SignAnswer.objects.exists() == may


def test_a_sign_is_one_sentence(at_desk, sign, language):
    html = at_desk("chen", language).read(PAGE)
    assert SAYS[language] in html
    assert all(part in html for part in WHERE[language].split(" · "))
    assert f"{PAGE}{sign.pk}/" in html


def test_weeks_with_fewer_than_five_are_never_told_apart(at_desk, sign, language):
    html = at_desk("sun", language).read(f"{PAGE}{sign.pk}/")
    body = html[html.index("<tbody") : html.index("</tbody>")]
    shown = re.findall(r'<td class="hy-num">(.*?)</td>', body)
    fewer = {"zh-hans": "不到 5 件", "en": "fewer than 5"}[language]
    assert shown == ["14", "6", *[fewer, "5", fewer, fewer] * 6]
    points = re.search(r'points="([^"]+)"', html)[1].split()
    heights = {point.split(",")[1] for point, week in zip(points, sign.weeks, strict=True) if week < 5}
    assert len(heights) == 1


def test_the_cases_behind_it_are_searched_with_the_viewers_rights(at_desk, sign, noise, cast):
    url = at_desk("chen").get(f"{PAGE}{sign.pk}/").context["shown"].cases_url
    place = cast.places["village"].pk
    assert url == f"/desk/search/?category={noise.pk}&place={place}&since=2026-11-16&until=2026-11-22"
    assert at_desk("chen").get(url).status_code == 200


def test_a_decision_is_kept_with_its_reason_and_the_sign_leaves_the_list(at_desk, sign, language):
    worker = at_desk("chen", language)
    answer = worker.post(f"{PAGE}{sign.pk}/", decision="set_aside", reason="学校开学，每年如此")
    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    html = worker.read(PAGE)
    assert f'href="{PAGE}{sign.pk}/"' not in html
    assert "学校开学，每年如此" in html
    assert Event.objects.get(type="sign.set_aside").actor_id == worker.staff.pk


@pytest.mark.parametrize(
    "given", [{}, {"decision": "looked"}, {"decision": "looked", "reason": "好"}, {"reason": "看过了现场"}]
)
def test_a_decision_without_its_parts_is_refused_in_words(at_desk, sign, language, given):
    answer = at_desk("chen", language).post(f"{PAGE}{sign.pk}/", **given)
    assert answer.status_code == 422
    assert answer.context["form"].errors
    assert not SignAnswer.objects.exists()


def test_who_comes_second_lands_on_the_list(at_desk, sign):
    at_desk("chen").post(f"{PAGE}{sign.pk}/", decision="looked", reason="已约谈施工方")
    assert at_desk("sun").post(f"{PAGE}{sign.pk}/", decision="looked", reason="我也去看看")["Location"] == PAGE
    assert at_desk("sun").get(f"{PAGE}{sign.pk}/").status_code == 404
    assert SignAnswer.objects.count() == 1


def test_before_the_first_night_and_when_nothing_grows(at_desk, cast, language):
    said = {"zh-hans": ("今晚第一次统计", "没有超出平常波动"), "en": ("taken tonight", "Nothing grows beyond chance")}
    assert said[language][0] in at_desk("chen", language).read(PAGE)
    Night.objects.create(
        first_on=LAST, last_on=LAST, tried=0, left_out=[["phone", ""], ["import", "热线"]], looked_at=NOW
    )
    html = at_desk("chen", language).read(PAGE)
    assert said[language][1] in html
    assert "热线" in html


def test_what_a_broader_sign_does_not_count_is_said(at_desk, sign, language, cast, noise):
    EarlySign.objects.create(
        first_on=LAST, last_on=LAST, span=28, count=90, low=40, high=60, chance=1e-5, weeks=[9, 30],
        beside=[[noise.pk, cast.places["village"].pk]],
    )  # fmt: skip
    html = at_desk("sun", language).read(PAGE)
    assert {"zh-hans": "不含另列的苗头", "en": "Not counting what is shown"}[language] in html
    assert {"zh-hans": "各类事项", "en": "All topics"}[language] in html


def test_an_english_page_marks_its_chinese(at_desk, sign):
    at_desk("chen").post(f"{PAGE}{sign.pk}/", decision="looked", reason="已约谈施工方")
    assert unmarked_chinese(at_desk("chen", "en").read(PAGE)) == []


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [(0, 4, "fewer than 5"), (2, 7, "up to 7"), (4, 5, "up to 5"), (5, 9, "5 to 9"), (6, 6, "about 6")],
)
def test_usual_never_says_a_number_below_five(low, high, said):
    with override("en"):
        assert usual(low, high) == said


def test_the_line_stays_inside_its_box():
    line = line_of(weeks_shown([0] * 25 + [400], LAST))
    heights = [float(point.split(",")[1]) for point in line.points.split()]
    assert 0 < min(heights) < max(heights) < HEIGHT
    assert weeks_shown([HIDDEN, 5], LAST)[0].heard is None


@pytest.fixture
def voices(sign, noise, speak):
    """Three voices behind the sign."""
    made = [speak(text=f"烧烤店开到后半夜，第{n}晚睡不着。", received_at=NOW - timedelta(days=2)) for n in (1, 2, 3)]
    Case.objects.filter(pk__in=[voice.pk for voice in made]).update(category=noise)
    return made


def test_a_dispatcher_makes_an_issue_of_a_sign_with_its_cases(at_desk, sign, voices, language):
    answer = at_desk("zhou", language).post(
        f"{PAGE}{sign.pk}/", decision="issue", reason="同一片烧烤店", title="柳河村烧烤店夜间噪音"
    )
    issue = Issue.objects.get()
    assert answer["Location"] == f"/desk/issues/{issue.pk}/"
    assert set(issue.members.values_list("case_id", flat=True)) == {voice.pk for voice in voices}
    assert SignAnswer.objects.get().issue == issue
    assert Event.objects.get(type="sign.made_issue").public["issue"] == issue.pk
    assert "柳河村烧烤店夜间噪音" in at_desk("chen", language).read(PAGE)


def test_an_issue_needs_a_title_and_nothing_is_kept_without(at_desk, sign, voices):
    answer = at_desk("zhou").post(f"{PAGE}{sign.pk}/", decision="issue", reason="同一片烧烤店", title="")
    assert answer.status_code == 422
    assert "title" in answer.context["form"].errors
    assert not Issue.objects.exists()
    assert not SignAnswer.objects.exists()


def test_an_inspector_is_not_offered_an_issue(at_desk, sign, voices):
    assert 'value="issue"' not in at_desk("chen").read(f"{PAGE}{sign.pk}/")
    assert at_desk("chen").post(f"{PAGE}{sign.pk}/", decision="issue", reason="同一片烧烤店").status_code == 422


def test_without_cases_that_the_viewer_may_see_no_issue_is_made(at_desk, sign):
    answer = at_desk("zhou").post(f"{PAGE}{sign.pk}/", decision="issue", reason="同一片烧烤店", title="烧烤店夜间噪音")
    assert answer.status_code == 422
    assert not SignAnswer.objects.exists()
