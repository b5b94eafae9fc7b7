"""Options that several commands for outsiders share."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from huiying.faces.look.terminal import option

FILE = click.Path(dir_okay=False, path_type=Path)
READABLE = click.Path(exists=True, dir_okay=False, path_type=Path)
READABLE_OR_DASH = click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path)

Function = Callable[..., Any]

_TRUST = (
    option(
        "--policy",
        type=READABLE,
        zh="信任名单文件（C2SP tlog-policy）：账本公钥、见证人、至少几位签名。",
        en="Whom you trust (C2SP tlog-policy): keys of logs, witnesses, and how many of them must have signed.",
    ),
    option(
        "--vkey",
        "vkeys",
        multiple=True,
        zh="您信任的公钥，可写多次：账本的，或者必须签过名的见证人的。",
        en="A key that you trust, as often as needed: of a log, or of a witness that must have signed.",
    ),
)


def trust_options(function: Function) -> Function:
    """Adds `policy` and `vkeys`."""
    return _all(_TRUST, function)


def keeper_options(port: int) -> Callable[[Function], Function]:
    """Adds `state`, `key`, `make_key`, `host` and `port`."""
    options = (
        option("--state", type=FILE, required=True, zh="记录签过什么的文件。", en="The record of what was signed."),
        option("--key", type=FILE, required=True, zh="密钥文件。", en="The file of the private key."),
        option(
            "--make-key",
            is_flag=True,
            zh="生成密钥和空记录，显示公钥，然后结束。",
            en="Make key and empty record, show the public key, and end.",
        ),
        option("--host", default="127.0.0.1", show_default=True, zh="监听的地址。", en="Address to listen on."),
        option("--port", type=int, default=port, show_default=True, zh="监听的端口。", en="Port to listen on."),
    )
    return lambda function: _all(options, function)


def _all(options: tuple[Function, ...], function: Function) -> Function:
    for one in reversed(options):
        function = one(function)
    return function
