"""What units answer: what was found, what is done, on what basis, and what the person can do next."""
# ruff: noqa: E501  the lines are sentences of the grammar, and a Chinese character counts as two

from huiying.loop.rehearsal.inventions.grammar import Telling, phrases, pick, say
from huiying.loop.rehearsal.inventions.lives import Life
from huiying.loop.rehearsal.inventions.matters.shape import Matter
from huiying.loop.rehearsal.inventions.phrases_of_acts import ACT_WORDS
from huiying.loop.rehearsal.inventions.shapes import InventedReply

OPENINGS = phrases("""
    您反映的事收到后，[承办人|我们]{2~9}日内到了现场
    您说的[情况|这件事]，我们[查过了|核实过了]
    感谢您说出来。[我们去看了|已经去现场看过]
    """)
ABOUT_WANTS = {
    "explanation": phrases("您要的说法：[原因就是上面说的，没有别的隐情|依据写在下面，看不明白可以来问]"),
    "fair_look": phrases("您要求再看一遍：[这次换了没有参与过的人核对，结论见上|两户的情况逐项比过，差别写在附页]"),
    "respect": phrases("那天[工作人员说话不妥|让您受委屈了]，[我们向您道歉|当事人已向您道歉]"),
    "action": phrases("您要我们做的，[做到哪一步都写在上面|上面写了做了什么、哪天做完]"),
    "money": phrases("钱的事：[按上面的数办，{3~15}个工作日内到账|算法写在附页，可以一笔一笔对]"),
}
PARTLY = phrases("""
    还差的部分，[{3~20}天内做完，做完再告诉您|列入下月计划，完成后请您验看]
    """)
FOUND = phrases("""
    到现场看过，并[问了{3~9}户邻居|翻了值班记录]，您说的情况[属实|大部分属实]
    """)
HEARD = phrases("""
    到现场看过，也[听您说了经过|当面听了您的理由]，[核对了{2~5}份材料|问了当时在场的人]
    """)
DONE = phrases("""
    已[安排人处理完|整改到位]，[承办人回头看过一次|请您看看还差什么]
    """)
REFUSED = phrases("""
    您的要求我们理解，但现有规定没有这一项，[不能照办|给不了]，已把意见报给上级参考
    查了[三年的台账|当时的记录]，没有找到支持这一要求的事实，故不能支持
    """)
ADOPTED = phrases("""
    采纳。[下月起试行三个月|列入今年计划，{9~12}月底前做完]，[做得好不好请您来看|由本单位一名负责人盯着]
    """)
ADOPTED_PARTLY = phrases("""
    采纳一部分：[先在一处试|能马上做的先做]，[其余受经费所限，明年再议|另一半要和其他单位商量，有结果告诉您]
    """)
NOT_ADOPTED = phrases("""
    这次没有采纳，原因是[和现行规定冲突|算下来每年要多花{8~60}万元，受益的人不多]，想法已存档，条件有了再议
    """)
ANSWERED = phrases("""
    您问的归{right}管，[怎么办、带什么、多少天，电话里逐条说清了|办事指南已发到您手机上]，[拿不准再打来|不想跑可以请镇上便民站代办]
    问过{right}了，[您这种情况按规定办得了|具体条件念给您听过，也记在回执上]，[窗口工作日 8:30 到 17:30|周六上午也有人值班]，[去之前可以先打电话约|腿脚不便可以上门]
    已按{right}给的口径逐条答复，[依据和时间都写在附页|需要的表可以在窗口领]，[还有不清楚的接着问|不收任何费用]
    """)
THANKED = phrases("""
    您的话已转到[本人和班组|所在单位]，[会记在这个月的表扬栏里|大家听了很高兴]，谢谢您专门来说
    """)
REMEDY = {
    "review": "如不服本意见，可自收到之日起三十日内向上一级机关申请复查。",
    "duty": "如不服本答复，可依法申请行政复议或提起行政诉讼。",
    "suggestion": "建议类不走复查，您可以给这次答复打分，也可以随时再提。",
    "hotline": "没有解决的，请在打分时告诉我们，会退回再办。",
    "inquiry": "还有不清楚的，随时再问。",
    "praise": "",
    "danger": "事后还要办的，凭这张回执接着说。",
    "route": "请按上面写的路子去办；拿不准，随时来问窗口。",
}
NOTES = phrases("""
    [现场照片{2~8}张已存|台账复印件在卷宗第{3~30}页]，[下周再去看一次|已与村里核对]
    """)


def reply_of(matter: Matter, life: Life, wants: str | None, kind: str, telling: Telling) -> InventedReply:
    """The reply that fits the matter and the outcome of the life."""
    chance = telling.chance
    facts = life.outcome in _WITH_FACTS and kind not in ("inquiry", "praise", "suggestion")
    refused = life.outcome in ("explained", "not_supported")
    found = say(pick(chance, HEARD if refused else matter.found or FOUND), telling) if facts else ""
    decision = _decision(matter, life, kind, telling)
    basis = say(matter.basis, telling) if facts else ""
    remedy = REMEDY[_remedy(life, kind)]
    parts = [say(pick(chance, OPENINGS), telling), found] if found else []
    parts.append(decision)
    if found and wants in ABOUT_WANTS and chance() < 0.6:
        parts.append(say(pick(chance, ABOUT_WANTS[wants]), telling))
    text = "。".join(part for part in parts if part) + "。" + (f"依据：{basis}。" if basis else "") + remedy
    note = say(pick(chance, NOTES), telling) if chance() < 0.3 else ""
    return InventedReply(life.outcome, found, decision, basis, remedy, text, note=note)


_WITH_FACTS = {"supported", "explained", "not_supported", "adopted", "adopted_partly", "not_adopted"}


def _decision(matter: Matter, life: Life, kind: str, telling: Telling) -> str:
    chance, outcome = telling.chance, life.outcome
    if outcome in _ROUTES:
        return say(pick(chance, ACT_WORDS[outcome]), telling)
    if kind == "praise":
        return say(pick(chance, THANKED), telling)
    if kind == "suggestion" and outcome == "answered":
        return say(pick(chance, ADOPTED + ADOPTED_PARTLY + NOT_ADOPTED), telling)
    if outcome == "answered" or kind == "inquiry":
        return say(pick(chance, ANSWERED), telling)
    if outcome in _BY_OUTCOME:
        return say(pick(chance, _BY_OUTCOME[outcome]), telling)
    if outcome in ("explained", "not_supported"):
        return say(pick(chance, matter.refused or REFUSED), telling)
    done = say(pick(chance, matter.done or DONE), telling)
    return f"{done}。{say(pick(chance, PARTLY), telling)}" if life.name == "answered_partly" else done


_ROUTES = {"route", "court", "elsewhere", "same", "emergency", "market", "privacy", "dissuaded", "unhelped"}
_BY_OUTCOME = {"adopted": ADOPTED, "adopted_partly": ADOPTED_PARTLY, "not_adopted": NOT_ADOPTED}


def _remedy(life: Life, kind: str) -> str:
    if kind in ("inquiry", "praise") and life.outcome not in _ROUTES:
        return kind
    if life.name == "duty_answered":
        return "duty"
    if life.outcome in _BY_OUTCOME:
        return "suggestion"
    if life.outcome == "emergency":
        return "danger"
    if life.outcome in _ROUTES:
        return "route"
    return "hotline" if life.procedure == "hotline" or life.outcome == "answered" else "review"


ENGLISH = {
    "supported": "We went to see it and you were right. It has been put right; please tell us if it comes back.",
    "explained": "We looked into it. There is no rule that would let us do this, and the letter attached explains why.",
    "not_supported": "We checked the records and could not confirm it, so we cannot do what you asked.",
    "adopted": "A good idea. We will try it for three months from next month and tell you how it went.",
    "adopted_partly": "We will do the first part now. The rest needs money that we do not have this year.",
    "not_adopted": "We will not do this now; the cost would be high for the few it would serve. Your idea is kept.",
    "answered": "Yes, you can. Bring your passport to the ground-floor hall on any workday; it is free and takes one visit.",
}
ENGLISH_ROUTE = "This is decided elsewhere. The enclosed note says where to go, what to bring and how long it takes."


def english_reply_of(life: Life, kind: str) -> InventedReply:
    """A short reply in English for somebody who wrote in English."""
    thanks = "Thank you for telling us. Your words have been passed on to the person you praise."
    decision = thanks if kind == "praise" else ENGLISH.get(life.outcome, ENGLISH_ROUTE)
    remedy = "If it is not resolved, say so when you rate this answer." if life.procedure == "hotline" else (
        "You may ask the next higher office for a review within 30 days of receiving this.")  # fmt: skip
    remedy = "" if life.outcome not in ENGLISH or kind == "praise" else remedy
    return InventedReply(life.outcome, "", decision, "", remedy, f"{decision} {remedy}".strip())
