#!/usr/bin/env python
"""Writes docs/reference/*.md from the program: `python tools/write_reference.py write|check`.

`check` exits with 1 and names what differs. Nothing on those pages is written by hand.
"""

import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

WRITTEN = "<!-- Written by tools/write_reference.py from {source}. Change that, not this page. -->"

SAYS = {
    "look:language": "Switches the language and goes back to the page",
    "look:display": "Switches large text on or off and goes back to the page",
    "look:privacy": "What is kept about whom, for how long, and who sees it",
    "look:healthz": "Whether a page could be made now: “ok” or, with status 503, “no”; for whoever watches the machine",
    "look:accessibility": "How the pages can be used, and what is not good yet",
    "public:add": "Add words to what was said",
    "public:again": "Ask for a follow-up because it is not resolved",
    "public:opinion": "Open the written opinion, which delivers it",
    "public:second_look": "Ask for a second look at what was set aside",
    "public:withdraw": "Take the matter back",
    "public:feedback_way": "Choose how the result of a report is told",
    "public:undo_withdraw": "Let a matter that was withdrawn go on",
    "desk:logout": "Log out",
    "desk:approvals": "What waits for the viewer's word",
}
"""What a page is, where its view does not say so itself."""


def table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A table in Markdown."""
    names = list(head)
    lines = [names, ["---"] * len(names), *[[_cell(value) for value in row] for row in rows]]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _cell(value: object) -> str:
    return str(value).replace("|", "\\|").replace("\n", " ").strip() or "—"


def code(text: object) -> str:
    return f"`{text}`" if str(text) else "—"


def page(title: str, source: str, *parts: str) -> str:
    return "\n\n".join([f"# {title}", WRITTEN.format(source=source), *parts]) + "\n"


def settings_page() -> str:
    from huiying.config.env import SETTINGS

    rows = [(code(s.name), code(s.key), code(s.default), s.wanted, s.says) for s in SETTINGS]
    return page(
        "Settings 设置",
        "huiying/config/env.py",
        "A setting is read from the environment first, then from `office.toml` in the data folder, then the default "
        "holds. A wrong value stops the start with a sentence that names the setting.\n"
        "先读环境变量，再读数据文件夹里的 `office.toml`，都没有就用默认值。"
        "写错了程序不启动，并说明是哪一项、该怎么写。",
        "`HUIYING_DATA` (or `--data`) names the data folder itself; the default is `./var`. The terminal's language "
        "follows `LC_ALL`, `LC_MESSAGES`, `LANG`.",
        table(("environment", "office.toml", "default", "must be", "what it is"), rows),
        "In `office.toml` the name before the dot is a table:",
        '    [web]\n    hosts = ["voice.example"]\n    https = true\n    address = "https://voice.example"',
    )


def commands_page() -> str:
    from huiying.config.commands import every_command

    parts = [_command(path, command) for path, command in sorted(every_command())]
    return page(
        "Commands 命令",
        "the commands of the faces",
        "Every command has `--help`. Exit codes: 0 done, 1 could not, 2 wrong use or wrong setting. With `--json` "
        "exactly one JSON object stands on standard output; words and progress go to standard error.\n"
        "每个命令都有 `--help`。退出码：0 办成了，1 没办成，2 用法或设置不对。",
        *parts,
    )


def _command(path: str, command: Any) -> str:
    arguments = [one.make_metavar(_context(command)) for one in command.params if one.param_type_name == "argument"]
    usage = " ".join(["huiying", path, *arguments, "[OPTIONS]"])
    options = [one for one in command.params if one.param_type_name == "option" and one.name != "help"]
    rows = [(code(" ".join(one.opts)), one.help or "", _default(one)) for one in options]
    return f"## {path}\n\n    {usage}\n\n{command.help}\n\n" + table(("option", "what it does", "default"), rows)


def _context(command: Any) -> Any:
    import click

    return click.Context(command)


def _default(option: Any) -> str:
    if option.required:
        return "must be given"
    shown = option.show_default if isinstance(option.show_default, str) else option.default
    given = isinstance(shown, str | int) and not isinstance(shown, bool)
    return str(shown) if given else ""


def events_page() -> str:
    from huiying.foundation.ledger.registry import all_types

    def row(one: Any) -> tuple[str, ...]:
        told = f"{one.speaker_says.zh} · {one.speaker_says.en}" if one.speaker_says else ""
        sees = ", ".join(code(name) for name in sorted(one.speaker_sees))
        return (code(one.name), f"{one.says.zh} · {one.says.en}", told, sees, code(one.public_type or ""))

    return page(
        "Event types 事件",
        "the `events.py` of every room",
        "Everything that happens is one event. A service that records a type which is not here fails. "
        "发生的每一件事都是一个事件；这里没有的类型，程序不会记。",
        table(
            ("type", "in the timeline", "on the receipt", "private fields the speaker reads", "public log"),
            [row(one) for one in all_types()],
        ),
    )


def routes_page() -> str:
    from huiying.config.urls import urlpatterns

    rows = list(routes(urlpatterns))
    public = [row for row in rows if not row[0].startswith("/desk")]
    desk = [row for row in rows if row[0].startswith("/desk")]
    head = ("address", "name", "what it is")
    return page(
        "Addresses 网址",
        "the URLconf",
        "## Open to everybody 公开",
        table(head, [(code(path), name, says) for path, name, says in public]),
        "## The desk 工作台",
        "Only for staff who are logged in and hold a role to which the page is open.",
        table(head, [(code(path), name, says) for path, name, says in desk]),
    )


def routes(patterns: Iterable[Any], before: str = "/", space: str = "") -> Iterator[tuple[str, str, str]]:
    """(address, name, first sentence of its view) of every page."""
    for pattern in patterns:
        path = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from routes(pattern.url_patterns, path, getattr(pattern, "namespace", None) or space)
        else:
            name = f"{space}:{pattern.name}"
            yield path, name, _first_sentence(pattern.callback) or SAYS.get(name, "")


def _first_sentence(view: Callable[..., Any]) -> str:
    words = " ".join((view.__doc__ or "").split())
    return re.split(r"(?<=[.;])\s", words)[0].rstrip(".;:")


PAGES: Mapping[str, Callable[[], str]] = {
    "docs/reference/settings.md": settings_page,
    "docs/reference/commands.md": commands_page,
    "docs/reference/events.md": events_page,
    "docs/reference/routes.md": routes_page,
}


def set_up() -> None:
    """Django on an empty folder, in English: the reference says the same on every machine."""
    for name in [name for name in os.environ if name.startswith("HUIYING_")]:
        del os.environ[name]
    os.environ.update(
        LC_ALL="C.UTF-8",
        DATABASE_URL="",
        HUIYING_DATA=tempfile.gettempdir() + "/huiying-no-office",
        DJANGO_SETTINGS_MODULE="huiying.config.settings",
    )
    import django

    django.setup()


def main(arguments: list[str]) -> int:
    if arguments not in (["write"], ["check"]):
        print(__doc__, file=sys.stderr)
        return 2
    set_up()
    differing = 0
    for name, make in PAGES.items():
        path, text = ROOT / name, make()
        if arguments == ["write"]:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        elif not path.exists() or path.read_text("utf-8") != text:
            differing += 1
            print(f"{name} is not what the program says; run `python tools/write_reference.py write`")
    return 1 if differing else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
