"""`huiying init`: a new office with its first administrator."""

from huiying.core.words import Text
from huiying.faces.cli.command import command
from huiying.faces.cli.prepare import prepare
from huiying.faces.look.terminal import Outcome, option


@command(
    "init", zh="建立一个新单位：数据库、密钥和第一位管理员。", en="Make a new office: database, keys, administrator."
)
@option("--office", required=True, zh="单位的名称。", en="The name of the office.")
@option("--template", default="street", show_default=True, zh="单位的模板。", en="The kind of office to start from.")
def init(*, office: str, template: str) -> Outcome:
    prepare()
    from huiying.foundation.keys import clock
    from huiying.loop.open_office import open_office

    opened = open_office(name=office, template=template, now=clock.now())
    return Outcome(
        Text(
            zh=f"已建立：{opened.office}。\n管理员账号 {opened.admin}，一次性密码 {opened.password}（只显示这一次）。",
            en=f"{opened.office} is ready.\nAdministrator {opened.admin}, one-time password {opened.password} "
            "(shown only now).",
        ),
        {"office": opened.office, "admin": opened.admin, "password": opened.password},
    )
