"""Office, signing machine, witness and monitor, each a process of its own, fit together."""

import functools
import json
import re
import shutil
import threading
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

from huiying.core.translog.note import VerifierKey
from tests import migrated
from tests.faces.cli.running import huiying
from tests.faces.witness.asking import Process, ask

HOST = "voice.example"
ROWS = "{0}1,路灯,2026-03-02,路灯坏了三天没人修\n{0}2,井盖,2026-03-03,井盖松动\n{0}3,水,2026-03-04,水压太低\n"


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_args):
        pass


@contextmanager
def files_of(folder):
    """The address of a plain web server for a folder."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=folder))
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def told(*arguments, code=0, **environment):
    """The JSON that a command gives."""
    done = huiying(*arguments, "--json", **environment)
    assert done.returncode == code, done.stdout + done.stderr
    return json.loads(done.stdout)


def bring(office, letter, environment):
    """Three voices come in and the log is signed; the size it then has."""
    file = office.with_suffix(f".{letter}.csv")
    file.write_text("msg_id,subject,time,text\n" + ROWS.format(letter), "utf-8")
    assert told("import", file, "--data", office, **environment)["imported"] == 3
    return told("ledger", "checkpoint", "--data", office, **environment)["size"]


def spoil(path):
    data = path.read_bytes()
    path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))


@pytest.mark.slow
def test_an_office_whose_key_lives_elsewhere_is_witnessed_and_monitored(tmp_path):
    office, backup, published = tmp_path / "office", tmp_path / "backup", tmp_path / "www" / "log"
    signer = ["--state", tmp_path / "s.db", "--key", tmp_path / "s.key"]
    signer += ["--token-file", tmp_path / "token", "--origin-prefix", HOST]
    witness = ["--state", tmp_path / "w.db", "--key", tmp_path / "w.key"]
    signs = told("signer", *signer, "--make-key")["vkey"]
    sees = told("witness", *witness, "--make-key", "--name", "w.example")["vkey"]
    with Process("signer", *signer) as machine:
        here = {
            "HUIYING_ADDRESS": f"https://{HOST}",
            "HUIYING_SIGNER": machine.url,
            "HUIYING_SIGNER_KEY": signs,
            "HUIYING_SIGNER_TOKEN_FILE": str(tmp_path / "token"),
        }
        migrated.lay_into(office)
        told("init", "--data", office, "--office", "柳溪县", "--template", "county", **here)
        told("ledger", "checkpoint", "--data", office, **here)
        (origin,) = re.findall(rf"(?m)^({HOST}/log/\d+)  ", ask(machine.url)[2])
        log = VerifierKey(origin, VerifierKey.of_vkey(signs).public).vkey
        with Process("witness", *witness, "--log", log) as eye, files_of(tmp_path / "www") as web:
            look = ["monitor", f"{web}/log/{origin.rpartition('/')[2]}", "--state", tmp_path / "m.db"]
            (office / "log-policy.txt").write_text(f"witness w {sees} {eye.url}\nquorum w\n")
            old = bring(office, "A", here)
            told("ledger", "export", published, "--data", office, **here)
            keys = told(*look)
            assert (keys["received"], keys["origin"], list(keys["witnesses"])) == (3, origin, ["w"])
            assert keys["read"] == keys["size"] == old
            shutil.copytree(office, backup)

            new = bring(office, "B", here)
            told("ledger", "export", published, "--data", office, **here)
            keys = told(*look)
            assert (keys["read"], keys["size"], keys["received"]) == (new - old, new, 6)

            (bundle,) = published.glob("*/tile/entries/000.p/" + str(new))
            spoil(bundle)
            assert "entry_changed" in {one["reason"] for one in told(*look, "--all", code=1)["wrong"]}

            bring_back(backup, here)
            for seen in (machine, eye):
                assert f"{origin}  {new}  " in ask(seen.url)[2]


def bring_back(backup, environment):
    """An old backup goes on as if nothing had been signed since; neither signature is to be had."""
    file = backup.with_suffix(".csv")
    file.write_text("msg_id,subject,time,text\n" + ROWS.format("C"), "utf-8")
    huiying("import", file, "--data", backup, **environment)
    refused = huiying("ledger", "checkpoint", "--data", backup, "--json", **environment)
    assert refused.returncode == 1, refused.stdout + refused.stderr
