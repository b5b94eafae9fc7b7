"""Somebody who searches, as they do it in a browser: what they type is posted, and they are led to the results."""

import re

import pytest


class Searcher:
    """A member of the cast at the search page."""

    def __init__(self, worker):
        self.worker = worker

    def ask(self, words="", **filters):
        """The page of results."""
        return self.worker.client.post("/desk/search/", {"q": words, **filters}, follow=True)

    def found(self, words="", **filters):
        """The cases on the first page of results."""
        return ids(self.ask(words, **filters))


def ids(page):
    return [row.found.case_id for row in page.context["rows"]]


def text(page):
    """What stands on the page, without markup."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page.content.decode()))


@pytest.fixture
def searcher(at_desk):
    return lambda name, language="zh-hans": Searcher(at_desk(name, language))
