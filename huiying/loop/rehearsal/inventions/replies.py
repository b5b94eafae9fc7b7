"""What units answer: what was found, what is done, on what basis, and what the person can do next."""

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
    可以办。带[身份证|户口本和身份证]到[一楼大厅|便民服务站]，[当场办完|三个工作日办完]，不收费；手机上也能办
    [您这种情况符合条件|需要先登记]，[材料清单已发给您|电话里逐条念过]，[周六上午也有人值班|腿脚不便可以上门]
    """)
THANKED = phrases("""
    您的话已转到[本人和班组|所在单位]，[会记在这个月的表扬栏里|大家听了很高兴]，谢谢您专门来说
    """)
REMEDY = {
    "review": "如不服本意见，可自收到之日起三十日内向上一级机关申请复查。",
    "duty": "如不服本答复，可依法申请行政复议或提起行政诉讼。",
    "suggestion": "建议类不走复查，您可以给这次答复打分，也可以随时再提。",
    "hotline": "没有解决的，请在打分时告诉我们，会退回再办。",
    "route": "请按上面写的路子去办；拿不准，随时来问窗口。",
}
NOTES = phrases("""
    [现场照片{2~8}张已存|台账复印件在卷宗第{3~30}页]，[下周再去看一次|已与村里核对]
    """)


def reply_of(matter: Matter, life: Life, wants: str | None, kind: str, telling: Telling) -> InventedReply:
    """The reply that fits the matter and the outcome of the life."""
    chance = telling.chance
    found = say(pick(chance, matter.found), telling) if life.outcome in _WITH_FACTS else ""
    decision = _decision(matter, life, kind, telling)
    basis = say(matter.basis, telling) if life.outcome in _WITH_FACTS else ""
    remedy = REMEDY[_remedy(life)]
    parts = [say(pick(chance, OPENINGS), telling), found] if found else []
    parts += [decision]
    if found and wants in ABOUT_WANTS:
        parts.append(say(pick(chance, ABOUT_WANTS[wants]), telling))
    text = "。".join(part for part in parts if part) + "。" + (f"依据：{basis}。" if basis else "") + remedy
    note = say(pick(chance, NOTES), telling) if chance() < 0.3 else ""
    return InventedReply(life.outcome, found, decision, basis, remedy, text, note=note)


_WITH_FACTS = {"supported", "explained", "not_supported", "adopted", "adopted_partly", "not_adopted"}


def _decision(matter: Matter, life: Life, kind: str, telling: Telling) -> str:
    chance, outcome = telling.chance, life.outcome
    if outcome in ACT_WORDS:
        return say(pick(chance, ACT_WORDS[outcome]), telling)
    if kind == "praise":
        return say(pick(chance, THANKED), telling)
    if outcome == "answered" or kind == "inquiry":
        return say(pick(chance, ANSWERED), telling)
    if outcome in _BY_OUTCOME:
        return say(pick(chance, _BY_OUTCOME[outcome]), telling)
    if outcome in ("explained", "not_supported"):
        return say(pick(chance, matter.refused or REFUSED), telling)
    done = say(pick(chance, matter.done), telling)
    return f"{done}。{say(pick(chance, PARTLY), telling)}" if life.name == "answered_partly" else done


_BY_OUTCOME = {"adopted": ADOPTED, "adopted_partly": ADOPTED_PARTLY, "not_adopted": NOT_ADOPTED}


def _remedy(life: Life) -> str:
    if life.name == "duty_answered":
        return "duty"
    if life.outcome in _BY_OUTCOME:
        return "suggestion"
    if life.outcome not in _WITH_FACTS and life.outcome != "answered":
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
