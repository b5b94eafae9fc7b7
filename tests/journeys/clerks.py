"""What staff do: log in, find a case, do what the case page offers."""

import re

from tests.cast import PASSWORD, _UNITS
from tests.journeys.browser import Person

UNITS = {key: {"zh-hans": zh, "en": en} for key, _above, _kind, zh, en, _flags in _UNITS}


class Clerk(Person):
    """A member of staff."""

    def log_in(self, name, password=PASSWORD):
        self.go("/desk/")
        self.fill(username=name, password=password)
        self.press("Log in")

    def unit(self, key):
        """The name of a unit in this person's language."""
        return UNITS[key][self.language]

    def open_case(self, title, *, place="", only=""):
        """From a list of the desk: `place` is its address under /desk/, `only` its chip."""
        self.go(f"/desk/{place}{'/' if place else ''}{f'?only={only}' if only else ''}")
        self.page.locator("main").get_by_role("link", name=title).first.click()
        self.arrive()

    def does(self, act, **values):
        """Choose the act on the case page, fill in its form, and do it."""
        self.page.locator(f'main a[href*="/{act}/"]').first.click()
        self.arrive()
        self.fill(**values)
        self.page.locator('main button[data-key="Ctrl+Enter"]').click()
        self.arrive()

    def case_path(self):
        """The address of the case that is open."""
        return re.match(r"/desk/cases/\d+/", self.path())[0]
