"""The commands for outsiders, and the signer: none of them needs an office.

What they do is imported when they run, so that the start of every other command stays quick.
"""

from typing import Any

import click

from huiying.faces.look.terminal import Outcome, command, option
from huiying.faces.witness.options import FILE, READABLE, READABLE_OR_DASH, keeper_options, trust_options


@command(
    "verify",
    zh="核对存证回执：证明了什么，没有证明什么。不联网。",
    en="Check a receipt of the log: what it proves and what not. Uses no network.",
)
@click.argument("file", type=READABLE_OR_DASH)
@trust_options
def verify(**given: Any) -> Outcome:
    from huiying.faces.witness.verify import verify

    return verify(**given)


@command(
    "monitor",
    zh="检查一个账本：内容有没有被改、有多少答复过期。网址如 https://voice.example/log/2026。",
    en="Check a log: whether anything in it was changed, and how many answers are past due. "
    "URL is its base, such as https://voice.example/log/2026.",
)
@click.argument("url")
@trust_options
@option(
    "--state",
    type=FILE,
    zh="记住查到哪里的文件；没有就从头查，什么也不留。",
    en="File that remembers what was checked; without it all is read and nothing kept.",
)
@option("--all", "again", is_flag=True, zh="从第一条起全部重查。", en="Read everything again from the first entry.")
@option("--today", zh="当作今天的日期，如 2026-11-22。", en="The date to take as today, such as 2026-11-22.")
@option(
    "--every",
    type=click.IntRange(min=1),
    zh="每隔几秒查一次，一直查下去；有新检查点就写一行。",
    en="Look again every so many seconds, without end; a line for each new checkpoint.",
)
def monitor(**given: Any) -> Outcome:
    from huiying.faces.witness.monitor import monitor

    return monitor(**given)


@command(
    "witness",
    zh="见证别人的账本：只签前后接得上的检查点。独立的小进程，不需要单位数据。",
    en="Witness logs: cosign only checkpoints that append to the last. A small process of its own, without an office.",
)
@keeper_options(port=7380)
@option(
    "--name",
    zh="见证人的名称，如 witness.example；生成密钥时要写。",
    en="Name of the witness, such as witness.example; needed to make the key.",
)
@option(
    "--log", "logs", multiple=True, zh="要见证的账本的公钥，可写多次。", en="Key of a log to witness; may be repeated."
)
@option(
    "--policy",
    type=READABLE,
    zh="列出账本公钥的文件（C2SP tlog-policy）。",
    en="A file that lists the keys of logs (C2SP tlog-policy).",
)
def witness(**given: Any) -> Outcome:
    from huiying.faces.witness.witness import witness

    return witness(**given)


@command(
    "signer",
    zh="把账本的签名密钥放在另一台机器上：只签前后接得上的检查点。",
    en="Keep the signing key of the log on another machine: sign only checkpoints that append to the last.",
)
@keeper_options(port=7381)
@option(
    "--origin-prefix",
    required=True,
    zh="只签这个主机名下的账本，如 voice.example。",
    en="Sign only logs below this host, such as voice.example.",
)
@option("--token-file", type=FILE, required=True, zh="口令文件；请求要带上它。", en="File of the token for requests.")
def signer(**given: Any) -> Outcome:
    from huiying.faces.witness.signer import signer

    return signer(**given)


@command(
    "recompute",
    zh="只凭下载的数字，把三率重算一遍。不联网，不需要单位数据。",
    en="Make every share of a scorecard again from its saved figures alone. Uses no network and no office.",
)
@click.argument("file", type=READABLE_OR_DASH)
def recompute(**given: Any) -> Outcome:
    from huiying.faces.witness.recompute import recompute

    return recompute(**given)


COMMANDS = (verify, monitor, recompute, witness, signer)
