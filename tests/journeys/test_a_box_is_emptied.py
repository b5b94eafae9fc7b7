"""A suggestion box: hung up, its slips printed, emptied by two people; what does not add up is explained."""

import re

from tests.cast import PASSWORD

SPOT = "农贸市场东门内"
LAMPS = "市场东门的路灯不亮，第{}盏。"


def hangs_up(guo, spot, *, place="柳河镇", unit="柳溪县信访局"):
    guo.go("/desk/boxes/")
    guo.press("Hang up a box")
    guo.fill(spot=spot, place=place, unit=unit, rhythm="week")
    guo.press("Keep it")
    code = re.search(r"/b/([2-9A-Z]{5})", guo.text())[1]
    return code, int(re.search(r"/boxes/(\d+)/", guo.path())[1])


def prints(clerk, box_id, count):
    """The receipt number and the code on each stub, as they come out of the printer."""
    clerk.go(f"/desk/boxes/{box_id}/slips/")
    clerk.fill(count=count)
    clerk.press("Make the sheet")
    shown = [re.sub(r"\D", "", each) for each in clerk.page.locator(".box-slip__stub dd").all_inner_texts()]
    return list(zip(shown[::2], shown[1::2], strict=True))


def takes_in(clerk, words, number="", kind="request"):
    """One paper: number, words, kind, and the keys that send it."""
    assert clerk.page.locator("#id_words").input_value() in ("", words)
    clerk.fill(number=number, words=words, kind=kind)
    with clerk.page.expect_navigation(wait_until="load"):
        clerk.page.keyboard.press("Control+Enter")


def test_a_box_of_25_slips_is_emptied_with_one_slip_missing_and_the_difference_explained(clerk, somebody):
    # Given a box at the market with 25 slips, all of them handed out
    guo, wang = clerk("guo"), clerk("wang")
    code, box_id = hangs_up(guo, SPOT)
    stubs = prints(wang, box_id, 25)
    assert len(stubs) == 25

    # When Wang and Zhou open it and count 24 papers
    wang.go(f"/desk/boxes/{box_id}/")
    wang.press("Empty it")
    wang.fill(counted=24, next_slip=26)
    wang.press("Counted; begin to write down")
    wang.checked = False
    for number in range(1, 26):
        if number != 17:
            takes_in(wang, LAMPS.format(number), number)
    # And the page is loaded again with half a paper typed
    wang.page.locator("#id_words").fill(LAMPS.format(3))
    wang.page.reload()
    assert wang.page.locator("#id_words").input_value() == LAMPS.format(3)
    # And a slip is typed twice
    takes_in(wang, LAMPS.format(3), 3)
    assert stubs[2][0] in wang.refused().replace(" ", "")
    wang.checked = True
    wang.go(wang.path())

    # Then slip 17 is missing, and nobody signs before that is explained
    wang.sees("%(count)s slip was handed out and did not come", count=1)
    assert wang.page.locator(".box-numbers").inner_text().split() == ["17"]
    wang.press("I sign")
    assert wang.refused()
    wang.page.locator("#slips_reason").fill("问过门卫，17 号被人取走，没有投进来")
    wang.press("Keep the explanation")
    wang.press("I sign")

    # And Zhou signs on the same screen with a password of his own; the same person cannot
    wang.fill(username="wang", password=PASSWORD)
    wang.press("Sign as the second person")
    assert wang.refused()
    wang.fill(username="zhou", password=PASSWORD)
    wang.press("Sign as the second person")
    wang.sees("both signed")
    wang.reads("问过门卫，17 号被人取走，没有投进来")

    # And whoever passes by reads when it was opened and how many papers were in it
    li = somebody()
    li.go(f"/b/{code.lower()}")
    assert li.path() == f"/b/{code}"
    assert "24 张" in li.text()

    # And whoever kept the stub follows the matter with it
    number, secret = stubs[6]
    li.open_voice(number, secret)
    li.reads(LAMPS.format(7))


def test_without_javascript_in_english_two_people_sign_each_on_their_own_page(clerk, somebody):
    # Given a box with one paper of somebody's own, and somebody who says it by the code on the box instead
    guo = clerk("guo", language="en", script=False)
    code, box_id = hangs_up(guo, "柳河村村委会门口", place="Liuhe", unit="Liuxi Petition Office")
    li = somebody(language="en", script=False)
    li.go(f"/b/{code}")
    li.press("Speak up here")
    li.press("Begin now")
    li.answer(kind="request")
    li.answer(words="There is no lamp at the market.")
    li.answer_with_files()
    assert li.page.locator("[name=place_words]").input_value() == "柳河村村委会门口"

    # When it is emptied
    wang, zhou = (clerk(name, language="en", script=False) for name in ("wang", "zhou"))
    wang.go(f"/desk/boxes/{box_id}/empty/")
    wang.fill(counted=1)
    wang.press("Counted; begin to write down")
    wang.fill(words="There is no lamp at the market.", kind="complaint")
    wang.press("Take it in")
    wang.press("I sign")
    zhou.go(wang.path())
    zhou.press("I sign as the second person")

    # Then it is closed, and of one paper the public reads only that there were few
    zhou.sees("both signed")
    li.go(f"/b/{code}")
    assert "fewer than 5 papers" in li.text()
