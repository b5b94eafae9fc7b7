"""One case: who may open it, what it says, who looked at whom."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from huiying.foundation.ledger.models import Event
from huiying.foundation.people import vault
from huiying.serve.casework.models import Case
from tests.faces.desk.conftest import LAMPS


def test_the_page_says_what_comes_next_by_which_rule(cast, language, at_desk, at_land):
    page = at_desk("zhao", language).read(f"/desk/cases/{at_land.pk}/?in=queue")
    assert LAMPS in page
    expected = ("下一步：受理", "第二十三条") if language == "zh-hans" else ("Next: Accept", "Art 23")
    for words in expected:
        assert words in page
    assert "王芳" not in page


def test_who_looks_on_reads_who_has_it(cast, language, at_desk, at_land):
    page = at_desk("chen", language).get(f"/desk/cases/{at_land.pk}/")
    title = page.context["banner"]["title"].say(language)
    assert title.startswith("柳溪县自然资源局" if language == "zh-hans" else "Liuxi Natural Resources Bureau")


@pytest.mark.parametrize("name", ["outsider", "town", "hotline", "guo", "feng", "hu"])
@pytest.mark.parametrize("page", ["", "note/", "accept/", "identity/", "documents/1/"])
def test_a_case_of_others_is_no_case(cast, at_desk, at_land, name, page):
    answer = at_desk(name).get(f"/desk/cases/{at_land.pk}/{page}")
    assert answer.status_code in (403, 404)
    assert at_land.title not in answer.content.decode()


def test_a_number_that_is_no_case_looks_the_same_as_one_of_others(cast, at_desk, at_land):
    outsider = at_desk("outsider")
    there, nowhere = (outsider.get(f"/desk/cases/{number}/") for number in (at_land.pk, 99_999))
    assert there.status_code == nowhere.status_code == 404
    strip = str(at_land.pk), "99999"
    assert there.content.decode().replace(strip[0], "") == nowhere.content.decode().replace(strip[1], "").replace(
        strip[0], ""
    )


def test_a_document_of_another_case_does_not_open_here(cast, at_desk, at_land, speak, act):
    other = speak()
    act(other, "zhou", "forward", unit=cast.units["liuhe"].pk, reason="镇里的事")
    foreign = Case.objects.get(pk=other.pk).documents.first()
    assert at_desk("zhao").get(f"/desk/cases/{at_land.pk}/documents/{foreign.pk}/").status_code == 404


def test_documents_come_as_word_files_in_both_languages_and_as_pdf(cast, at_desk, at_land):
    zhao = at_desk("zhao")
    made = Case.objects.get(pk=at_land.pk).documents.first()
    kinds = {"": (b"PK", ".docx"), "?lang=en": (b"PK", "-en.docx"), "?as=pdf": (b"%P", ".pdf")}
    for asked, (begins, ending) in kinds.items():
        answer = zhao.get(f"/desk/cases/{at_land.pk}/documents/{made.pk}/{asked}")
        assert answer.status_code == 200
        assert answer.content[:2] == begins
        assert answer["Content-Disposition"] == f'attachment; filename="{made.number}{ending}"'


def test_the_timeline_names_post_unit_and_what_was_filled_in(cast, language, at_desk, at_land):
    page = at_desk("zhao", language).read(f"/desk/cases/{at_land.pk}/")
    assert "职责目录第三项" in page
    assert ("周强" if language == "zh-hans" else "Zhou Qiang") in page


def test_a_box_that_was_not_ticked_is_not_in_the_timeline(cast, at_desk, speak):
    voice = speak(channel="phone")
    hotline = at_desk("hotline")
    page = f"/desk/cases/{voice.pk}/"
    assert hotline.post(f"{page}dispatch/", unit=cast.units["liuhe"].pk, reason="镇里的灯").status_code == 302
    assert "镇里的灯" in hotline.read(page)
    assert "征地拆迁等特殊事项" not in hotline.read(page)


def test_what_the_person_adds_stands_in_the_timeline(cast, at_desk, at_land, now):
    from huiying.loop.speaker_acts import add_words

    add_words(at_land, text="灯杆上有编号 17", now=now)
    assert "灯杆上有编号 17" in at_desk("zhao").read(f"/desk/cases/{at_land.pk}/")


def test_the_handling_unit_is_not_offered_the_identity(cast, at_desk, at_land):
    zhao = at_desk("zhao")
    assert f"/desk/cases/{at_land.pk}/identity/" not in zhao.read(f"/desk/cases/{at_land.pk}/")
    for answer in (zhao.get(f"/desk/cases/{at_land.pk}/identity/"),):
        assert answer.status_code == 403
    assert "李桂英" not in zhao.post(f"/desk/cases/{at_land.pk}/identity/", reason="想知道是谁").content.decode()
    assert not Event.objects.filter(type="identity.viewed").exists()


def test_looking_at_an_identity_needs_a_reason_and_is_told_to_the_person(cast, language, at_desk, at_land):
    zhou = at_desk("zhou", language)
    path = f"/desk/cases/{at_land.pk}/identity/"
    assert path in zhou.read(f"/desk/cases/{at_land.pk}/")
    assert "李桂英" not in zhou.read(path)
    for reason in ("", "看"):
        refused = zhou.post(path, reason=reason)
        assert refused.status_code == 422
        assert "李桂英" not in refused.content.decode()
    shown = zhou.post(path, reason="核对送达地址")
    assert "李桂英" in shown.content.decode()
    assert shown["Cache-Control"] == "no-store"
    (look,) = vault.views_of(at_land.person)
    assert (look.reason, look.unit_id) == ("核对送达地址", cast.units["petition"].pk)


def test_a_shielded_voice_shows_its_speaker_to_no_dispatcher(cast, at_desk, speak):
    voice = speak(naming="shielded")
    assert at_desk("zhou").get(f"/desk/cases/{voice.pk}/identity/").status_code == 403


def test_j_and_k_lead_to_the_neighbours_in_the_list(cast, at_desk, speak, act):
    from datetime import timedelta

    from tests.cast import NOW

    made = []
    for days in range(3):
        voice = speak()
        act(voice, "zhou", "forward", unit=cast.units["land"].pk, reason="职责")
        Case.objects.filter(pk=voice.pk).update(next_due_at=NOW + timedelta(days=days + 1))
        made.append(voice.pk)
    page = at_desk("zhao").get(f"/desk/cases/{made[1]}/?in=queue")
    near = page.context["near"]
    assert (near.place, near.total, near.before, near.following) == (2, 3, made[0], made[2])
    assert 'data-key="J"' in page.content.decode()


def test_a_list_that_is_not_the_viewers_is_not_walked(cast, at_desk, at_land):
    page = at_desk("zhao").get(f"/desk/cases/{at_land.pk}/?in=board")
    assert page.status_code == 200
    assert "list_url" not in page.context


def test_a_forbidden_act_is_a_sentence_with_its_article(cast, at_desk, at_land, act):
    act(at_land, "zhao", "accept", legal_class="claim", route="petition")
    act(at_land, "zhao", "begin")
    page = at_desk("zhao").get(f"/desk/cases/{at_land.pk}/")
    assert any("出具处理意见书" in sentence and "条" in sentence for sentence in page.context["forbidden"])
    assert "/issue_opinion/" not in page.content.decode()


def test_an_act_that_needs_approval_says_so(cast, language, at_desk, at_land):
    page = at_desk("zhao", language).read(f"/desk/cases/{at_land.pk}/")
    assert ("提出异议（要批准）" if language == "zh-hans" else "Object (needs approval)") in page


def test_the_rating_stands_beside_the_answer(cast, language, at_desk, heard, act, now):
    from huiying.loop.speaker_acts import rate
    from tests.faces.desk.conftest import REQUESTS

    said = "三盏灯是线路进水烧坏的，11月20日已换线换灯，当晚亮了。"
    asked = act(heard, "zhao", "issue_opinion", public_text=said, requests=REQUESTS, looked=True)
    from huiying.loop.act_on_case import approve

    approve(asked.approval.pk, actor=cast.actor("qian"), now=now)
    act(heard, "zhao", "deliver", delivered_on="2026-11-23", proof="signature")
    rate(heard, responded="yes", resolved="partly", satisfied="so_so", put_right="no", words="还差一盏", now=now)
    page = at_desk("zhao", language).read(f"/desk/cases/{heard.pk}/")
    assert "还差一盏" in page
    assert said in page
    assert REQUESTS[0]["decision"] in page


def test_the_page_asks_the_database_a_bounded_number_of_times(cast, at_desk, heard):
    zhao = at_desk("zhao")
    zhao.get(f"/desk/cases/{heard.pk}/")
    with CaptureQueriesContext(connection) as queries:
        zhao.get(f"/desk/cases/{heard.pk}/?in=queue")
    asked = [query["sql"] for query in queries]
    alike = [sql for sql in asked if "likeness_" in sql]
    assert len(asked) - len(alike) <= 46
    assert len(alike) <= 36, "one look for each of the 32 telling keys at most, and what was found"
