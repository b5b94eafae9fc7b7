"""The key on another machine signs the log of an office, and never one that contradicts the last."""

import json

import pytest
from click.testing import CliRunner

from huiying.core.translog.checkpoint import open_checkpoint
from huiying.core.translog.note import SigningKey
from huiying.faces.witness.commands import signer
from huiying.faces.witness.heads import Heads
from huiying.faces.witness.signer import Signer
from tests.faces.witness.asking import Process, ask, bare_step, served
from tests.faces.witness.log import ORIGIN, Log, entry, key, log_of

LOG = log_of(20)
HOST = "voice.example"
KEY, TOKEN = key(HOST, 4), "a-token-of-the-office"
BEARER = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture
def heads(tmp_path):
    heads = Heads(tmp_path / "state.sqlite3", KEY.verifier.public)
    heads.create()
    return heads


@pytest.fixture
def url(heads):
    with served(Signer(KEY, heads, TOKEN)) as url:
        yield url


def sign(url, body, headers=BEARER):
    return ask(f"{url}/sign-checkpoint", "POST", body, **headers)


def test_it_signs_in_the_name_of_the_log(url):
    status, _kind, line = sign(url, bare_step(LOG, 0, 7))
    assert status == 200
    note = LOG.head(7).text + "\n" + line
    assert open_checkpoint(note.encode(), [SigningKey(ORIGIN, KEY.seed).verifier])[0] == LOG.head(7)


def test_it_signs_every_log_of_the_host_from_the_first_entry_on(url, heads):
    next_year = log_of(3, origin=f"{HOST}/log/2027")
    assert sign(url, bare_step(LOG, 0, 20))[0] == 200
    assert sign(url, bare_step(next_year, 0, 0))[0] == 200
    assert sign(url, bare_step(next_year, 0, 3))[0] == 200
    assert [(head.origin, head.size) for head, _at in heads.all()] == [(ORIGIN, 20), (f"{HOST}/log/2027", 3)]


@pytest.mark.parametrize(
    "origin", ["else.example/log", "voice.example", "voice.example.evil/log", "xvoice.example/log"]
)
def test_it_signs_no_log_of_another_host(url, heads, origin):
    assert sign(url, bare_step(log_of(3, origin=origin), 0))[0] == 404
    assert heads.all() == []


def test_a_restored_old_backup_gets_no_signature(url):
    sign(url, bare_step(LOG, 0, 20))
    old = Log([*LOG.entries[:15], entry(99)])
    assert sign(url, bare_step(old, 15)) == (409, "text/x.tlog.size", "20\n")
    assert sign(url, bare_step(old, 20, 16))[0] == 400
    longer = Log([*old.entries, *(entry(number) for number in range(200, 210))])
    assert sign(url, bare_step(longer, 20))[0] == 422
    assert sign(url, bare_step(longer, 20, 20))[0] == 422
    assert sign(url, bare_step(LOG, 20, 20))[0] == 200


@pytest.mark.parametrize("header", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": f"Basic {TOKEN}"}])
def test_it_signs_nothing_without_the_token(url, heads, header):
    assert sign(url, bare_step(LOG, 0, 7), header)[0] == 401
    assert heads.all() == []


@pytest.mark.parametrize(
    "text",
    [
        b"", b"one line\n", LOG.head(7).text.encode()[:-1], LOG.head(7).text.encode() + b"\n", LOG.checkpoint(7),
        LOG.head(7).text.replace("\n7\n", "\n07\n").encode(), LOG.head(7).text.encode() + b"more\x1b\n", b"\xff\n1\n",
        LOG.head(7).text.replace("voice.example/", "voice.example/a b").encode(),
    ],
)  # fmt: skip
def test_a_text_that_is_no_bare_checkpoint_is_a_bad_request(url, heads, text):
    assert sign(url, b"old 0\n\n" + text)[0] == 400
    assert heads.all() == []


def test_a_checkpoint_with_more_lines_is_signed_as_it_is(url):
    body = bare_step(LOG, 0, 7) + b"time 1764000000\n"
    status, _kind, line = sign(url, body)
    assert status == 200
    note = LOG.head(7).text + "time 1764000000\n\n" + line
    assert open_checkpoint(note.encode(), [SigningKey(ORIGIN, KEY.seed).verifier])[0].extensions == ("time 1764000000",)


def test_people_read_the_keys_of_its_logs(url):
    sign(url, bare_step(LOG, 0, 7))
    assert SigningKey(ORIGIN, KEY.seed).verifier.vkey in ask(url)[2]
    assert ask(f"{url}/sign-checkpoint")[0] == 405
    assert ask(f"{url}/else")[0] == 404


def run(tmp_path, *arguments):
    files = ["--state", tmp_path / "state.sqlite3", "--key", tmp_path / "key", "--token-file", tmp_path / "token"]
    return CliRunner().invoke(
        signer, [*map(str, files), "--origin-prefix", HOST, *arguments], env={"LC_ALL": "en_US.UTF-8"}
    )


def test_key_record_and_token_are_made_and_serve_a_process(tmp_path):
    made = run(tmp_path, "--make-key", "--json")
    assert json.loads(made.stdout)["name"] == HOST
    token = (tmp_path / "token").read_text().strip()
    assert token not in made.stdout + made.stderr
    assert (tmp_path / "token").stat().st_mode & 0o777 == 0o600
    assert run(tmp_path, "--make-key").exit_code == 1
    files = ["--state", tmp_path / "state.sqlite3", "--key", tmp_path / "key", "--token-file", tmp_path / "token"]
    with Process("signer", *files, "--origin-prefix", HOST) as process:
        assert sign(process.url, bare_step(LOG, 0, 7), {"Authorization": f"Bearer {token}"})[0] == 200
        assert process.stop()[0] == 0


@pytest.mark.parametrize("token", ["short", "two words of a token", "口令口令口令口令口令口令口令口令"])
def test_a_weak_token_stops_the_start(tmp_path, token):
    run(tmp_path, "--make-key")
    (tmp_path / "token").write_text(token)
    assert json.loads(run(tmp_path, "--json").stdout)["error"] == "witness.no_token"
