"""Issues on the public site and on the receipt: what is public, from five voices on, and never what anybody said."""

import pytest

from huiying.foundation.keys import clock
from huiying.serve.casework.models import Case
from huiying.serve.coordination.models import Issue
from huiying.serve.coordination.services.ending import set_down, solve_issue
from tests.cast import NOW, open_liuxi
from tests.faces.public.conftest import Speaker
from tests.serve.coordination.issues import PLANT, TITLE, grants_of, opened, speak_all

pytestmark = pytest.mark.django_db
EN = {"accept-language": "en"}
ZH = {"accept-language": "zh-hans"}


@pytest.fixture
def cast(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)
    return open_liuxi()


@pytest.fixture
def cases(cast):
    return speak_all()


def shown(cast, cases, **more):
    return opened(cast, cases, public=True, title_en="Concrete plant", cause="离住宅只有两百米", **more)


def read(client, path, headers=ZH):
    answer = client.get(path, headers=headers)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_public_issue_shows_cause_unit_plan_and_how_many_spoke(client, cast, cases):
    issue = shown(cast, cases[:5], owner_id=cast.units["housing"].pk)
    for headers, title, unit in ((ZH, TITLE, "柳溪县住房和城乡建设局"), (EN, "Concrete plant", "Liuxi Housing Bureau")):
        page = read(client, f"/issues/{issue.pk}/", headers)
        assert title in page
        assert unit in page
        assert "离住宅只有两百米" in page
        assert title in read(client, "/issues/", headers)
    assert ">5<" in read(client, f"/issues/{issue.pk}/")


def test_no_word_of_a_voice_and_no_receipt_number_stands_there(client, cast, cases):
    issue = shown(cast, cases)
    pages = read(client, "/issues/") + read(client, f"/issues/{issue.pk}/")
    assert not [text for text in PLANT if text in pages]
    assert not [case for case in cases if case.voice.number in pages]


def test_fewer_than_five_are_no_number(client, cast, cases):
    issue = shown(cast, cases[:4])
    assert "诉求</span>" not in read(client, "/issues/")
    assert "有多少件诉求" not in read(client, f"/issues/{issue.pk}/")


def test_what_is_not_public_is_not_there(client, cast, cases):
    issue = opened(cast, cases)
    assert client.get(f"/issues/{issue.pk}/").status_code == 404
    assert client.get("/issues/999999999/").status_code == 404
    assert TITLE not in read(client, "/issues/")


def test_what_was_set_down_leaves_and_what_was_solved_stays(client, cast, cases):
    who = {"actor": cast.actor("zhou"), "grants": grants_of(cast, "zhou"), "now": NOW}
    gone, solved = shown(cast, cases[:1]), shown(cast, cases[1:])
    set_down(gone.pk, "不是同一个原因", **who)
    solve_issue(solved.pk, "搅拌站已搬走。", **who)
    assert client.get(f"/issues/{gone.pk}/").status_code == 404
    assert "搅拌站已搬走。" in read(client, f"/issues/{solved.pk}/")


SAID = {
    (False, 5): ("有同一个原因的诉求有 5 件", "one of 5 with a common cause"),
    (True, 5): ("说到这个问题的有 5 件", "one of 5 about one issue"),
    (True, 2): ("您的诉求属于一个共性问题", "Your voice is part of one issue"),
    (False, 2): ("也有别人说到类似的事", "Others said the like"),
}


@pytest.mark.parametrize(("public", "voices"), SAID)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_receipt_says_that_the_voice_is_not_alone(cast, public, voices, language):
    reader = Speaker(cast, language)
    number, code = reader.speak()
    mine = Case.objects.get(voice__number=number)
    others = speak_all(PLANT[: voices - 1], channel="phone")
    opened(cast, [mine, *others], by="hotline", public=public, title_en="Concrete plant")
    reader.open(number, code)
    page = reader.read("/follow/voice")
    assert SAID[public, voices][language == "en"] in page
    assert ("/issues/" in page.partition("</h1>")[2].partition("<h2")[0]) == public


def test_the_receipt_of_a_voice_in_no_issue_says_nothing_of_it(cast):
    reader = Speaker(cast)
    reader.open(*reader.speak())
    assert "共同的原因" not in reader.read("/follow/voice")


def test_the_pages_read_little(client, cast, cases, django_assert_max_num_queries):
    for case in cases:
        shown(cast, [case])
    with django_assert_max_num_queries(6):
        read(client, "/issues/")
    assert Issue.objects.count() == len(cases)


def test_the_place_of_a_few_voices_is_theirs_and_not_shown(client, cast):
    place = cast.places["qingshi"]
    few, many = speak_all(PLANT[:2], place_id=place.pk), speak_all(PLANT, place_id=place.pk)
    assert place.name not in read(client, f"/issues/{shown(cast, few).pk}/")
    assert place.name in read(client, f"/issues/{shown(cast, many).pk}/")
