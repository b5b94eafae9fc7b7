"""`huiying export`: a list as a file, for the administrator of the machine; never with who spoke."""

from pathlib import Path

import click

from huiying.core.words import Text
from huiying.faces.cli.command import command
from huiying.faces.cli.office import open_office_to_write
from huiying.faces.look.terminal import Outcome, option

KINDS = ("cases", "issues", "signs", "alike", "slow", "burdens", "economy")
FORMATS = ("csv", "xlsx", "json", "parquet")
LANGUAGES = ("zh-hans", "en", "both")


@command(
    "export",
    zh="把一份列表写成文件；不含身份，也不含检举控告。",
    en="Write a list to a file; without identities and without reports of wrongdoing.",
)
@click.argument("kind", type=click.Choice(KINDS))
@option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, zh="写到这个文件。", en="The file.")
@option("--format", type=click.Choice(FORMATS), default="csv", show_default=True, zh="文件格式。", en="Its format.")
@option(
    "--language",
    type=click.Choice(LANGUAGES),
    default="zh-hans",
    show_default=True,
    zh="表头和用词的语言；both 是双语表头。",
    en="Language of heads and words; both gives heads in both.",
)
def export(*, kind: str, out: Path, format: str, language: str) -> Outcome:  # noqa: A002  the option's name
    open_office_to_write()
    from huiying.foundation.keys import clock
    from huiying.foundation.tables.enums import ExportFormat
    from huiying.loop.export_lists.at_once import export_to_file

    rows = export_to_file(kind, out, ExportFormat(format), language=language, now=clock.now())
    return Outcome(Text(zh=f"写了 {rows} 行：{out}", en=f"{rows} rows written: {out}"), {"rows": rows})
