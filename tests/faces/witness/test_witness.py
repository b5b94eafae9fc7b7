"""A witness cosigns what only appends, and answers everything else as C2SP tlog-witness says."""

import json
import os
import time

import pytest
from click.testing import CliRunner

from huiying.core.translog.note import Note, VerifierKey, verified
from huiying.faces.witness.commands import witness
from huiying.faces.witness.heads import Heads
from huiying.faces.witness.witness import Witness
from tests.faces.witness.asking import Process, ask, served, step
from tests.faces.witness.log import ORIGIN, Log, entry, key, log_of

LOG = log_of(20)
WITNESS = key("witness.example", 9)
OTHER = "other.example/log"


@pytest.fixture
def heads(tmp_path):
    heads = Heads(tmp_path / "state.sqlite3", WITNESS.verifier.public)
    heads.create()
    return heads


@pytest.fixture
def url(heads):
    with served(Witness(WITNESS, heads, [LOG.signer.verifier, key(OTHER, 3).verifier])) as url:
        yield url


def add(url, body):
    return ask(f"{url}/add-checkpoint", "POST", body)


def test_a_first_checkpoint_is_cosigned_with_the_time(url, heads):
    before = int(time.time())
    status, _kind, text = add(url, step(LOG, 0, 7))
    assert status == 200
    (found,) = verified(Note.of_data(LOG.checkpoint(7) + text.encode()), [WITNESS.cosigner])
    assert before <= found[1] <= int(time.time())
    assert [head for head, _at in heads.all()] == [LOG.head(7)]


def test_later_checkpoints_and_the_same_again_are_cosigned(url, heads):
    for old, new in ((0, 1), (1, 7), (7, 7), (7, 20)):
        assert add(url, step(LOG, old, new))[0] == 200
    assert heads.all()[0][0] == LOG.head(20)


def test_a_step_from_another_size_learns_the_right_one(url, heads):
    add(url, step(LOG, 0, 7))
    assert add(url, step(LOG, 5, 9)) == (409, "text/x.tlog.size", "7\n")
    assert add(url, step(LOG, 0, 9)) == (409, "text/x.tlog.size", "7\n")
    assert heads.all()[0][0] == LOG.head(7)


def test_an_older_checkpoint_is_not_cosigned_again(url):
    add(url, step(LOG, 0, 7))
    assert add(url, step(LOG, 5, 5))[0] == 409


def test_an_old_size_above_the_new_one_is_a_bad_request(url):
    add(url, step(LOG, 0, 7))
    assert add(url, step(LOG, 7, 5, proof=[]))[0] == 400


def test_a_false_proof_and_another_root_of_the_same_size_are_refused(url, heads):
    add(url, step(LOG, 0, 7))
    fork = Log([*LOG.entries[:6], entry(99), entry(98)])
    assert add(url, step(fork, 7))[0] == 422
    assert add(url, step(LOG, 7, 9, proof=[]))[0] == 422
    assert add(url, step(fork, 7, 7))[0] == 422
    assert heads.all()[0][0] == LOG.head(7)


def test_a_proof_from_nothing_is_refused(url):
    assert add(url, step(LOG, 0, 7, proof=[bytes(32)]))[0] == 422


def test_an_unknown_log_is_not_found(url):
    assert add(url, step(log_of(3, origin="unknown.example"), 0))[0] == 404


def test_a_checkpoint_that_the_log_did_not_sign_is_forbidden(url, heads):
    assert add(url, step(log_of(3, signer=key(ORIGIN, 2)), 0))[0] == 403
    body = step(LOG, 0, 7)
    assert add(url, body[:-6] + (b"AAA" if body[-6:-3] != b"AAA" else b"BBB") + body[-3:])[0] in (400, 403)
    assert heads.all() == []


def test_the_key_of_one_log_signs_no_other(url):
    assert add(url, step(log_of(3, origin=OTHER, signer=key(OTHER, 1)), 0))[0] == 403
    assert add(url, step(log_of(3, origin=OTHER, signer=key(OTHER, 3)), 0))[0] == 200


def test_signatures_of_strangers_are_passed_over(url):
    status, _kind, text = add(url, step(LOG, 0, 7, witnesses=[key("stranger.example", 5)]))
    assert (status, text.count("\n")) == (200, 1)


@pytest.mark.parametrize(
    "body", [b"", b"old x\n\n", b"old 0\n\nno checkpoint", b"\xff" * 100, b"old 0\n\n" + b"\n" * 9]
)
def test_what_is_no_request_is_a_bad_one(url, body):
    assert add(url, body)[0] == 400


def test_people_read_who_it_is_and_what_was_signed_last(url):
    add(url, step(LOG, 0, 7))
    status, kind, text = ask(url)
    assert (status, kind) == (200, "text/plain; charset=utf-8")
    assert WITNESS.cosigner.vkey in text
    assert f"{ORIGIN}  7  " in text


def test_other_addresses_and_methods_are_refused(url):
    assert ask(f"{url}/add-checkpoint")[0] == 405
    assert ask(f"{url}/else")[0] == 404
    assert ask(url, "POST", b"")[0] == 404
    assert ask(url, "DELETE")[0] == 501


def test_nothing_is_signed_when_the_record_cannot_be_written(url, heads):
    heads.file.unlink()
    status, _kind, text = add(url, step(LOG, 0, 7))
    assert (status, "—" in text) == (503, False)
    assert not heads.file.exists()


def run(*arguments):
    return CliRunner().invoke(witness, list(map(str, arguments)), env={"LC_ALL": "en_US.UTF-8"})


def files(tmp_path):
    return "--state", tmp_path / "state.sqlite3", "--key", tmp_path / "key"


def test_key_and_record_are_made_once(tmp_path):
    done = run(*files(tmp_path), "--name", "w.example", "--make-key", "--json")
    keys = json.loads(done.stdout)
    assert VerifierKey.of_vkey(keys["vkey"]).name == "w.example"
    assert (tmp_path / "key").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "state.sqlite3").stat().st_mode & 0o777 == 0o600
    before = (tmp_path / "key").read_bytes()
    again = run(*files(tmp_path), "--name", "w.example", "--make-key", "--json")
    assert (again.exit_code, json.loads(again.stdout)["error"]) == (1, "witness.would_replace")
    (tmp_path / "key").rename(tmp_path / "kept")
    assert run(*files(tmp_path), "--name", "w.example", "--make-key").exit_code == 1
    assert (tmp_path / "kept").read_bytes() == before


def test_it_does_not_start_without_its_record_or_with_anothers(tmp_path):
    run(*files(tmp_path), "--name", "w.example", "--make-key")
    start = ["--log", LOG.signer.verifier.vkey, "--json"]
    (tmp_path / "state.sqlite3").rename(tmp_path / "gone")
    lost = run(*files(tmp_path), *start)
    assert (lost.exit_code, json.loads(lost.stdout)["error"]) == (1, "witness.no_state")
    (tmp_path / "other").mkdir()
    run(*files(tmp_path / "other"), "--name", "w.example", "--make-key")
    (tmp_path / "other" / "state.sqlite3").rename(tmp_path / "state.sqlite3")
    assert json.loads(run(*files(tmp_path), *start).stdout)["error"] == "witness.no_state"
    (tmp_path / "state.sqlite3").write_bytes(b"no database")
    assert json.loads(run(*files(tmp_path), *start).stdout)["error"] == "witness.no_state"


def test_it_does_not_start_with_a_wrong_key_file(tmp_path):
    start = ["--log", LOG.signer.verifier.vkey, "--json"]
    assert json.loads(run(*files(tmp_path), *start).stdout)["error"] == "witness.no_key"
    run(*files(tmp_path), "--name", "w.example", "--make-key")
    assert json.loads(run(*files(tmp_path), *start, "--name", "x.example").stdout)["error"] == "witness.not_a_key"
    os.chmod(tmp_path / "key", 0o644)
    assert json.loads(run(*files(tmp_path), *start).stdout)["error"] == "witness.key_is_open"
    os.chmod(tmp_path / "key", 0o600)
    good = (tmp_path / "key").read_text()
    for bad in ("", "hello", good[:-5], good.replace("w.example", "v.example"), "x" + good):
        (tmp_path / "key").write_text(bad)
        assert json.loads(run(*files(tmp_path), *start).stdout)["error"] == "witness.not_a_key"
    (tmp_path / "key").write_bytes(b"\xff\xfe")
    assert json.loads(run(*files(tmp_path), *start).stdout)["error"] == "witness.not_a_key"


@pytest.mark.parametrize(
    "more",
    [["--make-key"], ["--make-key", "--name", "a b"], [], ["--log", "nonsense"], ["--log", WITNESS.cosigner.vkey]],
)
def test_wrong_use_is_exit_code_2(tmp_path, more):
    assert run(*files(tmp_path), *more).exit_code == 2
    assert not list(tmp_path.iterdir())


def test_as_a_process_it_keeps_what_it_signed_and_says_so_at_the_end(tmp_path):
    run(*files(tmp_path), "--name", "w.example", "--make-key")
    policy = tmp_path / "policy"
    policy.write_text(f"log {LOG.signer.verifier.vkey}\nquorum none\n")
    with Process("witness", *files(tmp_path), "--policy", policy, "--json") as one:
        assert add(one.url, step(LOG, 0, 7))[0] == 200
        code, out, err = one.stop()
        assert (code, json.loads(out)["size"], json.loads(out)["ok"]) == (0, 7, True)
        assert "Stopped" in err
    with Process("witness", *files(tmp_path), "--policy", policy) as two:
        assert add(two.url, step(LOG, 0, 7)) == (409, "text/x.tlog.size", "7\n")
        assert add(two.url, step(LOG, 7, 20))[0] == 200
