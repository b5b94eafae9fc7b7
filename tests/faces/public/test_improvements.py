"""You judged, we changed, as everybody and those who judged read it: no group below five, no word unreleased."""

import pytest

from huiying.improve.improvements.models import Improvement, ImprovementCase
from huiying.improve.improvements.services.deciding import publish_improvement, read_words
from huiying.listen.voices.models import Voice
from huiying.loop.improve_on import improve
from tests.faces.desk.tongues import unmarked_chinese
from tests.improve.improvements.judged import AGAIN, CAUSE, KEPT_AT, MEASURE, Judged, kept, who

ZH = "zh-hans"


@pytest.fixture
def judged(cast):
    return Judged(cast)


@pytest.fixture
def item(cast, judged):
    """28 of 34 before; kept and published."""
    judged("no", 21)
    judged("yes", 3)
    made = kept(cast, judged)
    publish_improvement(made.pk, **who(cast, "chen", days=11))
    return made


def test_the_list_and_the_page_tell_cause_measure_and_numbers(reader, language, item):
    page = reader.read("/improvements/")
    assert ("您评了，我们改了" if language == ZH else "You judged, we changed") in page
    page = reader.read(f"/improvements/{item.pk}/")
    assert all(said in page for said in (CAUSE, "82%", f"/promises/{item.commitment_id}/"))
    assert (MEASURE.words if language == ZH else MEASURE.words_en) in page
    assert unmarked_chinese(page) == []


def test_after_the_measure_fewer_than_five_are_told_as_such(reader, language, item, judged):
    judged("no", 3, at=KEPT_AT)
    judged("no", 3, at=AGAIN.replace(month=1))
    judged("yes", 30, at=AGAIN.replace(month=1))
    improve(now=AGAIN)
    page = reader.read(f"/improvements/{item.pk}/")
    assert ("33 个里不到 5 个" if language == ZH else "fewer than 5 of 33") in page
    assert ("比以前好，不只是碰巧。" if language == ZH else "Better than before, by more than chance.") in page


def test_only_released_words_of_speakers_who_agreed_are_quoted(cast, reader, item):
    first, second = item.cases.filter(poor=True).exclude(words="").order_by("pk")[:2]
    Voice.objects.filter(pk=first.case_id).update(may_publish=True)
    assert first.words not in reader.read(f"/improvements/{item.pk}/")
    read_words(item.pk, first.pk, "夜里还是吵得很", True, **who(cast, "zhou"))
    read_words(item.pk, second.pk, "这一句不能放", True, **who(cast, "zhou"))
    page = reader.read(f"/improvements/{item.pk}/")
    assert "夜里还是吵得很" in page
    assert "这一句不能放" not in page


def test_what_is_not_published_is_not_there(li, item):
    Improvement.objects.update(published_at=None)
    assert li.get(f"/improvements/{item.pk}/").status_code == 404
    assert f"/improvements/{item.pk}/" not in li.read("/improvements/")
    assert li.get("/improvements/999999/").status_code == 404


def test_the_promise_leads_back_to_it(li, item):
    assert f'href="/improvements/{item.pk}/"' in li.read(f"/promises/{item.commitment_id}/")


def test_whoever_judged_reads_it_on_the_receipt(li, item):
    number, code = li.speak()
    voice = Voice.objects.get(number=number)
    ImprovementCase.objects.create(improvement=item, case=voice.case, poor=True)
    li.open(number, code)
    assert "您评了，我们改了" not in li.read("/follow/voice")
    improve(now=AGAIN)
    page = li.read("/follow/voice")
    assert page.count("您评了，我们改了") >= 2  # the card, and the line of what happened
    assert f'href="/improvements/{item.pk}/"' in page
