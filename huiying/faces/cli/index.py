"""`huiying index`: makes the indexes of search and of likeness whole."""

from huiying.core.words import Text
from huiying.faces.cli.command import command
from huiying.faces.cli.office import open_office_to_write
from huiying.faces.look.terminal import Outcome, option, progress, say


@command(
    "index",
    zh="把还查不到的办件补进查找索引，可随时中断、重来。",
    en="Put cases that search does not find yet into its index; may be stopped and run again at any time.",
)
@option("--all", "everything", is_flag=True, zh="全部重做。", en="Make all of it anew.")
def index(*, everything: bool) -> Outcome:
    open_office_to_write()
    from huiying.foundation.keys import clock
    from huiying.loop.understanding import catching_up, finding, reading

    with progress(say("正在编查找索引", "Indexing words")) as move:
        cases = (finding.file_all_anew if everything else finding.file_missing)(progress=move)
    catching_up.line_up_missed(now=clock.now())
    with progress(say("正在读", "Reading")) as move:
        texts = reading.read_all(now=clock.now(), progress=lambda done: move(done, done))
    return Outcome(
        Text(
            zh=f"{cases} 个办件编进了查找索引，为找同一件事读了 {texts} 篇。",
            en=f"{cases} cases put into the index of search, {texts} texts read for matters alike.",
        ),
        {"cases": cases, "texts": texts},
    )
