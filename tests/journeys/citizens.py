"""What people without an account do: speak, follow, judge."""

import re

import docx

from tests.journeys.browser import Person


class Speaker(Person):
    """Somebody who has something to say. `number` and `code` are on the receipt once it was sent."""

    number = code = ""

    def speak_until_check(self, words, *, kind="request", naming="anonymous", **more):
        """Answer every question up to the page that shows them all."""
        self.go("/")
        self.press("Speak up")
        self.press("Begin now")
        self.answer_until_check(words, kind=kind, naming=naming, **more)

    def answer_until_check(self, words, *, kind, files=(), **more):
        """From the first question on. `files`: photos and papers to send along."""
        self.answer(kind=kind)
        self.answer(words=words)
        self.answer_with_files(files)
        self.answer_the_rest(**more)

    def answer_the_rest(
        self, *, naming="anonymous", wants="action", town="", village="", about="", contact=None, consent=()
    ):
        """From the place on, or of a report from the unit it is about."""
        if self.path().endswith("/about"):
            self.answer(**({"about": about} if about else {}))
        self.answer(town=town or self.option("town"))
        if self.path().endswith("/village"):
            self.answer(village=village or self.option("village"))
        self.answer(wants=wants)
        self.answer(naming=naming)
        if contact:
            self.answer(**contact)
        self.answer(**dict.fromkeys(consent, True))

    def answer_with_files(self, files=()):
        """Choose photos or papers, or none, and go on."""
        if files:
            self.page.locator('input[type="file"]').set_input_files(files)
        self.press("Continue")

    def option(self, name):
        """The first value on offer."""
        return self.page.locator(f'main [name="{name}"]').first.get_attribute("value")

    def answer(self, **values):
        """Fill in this page and go on."""
        self.fill(**values)
        self.press("Continue")

    def send(self):
        """From the check page: send it and keep the receipt."""
        self.press("Send it")
        self.keep_receipt()

    def keep_receipt(self):
        number, code = (re.sub(r"\D", "", text) for text in self.page.locator(".hy-receipt dd").all_inner_texts())
        assert (len(number), len(code)) == (10, 16)
        self.number, self.code = number, code

    def speak(self, words, **more):
        self.speak_until_check(words, **more)
        self.send()

    def open_voice(self, number="", code=""):
        """With number and code from the front page."""
        self.go("/")
        self.fill(number=number or self.number)
        self.press("Look it up")
        self.fill(code=code or self.code)
        self.press("Open my voice")

    def answer_add(self, words):
        """On the page for adding: say it."""
        self.fill(words=words)
        self.press("Add it")

    def rate(self, **answers):
        """Judge the answer that stands on the page of the voice."""
        self.fill(**answers)
        self.press("Send my judgement")

    def paper(self, title):
        """The words of the Word file of one of the documents on the page of the voice."""
        self.follow(self.page.locator("main").get_by_role("link", name=title).first)
        with self.page.expect_download() as coming:
            self.page.locator('main a[href$=".docx"]').click()
        document = docx.Document(coming.value.path())
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        return "\n".join([*(line.text for line in document.paragraphs), *cells])
