"""The category on the desk: beside the fields with its reason, taken with one key, set and corrected on its page."""

from datetime import date

import pytest

from huiying.foundation.ledger.models import Event
from huiying.foundation.office.models import Category
from huiying.loop.categorise_case import set_usual_unit
from huiying.serve.casework.models import Case
from huiying.serve.casework.services import suggestions
from huiying.serve.casework.services.suggestions import Told
from tests.cast import NOW


def category(name, parent=None, **more):
    row = Category.objects.create(parent=parent, name=name, path="", **more)
    row.path = f"{parent.path if parent else '/'}{row.pk}/"
    row.save(update_fields=["path"])
    return row


@pytest.fixture
def lamps(cast):
    works = category("市政管理", name_en="Municipal works")
    return category("路灯", works, name_en="Street lamps")


@pytest.fixture
def fields(cast):
    return category("国土资源", name_en="Land")


@pytest.fixture
def suggested(cast, lamps, speak):
    """A voice about lamps, for which the category and the unit are suggested."""
    set_usual_unit(actor=cast.actor("guo"), now=NOW, category_id=lamps.pk, unit=cast.units["land"])
    voice = speak()
    suggestions.suggest({voice.pk: Told(lamps.pk, 0.93, ["路灯", "不亮"])}, model_date=date(2026, 11, 22))
    return voice


def category_of(voice):
    return Case.objects.get(pk=voice.pk).category


def test_both_suggestions_stand_beside_their_fields_with_their_reasons(cast, language, at_desk, suggested, lamps):
    said = at_desk("zhou", language).read(f"/desk/cases/{suggested.pk}/forward/")
    for name, value in (("category", lamps.pk), ("unit", cast.units["land"].pk)):
        assert f'name="take" value="{name}:{value}" data-take="id_{name}" data-value="{value}"' in said
        assert f'id="why-{name}"' in said
    reasons = {
        "zh-hans": ("很可能（93%），看这些词：路灯、不亮", "本单位定的：“路灯”归它办"),
        "en": ("very likely (93%), by these words:", "The office has written down that it handles “Street lamps”"),
    }
    assert all(reason in said for reason in reasons[language])
    assert f'<option value="{cast.units["land"].pk}" selected>' not in said
    assert f'<option value="{lamps.pk}" selected>' not in said


def test_without_javascript_the_button_fills_its_field_and_keeps_what_was_typed(cast, at_desk, suggested, lamps):
    unit = cast.units["land"].pk
    zhou, path = at_desk("zhou"), f"/desk/cases/{suggested.pk}/forward/"
    said = zhou.post(path, take=f"unit:{unit}", reason="职责目录", category=str(lamps.pk)).content.decode()
    assert f'<option value="{unit}" selected>' in said
    assert f'<option value="{lamps.pk}" selected>' in said
    assert "职责目录" in said
    assert "hy-error" not in said
    assert Case.objects.get(pk=suggested.pk).hops == 0


def test_forwarding_sets_the_category_and_records_what_was_suggested(cast, at_desk, suggested, lamps):
    unit = cast.units["land"].pk
    at_desk("zhou").post(f"/desk/cases/{suggested.pk}/forward/", unit=unit, reason="职责", category=lamps.pk)
    assert category_of(suggested) == lamps
    assert Event.objects.get(type="case.categorised").public["followed"] is True
    assert Event.objects.get(type="xinfang.forward").public["suggested_unit"] == unit


def test_forwarding_without_a_category_goes_as_before(cast, at_desk, suggested):
    at_desk("zhou").post(f"/desk/cases/{suggested.pk}/forward/", unit=cast.units["land"].pk, reason="职责")
    assert category_of(suggested) is None
    assert Case.objects.get(pk=suggested.pk).unit == cast.units["land"]


def test_the_short_form_of_the_board_has_both(cast, at_desk, suggested):
    said = at_desk("zhou").read(f"/desk/cases/{suggested.pk}/forward/", HTTP_HX_REQUEST="true")
    assert said.count("data-take=") == 2
    assert said.index('class="hy-vh" tabindex="-1"') < said.index("data-take="), (
        "Enter does the act, not the suggestion"
    )


def test_the_handler_may_say_it_when_accepting(cast, at_desk, at_land, fields):
    path = f"/desk/cases/{at_land.pk}/accept/"
    zhao = at_desk("zhao")
    assert 'id="id_category"' in zhao.read(path)
    zhao.post(path, category=fields.pk, legal_class="claim")
    assert category_of(at_land) == fields


def test_the_case_page_shows_it_and_takes_the_suggestion_with_one_press(cast, language, at_desk, suggested, lamps):
    zhou, path = at_desk("zhou", language), f"/desk/cases/{suggested.pk}/"
    said = zhou.read(path)
    assert ("还没定" if language == "zh-hans" else "not set yet") in said
    assert 'data-key="Y"' in said
    answer = zhou.post(f"{path}category/", category=lamps.pk)
    assert answer.status_code == 302
    assert category_of(suggested) == lamps
    said = zhou.read(path)
    assert said.count("市政管理 › 路灯" if language == "zh-hans" else "Municipal works › Street lamps") >= 3
    assert 'data-key="Y"' not in said


def test_the_page_sets_and_corrects_the_category(cast, language, at_desk, suggested, lamps, fields):
    zhou, path = at_desk("zhou", language), f"/desk/cases/{suggested.pk}/category/"
    assert 'data-take="id_category"' in zhou.read(path)
    for row in (lamps, fields):
        assert zhou.post(path, category=row.pk).status_code == 302
        assert category_of(suggested) == row
    assert f'<option value="{fields.pk}" selected>' in zhou.read(path)


def test_the_page_takes_the_suggestion_without_javascript(cast, at_desk, suggested, lamps):
    path = f"/desk/cases/{suggested.pk}/category/"
    said = at_desk("zhou").post(path, take=f"category:{lamps.pk}").content.decode()
    assert f'<option value="{lamps.pk}" selected>' in said
    assert category_of(suggested) is None


def test_nothing_chosen_is_said_at_the_field(cast, language, at_desk, suggested):
    answer = at_desk("zhou", language).post(f"/desk/cases/{suggested.pk}/category/", category="")
    assert answer.status_code == 422
    assert ("选一个类别" if language == "zh-hans" else "Choose a category") in answer.content.decode()


def test_a_category_that_does_not_exist_is_refused(cast, at_desk, suggested):
    assert at_desk("zhou").post(f"/desk/cases/{suggested.pk}/category/", category="999999").status_code == 422


def test_the_same_form_twice_is_one_event(cast, at_desk, suggested, lamps, fields):
    zhou, path = at_desk("zhou"), f"/desk/cases/{suggested.pk}/category/"
    key = "6a0e1b1e-3f0a-4a53-9c62-8f6f0f2b9c11"
    zhou.post(path, category=lamps.pk, key=key)
    zhou.post(path, category=fields.pk, key=key)
    assert category_of(suggested) == lamps
    assert Event.objects.filter(type="case.categorised").count() == 1


@pytest.mark.parametrize("name", ["chen", "sun"])
def test_who_only_looks_on_sees_the_category_and_cannot_set_it(cast, at_desk, suggested, lamps, name):
    worker, path = at_desk(name), f"/desk/cases/{suggested.pk}/"
    said = worker.read(path)
    assert "data-take" not in said
    assert "采用建议" not in said
    assert worker.get(f"{path}category/").status_code == 403
    assert worker.post(f"{path}category/", category=lamps.pk).status_code == 403
    assert category_of(suggested) is None


def test_who_may_not_see_the_case_finds_nothing(cast, at_desk, suggested, lamps):
    for name in ("outsider", "guo", "zhao"):
        answer = at_desk(name).post(f"/desk/cases/{suggested.pk}/category/", category=lamps.pk)
        assert answer.status_code in (403, 404)
    assert category_of(suggested) is None


def test_the_timeline_says_who_set_it_to_what(cast, at_desk, suggested, lamps):
    zhou = at_desk("zhou")
    zhou.post(f"/desk/cases/{suggested.pk}/category/", category=lamps.pk)
    timeline = zhou.read(f"/desk/cases/{suggested.pk}/").partition("经过</h2>")[2]
    assert "定了类别" in timeline
    assert "市政管理 › 路灯" in timeline
    assert "周强" in timeline


# Intake


@pytest.fixture
def typed():
    return {
        "channel": "counter",
        "naming": "anonymous",
        "words": "去小学的路三盏灯都不亮",
        "kind": "request",
        "received_at": "2026-11-23T09:30",
        "draft": "6a0e1b1e-3f0a-4a53-9c62-8f6f0f2b9c22",
    }


@pytest.fixture
def told(monkeypatch, lamps):
    """What the model would say while somebody writes."""
    from huiying.core.words import Text
    from huiying.faces.desk.intake import category as live
    from huiying.serve.casework.selectors.categories import Both, Suggested

    one = Suggested(lamps.pk, Text("市政管理 › 路灯", "Street lamps"), Text("多半（80%）", "likely (80%)"))
    asked = []
    monkeypatch.setattr(live, "suggest_while_writing", lambda text, place: asked.append(text) or Both(one, None))
    return asked


def test_the_suggestion_comes_while_the_receptionist_writes(cast, at_desk, typed, told, lamps):
    said = at_desk("wang").client.post("/desk/intake/alike/", typed, HTTP_HX_REQUEST="true").content.decode()
    assert f'value="category:{lamps.pk}" data-take="id_category"' in said
    assert "多半（80%）" in said


@pytest.mark.parametrize("changes", [{"kind": "report"}, {"category": "7"}], ids=["a report", "one is chosen"])
def test_for_a_report_and_beside_a_choice_nothing_is_suggested(cast, at_desk, typed, told, changes):
    said = at_desk("wang").client.post("/desk/intake/alike/", typed | changes, HTTP_HX_REQUEST="true").content.decode()
    assert "data-take" not in said
    assert told == []


def test_taken_without_javascript_it_stands_in_the_field(cast, at_desk, typed, told, lamps):
    said = at_desk("wang").client.post("/desk/intake/alike/", typed | {"take": f"category:{lamps.pk}"})
    assert f'<option value="{lamps.pk}" selected>' in said.content.decode()


def test_what_the_receptionist_chose_is_set_on_the_new_case(cast, at_desk, typed, lamps):
    assert at_desk("wang").client.post("/desk/intake/", typed | {"category": lamps.pk}).status_code == 302
    assert Case.objects.get().category == lamps
    assert Event.objects.get(type="case.categorised").actor_id == cast.staff["wang"].pk


def test_a_report_of_wrongdoing_is_registered_without_a_category(cast, at_desk, typed, lamps):
    answer = at_desk("wang").client.post("/desk/intake/", typed | {"category": lamps.pk, "kind": "report"})
    assert answer.status_code == 302
    case = Case.objects.get()
    assert (case.sealed, case.category) == (True, None)
