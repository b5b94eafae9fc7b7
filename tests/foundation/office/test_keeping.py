"""The profile, letters and limits: kept, refused, recorded; and one post never counts twice."""

import pytest
from django.db import IntegrityError, transaction

from huiying.core.letters.catalogue import DOCUMENTS, document_of
from huiying.core.letters.errors import RequiredContentDropped, TemplateBroken
from huiying.core.procedures.errors import SettingOutOfBounds, SettingUnknown
from huiying.foundation.ledger.models import Event
from huiying.foundation.office.errors import NameNeeded, TitleNeeded, UnknownPlaceholder
from huiying.foundation.office.history import changes_of
from huiying.foundation.office.models import LetterTemplate, OfficeProfile, OfficeSetting
from huiying.foundation.office.selectors import (
    intake_choices,
    limit,
    office_profile,
    office_values,
    procedure_settings,
    template_of,
)
from huiying.foundation.office.services import (
    choose_intake,
    reset_letter_template,
    reset_limit,
    save_letter_template,
    save_profile,
    set_limit,
)


def test_profile_is_changed_and_read_at_once(by_guo, last):
    assert office_profile().phone == "12345"
    save_profile(name="柳溪县", name_en="Liuxi County", phone="0351-12345", hours="工作日 8:30–17:30", **by_guo)
    assert office_profile().phone == "0351-12345"
    assert last().public["before"] == {"phone": "12345", "address": "柳溪县人民路1号", "hours": ""}
    assert OfficeProfile.objects.count() == 1
    with pytest.raises(NameNeeded):
        save_profile(name=" ", **by_guo)


def test_first_profile_opens_the_office(by_guo):
    OfficeProfile.objects.all().delete()
    assert save_profile(name="青石街道", **by_guo).opened_at == by_guo["now"]


def test_the_same_key_changes_nothing_twice(by_guo):
    save_profile(name="柳溪县", phone="1", key="admin:1:a", **by_guo)
    with pytest.raises(IntegrityError), transaction.atomic():
        save_profile(name="柳溪县", phone="2", key="admin:1:a", **by_guo)
    assert OfficeProfile.objects.get().phone == "1"


def test_letter_takes_the_offices_own_words(by_guo, last):
    shipped = document_of("D11").template("zh-hans")
    body = "柳溪县信访局回复：\n" + shipped.body
    save_letter_template("D11", "zh-hans", title="柳溪县信访处理意见书", body=body, **by_guo)
    assert template_of("D11", "zh-hans").title == "柳溪县信访处理意见书"
    assert template_of("D11", "en") == document_of("D11").template("en")
    event = last()
    assert event.public["code"] == "D11"
    assert event.public["before"]["title"] == shipped.title
    reset_letter_template("D11", "zh-hans", **by_guo)
    assert template_of("D11", "zh-hans") == shipped
    assert [c.act for c in changes_of(["letter_template"], about={"code": "D11"})] == ["letter.reset", "letter.saved"]
    reset_letter_template("D11", "zh-hans", **by_guo)
    assert Event.objects.count() == 2


@pytest.mark.parametrize("code", [code for code, document in DOCUMENTS.items() if document.must])
def test_letter_keeps_what_the_law_requires(code, by_guo):
    with pytest.raises(RequiredContentDropped) as refused:
        save_letter_template(code, "zh-hans", title="告知书", body="您好。", **by_guo)
    must = document_of(code).must[0]
    assert must.path in refused.value.data["names"]
    assert must.article.zh in refused.value.say("zh-hans")
    assert not LetterTemplate.objects.exists()


def test_letter_with_a_fault_is_refused(by_guo):
    shipped = document_of("D01").template("zh-hans")
    with pytest.raises(UnknownPlaceholder) as refused:
        save_letter_template("D01", "zh-hans", title=shipped.title, body=shipped.body + "{id_number}", **by_guo)
    assert "id_number" in refused.value.say("en")
    with pytest.raises(TemplateBroken):
        save_letter_template("D01", "zh-hans", title=shipped.title, body=shipped.body + "\n[words]", **by_guo)
    with pytest.raises(TitleNeeded):
        save_letter_template("D01", "zh-hans", title=" ", body=shipped.body, **by_guo)


def test_limit_of_law_becomes_shorter_never_longer(by_guo, last):
    set_limit("xinfang.handle_days", 45, **by_guo)
    assert procedure_settings()["xinfang.handle_days"] == 45
    assert last().public | {} == {
        "act": "limit.set",
        "before": {"value": 60},
        "after": {"value": 45},
        "setting": "xinfang.handle_days",
    }
    for value in (61, 0):
        with pytest.raises(SettingOutOfBounds) as refused:
            set_limit("xinfang.handle_days", value, **by_guo)
        assert "60" in refused.value.say("zh-hans")
        assert "shortened" in refused.value.say("en")
    assert OfficeSetting.objects.get().value == 45
    reset_limit("xinfang.handle_days", **by_guo)
    assert office_values() == {}
    assert last().public["after"] == {"value": 60}


def test_limit_that_nobody_declares_is_refused(by_guo):
    for key, value in (("xinfang.patience_days", 3), ("hotline.extension", "always")):
        with pytest.raises(SettingUnknown):
            set_limit(key, value, **by_guo)
    assert not OfficeSetting.objects.exists()


def test_city_pack_lies_under_the_offices_own_choice(by_guo):
    given = limit("hotline.extension").value
    set_limit("hotline.pack", "beijing", **by_guo)
    under_beijing = limit("hotline.extension").value
    assert under_beijing != given
    set_limit("hotline.extension", given, **by_guo)
    assert (limit("hotline.extension").own, limit("hotline.extension").given) == (given, under_beijing)


def test_limit_knows_the_articles_of_its_clocks(cast):
    assert "34" in {source.article for source in limit("xinfang.handle_days").sources}


def test_channels_follow_what_the_office_chooses(by_guo, last):
    choose_intake({"web": "xinfang", "letter": "hotline", "phone": ""}, **by_guo)
    assert intake_choices() == {"web": "xinfang", "letter": "hotline"}
    assert last().public["after"] == {"web": "xinfang", "letter": "hotline"}
    choose_intake({"web": "", "phone": "xinfang"}, **by_guo)
    assert intake_choices() == {"letter": "hotline", "phone": "xinfang"}
    assert last().public | {} == {
        "act": "intake.chosen",
        "before": {"web": "xinfang", "phone": ""},
        "after": {"web": "", "phone": "xinfang"},
    }
    with pytest.raises(SettingUnknown):
        choose_intake({"web": "open_government"}, **by_guo)
    assert [change.act for change in changes_of(["intake"])] == ["intake.chosen", "intake.chosen"]
    assert limit("xinfang.handle_days").own is None
