"""A real mailbox for the tests: Dovecot, started on this machine for a session, in its own folder, unprivileged.

Mails reach it as they reach any: an SMTP server hands them to Dovecot's local delivery, Return-Path on top.
"""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from imap_tools import MailBoxUnencrypted

DOVECOT = shutil.which("dovecot") or shutil.which("dovecot", path="/usr/sbin:/usr/local/sbin")
AGENT = "/usr/lib/dovecot/dovecot-lda"
USER, PASSWORD = "voice@liuxi.example", "lamp"

CONFIG = """
base_dir = {folder}/run
state_dir = {folder}/run
instance_name = huiying-tests
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
log_path = {folder}/log
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
mail_location = maildir:{folder}/mail/%u
first_valid_uid = 1
mail_fsync = never
auth_failure_delay = 0 secs
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={folder}/mail/%u
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
namespace inbox {{
  inbox = yes
  mailbox Done {{
    auto = create
  }}
}}
"""


@dataclass
class MailServer:
    """Where mails lie. `port` is for IMAP."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes] = field(repr=False)
    as_user: dict[str, object] = field(repr=False)

    @property
    def url(self) -> str:
        return f"imap://voice%40liuxi.example@127.0.0.1:{self.port}"

    def deliver(self, raw: bytes, *, sender: str = "li@example.org") -> None:
        """As the last SMTP server does, which writes the envelope's sender above the mail."""
        command = [AGENT, "-c", str(self.folder / "dovecot.conf"), "-d", USER, "-f", sender]
        mail = b"Return-Path: <%s>\r\n" % sender.encode() + raw
        subprocess.run(command, input=mail, check=True, timeout=20, **self.as_user)

    @contextmanager
    def inbox(self, name: str = "INBOX"):
        """As a person's mail program opens it."""
        with MailBoxUnencrypted("127.0.0.1", self.port, timeout=20) as box:
            box.login(USER, PASSWORD, initial_folder=name)
            yield box

    def read(self, name: str = "INBOX") -> list[bool]:
        """For each mail in the folder whether it is marked read."""
        with self.inbox(name) as box:
            return ["\\Seen" in mail.flags for mail in box.fetch(mark_seen=False)]

    def empty(self) -> None:
        """No mail in any folder."""
        for name in ("INBOX", "Done"):
            with self.inbox(name) as box:
                box.delete(box.uids("ALL", None))

    def stop(self) -> None:
        self.process.terminate()
        self.process.communicate(timeout=20)


def start(folder: Path) -> MailServer:
    """Raises RuntimeError with the log when it does not come up."""
    user = pwd.getpwnam("nobody") if os.getuid() == 0 else pwd.getpwuid(os.getuid())
    imap = _free_port()
    group = _group_name(user.pw_gid)
    (folder / "mail").mkdir()
    config = folder / "dovecot.conf"
    values = {"folder": folder, "user": user.pw_name, "group": group, "password": PASSWORD, "imap": imap}
    config.write_text(CONFIG.format(**values))
    as_user = {}
    if os.getuid() == 0:
        for path in (folder, folder / "mail", config):
            os.chown(path, user.pw_uid, user.pw_gid)
        as_user = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    process = subprocess.Popen([DOVECOT, "-F", "-c", str(config)], stderr=subprocess.PIPE, **as_user)
    server = MailServer(folder, imap, process, as_user)
    _await(server)
    return server


def _group_name(gid: int) -> str:
    import grp

    return grp.getgrgid(gid).gr_name


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def _await(server: MailServer) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and server.process.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", server.port), 1) as one:
            if one.recv(4) == b"* OK":
                return
        time.sleep(0.05)
    log = server.folder / "log"
    server.process.kill()
    raise RuntimeError((log.read_text() if log.exists() else "") + server.process.communicate()[1].decode())


@pytest.fixture(scope="session")
def dovecot():
    """The mail server of the session; its folder is short, as sockets want."""
    if DOVECOT is None:
        pytest.skip("No dovecot on this machine: apt-get install dovecot-imapd")
    folder = Path(tempfile.mkdtemp(prefix="hy-mail-"))
    server = start(folder)
    yield server
    server.stop()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def mailbox(dovecot, settings):
    """An empty mailbox, and settings that name it."""
    from huiying.core.mail.address import imap_address

    dovecot.empty()
    settings.MAILBOX = imap_address(dovecot.url)
    settings.MAILBOX_PASSWORD = PASSWORD
    settings.MAILBOX_DONE = ""
    return dovecot
