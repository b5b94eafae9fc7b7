"""The administrator finds a name in a long list: asked of the server, in either language, page by page."""

import re

import pytest

from huiying.faces.desk import paging
from huiying.foundation.office.models import Category, Place
from huiying.foundation.people.models import Staff, Unit

LISTS = ("staff", "units", "places", "categories")


@pytest.fixture(autouse=True)
def categories(cast):
    """Two floors of categories."""
    above = Category.objects.create(name="城乡建设", name_en="Building", path="/1/")
    Category.objects.create(name="路灯", name_en="Street lamps", parent=above, path=f"/{above.pk}/2/")


def _read(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def _names(html):
    """The links of what was found."""
    return re.findall(r'<a href="/desk/admin/(?:staff|units|places|categories)/\d+/">(?:<span[^>]*>)?([^<]+)', html)


@pytest.mark.parametrize("name", LISTS)
def test_every_list_has_a_field_that_works_without_a_script(name, guo):
    html = _read(guo, f"/desk/admin/{name}/")
    assert re.search(rf'<form[^>]* action="/desk/admin/{name}/"', html)
    assert re.search(r'<label[^>]* for="q"', html)
    assert re.search(r'<input[^>]* name="q"', html)


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("staff/?q=赵", ["赵敏"]),
        ("staff/?q=zhao+m", ["赵敏"]),
        ("staff/?q=ZHAO", ["赵敏"]),
        ("staff/?q=hotline", ["何静"]),
        ("units/?q=资源", ["柳溪县自然资源局"]),
        ("units/?q=natural", ["柳溪县自然资源局"]),
        ("places/?q=+河+", ["柳河镇", "柳河村"]),
        ("categories/?q=路灯", ["路灯"]),
        ("categories/?q=nothing-like-it", []),
    ],
)
def test_a_part_of_a_name_finds_it(address, found, guo):
    html = _read(guo, f"/desk/admin/{address}")
    assert _names(html) == found
    if not found:
        assert "没有找到" in html


def test_what_is_found_below_says_where_it_stands(guo):
    html = _read(guo, "/desk/admin/places/?q=柳河村")
    assert "柳溪县 › 柳河镇" in html
    assert 'value="柳河村"' in html
    assert 'href="/desk/admin/places/"' in html


def test_retired_ones_are_found_and_say_so(guo):
    Unit.objects.filter(name="柳溪县自然资源局").update(active=False)
    assert "停用" in _read(guo, "/desk/admin/units/?q=资源").split("hy-found")[1]


def test_closed_accounts_are_found_among_the_closed(guo):
    Staff.objects.filter(username="zhao").update(is_active=False)
    assert _names(_read(guo, "/desk/admin/staff/?q=赵")) == []
    html = _read(guo, "/desk/admin/staff/?closed=1&q=赵")
    assert _names(html) == ["赵敏"]
    assert '<input type="hidden" name="closed"' in html


def test_a_percent_sign_or_markup_is_only_a_sign(guo):
    assert _names(_read(guo, "/desk/admin/units/?q=%25")) == []
    html = _read(guo, "/desk/admin/units/?q=%22%3E%3Cb%3E")
    assert '"><b>' not in html


@pytest.mark.parametrize("name", ["staff", "places"])
def test_pages_of_what_was_found_lose_and_double_nothing(name, guo, cast, monkeypatch):
    monkeypatch.setattr(paging, "PAGE_ROWS", 3)
    if name == "places":
        for number in range(8):
            Place.objects.create(
                name=f"东河{number}组", kind="grid", path=f"/{500 + number}/", parent=cast.places["liuhe"]
            )
    else:
        for number in range(8):
            Staff.objects.create(username=f"he{number}", name=f"何河{number}", unit=cast.units["land"])
    seen, address = [], f"/desk/admin/{name}/?q=河"
    while address:
        html = _read(guo, address)
        names = _names(html)
        assert len(names) <= 3
        seen += names
        following = re.search(r'rel="next" href="([^"]+)"', html)
        address = following[1].replace("&amp;", "&") if following else ""
    assert len(seen) == len(set(seen)) == (10 if name == "places" else 8)


@pytest.mark.parametrize("page", ["0", "-1", "x", "999999999999999999999"])
def test_a_page_that_is_none_is_the_first_or_the_last(page, guo):
    assert _names(_read(guo, f"/desk/admin/staff/?page={page}"))


def test_the_whole_staff_comes_in_pages_too(guo, monkeypatch):
    monkeypatch.setattr(paging, "PAGE_ROWS", 5)
    html = _read(guo, "/desk/admin/staff/")
    assert len(_names(html)) == 5
    assert 'rel="next"' in html
