"""City packs and an office's own settings: every number where it stands, never outside its bounds."""

import pytest

from huiying.core.procedures.errors import SettingOutOfBounds, SettingUnknown
from huiying.core.procedures.hotline_tables import BEIJING, GUANGDONG, JINAN, LVLIANG, SETTINGS, WEIFANG
from huiying.core.procedures.model import Basis
from huiying.core.procedures.packs import PACKS, STRICT, Laid, Pack
from huiying.core.procedures.settings import all_settings, checked_setting, office_settings
from huiying.core.words import Text

HANDLE = "hotline.handle_workdays."
# city → what it lays down (written by hand), its instrument, the articles
CITIES = {
    "lvliang": (
        {
            "hotline.dispatch_half_workdays": 1,
            "hotline.return_workdays": 1,
            "hotline.urgent_minutes": 30,
            f"{HANDLE}inquiry": 3,
            f"{HANDLE}request": 5,
            f"{HANDLE}complaint": 5,
            "hotline.extension": "counted",
            "hotline.extension_times": 3,
            "hotline.extension_workdays": 3,
            "hotline.cap_days": 180,
        },
        LVLIANG,
    ),
    "weifang": ({f"{HANDLE}inquiry": 5, f"{HANDLE}request": 5, "hotline.extension": "statutory_only"}, WEIFANG),
    "jinan": (
        {
            f"{HANDLE}inquiry": 5,
            f"{HANDLE}report": 5,
            "hotline.extension": "statutory_only",
            "hotline.callback_on": "reply",
        },
        JINAN,
    ),
    "guangdong": (
        {
            f"{HANDLE}inquiry": 2,
            f"{HANDLE}request": 10,
            f"{HANDLE}suggestion": 10,
            f"{HANDLE}complaint": 15,
            f"{HANDLE}report": 15,
        },
        GUANGDONG,
    ),
    "beijing": (
        {
            "hotline.ticket_limit": "named",
            "hotline.callback_on": "limit",
            "hotline.extension": "statutory_only",
        },
        BEIJING,
    ),
}


def test_these_five_cities_are_shipped_and_can_be_chosen():
    assert set(PACKS) == set(CITIES)
    (choice,) = [setting for setting in SETTINGS if setting.key == "hotline.pack"]
    assert set(choice.choices) == set(PACKS)


@pytest.mark.parametrize("city", CITIES)
def test_each_city_has_its_own_numbers_each_with_its_source(city):
    wanted, instrument = CITIES[city]
    pack = PACKS[city]
    assert wanted.items() <= pack.values.items()
    for item in pack.laid:
        if item.source is not STRICT:
            assert (item.source.basis, item.source.instrument) == (Basis.CITY, instrument)
            assert item.source.article or city == "guangdong"


@pytest.mark.parametrize("city", CITIES)
def test_an_office_gets_its_citys_numbers_and_defaults_for_the_rest(city):
    values = office_settings({}, city)
    assert set(values) == {setting.key for setting in all_settings()}
    assert PACKS[city].values.items() <= values.items()
    assert values["hotline.pack"] == city
    assert values["xinfang.handle_days"] == 60
    assert office_settings({"hotline.pack": city}) == values


def test_an_offices_own_number_lies_over_its_citys():
    values = office_settings({f"{HANDLE}request": 4, "xinfang.handle_days": 45}, "guangdong")
    assert values[f"{HANDLE}request"] == 4
    assert values[f"{HANDLE}complaint"] == 15
    assert values["xinfang.handle_days"] == 45


def test_without_a_choice_the_template_counts():
    assert office_settings({})["hotline.pack"] == "lvliang"


def test_a_city_that_is_not_shipped_is_refused_by_name():
    with pytest.raises(SettingUnknown) as refused:
        office_settings({}, "atlantis")
    assert "atlantis" in refused.value.say("en")
    assert "atlantis" in refused.value.say("zh-hans")


def test_an_office_may_shorten_a_limit_of_law_and_never_lengthen_it():
    assert checked_setting("xinfang.handle_days", 30) == 30
    with pytest.raises(SettingOutOfBounds) as refused:
        checked_setting("xinfang.handle_days", 61)
    assert "60" in refused.value.say("en")
    with pytest.raises(SettingOutOfBounds):
        checked_setting("xinfang.review_ask_days", 29)
    assert checked_setting("xinfang.review_ask_days", 60) == 60


@pytest.mark.parametrize("value", ["many", None, [], {}])
def test_what_is_no_number_is_refused(value):
    with pytest.raises(SettingUnknown):
        checked_setting("hotline.urgent_minutes", value)


def test_an_unknown_setting_is_refused():
    with pytest.raises(SettingUnknown) as refused:
        checked_setting("hotline.urgent_hours", 1)
    assert "hotline.urgent_hours" in refused.value.say("en")
    with pytest.raises(SettingUnknown):
        office_settings({"hotline.urgent_hours": 1})


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda s: s.key)
def test_every_hotline_setting_keeps_to_its_bounds_and_has_a_sound_default(setting):
    assert setting.takes(setting.default)
    for outside in ("elsewhere",) if setting.choices else (setting.least - 1, setting.most + 1):
        with pytest.raises((SettingUnknown, SettingOutOfBounds)):
            checked_setting(setting.key, outside)


def test_a_pack_with_a_wrong_key_or_number_does_not_load():
    wrong = (Laid("hotline.handle_days", 5, STRICT), Laid("hotline.urgent_minutes", 0, STRICT))
    with pytest.raises(ValueError, match=r"city pack own: no setting hotline.handle_days; hotline.urgent_minutes"):
        Pack("own", Text("自定", "Own"), wrong)
