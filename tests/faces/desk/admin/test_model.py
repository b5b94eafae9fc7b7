"""The card of the model and the table of usual units, as the administrator reads and keeps them."""

import pytest
from django.db import transaction

from huiying.core.classify.tree import TreeCard
from huiying.foundation.ledger.actors import SYSTEM, About
from huiying.foundation.ledger.models import Event
from huiying.foundation.ledger.recording import record
from huiying.foundation.office.models import Category
from huiying.loop.understanding import kept_model
from huiying.serve.casework.models import HandledCount, UsualUnit
from tests.cast import NOW

CARD = TreeCard(
    data_date="2026-11-22",
    until="",
    examples={"names": 1557, "office": 412, "starter": 1206},
    left_out=3,
    judged=412,
    judged_origin="office",
    macro_f1=0.871,
    accuracy=0.9,
    suggested=0.82,
    right_when_suggested=0.93,
    depths=[0.1, 0.4, 0.5],
    seconds=5.4,
)


@pytest.fixture
def card(monkeypatch):
    monkeypatch.setattr(kept_model, "card", lambda name=kept_model.FILE: CARD)


def page(guo, path, language="zh-hans"):
    return guo.get(path, headers={"accept-language": language}).content.decode()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh-hans", ("本单位定过的 412 件，自带的 1206 条", "82% 会给出建议，其中 93% 是对的", "0.871", "50% 到三级")),
        (
            "en",
            ("412 decisions of this office", "82% get a suggestion, 93% of those are right", "0.871", "the third"),
        ),
    ],
)
def test_the_card_is_told_in_words(guo, card, language, words):
    said = page(guo, "/desk/admin/model/", language)
    assert [one for one in words if one not in said] == []


def test_before_the_first_training_the_page_says_so(guo, settings, tmp_path):
    settings.DATA = tmp_path
    assert "There is no model yet" in page(guo, "/desk/admin/model/", "en")


def test_train_now_is_asked_for_once(guo, cast, settings, tmp_path):
    settings.DATA = tmp_path
    for _ in range(2):
        assert guo.post("/desk/admin/model/").status_code == 302
    event = Event.objects.get(type="model.asked")
    assert event.actor_id == cast.staff["guo"].pk
    assert "A training has been asked for" in page(guo, "/desk/admin/model/", "en")


def test_trainings_are_listed_also_those_that_were_not_taken(guo, card):
    figures = {"examples": {"office": 412}, "macro_f1": "0.871", "right_when_suggested": "0.93"}
    for kept in (True, False):
        with transaction.atomic():
            record("model.trained", About("model", 0), actor=SYSTEM, now=NOW, public=figures | {"kept": kept})
    said = page(guo, "/desk/admin/model/", "en")
    assert "taken into use" in said
    assert "clearly worse, not taken" in said


@pytest.fixture
def works(cast):
    row = Category.objects.create(name="市政管理", name_en="Municipal works", path="")
    row.path = f"/{row.pk}/"
    row.save()
    return row


def test_a_usual_unit_is_written_down_and_taken_away(guo, cast, works):
    unit = cast.units["housing"]
    assert guo.post("/desk/admin/usual-units/", {"category": works.pk, "unit": unit.pk}).status_code == 302
    assert UsualUnit.objects.get().unit == unit
    assert "Liuxi Housing Bureau" in page(guo, "/desk/admin/usual-units/", "en")
    assert guo.post("/desk/admin/usual-units/", {"category": works.pk, "unit": ""}).status_code == 302
    assert not UsualUnit.objects.exists()
    assert [event.public["act"] for event in Event.objects.filter(type="office.changed", subject_kind="category")] == [
        "category.unit_set"
    ] * 2


def test_what_was_done_stands_beside(guo, cast, works):
    HandledCount.objects.create(category=works, unit=cast.units["land"], cases=9)
    HandledCount.objects.create(category=works, unit=cast.units["housing"], cases=2)
    said = page(guo, "/desk/admin/usual-units/")
    assert "“市政管理”的 11 件里有 9 件由它办理" in said


def test_without_a_category_the_form_says_what_to_do(guo, cast):
    answer = guo.post("/desk/admin/usual-units/", {"category": "", "unit": cast.units["land"].pk})
    assert answer.status_code == 422
