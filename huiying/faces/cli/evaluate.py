"""`huiying eval …`: what a model of the product is worth, measured on files; no office is needed."""

import click

from huiying.faces.cli.eval_category import category
from huiying.faces.cli.eval_issues import issues
from huiying.faces.cli.eval_same_matter import same_matter
from huiying.faces.look.terminal import say

EVALUATIONS: tuple[click.Command, ...] = (category, same_matter, issues)


@click.group(
    "eval",
    help=say(
        "用文件量一量：系统自己的判断有多准、多快。不需要单位数据。",
        "Measure on files how right and how fast the product's own judgement is. Needs no office.",
    ),
)
def evaluate() -> None:
    pass


for one in EVALUATIONS:
    evaluate.add_command(one)
