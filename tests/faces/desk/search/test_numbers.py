"""A receipt number in the box leads straight to its case; people are never looked up."""

import pytest

from huiying.core.codes import normal_number


@pytest.mark.parametrize("name", ["wang", "zhou", "zhao", "qian", "chen", "sun"])
def test_a_number_leads_to_the_case_of_whoever_may_open_it(searcher, at_land, name):
    spaced = f"{at_land.number[:4]} {at_land.number[4:8]}－{at_land.number[8:]}"
    answer = searcher(name).worker.post("/desk/search/", q=spaced)
    assert answer["Location"] == f"/desk/cases/{at_land.pk}/"


@pytest.mark.parametrize("name", ["hotline", "outsider", "feng"])
def test_a_number_of_somebody_else_s_case_finds_nothing(searcher, at_land, name, language):
    page = searcher(name, language).ask(at_land.number)
    assert (page.status_code, page.context["count"].number) == (200, 0)
    assert page.context["number_said"]
    assert at_land.title not in page.content.decode()


def test_a_sealed_report_is_opened_by_its_number_by_the_sealed_officer_alone(cast, searcher, speak):
    report = speak(kind="report", text="某科长收了钱。")
    assert searcher("feng").worker.post("/desk/search/", q=report.number)["Location"] == f"/desk/cases/{report.pk}/"
    for name in ("wang", "zhou", "zhao", "chen", "sun"):
        page = searcher(name).ask(report.number)
        assert (page.redirect_chain[-1][0].startswith("/desk/search/?q="), page.context["rows"]) == (True, [])


def test_a_mistyped_number_is_told_and_searched_as_words(searcher, speak, language):
    voice = speak()
    wrong = voice.number[:-1] + str((int(voice.number[-1]) + 1) % 10)
    page = searcher("zhou", language).ask(wrong)
    assert page.context["number_said"]
    assert page.context["count"].number == 0
    other = speak(text=f"上次的回执是{wrong}，一直没有消息。")
    assert searcher("zhou").found(wrong) == [other.pk]


def test_htmx_is_led_to_the_case_as_a_whole_page(searcher, at_land):
    answer = searcher("zhao").worker.client.post(
        "/desk/search/", {"q": normal_number(at_land.number)}, headers={"HX-Request": "true"}
    )
    assert answer["HX-Redirect"] == f"/desk/cases/{at_land.pk}/"
