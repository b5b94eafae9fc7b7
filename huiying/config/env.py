"""The one place where settings are read: the environment first, then `office.toml` in the data folder.

A wrong value stops the start with a sentence that names the setting and what it may be.
"""

import os
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from huiying.core.mail.address import ImapAddress, imap_address

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
    Setting(
        "HUIYING_PROXIES",
        "web.proxies",
        "0",
        "a number from 0 to 5",
        "How many own proxies add to X-Forwarded-For.",
    ),
    Setting(
        "HUIYING_FREE_PER_ADDRESS",
        "web.free_per_address",
        "30",
        "a number from 5 to 100000",
        "Voices that one address may begin and send within half an hour before a little work or waiting is asked.",
    ),
    Setting("HUIYING_DEBUG", "web.debug", "no", "yes or no", "Error pages for developers. Never with real voices."),
    Setting("HUIYING_ZONE", "office.zone", "Asia/Shanghai", "an IANA time zone", "The office's time zone."),
    Setting("HUIYING_SYNCHRONOUS", "database.synchronous", "FULL", "FULL or NORMAL", "SQLite's durability."),
    Setting("HUIYING_MAIL", "mail.server", "", "smtp://user@host:port, smtps://… or empty", "The mail server."),
    Setting("HUIYING_MAIL_FROM", "mail.sender", "", "a mail address", "Sender of mails."),
    Setting("HUIYING_MAIL_PASSWORD_FILE", "mail.password_file", "", "a file", "File that holds the mail password."),
    Setting(
        "HUIYING_IMAP",
        "mail.box",
        "",
        "imaps://user@host:port/folder (imap:// on this machine alone) or empty",
        "The mailbox that voices come to; its own, for nothing else.",
    ),
    Setting("HUIYING_IMAP_PASSWORD_FILE", "mail.box_password_file", "", "a file", "File that holds its password."),
    Setting("HUIYING_IMAP_DONE", "mail.box_done", "", "a folder or empty", "Where mails that were taken in are moved."),
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
    Setting("HUIYING_CLAMD", "files.clamd", "", "host:port, the path of a socket, or empty", "The scanner clamd."),
    Setting(
        "HUIYING_API_ORIGINS",
        "api.origins",
        "",
        "origins such as https://app.example, comma between",
        "Web pages elsewhere that may call the programming interface with a key.",
    ),
    Setting(
        "HUIYING_PRIVATE_WEBHOOKS",
        "api.private_webhooks",
        "no",
        "yes or no",
        "Webhooks may go to addresses inside the network and to this machine.",
    ),
    Setting(
        "HUIYING_BACKUP_FOLDER",
        "backup.folder",
        "",
        "a folder",
        "Where the worker writes a backup each night; another disk or machine.",
    ),
    Setting(
        "HUIYING_BACKUP_DAYS",
        "backup.days",
        "30",
        "a number from 1 to 3650",
        "Backups of the night are deleted after so many days; what was erased is gone from them no later.",
    ),
    Setting(
        "HUIYING_BACKUP_KEY_FILE",
        "backup.key_file",
        "",
        "a file",
        "Seals backups instead of the key `backup`: a public line of `huiying backup-key`, or a passphrase.",
    ),
    Setting(
        "HUIYING_OIDC_ISSUER",
        "login.issuer",
        "",
        "an https address or empty",
        "The provider of single sign-on (OpenID Connect).",
    ),
    Setting("HUIYING_OIDC_CLIENT", "login.client", "", "a name or empty", "What the provider calls this office."),
    Setting("HUIYING_OIDC_SECRET_FILE", "login.secret_file", "", "a file", "File that holds the secret they share."),
    Setting(
        "HUIYING_OIDC_CLAIM",
        "login.claim",
        "preferred_username",
        "a claim such as preferred_username or email",
        "What the provider says that names the account here.",
    ),
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

    def file(self, name: str) -> Path | None:
        """A file; None when the setting is empty."""
        text = self.text(name)
        return Path(text).expanduser().resolve() if text else None

    def secret(self, name: str) -> str:
        """The first line of the file that the setting names; empty when it names none."""
        return self._read(name, lambda text: Path(text).read_text("utf-8").strip() if text else "")

    def provider(self, name: str) -> str:
        """An address of https, or of this machine; empty where there is none."""

        def parse(text: str) -> str:
            parts = urlsplit(text)
            if text and parts.scheme != "https" and parts.hostname not in ("localhost", "127.0.0.1", "::1"):
                raise ValueError
            return text

        return self._read(name, parse)

    def mailbox(self, name: str) -> ImapAddress | None:
        """Where mails are fetched from; None when the setting is empty."""
        return self._read(name, imap_address)

    def number(self, name: str, least: int, most: int) -> int:
        """A whole number from `least` to `most`."""

        def parse(text: str) -> int:
            if not least <= int(text) <= most:
                raise ValueError
            return int(text)

        return self._read(name, parse)

    def scanner(self, name: str) -> str:
        """host:port, the path of a Unix socket, or nothing."""

        def parse(text: str) -> str:
            host, _colon, port = text.rpartition(":")
            if text and not text.startswith("/") and not (host and 0 < int(port) < 65_536):
                raise ValueError
            return text

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
