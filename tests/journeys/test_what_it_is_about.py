"""The category and the unit are suggested with their reasons, taken with one key, and people decide."""

import pytest

from tests.journeys.office import wait_until

WAGES = "老板拖欠我们十个人三个月工资，工地上的工钱一分没发，打电话也不接。"
SMOKE = "楼下烧烤店天天冒油烟，熏得开不了窗，夜里还吵。"
PAY, DIRT = "劳动和社会保障", "环境保护"
PAY_EN = "Work and social security"


@pytest.fixture
def learnt(office):
    """The worker has trained the first model by itself."""
    file = office.folder / "var" / "models" / "categories.model"
    wait_until(file.exists, "the first model of categories", 120)


def value_of(person, name):
    return person.page.locator(f"select[name={name}] option:checked").inner_text().strip("\u3000 \n")


def wait_for_suggestion(person):
    """The worker reads a new voice within seconds."""

    def there():
        person.page.reload()
        return person.page.locator("[data-take], .desk-suggested button").count() > 0

    wait_until(there, "a suggestion", 30)


def test_the_receptionist_takes_the_suggestion_and_the_dispatcher_takes_the_unit(clerk, office, learnt):
    # Given Guo, who has written down who handles matters of work, and looked at the card of the model
    guo = clerk("guo")
    guo.go("/desk/admin/model/")
    guo.sees("Model of categories")
    assert "1206" in guo.text() or "自带的" in guo.text()
    guo.go("/desk/admin/usual-units/")
    guo.page.select_option("select[name=category]", label=PAY)
    guo.page.select_option("select[name=unit]", label="柳溪县自然资源局")
    guo.press("Keep this")

    # When somebody calls, and the suggestion comes while the receptionist writes
    he = clerk("hotline")
    he.go("/desk/intake/")
    he.fill(channel="phone", naming="anonymous", kind="request")
    he.page.locator("#id_words").press_sequentially(WAGES)
    take = he.page.locator("#category-suggested [data-take]")
    take.wait_for(timeout=20_000)
    assert PAY in take.inner_text()
    take.click()
    assert value_of(he, "category").startswith(PAY)
    he.press("Register and print the receipt")

    # Then the case has its category, and the unit is suggested and taken with one key
    he.go("/desk/board/?only=new")
    he.follow(he.in_list(WAGES[:12]))
    assert PAY in he.page.locator("main").inner_text()
    he.follow(he.page.locator('main a[href*="/dispatch/"]').first)
    assert "本单位定的" in he.page.locator("#why-unit").inner_text()
    he.page.keyboard.press("t")
    assert value_of(he, "unit") == "柳溪县自然资源局"
    he.fill(reason="劳动监察")
    he.finishes()


def test_without_javascript_in_english_the_case_page_and_the_form_do_the_same(somebody, clerk, office, learnt):
    # Given a voice from the web that the worker has read
    li = somebody()
    li.speak(SMOKE, wants="action", naming="anonymous")
    zhou = clerk("zhou", language="en", script=False)
    zhou.go("/desk/board/?only=new")
    zhou.follow(zhou.in_list(SMOKE[:8]))
    case = zhou.case_path()
    wait_for_suggestion(zhou)

    # When the dispatcher reads why, and takes it on the case page
    assert "by these words" in zhou.page.locator("#why-category").inner_text()
    zhou.follow(zhou.page.locator(".desk-suggested button"))
    zhou.sees("Correct the category")
    assert "Environment" in zhou.page.locator("main").inner_text()

    # Then the form of forwarding has it, and it can still be corrected
    zhou.go(f"{case}forward/")
    assert value_of(zhou, "category").startswith("Environment")
    zhou.go(f"{case}category/")
    zhou.page.select_option("select[name=category]", label=PAY_EN)
    zhou.press("Set the category")
    assert PAY_EN in zhou.page.locator("main").inner_text()
