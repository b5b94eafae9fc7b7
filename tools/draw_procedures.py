#!/usr/bin/env python
"""Draws docs/procedures/*.md and docs/law/legal-table.md: `python tools/draw_procedures.py write|check`.

`check` exits with 1 and names what differs. Nothing on those pages is written by hand.
"""

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

# The script runs from a clone that is not installed.
from huiying.core import aid, erasure, groups, notices, privacy  # noqa: E402
from huiying.core.deadlines import Limit, Measure  # noqa: E402
from huiying.core.meetings import superior  # noqa: E402
from huiying.core.procedures import PROCEDURES  # noqa: E402
from huiying.core.procedures.model import Act, Basis, Clock, Holder, OpKind, Procedure, Source  # noqa: E402
from huiying.core.procedures.packs import PACKS  # noqa: E402
from huiying.core.procedures.settings import all_settings  # noqa: E402
from huiying.core.procedures.xinfang_tables import law  # noqa: E402
from huiying.core.supervision.rules import RULES  # noqa: E402
from huiying.core.supervision.triggers import TRIGGERS  # noqa: E402

DRAWN = "<!-- Drawn by tools/draw_procedures.py from huiying/core/procedures. Change the tables, not this page. -->"
MANY = 6
"""An act that starts in more states than this stands below the diagram, not in it."""
BASES = {
    Basis.LAW: "law, seen verbatim",
    Basis.NATIONAL: "national document",
    Basis.CITY: "a city's ordinance or rule",
    Basis.PRACTICE: "our practice, an office may change it",
    Basis.CHOICE: "our choice where the law is silent",
}
UNITS = {
    Measure.days: "日 calendar days",
    Measure.workdays: "工作日 working days",
    Measure.half_workdays: "half working days",
    Measure.minutes: "minutes, round the clock",
}
SIGNS = {kind: kind.value for kind in OpKind}
PAUSES = {
    "xinfang": "Only the hearing of a final review pauses a clock (Art 36(2)).",
    "hotline": "No text that was seen knows a pause.",
}
TESTS = {
    "xinfang": ("test_acts.py", "test_limits.py", "test_table.py"),
    "hotline": ("test_hotline_acts.py", "test_hotline_table.py", "test_hotline_table.py"),
}
"""Procedure → where its acts, its limits and its documents are tested, in tests/core/procedures."""
NOT_VERIFIED = {
    "xinfang": (
        "Arts 6 and following of 信访事项简易办理办法 (2022): the 3, 1 and 10 working days stand after the trial text "
        "of 2016 as reported",
        "信访事项网上办理工作规程 in its current version",
        "the scale and the window of 满意度评价办法 (国信发〔2022〕11号)",
        "provincial rules on review in force after 2022: its results, late requests, the top of the ladder",
        "limits of discipline bodies for reports of wrongdoing",
        "which unit belongs to which system (本系统) and whether a unit is competent: people decide that",
    ),
    "hotline": (
        "国办发〔2020〕53号 and 国办函〔2025〕66号 in full; no day limit was seen in the parts that were",
        "the article numbers of 广东省12345管理办法 (2022); its numbers are known from official news",
        "吕梁's rule itself; its numbers are known from the official explanation",
        "the clauses of GB/T 33358",
        "Beijing's numbers: its ordinance lets the ticket name the limit",
        "whether a ticket for a street or village holds a department's task (潍坊 Art 24): people check that",
    ),
}


def pages() -> Mapping[str, str]:
    """Path below the repository → what the page says."""
    drawn = {f"docs/procedures/{item.id}.md": procedure_page(item) for item in PROCEDURES.values()}
    return {**drawn, "docs/law/legal-table.md": legal_table()}


def procedure_page(item: Procedure) -> str:
    """The page of one procedure."""
    offered = sum(act.offered for act in item.acts)
    lines = [
        f"# {item.name.zh} {item.name.en}",
        DRAWN,
        f"Instrument: {item.instrument}. Version of the table: {item.version}. {len(item.states)} states, "
        f"{len(item.acts)} acts ({offered} offered), {len(item.clocks)} clocks, {len(item.papers)} documents.",
        "Basis: " + "; ".join(f"**{basis}** {said}" for basis, said in BASES.items()) + ".",
        "## Diagram",
        "\n".join(_diagram(item)),
        "\n".join(_beside(item)),
        "## States",
        _table("id|name|the speaker reads|kind", (_state_rows(item))),
        "## Acts",
        "`*` after a field: it must be filled in. An act marked *later* is in the table and not offered yet.",
        _table("act|from → to|who|fields|rules|documents|clocks|source", map(_act_row, item.acts)),
        "## Clocks",
        f"{PAUSES[item.id]} A clock without a length takes the day that an act names.",
        _table("clock|length|whose|setting|source", map(_clock_row, item.clocks)),
        *_never_started(item),
        "## Documents",
        _table("no|title|to|by when|source", _paper_rows(item)),
        "## Settings",
        _table("key|name|default|bounds|basis", _setting_rows(item)),
        *_packs(item),
        "## Not verified",
        "\n".join(f"- {said}" for said in NOT_VERIFIED[item.id]),
    ]
    return "\n\n".join(lines) + "\n"


def _table(head: str, rows: Iterable[tuple[str, ...]]) -> str:
    names = head.split("|")
    body = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([f"| {' | '.join(names)} |", "|" + "---|" * len(names), *body])


def _diagram(item: Procedure) -> Iterator[str]:
    yield "```mermaid"
    yield "stateDiagram-v2"
    yield from (f"    {state.id}: {state.name.zh} {state.name.en}" for state in item.states)
    yield f"    [*] --> {item.first}"
    for act in item.acts:
        if len(act.from_) <= MANY and len(act.to) <= MANY:
            label = act.id if act.offered else f"{act.id} (later)"
            yield from (
                f"    {here} --> {there}: {label}" for here in sorted(act.from_) for there in act.to if here != there
            )
    yield "```"


def _beside(item: Procedure) -> Iterator[str]:
    yield "Not drawn, because they start or end in many states:"
    yield ""
    for act in item.acts:
        if act.to and (len(act.from_) > MANY or len(act.to) > MANY):
            yield f"- `{act.id}` {act.name.zh} ({len(act.from_)} states) → {_targets(act)}"


def _targets(act: Act) -> str:
    if len(act.to) > MANY:
        return "one of " + str(len(act.to)) + " states"
    return " / ".join(act.to) or "stays"


def _state_rows(item: Procedure) -> Iterator[tuple[str, ...]]:
    for state in item.states:
        yield f"`{state.id}`", f"{state.name.zh}<br>{state.name.en}", f"{state.said.zh}<br>{state.said.en}", state.kind


def _act_row(act: Act) -> tuple[str, ...]:
    later = "" if act.offered else f"<br>*later: {act.later}*"
    start = ", ".join(sorted(act.from_)) if len(act.from_) <= MANY else f"{len(act.from_)} states"
    approval = f"; approved by {act.approved_by}" if act.approved_by else ""
    rules = [*act.guards, *([f"approval only when {act.approved_when}"] if act.approved_when else [])]
    rules += ["two people"] if act.two_people else []
    rules += [f"when {clock} is over" for clock in act.on_miss_of]
    return (
        f"`{act.id}`<br>{act.name.zh}<br>{act.name.en}{later}",
        f"{start or '∅'} → {_targets(act)}",
        ", ".join(sorted(act.who)) + approval,
        ", ".join(field.name + ("*" if field.required else "") for field in act.fields),
        ", ".join(rules),
        ", ".join([*act.documents, *(f"{code} when {state}" for state, code in act.documents_to)]),
        "<br>".join(
            f"{SIGNS[op.kind]} {op.clock.replace('*', 'all')}" + (f" if {op.when}" if op.when else "")
            for op in act.clocks
        ),
        _cited(act.sources),
    )


def _clock_row(clock: Clock) -> tuple[str, ...]:
    length = _length(clock.limit) if clock.limit else "the day named"
    length += "".join(f"; {kind}: {_length(limit)}" for kind, limit in clock.by_kind)
    if clock.extension_max:
        length += f"; extensions at most {clock.extension_max} in all"
    whose = f"{clock.owner.zh} {clock.owner.en}" + (" (the person's own)" if clock.holder is Holder.CITIZEN else "")
    setting = f"`{clock.setting}{'.<kind>' if clock.by_kind else ''}`" if clock.setting else ""
    return f"`{clock.id}`<br>{clock.name.zh}<br>{clock.name.en}", length, whose, setting, _cited(clock.sources)


def _never_started(item: Procedure) -> Iterator[str]:
    started = {op.clock for act in item.acts for op in act.clocks if op.kind is OpKind.START}
    never = [f"`{clock.id}`" for clock in item.clocks if clock.id not in started]
    if never:
        yield f"In the table, started by no act yet: {', '.join(never)}."


def _length(limit: Limit) -> str:
    return f"{limit.length} {UNITS[limit.measure]}"


def _paper_rows(item: Procedure) -> Iterator[tuple[str, ...]]:
    for paper in item.papers:
        to = "the person" if paper.to_person else "a unit or the file"
        when = f"{paper.by_when.zh}<br>{paper.by_when.en}"
        yield paper.code, f"{paper.title.zh}<br>{paper.title.en}", to, when, _cited(paper.sources)


def _setting_rows(item: Procedure) -> Iterator[tuple[str, ...]]:
    own = {setting.key for setting in item.settings}
    for setting in all_settings():
        if setting.key in own:
            bounds = ", ".join(setting.choices) or f"{setting.least} to {setting.most}"
            name = f"{setting.name.zh}<br>{setting.name.en}"
            yield f"`{setting.key}`", name, str(setting.default), bounds, setting.basis


def _packs(item: Procedure) -> Iterator[str]:
    if item.id != "hotline":
        return
    yield "## City packs"
    yield "A city's numbers bind there; elsewhere they are an example. What a pack leaves out keeps the default."
    rows = [
        (f"{pack.name.zh} `{pack.id}`", f"`{laid.key}`", str(laid.value), _cited([laid.source]))
        for pack in PACKS.values()
        for laid in pack.laid
    ]
    yield _table("pack|setting|value|source", rows)


def _cited(sources: Iterable[Source]) -> str:
    return "<br>".join(f"{source.instrument} {source.article}".strip() + f" · {source.basis}" for source in sources)


def legal_table() -> str:
    """Article → rule → test, for every source that is not our own."""
    rows: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for item in PROCEDURES.values():
        for source, rule, test in _rules_of(item):
            if source.basis not in (Basis.PRACTICE, Basis.CHOICE):
                rows.setdefault((source.instrument, source.article), []).append((rule, test))
    for ground, reading in erasure.GROUNDS.items():
        key = (reading.source.instrument, reading.source.article)
        rows.setdefault(key, []).append((f"erasure `{ground}` {reading.said.zh}", "tests/core/test_erasure.py"))
    most = f"at most {groups.MOST_REPRESENTATIVES} representatives of a group 代表人数不得超过5人"
    of_groups = (groups.SOURCE, most, "tests/core/test_groups.py")
    for source, rule, test in (
        of_groups,
        *_of_disputes(),
        *_of_supervision(),
        *_of_aid(),
        *_of_notices(),
        *_of_privacy(),
    ):
        rows.setdefault((source.instrument, source.article), []).append((rule, test))
    lines = [
        "# Legal table: article → rule → test",
        DRAWN,
        "Every act, limit, document and choice that names an article; grounds of erasure stand in "
        "`huiying/core/erasure.py`. Tests lie in `tests/core/procedures/` where no folder is named; "
        "`23(3)` is the third paragraph of Art 23, `31 item 6` the sixth item of Art 31. Counting "
        "(民法典 Arts 200–204) stands in [deadlines](../algorithms/deadlines.md) and `tests/core/test_deadlines.py`.",
    ]
    for instrument in dict.fromkeys(name for name, _ in sorted(rows, key=_by_article)):
        lines.append(f"## {instrument}")
        mine = sorted((key for key in rows if key[0] == instrument), key=_by_article)
        lines.append(_table("article|rule|test", (_article_row(key[1], rows[key]) for key in mine)))
    lines += ["## Not verified", "\n".join(f"- {said}" for part in NOT_VERIFIED.values() for said in part)]
    return "\n\n".join(lines) + "\n"


def _of_disputes() -> Iterator[tuple[Source, str, str]]:
    """Who decides between units, and what that decision binds."""
    agenda, kept = "tests/core/meetings/test_agenda.py", "tests/serve/casework/test_competence.py"
    yield superior.SOURCE, "the joint meeting only where no common superior decides 没有共同上一级才上联席会议", agenda
    yield superior.SOURCE, "a decision is kept and suggested first for the next case 议定由谁办，下一件先建议", kept
    yield superior.SOURCE, "the unit named cannot hand it back 议定承办的不能再退", "tests/loop/meet/test_meet.py"
    yield superior.UNCLEAR, "what the government names is kept likewise 指定受理的同样记住", kept


def _of_supervision() -> Iterator[tuple[Source, str, str]]:
    """What rules look for, and why an inspector may order."""
    tested = "tests/loop/supervise/test_finding.py"
    for rule in RULES.values():
        for source in rule.sources:
            if source.basis not in (Basis.PRACTICE, Basis.CHOICE):
                yield source, f"supervision rule `{rule.id}` {rule.name.zh}", tested
    for trigger in TRIGGERS.values():
        for source in trigger.sources:
            if source.basis not in (Basis.PRACTICE, Basis.CHOICE):
                yield source, f"reason for supervision {trigger.id} {trigger.name.zh}", "tests/core/supervision"
    measures, promises = "tests/serve/supervision/test_measures.py", "tests/loop/supervise/test_ordering.py"
    yield law("38"), "special inspection with an end 专项督查有期限、有结果", measures
    yield law("39(3)"), "measures with an end 约谈、挂牌督办、责令限期整改有期限、有结果", measures
    yield (
        law("32(2)"),
        "a case waits for what its opinion promises, or an order about it 没做完、没督办的不办结",
        promises,
    )
    yield law("41"), "what was advised and adopted in a year 一年的建议和采纳", "tests/loop/supervise/test_advising.py"


def _of_aid() -> Iterator[tuple[Source, str, str]]:
    """By which programmes households are helped, and what is posted first."""
    for programme in aid.PROGRAMMES.values():
        for source in programme.sources:
            posted = "，先公示后给" if programme.posted else ""
            if source.basis is Basis.LAW:
                yield source, f"aid `{programme.id}` {programme.name.zh}{posted}", "tests/core/test_aid.py"


def _of_notices() -> Iterator[tuple[Source, str, str]]:
    """How long each kind of public notice is open, and how soon an objection is answered."""
    for kind in notices.KINDS.values():
        limits = (
            (kind.sources, "at least", kind.period),
            (kind.answer_sources, "objections answered within", kind.answer),
        )
        for sources, said, limit in limits:
            for source in sources:
                if source.basis not in (Basis.PRACTICE, Basis.CHOICE):
                    rule = f"public notice `{kind.id}` {kind.name.zh}: {said} {limit.length} {limit.measure}"
                    yield source, rule, "tests/core/test_notices.py"


def _of_privacy() -> Iterator[tuple[Source, str, str]]:
    """What is asked of people one by one, and how whoever reads who they are is marked."""
    web, desk = "tests/faces/public/test_speak.py", "tests/faces/desk/test_intake.py"
    marks = "tests/faces/desk/test_marks.py"
    for article, rule, test in (
        ("14", "a consent is ticked by nobody but the person 同意由本人明确作出", web),
        ("15", "each consent is taken back by itself 每项同意可以单独撤回", "tests/loop/test_own_rights.py"),
        ("29", "sensitive details by a consent of their own 敏感信息单独同意", desk),
        ("31", "under 14 a guardian agrees 不满十四周岁由监护人同意", desk),
        ("51", "whatever shows who spoke carries its reader and the time 看得出是谁的都带查看人和时间", marks),
    ):
        yield Source(Basis.LAW, privacy.LAW, article), rule, test


def _article_row(article: str, found: list[tuple[str, str]]) -> tuple[str, ...]:
    rules = "<br>".join(dict.fromkeys(rule for rule, _ in found))
    tests = "<br>".join(dict.fromkeys(f"`{test}`" for _, test in found))
    return article or "not seen", rules, tests


def _rules_of(item: Procedure) -> Iterator[tuple[Source, str, str]]:
    acts, limits, papers = TESTS[item.id]
    for act in item.acts:
        later = "" if act.offered else " (later)"
        for source in act.sources:
            yield source, f"{item.name.zh} act `{act.id}` {act.name.zh}{later}", acts
        for field in act.fields:
            for choice in field.choices:
                if choice.source is not None:
                    yield choice.source, f"{item.name.zh} act `{act.id}`: {choice.label.zh}", acts
    for clock in item.clocks:
        for source in clock.sources:
            length = _length(clock.limit) if clock.limit else "the day named"
            yield source, f"{item.name.zh} clock `{clock.id}` {clock.name.zh}: {length}", limits
    for paper in item.papers:
        for source in paper.sources:
            yield source, f"{item.name.zh} document {paper.code} {paper.title.zh}", papers
    if item.id == "hotline":
        for pack in PACKS.values():
            for laid in pack.laid:
                yield laid.source, f"pack `{pack.id}`: `{laid.key}` = {laid.value}", "test_packs.py"


def _by_article(key: tuple[str, str]) -> tuple[str, list[int]]:
    return key[0], [int(number) for number in re.findall(r"\d+", key[1])]


def write(path: Path, text: str) -> str:
    """Write the page. Returns nothing to complain about."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return ""


def check(path: Path, text: str) -> str:
    """A sentence when the page on disk says something else."""
    if path.is_file() and path.read_text(encoding="utf-8") == text:
        return ""
    return f"{path.relative_to(ROOT)} is not what the tables say: run python tools/draw_procedures.py write"


DOES: Mapping[str, Callable[[Path, str], str]] = {"write": write, "check": check}


def main(arguments: list[str]) -> int:
    """0 when all is well."""
    if len(arguments) != 1 or arguments[0] not in DOES:
        print(__doc__)
        return 2
    found = [said for name, text in pages().items() if (said := DOES[arguments[0]](ROOT / name, text))]
    print("\n".join(found), end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
