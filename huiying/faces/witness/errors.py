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
