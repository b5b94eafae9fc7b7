"""Posts in the language of the page; a Chinese one on an English page says that it is Chinese."""

import pytest

from huiying.foundation.people.models import Staff

CHINESE = '<span lang="zh-Hans">承办人</span>'


@pytest.fixture
def zhao(cast):
    """Zhao, with a post in both languages."""
    Staff.objects.filter(username="zhao").update(post="承办人", post_en="Case handler")
    return cast.staff["zhao"]


def test_the_timeline_names_the_post_in_the_language_of_the_page(zhao, at_desk, heard):
    path = f"/desk/cases/{heard.pk}/"
    assert "承办人 · 柳溪县自然资源局" in at_desk("zhao").read(path)
    english = at_desk("zhao", "en").read(path)
    assert "Zhao Min · Case handler · Liuxi Natural Resources Bureau" in english
    Staff.objects.filter(pk=zhao.pk).update(post_en="")
    assert f"Zhao Min · {CHINESE} · Liuxi Natural Resources Bureau" in at_desk("zhao", "en").read(path)


def test_the_list_of_colleagues_says_the_post(zhao, at_desk, at_land):
    assert "Zhao Min · Case handler" in at_desk("qian", "en").read(f"/desk/cases/{at_land.pk}/hand_over/")
    assert "赵敏 · 承办人" in at_desk("qian").read(f"/desk/cases/{at_land.pk}/hand_over/")


def test_the_administrator_keeps_the_post_in_both_languages(zhao, at_desk):
    guo = at_desk("guo", "en")
    path = f"/desk/admin/staff/{zhao.pk}/"
    assert "Case handler" in guo.read("/desk/admin/staff/")
    sent = {"name": "赵敏", "name_en": "Zhao Min", "post": "科长", "post_en": "Section head", "unit_id": zhao.unit_id}
    assert guo.post(path, **sent).status_code == 302
    zhao.refresh_from_db()
    assert (zhao.post, zhao.post_en) == ("科长", "Section head")
    assert "Case handler → Section head" in guo.read(path)


def test_the_history_names_who_acted_by_the_post_of_the_page(cast, at_desk):
    Staff.objects.filter(username="guo").update(post="系统管理员", post_en="Administrator of systems")
    guo = at_desk("guo", "en")
    guo.post("/desk/admin/profile/", name="柳溪县", phone="12345-1")
    assert "Administrator of systems" in guo.read("/desk/admin/profile/")
    Staff.objects.filter(username="guo").update(post_en="")
    assert '<span lang="zh-Hans">系统管理员</span>' in guo.read("/desk/admin/profile/")
