"""What those who run a witness, a signer or a monitor can mend."""

from huiying.core.errors import HuiyingError
from huiying.core.words import Text


class NoKey(HuiyingError):
    code = "witness.no_key"
    sentence = Text(
        zh="没有密钥文件 {file}。第一次使用请加 --make-key。",
        en="There is no key file {file}. Add --make-key for the first time.",
    )


class NotAKey(HuiyingError):
    code = "witness.not_a_key"
    sentence = Text(
        zh="{file} 里不是密钥，或者名称不是 {name}。请用当初生成的那个文件。",
        en="{file} holds no key, or one that is not named {name}. Use the file that was made for it.",
    )


class KeyIsOpen(HuiyingError):
    code = "witness.key_is_open"
    sentence = Text(
        zh="其他用户能读 {file}。请运行 chmod 600 {file}。", en="Other users can read {file}. Run chmod 600 {file}."
    )


class WouldReplace(HuiyingError):
    code = "witness.would_replace"
    sentence = Text(
        zh="{file} 已经在了，不会覆盖。请换一个文件名，或去掉 --make-key。",
        en="{file} is already there and is not replaced. Choose another name, or leave --make-key out.",
    )


class NoState(HuiyingError):
    code = "witness.no_state"
    sentence = Text(
        zh="没有记录文件 {file}，或者不是这把密钥的。没有它就不知道签过什么，不能再签；请找回原文件，"
        "找不回就换一把新密钥。",
        en="The record {file} is missing, or it belongs to another key. Without it nobody knows what was signed, so "
        "nothing more is signed: bring the file back, or begin anew with a new key.",
    )


class NoToken(HuiyingError):
    code = "witness.no_token"
    sentence = Text(
        zh="口令文件 {file} 里应有一行，至少 16 个字符。",
        en="The token file {file} must hold one line of at least 16 characters.",
    )


class Unreachable(HuiyingError):
    code = "monitor.unreachable"
    sentence = Text(
        zh="没有连上 {url}（{why}）。这次什么也没有检查，请稍后再试。",
        en="{url} could not be reached ({why}). Nothing was checked this time; try again later.",
    )


class NotARecord(HuiyingError):
    code = "monitor.not_a_record"
    sentence = Text(
        zh="{file} 不是 {url} 的检查记录。每个账本请用自己的文件。",
        en="{file} is no record of {url}. Use a file of its own for each log.",
    )


class InUse(HuiyingError):
    code = "monitor.in_use"
    sentence = Text(
        zh="另一个 huiying monitor 正在用 {file}。请等它结束。",
        en="Another huiying monitor is using {file}. Wait until it has ended.",
    )


class NotAScorecard(HuiyingError):
    code = "recompute.not_a_scorecard"
    sentence = Text(
        zh="{file} 第 {line} 行不是三率的数字。请用从三率页面下载的文件，不要改动。",
        en="Line {line} of {file} is no figure of a scorecard. Use the file as saved from the page of scorecards.",
    )
