"""`huiying import`: voices from a CSV or XLSX file."""

from dataclasses import asdict
from pathlib import Path

import click

from huiying.core.words import Text
from huiying.faces.cli.command import command
from huiying.faces.cli.office import open_office_to_write
from huiying.faces.look.terminal import Outcome, option, progress, say


@command(
    "import", zh="从 CSV 或 XLSX 文件导入诉求，可随时重来。", en="Import voices from CSV or XLSX; safe to run again."
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@option("--mapping", zh="已保存的列对应关系的名称。", en="Name of a saved mapping of columns.")
@option("--dry-run", is_flag=True, zh="只检查，不写入。", en="Check only, write nothing.")
@option(
    "--rejects",
    type=click.Path(dir_okay=False, path_type=Path),
    zh="退回的行写到这个文件；不指定则写到数据文件夹的 imports/。",
    en="File for rejected rows; without it they go to imports/ in the data folder.",
)
def import_voices(*, file: Path, mapping: str | None, dry_run: bool, rejects: Path | None) -> Outcome:
    open_office_to_write()
    from huiying.foundation.keys import clock
    from huiying.loop import import_voices as joint

    with progress(say("正在导入", "Importing")) as move:
        done = joint.run(file, mapping=mapping, dry_run=dry_run, rejects=rejects, now=clock.now(), progress=move)
    return Outcome(
        Text(
            zh=f"读取 {done.read} 行：新增 {done.imported}，已有 {done.already}，退回 {done.rejected}；"
            f"用时 {done.seconds:.1f} 秒。" + (f"\n退回的行和原因：{done.rejects}" if done.rejects else ""),
            en=f"{done.read} rows read: {done.imported} imported, {done.already} already there, "
            f"{done.rejected} rejected; {done.seconds:.1f} seconds."
            + (f"\nRejected rows and why: {done.rejects}" if done.rejects else ""),
        ),
        asdict(done),
    )
