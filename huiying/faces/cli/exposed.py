"""`huiying check`, of the settings: what is not yet safe once people elsewhere can reach the office."""

from collections.abc import Iterator
from pathlib import Path

from huiying.core.words import Text
from huiying.faces.cli.finding import Finding

HEAD = "ledger-head"
"""No key: says what was signed last, and stands in the public log too."""
HERE = {"localhost", "127.0.0.1", "[::1]"}


def is_exposed() -> bool:
    """Whether the settings give the office an address or a name for others than this machine."""
    from django.conf import settings

    return bool(settings.ADDRESS) or not set(settings.ALLOWED_HOSTS) <= HERE


def exposed() -> Iterator[Finding]:
    """Settings that others could use, or that leave people without what they were promised."""
    from django.conf import settings

    if settings.DEBUG:
        yield DEBUG
    yield from _readable(Path(settings.KEYS))
    if not is_exposed():
        return
    if not settings.HTTPS:
        yield HTTPS
    if "*" in settings.ALLOWED_HOSTS:
        yield HOSTS
    if not settings.ADDRESS:
        yield ADDRESS
    if settings.HTTPS and settings.PROXIES == 0:
        yield PROXIES
    if not settings.MAIL_URL:
        yield MAIL
    if not settings.CLAMD:
        yield SCANNER


def _readable(folder: Path) -> Iterator[Finding]:
    """Key files that other users of the machine may read."""
    open_ones = [
        path.name
        for path in sorted(folder.glob("*"))
        if path.name != HEAD and path.is_file() and path.stat().st_mode & 0o077
    ]
    if open_ones:
        names = ", ".join(open_ones)
        yield Finding(
            "keys.readable",
            Text(
                zh=f"其他用户可以读取密钥文件 {names}。请对它们运行 chmod 600。",
                en=f"Other users may read the key files {names}. Run chmod 600 on them.",
            ),
        )


DEBUG = Finding(
    "settings.debug",
    Text(
        zh="HUIYING_DEBUG 开着：出错页面会显示内部细节。请关掉。",
        en="HUIYING_DEBUG is on: error pages show what is inside. Switch it off.",
    ),
)
HTTPS = Finding(
    "settings.https",
    Text(
        zh="别人能访问这个单位，但没有用 HTTPS：密码和诉求会被人看见。请在前面放 TLS 代理，设 HUIYING_HTTPS=yes。",
        en="Others reach this office without HTTPS: passwords and voices can be read on their way. Put a TLS proxy in "
        "front and set HUIYING_HTTPS=yes.",
    ),
)
HOSTS = Finding(
    "settings.hosts",
    Text(
        zh="HUIYING_HOSTS 里有 *：邮件里的链接可能被引到别处。请只写本单位的域名。",
        en="HUIYING_HOSTS holds *: links in mails could be led elsewhere. Write the office's own names alone.",
    ),
)
ADDRESS = Finding(
    "settings.address",
    Text(
        zh="没有设 HUIYING_ADDRESS：纸条和邮件上没有可以打开的网址。请写成 https://… 。",
        en="HUIYING_ADDRESS is not set: slips and mails hold no address that opens. Write it as https://….",
    ),
)
PROXIES = Finding(
    "settings.proxies",
    Text(
        zh="用了 HTTPS 代理而 HUIYING_PROXIES 是 0：所有人看起来来自同一个地址，会互相拖慢。"
        "前面有几个自己的代理就写几；代理必须覆盖 X-Forwarded-For。",
        en="There is an HTTPS proxy and HUIYING_PROXIES is 0: everybody seems to come from one address and slows down "
        "everybody. Write how many proxies of your own stand in front; they must overwrite X-Forwarded-For.",
    ),
)
MAIL = Finding(
    "settings.mail",
    Text(
        zh="没有设 HUIYING_MAIL：发不出邮件，进展和密码重设都到不了人手里。",
        en="HUIYING_MAIL is not set: no mail leaves, so nobody hears of progress.",
    ),
)
SCANNER = Finding(
    "settings.scanner",
    Text(
        zh="没有设 HUIYING_CLAMD：收来的文件不查毒，只标“还没有查毒”。",
        en="HUIYING_CLAMD is not set: files that people send are not scanned, and marked so.",
    ),
)
