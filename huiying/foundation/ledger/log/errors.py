"""What can be wrong with the public log. The sentences say what to do."""

from huiying.core.errors import HuiyingError
from huiying.core.words import Text


class LogBehind(HuiyingError):
    """The database knows less of the log than was signed: an old backup. data: log, size, signed."""

    code = "ledger.behind"
    sentence = Text(
        zh="存证账本 {log} 只有 {size} 条，而已经签名公布到 {signed} 条：数据库像是从旧备份恢复的，已停止写入。"
        "请恢复最近的备份；确实找不回来时，运行 huiying ledger restart 公开说明并另起一本日志。",
        en="The public log {log} has {size} entries here, but {signed} were signed and published: the database seems "
        "to be an old backup, so nothing is written. Restore the newest backup; if it is lost for good, run "
        "huiying ledger restart, which says so in public and begins a new log.",
    )


class LogForked(HuiyingError):
    """The log is no continuation of what was signed before. data: log, size, signed."""

    code = "ledger.forked"
    sentence = Text(
        zh="存证账本 {log} 的 {size} 条与先前签名的 {signed} 条对不上，没有签名。"
        "请停止使用并运行 huiying ledger fsck 查明原因。",
        en="The {size} entries of the public log {log} do not continue the {signed} that were signed before, so "
        "nothing was signed. Stop and run huiying ledger fsck to find out why.",
    )


class NoSigningKey(HuiyingError):
    """This machine holds no key to sign the log with. data: folder."""

    code = "ledger.no_key"
    sentence = Text(
        zh="密钥文件夹 {folder} 里没有存证账本的签名密钥。请运行 huiying ledger keygen；"
        "密钥放在另一台机器上时，请设置 HUIYING_SIGNER。",
        en="There is no key to sign the public log with in {folder}. Run huiying ledger keygen, or name the machine "
        "that holds the key by HUIYING_SIGNER.",
    )


class SignerSilent(HuiyingError):
    """The machine that signs did not sign. data: url, why (a status or the kind of an error)."""

    code = "ledger.signer"
    sentence = Text(
        zh="签名的机器 {url} 没有签名（{why}）。日志照常写入，签名恢复后会补上。",
        en="The machine that signs, {url}, did not sign ({why}). The log goes on; it is signed when that works again.",
    )


class PolicyBroken(HuiyingError):
    """The office's list of witnesses cannot be read. data: file, line."""

    code = "ledger.policy"
    sentence = Text(
        zh="见证人名单 {file} 第 {line} 行写得不对，暂时不请任何见证人。请改好这一行；日志照常签名。",
        en="Line {line} of the list of witnesses, {file}, is wrong, so no witness is asked. Mend that line; the log is "
        "signed all the same.",
    )


class NothingToShow(HuiyingError):
    """What was asked is not in the log yet, or not under a signed checkpoint."""

    code = "ledger.not_yet"
    sentence = Text(
        zh="这一条还没有签名的检查点，请过十来秒再试。",
        en="There is no signed checkpoint over this entry yet. Try again in some ten seconds.",
    )


class NothingToRestart(HuiyingError):
    """There is no log that could end."""

    code = "ledger.no_log"
    sentence = Text(zh="还没有存证账本，不需要另起。", en="There is no public log yet, so there is none to begin anew.")
