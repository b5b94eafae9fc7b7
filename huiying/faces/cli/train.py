"""`huiying train`: learns anew what messages are about, from what people in this office have decided."""

import os
from typing import TYPE_CHECKING

from huiying.core.words import Text
from huiying.faces.cli.command import command
from huiying.faces.cli.kin import die_with_parent
from huiying.faces.cli.office import open_office_to_write
from huiying.faces.look.terminal import Outcome, option

if TYPE_CHECKING:
    from huiying.loop.understanding.training import Trained

NICENESS = 10
"""Whoever sends something meanwhile goes first."""


@command(
    "train",
    zh="用本单位已定的类别重新训练类别模型。明显更差的不会替换现在用的。",
    en="Train the model of categories from what this office decided. One that is clearly worse does not replace it.",
)
@option("--anyway", is_flag=True, zh="更差也替换。", en="Replace it even by a worse one.")
def train(*, anyway: bool) -> Outcome:
    die_with_parent()
    open_office_to_write()
    from huiying.foundation.keys import clock
    from huiying.loop.understanding import training

    os.nice(NICENESS)
    trained = training.train(now=clock.now(), anyway=anyway)
    return Outcome(_said(trained), dict(training.figures(trained)), done=trained.kept)


def _said(trained: "Trained") -> Text:
    card = trained.card
    own, shipped = card.examples.get("office", 0), card.examples.get("starter", 0)
    figures = {
        "own": own,
        "shipped": shipped,
        "judged": card.judged,
        "f1": card.macro_f1,
        "suggested": card.suggested,
        "right": card.right_when_suggested,
        "seconds": card.seconds,
        "size": trained.model_bytes / 1e6,
    }
    zh = (
        "学了本单位 {own} 件、自带 {shipped} 条。没见过的 {judged} 件上：一级类别宏平均 F1 {f1:.3f}；"
        "{suggested:.0%} 会给建议，给出的 {right:.0%} 对。用时 {seconds} 秒，模型 {size:.1f} MB。"
    )
    en = (
        "Learnt from {own} decisions of this office and {shipped} shipped messages. Of {judged} judged unseen: "
        "macro-F1 of the widest categories {f1:.3f}; {suggested:.0%} get a suggestion, {right:.0%} of those are right. "
        "{seconds} s, model {size:.1f} MB."
    )
    verdict = _IN_USE if trained.kept else _WORSE
    return Text((zh + verdict.zh).format(**figures), (en + " " + verdict.en).format(**figures))


_IN_USE = Text("已启用。", "It is in use.")
_WORSE = Text(
    "它明显不如现在用的，没有替换。确实要换，请加 --anyway。",
    "It is clearly worse than the one in use, which stays. To replace it all the same, add --anyway.",
)
