"""The receipt: wrong codes, unknown numbers, an ended session, leaving, withdrawing and taking that back."""

import pytest

from tests.journeys.browser import PHONE

LAMP = "The lamp at the school gate is out."


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_wrong_codes_make_one_wait_and_lock_nobody_out(somebody, language):
    person = somebody(language=language, size=PHONE)
    person.speak(f"{LAMP} {language}")
    wrong = person.code[:-1] + str((int(person.code[-1]) + 1) % 10)
    person.go("/follow")
    person.fill(number=person.number)
    person.press("Continue")
    waits = person.page.locator("#errors").filter(has_text={"zh-hans": "秒", "en": "second"}[language])
    for _ in range(8):
        person.fill(code=wrong)
        person.press("Open my voice")
        assert person.path() == "/follow/code"
        if waits.count():
            break
    assert waits.count() == 1, "after five wrong codes one has to wait"
    person.never_reads(LAMP)
    opened = person.page.locator("#may")
    for _ in range(40):
        person.fill(code=person.code)
        person.press("Open my voice")
        if opened.count():
            break
        person.page.wait_for_timeout(500)
    person.reads(LAMP)


def test_a_mistyped_and_an_unknown_number_are_told_apart_from_nothing(somebody):
    person = somebody(language="en")
    person.go("/follow")
    for number in ("", "12", "abc", "1234567890", "９９９９９９９９９９", "0" * 500):
        person.fill(number=number)
        person.press("Continue")
        if person.path() == "/follow/code":
            person.fill(code="0000 0000 0000 0000")
            person.press("Open my voice")
            person.never_reads("lamp")
            person.go("/follow")
        else:
            assert person.page.title().startswith("Error:")


def test_a_receipt_may_be_typed_as_people_type_it(somebody):
    person = somebody(language="en")
    person.speak(f"{LAMP} Typed with blanks.")
    full = str.maketrans("0123456789", "０１２３４５６７８９")
    person.open_voice(f" {person.number[:3]}-{person.number[3:]} ", person.code.translate(full))
    person.reads(LAMP)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_leaving_closes_the_voice_in_this_browser(somebody, language):
    person = somebody(language=language)
    person.speak(f"{LAMP} Left. {language}")
    person.open_voice()
    person.press("I have finished, close it")
    assert person.path() == "/"
    person.page.go_back()
    person.never_reads(f"Left. {language}")
    person.go("/follow/voice")
    person.never_reads(f"Left. {language}")


def test_an_ended_session_asks_for_the_receipt_again_and_keeps_what_was_typed(somebody):
    person = somebody(language="en")
    person.speak(f"{LAMP} The session ends.")
    person.open_voice()
    person.press("Add to what you said")
    person.context.clear_cookies(name="hy_session")
    person.answer_add("Typed while the session ended.")
    assert person.path() == "/follow"
    person.never_reads("The session ends.")
    person.open_voice()
    person.press("Add to what you said")
    assert person.page.locator("[name=words]").input_value() == "Typed while the session ended."


@pytest.mark.both_databases
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_voice_is_withdrawn_and_taken_back(somebody, language):
    person = somebody(language=language, size=PHONE)
    person.speak(f"{LAMP} Withdrawn. {language}")
    person.open_voice()
    person.press("Withdraw this voice")
    person.fill(free="no")
    person.press("Withdraw it")
    person.sees("Then it is not withdrawn. Nobody may press you; if somebody does, add it here or tell the counter.")
    person.fill(free="yes")
    person.press("Withdraw it")
    person.sees("Withdrawn. You can take that back within 30 days.")
    person.press("Take the withdrawal back")
    person.press("Go on with it")
    person.sees("It goes on.")


def test_the_voice_of_another_stays_closed(somebody):
    one, other = somebody(language="en"), somebody(language="en")
    one.speak(f"{LAMP} Of one.")
    other.speak(f"{LAMP} Of another.")
    other.open_voice()
    other.open_voice(one.number, other.code)
    other.never_reads("Of one.")
