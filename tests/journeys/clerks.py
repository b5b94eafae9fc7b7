"""What staff do: log in, find a case, do what the case page offers."""

import re

from tests.cast import _UNITS, PASSWORD
from tests.journeys.browser import Person
from tests.journeys.office import wait_until

UNITS = {key: {"zh-hans": zh, "en": en} for key, _above, _kind, zh, en, _flags in _UNITS}


class Clerk(Person):
    """A member of staff. `number` and `code`: the receipt of whom they took down last."""

    number = code = ""

    def log_in(self, name, password=PASSWORD):
        self.go("/desk/")
        self.fill(username=name, password=password)
        self.press("Log in")

    def unit(self, key):
        """The name of a unit in this person's language."""
        return UNITS[key][self.language]

    def open_case(self, title, *, place="", only=""):
        """From a list of the desk: `place` is its address under /desk/, `only` its chip."""
        only = only or ("all" if place == "board" else "")
        self.go(f"/desk/{place}{'/' if place else ''}{f'?only={only}' if only else ''}")
        self.follow(self.in_list(title))

    def in_list(self, title):
        """The link of a case, on whichever page of the list it stands."""
        main = self.page.locator("main")
        link, older = main.get_by_role("link", name=title).first, main.locator("a[rel=next]")
        while not link.count() and older.count():
            self.follow(older.first)
        return link

    def does(self, act, **values):
        """Choose the act on the case page, fill in its form, and do it."""
        self.chooses(act, **values)
        self.finishes()

    def chooses(self, act, **values):
        """Open the form of the act and fill it in."""
        self.follow(self.page.locator(f'main a[href*="/{act}/"]').first)
        self.fill(**values)

    def finishes(self):
        """Send the form of the act; it must be taken."""
        self.tries()
        assert not self.refused(), f"{self.path()}: {self.refused()}"

    def tries(self):
        """Send the form of the act."""
        self.follow(self.page.locator('main button[data-key="Ctrl+Enter"]'))

    def approves(self, title):
        """In the inbox: read it and say yes."""
        self.go("/desk/approvals/")
        self.follow(self.page.locator("main").get_by_role("link", name=title).first)
        self.press("Approve")

    def takes_down(self, words, **more):
        """At the intake desk; the receipt is kept."""
        self.go("/desk/intake/")
        self.fill(words=words, **more)
        self.is_kept()
        self.press("Register and print the receipt")
        shown = self.page.locator(".hy-receipt dd").all_inner_texts()
        self.number, self.code = (re.sub(r"\D", "", text) for text in shown)

    def is_kept(self):
        """The intake screen has kept what stands in it, and has asked what is like it."""
        if self.script:
            kept, asked = self.page.locator("#kept"), self.page.locator(".htmx-request")
            wait_until(lambda: kept.inner_text() and not asked.count(), "the screen to be kept", 20)

    def newest_case(self):
        """The address of the case that came in last, of those in the list that is open."""
        links = self.page.locator('main a[href*="/desk/cases/"]').evaluate_all("all => all.map(a => a.pathname)")
        return max(links, key=lambda path: int(re.sub(r"\D", "", path)))

    # Without a mouse

    def keys(self, *keys):
        """Keys that leave the page where it is."""
        for key in keys:
            self.page.keyboard.press(key)

    def key(self, key):
        """A key that opens another page."""
        self.leads_on(lambda: self.page.keyboard.press(key))

    def walks_to(self, title):
        """J goes from row to row; Enter opens."""
        rows = self.page.locator("[data-row]").count()
        focused = self.page.locator("a:focus")
        for _ in range(rows):
            self.page.keyboard.press("j")
            if title in focused.inner_text():
                return self.key("Enter")
        raise AssertionError(f"{title} is not in the list")

    def tabs_to(self, name):
        """Tab until the field is reached."""
        for _ in range(60):
            if self.page.evaluate("document.activeElement.name") == name:
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{name} is not reached by Tab")

    def case_path(self):
        """The address of the case that is open."""
        return re.match(r"/desk/cases/\d+/", self.path())[0]
