"""A second factor in a real browser: a phone's codes without JavaScript, a passkey with a virtual authenticator."""

from base64 import b32decode
from datetime import UTC, datetime

import pytest

from huiying.core.totp import code_at
from tests.journeys.browser import DESK, PHONE
from tests.journeys.clerks import Clerk
from tests.journeys.conftest import serving

VIRTUAL = {"protocol": "ctap2", "transport": "usb", "hasUserVerification": True, "isUserVerified": True}


@pytest.fixture(scope="module")
def office():
    """An office of its own: whoever has a second factor is asked for it from then on."""
    with serving() as office:
        yield office


@pytest.fixture
def at_name(chromium, office, people):
    """Somebody of the cast who comes by the name of this machine: passkeys belong to names."""

    def come(name, **more):
        person = Clerk(chromium, office.address.replace("127.0.0.1", "localhost"), **more)
        people.append(person)
        person.log_in(name)
        return person

    return come


@pytest.mark.parametrize(("language", "name"), [("zh-hans", "hu"), ("en", "sun")])
def test_a_passkey_is_added_and_asked_for_at_the_next_log_in(at_name, language, name):
    # Given somebody with a key in their computer
    person = at_name(name, language=language, size=DESK)
    keys = person.page.context.new_cdp_session(person.page)
    keys.send("WebAuthn.enable")
    keys.send("WebAuthn.addVirtualAuthenticator", {"options": {**VIRTUAL, "automaticPresenceSimulation": True}})

    # When they add it and keep the recovery codes
    person.go("/desk/account/")
    person.press("Add a passkey")
    person.fill(name="key")
    person.press("Add a passkey")
    code = person.page.locator(".account-codes strong").first.inner_text()
    person.press("I have them; go on")
    person.sees("Passkey")

    # Then the next log-in asks for it, and takes it
    person.context.clear_cookies()
    person.log_in(name)
    assert person.path() == "/desk/account/prove/"
    person.press("Use a passkey")
    assert person.path() != "/desk/account/prove/"

    # And a code of the paper opens once, where the key is not
    other = at_name(name, language=language, size=PHONE)
    assert other.path() == "/desk/account/prove/"
    other.fill(code=code)
    other.press("Go on to the desk")
    assert other.path() != "/desk/account/prove/"


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_phone_is_added_without_javascript(at_name, language):
    name = {"zh-hans": "chen", "en": "outsider"}[language]
    person = at_name(name, language=language, size=PHONE, script=False)
    person.go("/desk/account/")
    person.press("Add codes on a phone")
    letters = "".join(person.page.locator(".hy-keep").first.inner_text().split())
    person.fill(code=code_at(b32decode(letters), datetime.now(UTC)))  # noqa: TID251  the phone has a clock of its own
    person.press("Add this phone")
    assert person.page.locator(".account-codes strong").count() == 10
