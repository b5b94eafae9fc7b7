"""A voice is erased on request by the keeper of identities, with a trace that anybody can read."""

import pytest

from tests.journeys.browser import DESK, PHONE
from tests.journeys.test_the_log import huiying, policy_of, signed, taken

CONTACT = {"name": "Cai Lian", "phone": "13800007755"}


@pytest.mark.both_databases
@pytest.mark.parametrize(("language", "size", "name"), [("zh-hans", PHONE, "wang"), ("en", DESK, "zhou")])
def test_what_was_said_is_erased_and_the_trace_stays(somebody, clerk, office, tmp_path, language, size, name):
    # Given somebody who spoke in their own name and withdrew it
    words = f"金丝雀在第 {len(language)} 号井盖上。The manhole cover is loose, {language}."
    li = somebody(language=language, size=size)
    li.speak(words, naming="named", contact=CONTACT)
    li.open_voice()
    signed(li)
    li.press("Withdraw this voice")
    li.fill(free="yes")
    li.press("Withdraw it")

    # And a keeper of identities, named by the administrator
    guo = clerk("guo", language=language)
    guo.go(f"/desk/admin/staff/?q={name}")
    guo.follow(guo.page.locator("main table a").first)
    guo.press("Give a role")
    guo.fill(role="identity_keeper", unit_id=guo.unit("petition"))
    guo.press("Give this role")

    # When the keeper finds it by its number and erases it
    keeper = clerk(name, language=language, size=size)
    keeper.go("/desk/looks/")
    keeper.press("To erase a voice, find it by its receipt number")
    keeper.fill(q=li.number)
    keeper.press("Search")
    keeper.press("Erase what was said and who said it")
    keeper.press("Erase it for ever")
    assert keeper.says("Tick that you understand it") in keeper.refused()
    keeper.fill(basis="consent", reason="Asked at the counter, receipt shown", sure=True)
    keeper.press("Erase it for ever")

    # Then the case says so and holds nothing
    keeper.sees("Erased. The log keeps that something was here.")
    keeper.sees("The identity was erased.")
    keeper.never_reads(words, words[:12], *CONTACT.values())

    # And the receipt too, once the sweep is done without anything pending
    office.run("huiying", "tick")
    li.open_voice()
    li.sees("The log keeps that something was here and that it was erased; it never held your words.")
    li.reads({"zh-hans": "本人撤回同意", "en": "The person withdrew consent"}[language])
    li.reads({"zh-hans": "旧痕迹也已清除", "en": "Old copies are gone from the database file, too"}[language])
    li.never_reads(words, words[:12], li.says("Download the proof with my words in it"), "?shown")
    assert office.count(words) == 0
    for file in (office.folder / "var").glob("huiying.sqlite3*"):
        assert words.encode() not in file.read_bytes(), file.name

    # And the plain proof still holds
    proof = taken(li, "Download the proof", tmp_path / "erased.tlog-proof")
    code, said = huiying("verify", proof, "--policy", policy_of(li, tmp_path / "policy"))
    assert (code, said["ok"], said["type"]) == (0, True, "voice.received")
