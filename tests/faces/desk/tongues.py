"""Finds words that stand on a page in another language than the page says they are."""

import re
from html.parser import HTMLParser

CHINESE = re.compile(r"[\u3400-\u9fff]")
_EMPTY = frozenset("area base br col embed hr img input link meta source track wbr".split())
# A title and the entries of a list box hold text alone; what is typed into a form has no language yet.
_PLAIN = frozenset({"title", "option", "textarea", "script", "style"})


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.unmarked: list[str] = []

    def handle_starttag(self, tag, attrs):
        above = self.open[-1][1] if self.open else ""
        if tag not in _EMPTY:
            self.open.append((tag, dict(attrs).get("lang") or above))

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, words):
        tag, language = self.open[-1] if self.open else ("", "zh")
        if CHINESE.search(words) and tag not in _PLAIN and not language.lower().startswith("zh"):
            self.unmarked.append(words.strip())


def unmarked_chinese(html):
    """Chinese words on a page that are not said to be Chinese."""
    reader = _Reader()
    reader.feed(html)
    return reader.unmarked
