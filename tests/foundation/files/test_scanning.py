"""The real clamd, with a signature database of its own that knows one thing: the EICAR test file."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path

import pytest
from django.conf import settings as django_settings

from huiying.foundation.files.errors import FileInfected
from huiying.foundation.files.scanning import Verdict, scan
from huiying.foundation.files.services import keep_file
from tests.cast import NOW
from tests.foundation.files.making import EICAR, photo

CLAMD = shutil.which("clamd", path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")
NOBODY = "nobody"
needs_clamd = pytest.mark.skipif(CLAMD is None, reason="clamd is not installed (Debian: clamav-daemon)")


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@pytest.fixture(scope="module")
def scanner():
    """(port, socket path) of a running clamd, stopped again afterwards; as root it runs as nobody."""
    with tempfile.TemporaryDirectory(prefix="huiying-clamd-") as name:
        yield from running(Path(name))


def running(folder):
    signatures = folder / "signatures"
    signatures.mkdir()
    (signatures / "test.ndb").write_text(f"Eicar-Test-Signature:0:*:{EICAR.hex()}\n", "ascii")
    port, path = free_port(), folder / "clamd.sock"
    lines = [f"DatabaseDirectory {signatures}", f"TCPSocket {port}", "TCPAddr 127.0.0.1", f"LocalSocket {path}"]
    lines += ["Foreground yes", "StreamMaxLength 1M", f"TemporaryDirectory {folder}"]
    if os.geteuid() == 0:
        lines.append(f"User {NOBODY}")
        nobody = pwd.getpwnam(NOBODY)
        for one in (folder, signatures):
            os.chown(one, nobody.pw_uid, nobody.pw_gid)
    (folder / "clamd.conf").write_text("\n".join(lines) + "\n", "ascii")
    daemon = subprocess.Popen(
        [CLAMD, "--config-file", folder / "clamd.conf"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    try:
        wait_for(path, daemon)
        yield port, path
    finally:
        daemon.terminate()
        daemon.communicate(timeout=20)


def wait_for(path, daemon):
    for _ in range(300):
        if path.exists():
            return
        if daemon.poll() is not None:
            raise AssertionError(daemon.stdout.read().decode())
        time.sleep(0.1)
    raise AssertionError("clamd does not listen")


@needs_clamd
def test_clamd_is_asked_over_tcp_and_over_a_socket(scanner, settings):
    port, path = scanner
    for settings.CLAMD in (f"127.0.0.1:{port}", str(path)):
        assert scan(photo()) is Verdict.CLEAN
        assert scan(EICAR) is Verdict.INFECTED
        assert scan(b"\0" * 3_000_000) is Verdict.TOO_LARGE


@needs_clamd
@pytest.mark.django_db
def test_an_infected_file_is_refused_when_it_is_sent(scanner, settings, tmp_path):
    settings.CLAMD, settings.DATA = f"127.0.0.1:{scanner[0]}", tmp_path
    with pytest.raises(FileInfected):
        keep_file(EICAR, "readme.txt", now=NOW)
    assert keep_file(photo(), "a.jpg", now=NOW).scan == "clean"


def test_a_scanner_that_is_down_or_speaks_otherwise_gives_no_answer(settings, tmp_path):
    settings.CLAMD = f"127.0.0.1:{free_port()}"
    assert scan(b"x") is Verdict.NO_ANSWER
    settings.CLAMD = str(tmp_path / "nothing.sock")
    assert scan(b"x") is Verdict.NO_ANSWER
    assert django_settings.CLAMD == settings.CLAMD


def test_a_wrong_setting_stops_the_start_with_a_sentence():
    from huiying.config.env import Env, WrongSetting

    for right in ("", "127.0.0.1:3310", "[::1]:3310", "/run/clamav/clamd.ctl"):
        assert Env({"HUIYING_CLAMD": right}).scanner("HUIYING_CLAMD") == right
    for wrong in ("localhost", "host:99999", ":3310", "host:port"):
        with pytest.raises(WrongSetting, match="HUIYING_CLAMD"):
            Env({"HUIYING_CLAMD": wrong}).scanner("HUIYING_CLAMD")
