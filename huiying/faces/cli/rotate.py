"""`huiying rotate`: changes the key that seals identities and everything else, while the office runs."""

from huiying.core.words import Text
from huiying.faces.cli.command import command
from huiying.faces.cli.office import open_office_to_write
from huiying.faces.look.terminal import Outcome, progress, say


@command(
    "rotate",
    zh="换一把加密用的密钥，并把全部内容改用新密钥加密；可随时中断、接着做，单位照常办事。",
    en="Change the key that seals things and seal all anew while the office runs; may be stopped and run again.",
)
def rotate() -> Outcome:
    open_office_to_write()
    from huiying.foundation.keys import clock
    from huiying.loop.key_troubles import older_keys_done
    from huiying.loop.rotate_keys import begin_rotation, count_older, rotate_all

    version = begin_rotation()
    whole = count_older()
    with progress(say("正在用新密钥加密", "Sealing with the new key")) as move:
        done = rotate_all(now=clock.now(), progress=lambda count: move(count, max(whole, count)))
    spare = older_keys_done()
    return Outcome(
        Text(
            zh=f"现在用 vault-{version}，{done.fields} 项内容已改用它加密。请马上把 vault-{version} 抄存到放密钥的"
            f"地方。数据库里不再需要：{'、'.join(spare) or '无'}；比今天早的备份还要靠旧密钥打开，"
            "等它们删掉以后再销毁旧密钥。",
            en=f"vault-{version} is in use and {done.fields} fields were sealed anew. Copy vault-{version} to where "
            f"the keys are kept now. The database no longer needs: {', '.join(spare) or 'none'}; backups made before "
            "today still open with the old keys alone, so destroy those keys only after these backups.",
        ),
        {"version": version, "fields": done.fields, "no_longer_needed": spare},
    )
