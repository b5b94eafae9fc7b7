"""Speaking up, question by question, in both languages: what each step keeps, refuses and shows."""

from typing import Any

import pytest

from huiying.core.codes import make_number
from huiying.foundation.outbox.models import Message
from huiying.foundation.people import vault
from huiying.foundation.people.enums import IdentityField
from huiying.listen.voices.models import Help, Voice
from huiying.serve.casework.models import Case
from tests.faces.public.conftest import LAMPS, Speaker


def test_the_start_page_names_the_lines_for_danger(reader: Speaker) -> None:
    page = reader.read("/speak")
    for line in ("110", "120", "12356"):
        assert f'<a href="tel:{line}">{line}</a>' in page


def test_from_the_first_question_to_the_receipt(reader: Speaker) -> None:
    number, code = reader.speak()
    voice = Voice.objects.get(number=number)
    assert (voice.text, voice.kind, voice.naming, voice.wants) == (LAMPS, "request", "shielded", "explanation")
    assert voice.place == reader.cast.places["village"]
    assert voice.place_words == "二组到小学的路"
    assert voice.channel == "web"
    assert not voice.may_publish
    assert len(code) == 16
    assert Case.objects.get(pk=voice.pk).state


def test_the_contact_lies_in_the_vault_alone(li: Speaker) -> None:
    number, _ = li.speak(email="li@example.com", address="柳河村二组")
    voice = Voice.objects.get(number=number)
    assert voice.person_id is not None
    assert vault.opened(voice.person_id) == {
        IdentityField.NAME: "李秀英",
        IdentityField.PHONE: "13812342041",
        IdentityField.EMAIL: "li@example.com",
        IdentityField.ADDRESS: "柳河村二组",
    }


def test_without_a_name_nobody_is_kept(li: Speaker) -> None:
    number, _ = li.speak(naming="anonymous")
    assert Voice.objects.get(number=number).person is None


def test_who_changes_to_no_name_leaves_no_contact_behind(li: Speaker) -> None:
    li.go_through(naming="named")
    li.client.post("/speak/naming?change", {"naming": "anonymous"})
    li.answer("consent")
    assert "13812342041" not in li.read("/speak/check")
    li.client.post("/speak/check")
    number, _ = li.receipt()
    assert Voice.objects.get(number=number).person is None


@pytest.mark.parametrize(
    ("slug", "answers", "said"),
    [
        ("kind", {}, ("请选一类，最像的就行", "Please choose what it is about")),
        ("kind", {"kind": "objection"}, ("请从下面选一个", "Please choose one of these")),
        ("words", {"words": "  \u200b "}, ("请写下您要说的事，一句话也行。", "one sentence is enough.")),
        ("town", {}, ("请选一处，或选", "Please choose a place")),
        ("town", {"town": "999999"}, ("请从下面选一个", "Please choose one of these")),
        ("town", {"town": "unsaid", "place_words": "路" * 201}, ("太长了，最多 200 个字", "200 characters at most")),
        ("village", {}, ("请选一个，或选", "Please choose one, or")),
        ("wants", {"wants": "revenge"}, ("请从下面选一个", "Please choose one of these")),
        ("naming", {}, ("请选一个；选哪个都一样办", "Please choose one; all three")),
        ("contact", {"name": "李秀英"}, ("实名或保密都要留个联系方式", "please leave a way to reach you")),
        ("contact", {"phone": "1381234204"}, ("手机号是 11 位，您写了 10 位", "has 11 digits; this one has 10")),
        ("contact", {"phone": "问我妈要"}, ("电话请写数字", "in digits")),
        ("contact", {"email": "li at example"}, ("这不像邮箱地址", "This is no e-mail address")),
        ("contact", {"name": "李" * 61, "phone": "13812342041"}, ("最多 60 个字", "60 characters at most")),
    ],
)
def test_a_refusal_says_what_to_do_and_keeps_what_was_typed(
    reader: Speaker, language: str, slug: str, answers: dict[str, str], said: tuple[str, str]
) -> None:
    reader.go_through()
    response = reader.answer(slug, **answers)
    page = response.content.decode()
    words = said[language == "en"]
    assert response.status_code == 422
    assert page.count(words) == 2, "once in the summary, once at the field"
    assert {"zh-hans": "<title>出错了：", "en": "<title>Error:"}[language] in page
    assert 'href="#id_' in page
    for name in {"words", "place_words", "name", "phone", "email"} & answers.keys():
        assert answers[name].strip() in page


def test_with_a_name_the_name_is_asked_for(reader: Speaker, language: str) -> None:
    reader.go_through(naming="named")
    response = reader.answer("contact", phone="13812342041")
    assert response.status_code == 422
    assert {"zh-hans": "请写下姓名", "en": "Please write your name"}[language] in response.content.decode()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("138 1234-2041", "13812342041"), ("0358-812 3456", "03588123456"), ("+86 (138) 12342041", "+8613812342041")],
)
def test_a_phone_number_may_be_written_as_people_write_it(li: Speaker, typed: str, kept: str) -> None:
    li.go_through(phone=typed)
    assert kept in li.read("/speak/check")


def test_a_town_without_villages_asks_for_none(li: Speaker) -> None:
    li.go_through()
    response = li.answer("town", town=li.cast.places["qingshi"].pk)
    assert response["Location"] == "/speak/wants"


def test_not_saying_where_is_an_answer(li: Speaker) -> None:
    number, _ = li.speak(town="unsaid", place_words="")
    voice = Voice.objects.get(number=number)
    assert voice.place is None
    assert voice.place_words == ""


def test_a_village_of_another_town_is_refused(li: Speaker) -> None:
    li.go_through()
    li.answer("town", town=li.cast.places["liuhe"].pk)
    assert li.answer("village", village=li.cast.places["qingshi"].pk).status_code == 422


def test_changing_the_town_asks_for_the_village_again(li: Speaker) -> None:
    li.go_through(town=li.cast.places["qingshi"].pk)
    response = li.client.post("/speak/town?change", {"town": li.cast.places["liuhe"].pk})
    assert response["Location"] == "/speak/village"


def test_moving_to_a_town_without_villages_forgets_the_village(li: Speaker) -> None:
    li.go_through()
    li.client.post("/speak/town?change", {"town": li.cast.places["qingshi"].pk})
    li.client.post("/speak/check")
    number, _ = li.receipt()
    assert Voice.objects.get(number=number).place == li.cast.places["qingshi"]


def test_what_would_put_it_right_may_be_left_out(li: Speaker) -> None:
    number, _ = li.speak(wants="")
    assert Voice.objects.get(number=number).wants == ""


def test_the_check_page_shows_every_answer_with_a_way_to_change_it(reader: Speaker, language: str) -> None:
    reader.go_through()
    page = reader.read("/speak/check")
    for said in (LAMPS, "李秀英", "13812342041", "二组到小学的路"):
        assert said in page
    for slug in ("kind", "words", "town", "wants", "naming", "contact", "consent"):
        assert f'href="/speak/{slug}?change"' in page
    assert {"zh-hans": "给个说法", "en": "An explanation"}[language] in page


def test_a_change_keeps_the_rest_and_comes_back_to_the_check(li: Speaker) -> None:
    li.go_through()
    response = li.client.post("/speak/words?change", {"words": "四盏路灯都不亮。"})
    assert response["Location"] == "/speak/check"
    page = li.read("/speak/check")
    assert "四盏路灯都不亮。" in page
    assert "二组到小学的路" in page


def test_going_back_finds_what_was_answered(li: Speaker) -> None:
    li.go_through()
    assert LAMPS in li.read("/speak/words")
    assert 'value="explanation" id="id_wants_0" checked' in li.read("/speak/wants")
    assert 'href="/speak/village"' in li.read("/speak/wants"), "back leads to the question before"


def test_help_is_asked_for_while_speaking_and_stands_on_the_check_page(reader: Speaker) -> None:
    asked = {"help": ["interpreter", "large_print"], "help_language": "壮语"}
    reader.answer("kind", kind="request")
    assert reader.answer("words", words=LAMPS, help=["wings"]).status_code == 422
    reader.go_through(**asked)
    assert "壮语" in reader.read("/speak/check")
    reader.client.post("/speak/check")
    assert set(Help.objects.values_list("kind", "language")) == {("interpreter", "壮语"), ("large_print", "")}


def test_consents_are_unticked_until_the_person_ticks_them(li: Speaker) -> None:
    li.go_through(may_contact="")
    page = li.read("/speak/consent")
    assert page.count('type="checkbox"') == 4
    number, _ = li.speak(may_publish="on")
    assert Voice.objects.get(number=number).may_publish
    assert "checked" not in page


@pytest.mark.parametrize(("ticked", "messages"), [("on", 1), ("", 0)])
def test_nobody_is_written_to_without_agreeing_to_it(li: Speaker, ticked: str, messages: int) -> None:
    li.speak(may_contact=ticked)
    assert Message.objects.count() == messages


def test_no_question_can_be_skipped_on_the_way_to_sending(li: Speaker) -> None:
    li.answer("kind", kind="request")
    assert li.get("/speak/check")["Location"] == "/speak/words"
    assert li.client.post("/speak/check")["Location"] == "/speak/words?lost"
    assert not Voice.objects.exists()


def test_a_report_of_wrongdoing_names_12388_and_goes_the_sealed_way(reader: Speaker, language: str) -> None:
    reader.answer("kind", kind="report")
    page = reader.read("/speak/words")
    assert '<a href="tel:12388">12388</a>' in page
    assert {"zh-hans": "只有专办人员看得到", "en": "Only the officer in charge of reports"}[language] in page
    number, _ = reader.speak(kind="report")
    voice = Voice.objects.get(number=number)
    assert Case.objects.get(pk=voice.pk).sealed
    assert not voice.may_publish


def test_a_report_is_not_asked_whether_it_may_be_published(li: Speaker) -> None:
    li.go_through(kind="report", may_publish="on")
    page = li.read("/speak/consent")
    assert "may_publish" not in page
    assert "may_contact" in page


def test_an_unknown_question_has_no_page(li: Speaker) -> None:
    assert li.get("/speak/opinion-of-the-speaker").status_code == 404


@pytest.mark.parametrize("path", ["/speak", "/speak/kind", "/speak/check", "/follow/code"])
def test_private_pages_are_stored_nowhere(li: Speaker, path: str) -> None:
    li.go_through()
    li.client.post("/follow", {"number": make_number(lambda n: 7)})
    assert li.get(path)["Cache-Control"] == "no-store"


def test_every_page_is_light(reader: Speaker) -> None:
    reader.go_through()
    pages: dict[str, Any] = {
        path: reader.get(path) for path in ("/", "/speak", "/speak/kind", "/speak/town", "/speak/check")
    }
    assert {path: len(page.content) for path, page in pages.items() if len(page.content) > 12_000} == {}


def test_the_unit_that_a_report_is_about_never_has_it(reader: Speaker) -> None:
    petition = reader.cast.units["petition"]
    page = reader.go_through(kind="report", about=petition.pk)
    assert page["Location"] == "/speak/check"
    assert str(petition) in reader.read("/speak/check")
    assert "/speak/about?change" in reader.read("/speak/check")
    reader.client.post("/speak/check")
    case = Case.objects.get()
    assert case.office == reader.cast.units["office"]
    assert case.facts["tracks"]["accused"] == str(petition.pk)
    assert case.recusals.get().unit == petition


def test_it_may_be_left_out_and_is_asked_of_reports_alone(li: Speaker) -> None:
    li.speak(kind="report")
    assert Case.objects.get(sealed=True).recusals.count() == 0
    li.client.post("/speak/leave")
    li.go_through(about=li.cast.units["land"].pk)
    assert "/speak/about" not in li.read("/speak/check")
