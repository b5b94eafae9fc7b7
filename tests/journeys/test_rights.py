"""What people can do when they do not agree, do not want to be seen, or need help, in both languages."""

import json

import pytest

from tests.journeys.browser import SHAPES
from tests.journeys.conftest import serving
from tests.journeys.load_rights import ANSWERED, HANDLED, LI

WRONG = "按季度清理太久了，上个月已经漫进来两次，照片在附件里。"
DECIDED = "雨季前应当加清一次，原意见没有考虑漫水两次的事实。"


@pytest.fixture(scope="module")
def office():
    """An office of its own, in which some have further roles."""
    with serving() as office:
        yield office


@pytest.fixture
def receipts(office):
    """Case, number and code of the matter that was answered and of the one that is being handled."""
    return json.loads(office.run("tests.journeys.load_rights"))


@pytest.mark.parametrize(("size", "language"), SHAPES)
def test_who_does_not_agree_has_it_reviewed_one_level_higher(somebody, clerk, receipts, size, language):
    # Given the opinion that Ms Li received, with her right and its last day on it
    (case, number, code), _handled = receipts
    li = somebody(language=language, size=size)
    li.open_voice(number, code)
    li.go("/follow/voice/review")
    li.fill(words=WRONG)
    li.follow(li.page.locator("main form button[data-key], main form .hy-row button").first)
    li.follow(li.page.locator('main button[name="send"]'))
    assert not li.refused(), li.refused()

    # When the centre, which is above the town, reviews it and its head signs
    chen = clerk("chen", language=language)
    chen.go(f"/desk/cases/{case}/")
    chen.does("start_review")
    chen.does(
        "decide_review",
        result="changed",
        facts="现场查看，雨季漫水两次",
        public_text=DECIDED,
        basis="柳溪县乡村沟渠管护办法第七条",
    )
    sun = clerk("sun", language=language)
    sun.approves(ANSWERED.partition("，")[0])

    # Then she opens the review, reads that she may ask once more, and until when
    li.open_voice(number, code)
    li.never_reads(DECIDED)
    li.go("/follow/voice/opinion")
    li.follow(li.page.locator("main form button").last)
    li.open_voice(number, code)
    li.reads(DECIDED)
    li.go("/rights/")
    li.reads({"zh-hans": "行政复议", "en": "reconsideration"}[language])


@pytest.mark.parametrize(("size", "language"), SHAPES)
def test_who_spoke_reads_who_looked_and_why(somebody, clerk, receipts, size, language):
    case, number, code = receipts[1]
    zhou = clerk("zhou", language=language)
    zhou.go(f"/desk/cases/{case}/identity/")
    zhou.fill(reason="约她在家，看墙上的水印")
    zhou.follow(zhou.page.locator("main form button").last)
    zhou.reads(LI["name"])
    li = somebody(language=language, size=size)
    li.open_voice(number, code)
    li.reads("约她在家，看墙上的水印")
    li.never_reads("周强", "Zhou Qiang")


@pytest.mark.parametrize(("size", "language"), SHAPES)
def test_a_household_is_helped_and_reads_it_on_the_receipt(somebody, clerk, office, receipts, size, language):
    case, number, code = receipts[1]
    town = clerk("town", language=language, size=size)
    town.go(f"/desk/cases/{case}/")
    town.follow(town.page.locator('main a[href*="/desk/aid/new/"]'))
    town.fill(need="housing", words="墙泡坏了，屋里发霉，一个人修不了。", agreed="spoken")
    town.finishes()
    town.follow(town.page.locator('main a[href$="/plan/"]'))
    town.fill(programme="service", means="service", words="志愿者上门修墙", giver="村志愿服务队")
    town.finishes()
    aid = town.path()
    li = somebody(language=language, size=size)
    li.open_voice(number, code)
    li.reads("志愿者上门修墙")
    town.follow(town.page.locator('main a[href$="/give/"]'))
    town.finishes()
    town.follow(town.page.locator('main a[href$="/visit/"]'))
    town.fill(met="fully", words="墙修好了，霉也铲了。", next_visit_on="")
    town.finishes()
    town.follow(town.page.locator('main a[href$="/end/"]'))
    town.finishes()
    town.go(aid)
    town.never_reads(LI["name"])
    li.go("/aid/")
    li.never_reads(LI["name"], "墙")
    li.go("/privacy")


@pytest.mark.parametrize(("size", "language"), SHAPES)
def test_who_is_asked_to_keep_out_is_out_at_once_and_for_good_when_it_is_granted(
    somebody, clerk, receipts, size, language
):
    case, number, code = receipts[1]
    li = somebody(language=language, size=size)
    li.open_voice(number, code)
    li.follow(li.page.locator('main a[href="/follow/voice/keep-out"]'))
    li.fill(whom="handler", why="他是邻居的表弟")
    li.follow(li.page.locator("main form button").last)
    assert not li.refused(), li.refused()
    town = clerk("town", language=language)
    town.go(f"/desk/cases/{case}/")
    town.never_reads(HANDLED.partition("，")[0])
    zhou = clerk("zhou", language=language)
    zhou.go("/desk/recusals/")
    zhou.follow(zhou.page.locator('main a[href*="/desk/recusals/"]').last)
    zhou.reads("他是邻居的表弟")
    zhou.fill(verdict="granted", reason="")
    zhou.finishes()
    town.go(f"/desk/cases/{case}/")
    town.never_reads(HANDLED.partition("，")[0])
    li.open_voice(number, code)
    li.never_reads("他是邻居的表弟")


@pytest.mark.parametrize(("size", "language"), SHAPES)
def test_two_sides_settle_it_with_a_mediator_whom_both_chose(somebody, clerk, office, receipts, size, language):
    # Given a matter in which the person asks for mediation, and the town offers it
    case, number, code = receipts[1]
    li = somebody(language=language, size=size)
    li.open_voice(number, code)
    li.follow(li.page.locator('main a[href="/follow/voice/mediation/ask"]'))
    li.follow(li.page.locator("main form button").last)
    assert not li.refused(), li.refused()
    town = clerk("town", language=language)
    town.go(f"/desk/cases/{case}/")
    town.does("offer_mediation", about="空调滴水泡坏的院墙怎么修、谁来修", within=True)
    li.open_voice(number, code)
    li.go("/follow/voice/mediation/agree")
    li.fill(chose="0")
    li.follow(li.page.locator("main form button").last)
    assert not li.refused(), li.refused()

    # When the other side agrees too, and the mediator of the list takes both through it
    town.go(f"/desk/cases/{case}/")
    town.follow(town.page.locator('main a[href^="/desk/mediation/"]').last)
    mediation = town.path()
    town.go(f"{mediation}other/")
    town.fill(how="met", chose="0")
    town.finishes()
    town.go(f"{mediation}begin/")
    town.page.locator('main [name="mediator"]').select_option(index=0)
    town.finishes()
    hu = clerk("hu", language=language)
    hu.go(f"{mediation}draft/")
    hu.fill(dispute="空调外机没有接管子，水滴到院墙上", content="接好管子，修好墙面", performance="十二月十日前完成")
    hu.finishes()
    hu.go(f"{mediation}sign/")
    hu.fill(signed_on=office.today().isoformat())
    hu.finishes()

    # Then it is settled, and she reads what was agreed
    li.open_voice(number, code)
    li.reads("接好管子，修好墙面")
    town.go(f"/desk/cases/{case}/")
    town.never_reads(LI["name"])
