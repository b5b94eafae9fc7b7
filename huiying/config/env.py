"""The one place where settings are read: the environment first, then `office.toml` in the data folder.

A wrong value stops the start with a sentence that names the setting and what it may be.
"""

import os
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")


class WrongSetting(SystemExit):
    """A setting has a value that cannot be; the process ends with the sentence and exit code 2."""

    def __init__(self, name: str, value: object, wanted: str) -> None:
        super().__init__(f"huiying: {name} is {value!r}; it must be {wanted}.")
        self.name = name


@dataclass(frozen=True, slots=True)
class Setting:
    """One documented setting. `key` is its dotted place in office.toml."""

    name: str
    key: str
    default: str
    wanted: str
    says: str


SETTINGS: tuple[Setting, ...] = (
    Setting("DATABASE_URL", "database.url", "", "a postgresql:// address, or empty for SQLite", "The database."),
    Setting("HUIYING_KEYS", "keys.folder", "", "a folder", "Where the keys lie, when not in the data folder."),
    Setting("HUIYING_HOSTS", "web.hosts", "localhost,127.0.0.1,[::1]", "host names, comma between", "Its names."),
    Setting("HUIYING_HTTPS", "web.https", "no", "yes or no", "Behind TLS: secure cookies and HSTS."),
    Setting(
        "HUIYING_ADDRESS",
        "web.address",
        "",
        "an address such as https://voice.example",
        "Address on slips.",
    ),
    Setting("HUIYING_DEBUG", "web.debug", "no", "yes or no", "Error pages for developers. Never with real voices."),
    Setting("HUIYING_ZONE", "office.zone", "Asia/Shanghai", "an IANA time zone", "The office's time zone."),
    Setting("HUIYING_SYNCHRONOUS", "database.synchronous", "FULL", "FULL or NORMAL", "SQLite's durability."),
    Setting("HUIYING_MAIL", "mail.server", "", "smtp://user@host:port, smtps://… or empty", "The mail server."),
    Setting("HUIYING_MAIL_FROM", "mail.sender", "", "a mail address", "Sender of mails."),
    Setting("HUIYING_MAIL_PASSWORD_FILE", "mail.password_file", "", "a file", "File that holds the mail password."),
    Setting("HUIYING_SMS_URL", "sms.url", "", "an http(s) address or empty", "The HTTP gateway for SMS."),
    Setting(
        "HUIYING_SIGNER", "log.signer", "", "an http(s) address or empty", "The machine that signs the public log."
    ),
    Setting("HUIYING_SIGNER_KEY", "log.signer_key", "", "a key such as voice.example+…+…", "Its public key (vkey)."),
    Setting("HUIYING_SIGNER_TOKEN_FILE", "log.signer_token_file", "", "a file", "File that holds the signer's token."),
    Setting(
        "HUIYING_CHECKPOINT_SECONDS", "log.seconds", "10", "a number from 1 to 86400", "How often the log is signed."
    ),
    Setting("HUIYING_LOG_FOLDER", "log.folder", "", "a folder or empty", "Where the log is also written as files."),
    Setting("HUIYING_SMS_TOKEN_FILE", "sms.token_file", "", "a file", "File that holds the gateway's token."),
)
BY_NAME = {setting.name: setting for setting in SETTINGS}


class Env:
    """Reads settings from `environ`, then from the tables of office.toml, then the default."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ
        self.data = Path(environ.get("HUIYING_DATA", "var")).expanduser().resolve()
        self._file = _read_toml(self.data / "office.toml")

    def text(self, name: str) -> str:
        """The setting as written, without surrounding blanks."""
        setting = BY_NAME[name]
        if name in self._environ:
            return self._environ[name].strip()
        value: Any = self._file
        for part in setting.key.split("."):
            value = value.get(part, {}) if isinstance(value, dict) else {}
        return setting.default if value == {} else _as_text(value)

    def flag(self, name: str) -> bool:
        """True for yes/true/1/on, False for no/false/0/off; anything else stops the start."""
        return self._read(name, _flag)

    def names(self, name: str) -> list[str]:
        """A list of words with commas between them."""
        return [word.strip() for word in self.text(name).split(",") if word.strip()]

    def one_of(self, name: str, *allowed: str) -> str:
        """One of `allowed`, in any case."""
        return self._read(name, lambda text: {word.lower(): word for word in allowed}[text.lower()])

    def folder(self, name: str, default: Path) -> Path:
        """A folder; `default` when the setting is empty."""
        text = self.text(name)
        return Path(text).expanduser().resolve() if text else default

    def secret(self, name: str) -> str:
        """The first line of the file that the setting names; empty when it names none."""
        return self._read(name, lambda text: Path(text).read_text("utf-8").strip() if text else "")

    def number(self, name: str, least: int, most: int) -> int:
        """A whole number from `least` to `most`."""

        def parse(text: str) -> int:
            if not least <= int(text) <= most:
                raise ValueError
            return int(text)

        return self._read(name, parse)

    def _read(self, name: str, parse: Callable[[str], T]) -> T:
        text = self.text(name)
        try:
            return parse(text)
        except (ValueError, KeyError, OSError) as err:
            raise WrongSetting(name, text, BY_NAME[name].wanted) from err


def _as_text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ",".join(str(item) for item in value) if isinstance(value, list) else str(value)


def _flag(text: str) -> bool:
    return {"yes": True, "true": True, "1": True, "on": True, "no": False, "false": False, "0": False, "off": False}[
        text.lower()
    ]


def _read_toml(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as err:
        raise WrongSetting("office.toml", str(path), f"valid TOML in UTF-8 ({err})") from err


def read() -> Env:
    """The settings of this process."""
    return Env(os.environ)
