"""Journeys: the real product, served as its operator serves it, walked by people in a real browser."""

import os
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from huiying.faces.public.log.verifier import FILE_NAME, verifier_page
from tests import migrated
from tests.journeys.browser import ARGUMENTS, CHROMIUM, DESK, Person
from tests.journeys.citizens import Speaker
from tests.journeys.clerks import Clerk
from tests.journeys.holders import Holder
from tests.journeys.logged import POLICY
from tests.journeys.office import Office

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items):
    absent = pytest.mark.skip(reason="no Chromium on this machine (Debian: apt install chromium-headless-shell)")
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.journey)
            if not CHROMIUM:
                item.add_marker(absent)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Beside what failed: what web and worker said last."""
    report = yield
    if report.failed and HERE in item.path.parents:
        report.sections += [("what the office said", office.log()[-3000:]) for office in _running]
    return report


@contextmanager
def serving(**more):
    """An office on a folder of its own, in a PostgreSQL database of its own where DATABASE_URL names a server."""
    server, name = os.environ.get("DATABASE_URL", ""), f"huiying_journeys_{os.getpid()}_{len(_made)}"
    _made.append(name)
    with tempfile.TemporaryDirectory(prefix="huiying-journeys-") as folder:
        office = Office(
            Path(folder),
            database=migrated.new_database(server, name, empty=more.get("migrates", False)) if server else "",
            **more,
        )
        try:
            _running.append(office)
            office.start()
            yield office
        finally:
            _running.remove(office)
            office.stop()
            if server:
                migrated.drop_database(server, name)


_made: list[str] = []
_running: list[Office] = []


@pytest.fixture(scope="session")
def office():
    """The office of the cast, running."""
    with serving(learns=True) as office:
        yield office


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def people():
    """Everybody who took part; afterwards their browsers close, and none may have had trouble with a page."""
    taking_part: list[Person] = []
    yield taking_part
    troubles = [trouble for person in taking_part for trouble in person.troubles]
    for person in taking_part:
        person.close()
    assert troubles == []


@pytest.fixture
def somebody(chromium, office, people):
    """A person without an account, in front of a browser."""

    def come(**more) -> Speaker:
        people.append(person := Speaker(chromium, office.address, **more))
        return person

    return come


@pytest.fixture
def clerk(chromium, office, people):
    """A member of the cast, logged in at the desk."""

    def come(name, **more) -> Clerk:
        people.append(person := Clerk(chromium, office.address, **{"size": DESK, **more}))
        person.log_in(name)
        return person

    return come


@pytest.fixture
def holder(chromium, tmp_path, people):
    """A person with the verifier's file on their own device; afterwards nothing but that file was asked for."""
    asked: list[str] = []

    def come(policy=POLICY, *, before="", **more) -> Holder:
        (tmp_path / FILE_NAME).write_bytes(verifier_page(policy))
        people.append(person := Holder(chromium, f"{tmp_path.as_uri()}/", **more))
        person.page.on("request", lambda request: asked.append(request.url))
        if before:
            person.page.add_init_script(before)
        person.go(FILE_NAME)
        return person

    yield come
    assert {url.partition("#")[0] for url in asked} <= {(tmp_path / FILE_NAME).as_uri()}
