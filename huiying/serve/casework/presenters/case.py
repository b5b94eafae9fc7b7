"""The words of the case page: what comes next, by which rule, and where a rule stands."""

from collections.abc import Iterable

from huiying.core.deadlines import Limit, Measure
from huiying.core.letters.days import chinese_number
from huiying.core.procedures.model import Act, Basis, Clock, Source
from huiying.core.words import Text
from huiying.serve.casework.enums import ReplyKind

INSTRUMENTS = {
    "信访工作条例": "Petition Regulations",
    "信访事项简易办理办法": "Measures for simple handling",
    "北京市接诉即办工作条例": "Beijing ordinance",
    "潍坊市12345政务服务便民热线条例": "Weifang ordinance",
    "济南市12345市民服务热线条例": "Jinan ordinance",
    "吕梁市12345办法解读（2024）": "Lüliang explanation",
    "人民调解法": "People's Mediation Law",
    "社会救助暂行办法": "Social Assistance Measures",
    "招标投标法实施条例": "Regulations on Bidding",
    "公务员法": "Civil Servants Law",
    "政府采购非招标采购方式管理办法": "Measures for procurement without bidding",
    "党政领导干部选拔任用工作条例(2014)": "Regulations on selecting leading officials (2014)",
}
REPLY_KINDS = {
    ReplyKind.OPINION.value: Text("处理意见", "Handling opinion"),
    ReplyKind.REPLY.value: Text("答复", "Answer"),
    ReplyKind.INTERIM.value: Text("阶段答复", "Interim answer"),
    ReplyKind.FOLLOW_UP.value: Text("回头办理答复", "Follow-up answer"),
    ReplyKind.NOTICE.value: Text("告知", "Notice"),
    ReplyKind.REVIEW.value: Text("复查意见", "Review opinion"),
    ReplyKind.FINAL.value: Text("复核意见", "Final review opinion"),
}
MOST_CITED = 2
OWN_PRACTICE = Text("本系统做法", "our practice")

# What to have in hand for the heaviest acts: one sentence each, said beside the next step.
HOW: dict[str, Text] = {
    "forward": Text("选主办单位，写一句为什么是它。", "Choose the lead unit and say in a line why."),
    "dispatch": Text("选主办单位；拿不准的先会商。", "Choose the lead unit; where in doubt, confer first."),
    "accept": Text("定类别和途径，告知书随之做好。", "Set class and route; the written notice is made with it."),
    "sign_for": Text("签收后接着联系诉求人。", "Sign for it, then contact the person."),
    "begin": Text("先听陈述、查事实，再出意见。", "Hear the person and look into the facts first."),
    "issue_opinion": Text(
        "写清五样：诉求、事实和理由、结论、决定、依据，还有怎么落实。",
        "Write five things: the request, facts and reasons, outcome, decision and basis, and how it is carried out.",
    ),
    "reply": Text(
        "写清办了什么、依据、结果，回应怎样才算解决。",
        "Say what was done, on what basis, with what result, and speak to what would put it right.",
    ),
    "answer_objection": Text(
        "逐条回应异议，写清核查了什么、结论和理由。",
        "Speak to each point: what was checked, what you conclude and why.",
    ),
    "answer_simple": Text("写清结论和依据。", "Say the outcome and its basis."),
    "deliver": Text("送到本人手上，留下凭证。", "See that it reaches the person, and keep the proof."),
    "consent_return": Text("核实退回理由，同意或者不同意都写理由。", "Check the reasons; agree or refuse, with yours."),
    "allow_return": Text("核实退单理由，同意或者驳回都写理由。", "Check the reasons; allow or refuse, with yours."),
    "check_reply": Text("看答复是不是办了、说清了、属实。", "See whether it was done, said plainly, and is true."),
    "call_back": Text("打电话问：解决了吗，满意吗。", "Call and ask: solved? satisfied?"),
    "reply_follow_up": Text(
        "说清又办了什么；复查期限不受影响。", "Say what was done since; the time for review stays."
    ),
}
_BY = Text("下一步：{act}，{day}前", "Next: {act}, by {day}")
_NEXT = Text("下一步：{act}", "Next: {act}")
_WITH = Text("{unit}在办，{day}前：{what}", "{unit} is on it; {what}, by {day}")


def article_of(source: Source) -> Text:
    """Where a rule stands: 《信访工作条例》第二十三条 / Petition Regulations Art 23; practice is called practice."""
    if source.basis in (Basis.PRACTICE, Basis.CHOICE):
        return OWN_PRACTICE
    english = INSTRUMENTS.get(source.instrument, source.instrument)
    number = source.article.partition("(")[0].split()[0] if source.article else ""
    if not number.isdigit():
        return Text(f"《{source.instrument}》", english)
    return Text(f"《{source.instrument}》第{chinese_number(int(number))}条", f"{english} Art {number}")


def articles_of(sources: Iterable[Source]) -> Text:
    """The first two, each once; practice only where nothing else is cited."""
    found = list(dict.fromkeys(article_of(source) for source in sources))
    cited = ([article for article in found if article is not OWN_PRACTICE] or found)[:MOST_CITED]
    return Text("、".join(article.zh for article in cited), ", ".join(article.en for article in cited))


def length_of(limit: Limit) -> Text:
    """60 天, 5 个工作日 / 60 days, 5 working days."""
    count = limit.length
    one = count == 1
    match limit.measure:
        case Measure.workdays:
            return Text(f"{count} 个工作日", f"{count} working {'day' if one else 'days'}")
        case Measure.half_workdays:
            return Text(f"{count} 个半天", f"{count} half working {'day' if one else 'days'}")
        case Measure.minutes if count % 60:
            return Text(f"{count} 分钟", f"{count} minutes")
        case Measure.minutes:
            return Text(f"{count // 60} 小时", f"{count // 60} {'hour' if count == 60 else 'hours'}")
        case _:
            return Text(f"{count} 天", f"{count} {'day' if one else 'days'}")


def rule_of(clock: Clock, started: Text, extra_days: int) -> Text:
    """The rule behind a limit: from when, how long, by which article, how far it may be extended."""
    article = articles_of(clock.sources)
    if clock.limit is None:
        return Text(
            f"{clock.name.zh}：{started.zh}交办时定的日子，{article.zh}",
            f"{clock.name.en}: the day set on {started.en}, {article.en}",
        )
    length = length_of(clock.limit)
    zh = f"{clock.name.zh}：{started.zh}起 {length.zh}，{article.zh}"
    en = f"{clock.name.en}: {length.en} from {started.en}, {article.en}"
    if extra_days:
        zh, en = f"{zh}；已延 {extra_days} 天", f"{en}; extended by {extra_days}"
    elif clock.extension_max:
        zh, en = (
            f"{zh}；可再延 {clock.extension_max} 天，须批准并告知",
            f"{en}; up to {clock.extension_max} more, approved and told",
        )
    return Text(zh, en)


def next_step(act: Act, day: Text | None) -> Text:
    """The banner's title for whoever can take the step."""
    said = _BY if day else _NEXT
    return _fill(said, act=act.name, day=day or Text("", ""))


def waits_for(unit: str, clock: Clock, day: Text) -> Text:
    """The banner's title for whoever looks on."""
    return _fill(_WITH, unit=Text(unit, unit), what=clock.name, day=day)


def _fill(said: Text, **values: Text) -> Text:
    return Text(
        said.zh.format(**{name: value.zh for name, value in values.items()}),
        said.en.format(**{name: value.en for name, value in values.items()}),
    )
