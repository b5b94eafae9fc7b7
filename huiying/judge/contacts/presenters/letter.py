"""A contact report as a letter: the facts as a table, the words beneath."""

from huiying.core.contact_time import period_between
from huiying.core.letters.days import is_english
from huiying.core.letters.model import Block, Letter, Line, Table
from huiying.core.words import Language, Text
from huiying.foundation.office.selectors import calendar
from huiying.judge.contacts.enums import DayKind
from huiying.judge.contacts.models import ContactReport, Facts
from huiying.judge.contacts.presenters.words import DAYS, days_said, period_said

CODE = "contact"
TITLE = Text("联系群众工作报告", "Report on contact with the public")
DRAFT = Text("（草稿）", "(draft)")
WHAT, HOW_MUCH = Text("事项", "What"), Text("多少", "How much")
AT_BASE, HEARD = Text("到群众中去，合计", "Among people, in all"), Text("当面听到的事", "Matters heard in person")
CHAIRED = Text("主持的联席会议", "Joint meetings chaired")
PROMISES, DECISIONS = Text("许下的事", "Promises"), Text("作出的决定", "Decisions")
TOO_FEW = Text("不足 5 件", "fewer than 5")
PARTS = {
    "heard": Text("听到了什么", "What was heard"),
    "done": Text("做了什么", "What was done"),
    "missing": Text("没做到的，为什么", "What was not done, and why"),
    "ahead": Text("接下来做什么", "What comes next"),
}


def facts_rows(facts: Facts) -> list[tuple[Text, Text]]:
    """Every counted fact with its number. Days at the base stand beside days in meetings; nothing is weighed."""
    rows = [
        (DAYS[DayKind(kind)], days_said(number)) for kind, number in facts.halves.items() if kind != DayKind.MEETING
    ]
    heard = TOO_FEW if facts.heard is None else _number(facts.heard)
    return [
        *rows,
        (AT_BASE, days_said(facts.at_base)),
        (DAYS[DayKind.MEETING], days_said(facts.in_meetings)),
        (HEARD, heard),
        (CHAIRED, _number(len(facts.meetings))),
        (PROMISES, _number(len(facts.promises))),
        (DECISIONS, _number(len(facts.decisions))),
    ]


def contact_letter(report: ContactReport, language: Language) -> Letter:
    """The report as it stands; of a draft the title says so."""
    english = is_english(language)
    period = period_said(period_between(report.starts_on, report.ends_on)).say(language)
    title = f"{TITLE.say(language)}" + ("" if report.published_at else DRAFT.say(language))
    leader, unit = report.leader, report.office
    who = (leader.name_en if english and leader.name_en else leader.name), report.post
    head = (WHAT.say(language), HOW_MUCH.say(language))
    table = Table(
        head, tuple((what.say(language), number.say(language)) for what, number in facts_rows(Facts.of(report.facts)))
    )
    blocks: list[Block] = [Line("note", " · ".join(part for part in (*who, period) if part)), table]
    for name, heading in PARTS.items():
        if text := getattr(report, name):
            blocks.append(Line("heading", heading.say(language)))
            blocks += [Line("paragraph", line) for line in text.splitlines() if line.strip()]
    return Letter(
        code=CODE,
        title=title,
        number="",
        addressee="",
        blocks=tuple(blocks),
        office=unit.name_en if english and unit.name_en else unit.name,
        day=calendar().local_date(report.published_at or report.drafted_at),
        seal_line="",
        copy_to="",
        language=language,
    )


def _number(number: int) -> Text:
    return Text(str(number), str(number))
