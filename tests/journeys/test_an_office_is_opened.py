"""An empty installation becomes an office in the browser, until a voice is spoken and handed to a unit."""

import re
from base64 import b32decode
from datetime import UTC, datetime

import pytest

from huiying.core.totp import code_at
from tests.journeys.browser import DESK, PHONE, SHAPES
from tests.journeys.citizens import Speaker
from tests.journeys.clerks import Clerk
from tests.journeys.conftest import serving

OWN = "a-password-of-my-own-7"


class Opening:
    """The administrator at a new installation."""

    def __init__(self, browser, office, people, language):
        self.browser, self.office, self.people, self.language = browser, office, people, language
        self.admin = self.clerk()

    def clerk(self):
        person = Clerk(self.browser, self.office.address, language=self.language, size=DESK)
        self.people.append(person)
        return person

    def open_office(self):
        """With the code that stands on the terminal; then log in and choose a password."""
        code = re.search(r"opening code ([\d-]+)", self.office.log())[1]
        self.admin.go("/desk/")
        assert self.admin.path() == "/desk/start/"
        self.admin.fill(name="柳溪县", kind="county", code=code)
        self.admin.press("Open the office")
        name, password = self.admin.page.locator("main dd strong").all_inner_texts()
        self.enter(self.admin, name, password)

    def enter(self, person, name, password):
        """The first log-in, with a one-time password that has to be changed."""
        person.log_in(name, password)
        assert person.path() == "/desk/password/"
        person.fill(present=password, new=OWN, again=OWN)
        person.press("Keep this password")
        if person.path() == "/desk/account/":
            self.adds_phone(person)

    def adds_phone(self, person):
        """Whoever may see who spoke needs a second factor before anything else opens."""
        person.press("Add codes on a phone")
        letters = "".join(person.page.locator(".hy-keep").first.inner_text().split())
        moment = datetime.now(UTC)  # noqa: TID251  the phone has a clock of its own
        person.fill(code=code_at(b32decode(letters), moment))
        person.press("Add this phone")
        person.press("I have them; go on")

    def adds_unit(self, name, name_en):
        self.admin.go("/desk/admin/units/")
        self.admin.follow(self.admin.page.locator('main a[href$="/units/new/"]').first)
        self.admin.fill(name=name, name_en=name_en, kind="department")
        self.admin.follow(self.admin.page.locator("main form button.hy-btn").first)

    def adds_staff(self, username, unit, role):
        """An account with a role; whoever it is for logs in and chooses a password."""
        self.admin.go("/desk/admin/staff/")
        self.admin.press("Add a member of staff")
        self.admin.fill(username=username, name=username.title(), unit_id=unit)
        self.admin.press("Add and show the one-time password")
        password = self.admin.page.locator(".hy-keep").inner_text()
        self.admin.press("I have it; go on")
        self.admin.press("Give a role")
        self.admin.fill(role=role)
        self.admin.press("Give this role")
        person = self.clerk()
        self.enter(person, username, password)
        return person


@pytest.mark.parametrize(("language", "migrates"), [("zh-hans", True), ("en", False)])
def test_from_the_first_page_to_the_first_voice_in_the_right_hands(chromium, people, language, migrates):
    with serving(cast=False, migrates=migrates) as office:
        # Given a new installation that its administrator opens and fills
        opening = Opening(chromium, office, people, language)
        opening.open_office()
        opening.adds_unit("交通运输局", "Roads Bureau")
        roads = {"zh-hans": "交通运输局", "en": "Roads Bureau"}[language]
        dispatcher = opening.adds_staff("zhou", "12345", "dispatcher")
        handler = opening.adds_staff("zhao", roads, "handler")

        # When somebody speaks and the dispatcher hands it over
        speaker = Speaker(chromium, office.address, language=language, size=PHONE)
        people.append(speaker)
        speaker.speak("The first voice of all. A hole in the road.")
        dispatcher.open_case("The first voice of all", place="board")
        dispatcher.does("dispatch", unit=roads, reason="Roads.")

        # Then the unit has it and the speaker reads who does
        handler.open_case("The first voice of all", place="queue")
        handler.does("sign_for")
        speaker.open_voice()
        speaker.reads(roads)


@pytest.mark.parametrize(("size", "language"), SHAPES)
def test_every_section_of_the_administrator_is_a_good_page(clerk, language, size):
    guo = clerk("guo", language=language, size=size)
    guo.go("/desk/admin/")
    sections = guo.page.locator("main .hy-chip").evaluate_all("all => all.map(a => a.pathname)")
    assert len(sections) >= 8
    for section in sections:
        guo.go(section)
        if guo.page.locator(f'main a[href$="{section}new/"]').count():
            guo.go(f"{section}new/")


def test_who_is_no_administrator_does_not_come_in(clerk):
    zhao = clerk("zhao", language="en")
    for path in ("/desk/admin/", "/desk/admin/staff/", "/desk/admin/units/new/"):
        zhao.go(path)
        zhao.sees("This page is not open to your role. If you need it, ask the administrator of your office.")
