"""A monitor follows a log, finds whatever is changed in it, and counts the promises that it keeps."""

import json
import sqlite3
import time
from collections import Counter
from datetime import timedelta

import pytest
from click.testing import CliRunner

from huiying.core.translog.tile import all_tiles
from huiying.faces.witness import fetching, looking
from huiying.faces.witness.commands import monitor
from tests.faces.cli.running import free_port
from tests.faces.witness.log import DAY, DUE, ORIGIN, Log, entry, key, log_of
from tests.faces.witness.site import Site

SIZE = 600
LOG = log_of(SIZE)
WITNESS = key("witness.example", 9)


def run(url, *arguments, language="en_US.UTF-8"):
    """(exit code, JSON, words) of one look."""
    done = CliRunner().invoke(monitor, [url, "--json", *map(str, arguments)], env={"LC_ALL": language})
    assert done.stdout, done.output
    return done.exit_code, json.loads(done.stdout), done.stderr


@pytest.fixture
def state(tmp_path):
    return "--state", tmp_path / "log.sqlite3"


@pytest.fixture
def site():
    """The log of 600 entries, and where it is."""
    site = Site(LOG)
    with site.running() as site.url:
        yield site


def reasons(keys):
    return [(one["reason"], one["about"]) for one in keys["wrong"]]


def test_a_log_in_order_is_read_whole_and_counted(site, state):
    code, keys, words = run(site.url, *state, "--today", DUE)
    assert (code, keys["ok"], keys["size"], keys["read"], keys["origin"]) == (0, True, SIZE, SIZE, ORIGIN)
    assert (keys["received"], keys["answered"], keys["due"], keys["past_due"]) == (SIZE, 0, SIZE, 0)
    assert keys["says"] + "\n" == words
    assert "600 received, 0 answered (0 of them late), 600 due that day, 0 past due." in words
    late = run(site.url, *state, "--today", DUE + timedelta(days=1))[1]
    assert (late["due"], late["past_due"]) == (0, SIZE)


def test_the_second_look_reads_only_what_is_new(state):
    site = Site(Log())
    with site.running() as url:
        for size in (0, 1, 2, 255, 256, 257, 257, 300, 512, 600):
            old = len(site.log.entries)
            for number in range(old, size):
                site.log.append(LOG.entries[number])
            site.asked.clear()
            code, keys, words = run(url, *state, "--today", DAY)
            assert (code, keys["size"], keys["read"]) == (0, size, size - old), words
            assert set(site.asked) == {"checkpoint", *(tile.path for tile in all_tiles(size, old))}
            assert keys["received"] == size


def test_the_key_of_the_first_use_is_not_checked_and_holds_from_then_on(site, state):
    code, keys, words = run(site.url, *state)
    assert (code, keys["trust"], keys["key_checked"]) == (0, "first_use", False)
    assert "Whose they are was NOT checked" in words
    assert run(site.url, *state)[1]["trust"] == "remembered"
    site.log = log_of(SIZE, signer=key(ORIGIN, 2))
    code, keys, words = run(site.url, *state)
    assert (code, reasons(keys)) == (1, [("not_signed", ORIGIN)])


def test_a_key_that_is_given_is_the_one_that_counts(site, state):
    code, keys, words = run(site.url, *state, "--vkey", LOG.signer.verifier.vkey)
    assert (code, keys["key_checked"], keys["trust"]) == (0, True, "given")
    assert "The key is the one that you gave." in words
    assert reasons(run(site.url, "--vkey", key(ORIGIN, 2).verifier.vkey)[1]) == [("not_signed", ORIGIN)]


def test_the_quorum_of_the_policy_must_have_seen_the_log(tmp_path):
    site = Site(LOG, WITNESS, quorum=WITNESS.name)
    with site.running() as url:
        code, keys, words = run(url)
        assert (code, keys["witnesses"]) == (0, {WITNESS.name: 1_764_000_000})
        assert "Witness witness.example saw the same log" in words
        site.spoilt["checkpoint"] = LOG.checkpoint()
        assert reasons(run(url)[1]) == [("quorum", ORIGIN)]
        policy = tmp_path / "policy"
        policy.write_text(f"log {LOG.signer.verifier.vkey}\nquorum none\n")
        assert run(url, "--policy", policy)[1]["ok"] is True


def test_without_a_record_it_says_that_nothing_is_kept(site):
    assert "Nothing is kept" in run(site.url)[2]
    assert run(site.url)[1]["read"] == SIZE


def test_it_speaks_chinese_where_the_terminal_does(site):
    words = run(site.url, "--today", DAY, language="zh_CN.UTF-8")[2]
    assert "账本 voice.example/log/2026 完好：共 600 条" in words
    site.flip("tile/0/001")
    assert "数据块 tile/0/001" in run(site.url, language="zh_CN.UTF-8")[2]


TILES = [tile.path for tile in all_tiles(SIZE) if tile.level >= 0]


@pytest.mark.parametrize("path", TILES)
def test_a_changed_tile_is_named(site, path):
    for at in (0, 33, -1):
        site.spoilt.clear()
        site.flip(path, at % len(site.find(f"/log/2026/{path}")))
        code, keys, words = run(site.url)
        assert (code, reasons(keys)) == (1, [("tile", path)])
        assert f"Tile {path} is damaged" in words


@pytest.mark.parametrize("index", [0, 1, 255, 256, 511, 512, 599])
def test_a_changed_entry_is_named(site, index):
    changed = Log(LOG.entries)
    changed.entries[index] = entry(5000)
    path = next(tile.path for tile in all_tiles(SIZE) if tile.level < 0 and tile.n == index // 256)
    site.spoilt[path] = changed.serve(path)
    code, keys, words = run(site.url)
    assert (code, reasons(keys)) == (1, [("entry_changed", str(index))])
    assert f"Entry number {index}, counted from 0, was changed" in words


def test_every_bit_that_is_flipped_in_a_bundle_is_found(site):
    path = "tile/entries/002.p/88"
    length = len(site.find(f"/log/2026/{path}"))
    for at in range(0, length, 997):
        site.spoilt.clear()
        site.flip(path, at)
        assert run(site.url)[1]["ok"] is False, at


def test_entries_and_tiles_changed_together_are_found(site):
    """The whole log is rebuilt around a changed entry, and only the signed checkpoint is the old one."""
    forged = Log([*LOG.entries[:300], entry(5000), *LOG.entries[301:]])
    site.spoilt = {tile.path: forged.tile(tile) for tile in all_tiles(SIZE)}
    assert reasons(run(site.url)[1]) == [("root", "600")]


def test_several_faults_are_all_told(site):
    site.flip("tile/0/000")
    site.flip("tile/0/001")
    assert reasons(run(site.url)[1]) == [("tile", "tile/0/000"), ("tile", "tile/0/001")]


@pytest.mark.parametrize("path", ["checkpoint", *(tile.path for tile in all_tiles(SIZE))])
def test_what_is_missing_is_named(site, path):
    site.spoilt[path] = 404
    code, keys, _words = run(site.url)
    assert code == 1
    assert ("missing", path) in reasons(keys)


def test_a_partial_tile_that_became_full_meanwhile_is_read_from_the_full_one(state):
    site = Site(log_of(600))
    with site.running() as url:
        site.spoilt["checkpoint"] = site.log.checkpoint(300)
        for path in ("tile/entries/001.p/44", "tile/0/001.p/44"):
            site.spoilt[path] = 404
        code, keys, _words = run(url, *state)
        assert (code, keys["size"]) == (0, 300)
        site.flip("tile/0/001", 9)
        assert reasons(run(url, "--all", *state)[1]) == [("tile", "tile/0/001.p/44")]
        site.spoilt["tile/entries/001"] = b"\x00"
        assert ("tile", "tile/entries/001") in reasons(run(url, "--all", *state)[1])


@pytest.mark.parametrize("data", [b"", b"\x00", b"\x00\x01", b"\xff\xff" + b"x" * 65_535])
def test_a_bundle_that_is_none_is_named(site, data):
    site.spoilt["tile/entries/001"] = data
    assert ("tile", "tile/entries/001") in reasons(run(site.url)[1])


@pytest.mark.parametrize("at", range(0, 180, 11))
def test_a_changed_checkpoint_is_found(site, at):
    site.flip("checkpoint", at)
    assert run(site.url, "--vkey", LOG.signer.verifier.vkey)[1]["ok"] is False


@pytest.mark.parametrize("data", [b"", b"\xff" * 99, b"log nonsense\n", b"quorum none\n"])
def test_a_policy_that_names_no_log_proves_nothing(site, data):
    site.spoilt["policy"] = data
    code, keys, _words = run(site.url)
    assert (code, keys["ok"], len(keys["wrong"])) == (1, False, 1)


def test_an_entry_that_is_not_in_the_one_form_is_named(state):
    site = Site(Log([*LOG.entries[:3], b'{"v": 1}', *LOG.entries[3:5]]))
    with site.running() as url:
        code, keys, words = run(url, *state)
        assert (code, reasons(keys)) == (1, [("entry", "3")])
        assert "Entry 3 is not written as entries of the log are" in words


@pytest.fixture
def _no_pauses(monkeypatch):
    monkeypatch.setattr(looking, "PAUSES", (0, 0))


@pytest.mark.usefixtures("_no_pauses")
def test_a_checkpoint_that_somebody_on_the_way_kept_too_long_is_asked_for_again(site, state):
    run(site.url, *state)
    answers = [LOG.checkpoint(500), LOG.checkpoint(500), LOG.checkpoint()]

    def stale(handler):
        handler.send_response(200)
        handler.end_headers()
        handler.wfile.write(answers.pop(0))

    site.spoilt["checkpoint"] = stale
    assert run(site.url, *state)[1]["ok"] is True
    assert answers == []


@pytest.mark.usefixtures("_no_pauses")
def test_a_log_that_became_shorter_is_found(site, state):
    run(site.url, *state)
    site.log = Log(LOG.entries[:500])
    code, keys, words = run(site.url, *state)
    assert (code, reasons(keys), keys["before"]) == (1, [("went_back", "500")], LOG.checkpoint().decode())
    assert keys["checkpoint"] == site.log.checkpoint().decode()
    assert "The log became shorter" in words


@pytest.mark.parametrize("more", [0, 1, 300])
@pytest.mark.parametrize("changed", [0, 300, 599])
def test_a_log_that_changed_its_past_is_found(site, state, more, changed):
    run(site.url, *state)
    entries = [*LOG.entries, *(entry(2000 + number) for number in range(more))]
    entries[changed] = entry(5000)
    site.log = Log(entries)
    for again in ([], ["--all"]):
        code, keys, _words = run(site.url, *state, *again)
        assert (code, keys["ok"]) == (1, False)
        assert {"not_consistent", "entry_changed"} & {reason for reason, _about in reasons(keys)}


def test_another_log_at_the_same_address_is_found(site, state):
    keys = ["--vkey", LOG.signer.verifier.vkey, "--vkey", key("other/log").verifier.vkey]
    run(site.url, *state, *keys)
    site.log = log_of(700, origin="other/log")
    assert reasons(run(site.url, *state, *keys)[1]) == [("other_log", "other/log")]


def test_what_was_wrong_is_not_remembered(state):
    site = Site(log_of(300))
    with site.running() as url:
        run(url, *state, "--today", DAY)
        site.log.append(entry(300))
        site.flip("tile/0/001.p/45")
        for _ in range(2):
            code, keys, _words = run(url, *state, "--today", DAY)
            assert (code, keys["received"], reasons(keys)) == (1, 300, [("tile", "tile/0/001.p/45")])
        site.spoilt.clear()
        assert run(url, *state, "--today", DAY)[1]["received"] == 301


def test_reading_all_again_gives_the_same_counts(site, state):
    first = run(site.url, *state, "--today", DUE)[1]
    again = run(site.url, *state, "--today", DUE, "--all")[1]
    assert (again["read"], again["days"]) == (SIZE, first["days"])
    site.flip("tile/0/000")
    assert run(site.url, *state)[1]["ok"] is True
    assert reasons(run(site.url, *state, "--all")[1]) == [("tile", "tile/0/000")]


def test_promises_are_counted_from_the_entries_alone(state):
    day = [DAY + timedelta(days=n) for n in range(40)]
    lives = [
        [("voice.received", day[0], day[10]), ("voice.answered", day[5], None)],
        [("voice.received", day[0], day[10]), ("voice.answered", day[12], None)],
        [("voice.received", day[1], day[10])],
        [("voice.received", day[1], day[10]), ("voice.extended", day[9], day[20])],
        [("voice.received", day[2], day[11]), ("voice.withdrawn", day[3], None)],
        [("voice.imported", day[2], None)],
    ]
    events = [(at, n, kind, due) for n, life in enumerate(lives) for kind, at, due in life]
    events.sort(key=lambda one: one[0])
    entries = [entry(i, kind, at, due, cid=n) for i, (at, n, kind, due) in enumerate(events)]
    bare = entry(99, kind="", day=None, due=None)
    site = Site(Log([*entries, bare]))
    with site.running() as url:
        at = {n: run(url, *state, "--today", day[n])[1] for n in (0, 10, 11, 12, 20, 21)}
    assert [at[n]["past_due"] for n in at] == [0, 0, 2, 1, 1, 2]
    assert [at[n]["due"] for n in at] == [0, 2, 0, 0, 1, 0]
    assert [at[n]["received"] for n in at] == [2, 6, 6, 6, 6, 6]
    assert [(at[n]["answered"], at[n]["answered_late"]) for n in at] == [(0, 0), (1, 0), (1, 0), (2, 1), (2, 1), (2, 1)]
    assert at[21]["days"][day[11].isoformat()]["past_due"] == 2


def test_a_redirect_is_not_followed(site):
    def elsewhere(handler):
        handler.send_response(302)
        handler.send_header("Location", f"{site.url}/checkpoint")
        handler.end_headers()

    site.spoilt["tile/0/001"] = elsewhere
    code, keys, words = run(site.url)
    assert (code, keys["error"]) == (1, "monitor.unreachable")
    assert "tile/0/001 could not be reached (HTTP 302)" in words


def endless(handler):
    handler.send_response(200)
    handler.end_headers()
    try:
        while True:
            handler.wfile.write(b"x" * 65_536)
    except OSError:
        handler.close_connection = True


@pytest.mark.parametrize("path", ["checkpoint", "policy", "tile/0/000", "tile/entries/000"])
def test_an_endless_answer_is_cut_off(site, path):
    site.spoilt[path] = endless
    assert ("too_large", path) in reasons(run(site.url)[1])


def dripping(handler):
    handler.send_response(200)
    handler.end_headers()
    try:
        while True:
            handler.wfile.write(b"x")
            time.sleep(0.05)
    except OSError:
        handler.close_connection = True


def dripping_headers(handler):
    try:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        while True:
            handler.wfile.write(b"x")
            time.sleep(0.05)
    except OSError:
        handler.close_connection = True


@pytest.mark.parametrize("slow", [dripping, dripping_headers, lambda handler: time.sleep(2)])
def test_a_slow_answer_is_not_waited_for(site, monkeypatch, slow):
    monkeypatch.setattr(fetching, "FETCH_SECONDS", 0.5)
    site.spoilt["tile/0/001"] = slow
    start = time.monotonic()
    code, keys, _words = run(site.url)
    assert (code, keys["error"]) == (1, "monitor.unreachable")
    assert time.monotonic() - start < 10


def cut_off(handler):
    handler.send_response(200)
    handler.send_header("Content-Length", "8192")
    handler.end_headers()
    handler.wfile.write(b"x" * 100)


def test_an_answer_that_is_cut_off_accuses_nobody(site):
    site.spoilt["tile/0/001"] = cut_off
    code, keys, words = run(site.url)
    assert (code, keys["error"]) == (1, "monitor.unreachable")
    assert "tile/0/001 could not be reached (cut off)" in words


def test_a_server_that_does_not_hang_up_is_not_waited_for(site):
    def lingering(handler):
        handler.send_response(200)
        handler.send_header("Content-Length", str(256 * 32))
        handler.end_headers()
        handler.wfile.write(LOG.serve("tile/0/001"))
        handler.wfile.flush()
        time.sleep(5)

    site.spoilt["tile/0/001"] = lingering
    start = time.monotonic()
    assert run(site.url)[1]["ok"] is True
    assert time.monotonic() - start < 4


@pytest.mark.parametrize("answer", [500, lambda handler: handler.wfile.write(b"nonsense"), lambda handler: None])
def test_a_server_in_trouble_is_no_proof_of_anything(site, state, answer):
    run(site.url, *state)
    site.spoilt["checkpoint"] = answer
    code, keys, words = run(site.url, *state)
    assert (code, keys["error"]) == (1, "monitor.unreachable")
    assert "Nothing was checked this time" in words


def test_a_server_that_is_not_there_is_a_sentence():
    code, keys, _words = run(f"http://127.0.0.1:{free_port()}/log/2026")
    assert (code, keys["error"]) == (1, "monitor.unreachable")


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://a/log", "voice.example/log", "http://", "http://a/?x=1"])
def test_what_is_no_address_is_wrong_use(url):
    assert CliRunner().invoke(monitor, [url]).exit_code == 2


def test_what_is_no_day_is_wrong_use():
    assert CliRunner().invoke(monitor, ["http://127.0.0.1:9/log", "--today", "tomorrow"]).exit_code == 2


def test_the_address_of_the_checkpoint_means_its_log(site):
    assert run(f"{site.url}/checkpoint")[1]["ok"] is True
    assert run(f"{site.url}/")[1]["ok"] is True


def test_a_record_of_another_log_or_of_something_else_is_refused(site, tmp_path, state):
    run(site.url, *state)
    assert run("http://127.0.0.1:9/log/2025", *state)[1]["error"] == "monitor.not_a_record"
    (tmp_path / "text").write_text("hello, this is no database of anybody " * 50)
    assert run(site.url, "--state", tmp_path / "text")[1]["error"] == "monitor.not_a_record"
    with sqlite3.connect(tmp_path / "other") as other:
        other.execute("CREATE TABLE mine (x)")
    other.close()
    assert run(site.url, "--state", tmp_path / "other")[1]["error"] == "monitor.not_a_record"


def test_a_record_that_another_monitor_uses_is_waited_for_and_then_refused(site, state):
    run(site.url, *state)
    other = sqlite3.connect(state[1], isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    code, keys, _words = run(site.url, *state)
    other.close()
    assert (code, keys["error"]) == (1, "monitor.in_use")


LARGE = 256 * 256 + 300


@pytest.fixture(scope="module")
def large():
    site = Site(log_of(LARGE))
    with site.running() as site.url:
        yield site


def test_a_large_log_is_in_order_and_each_tile_is_asked_for_once(large, state):
    large.asked.clear()
    code, keys, _words = run(large.url, *state)
    assert (code, keys["read"]) == (0, LARGE)
    assert large.asked == Counter(["checkpoint", *(tile.path for tile in all_tiles(LARGE))])


@pytest.mark.parametrize("path", ["tile/1/000", "tile/2/000.p/1", "tile/1/001.p/1", "tile/0/123"])
def test_a_changed_tile_beside_the_edge_of_a_large_log_is_named(large, path):
    large.spoilt.clear()
    large.flip(path, 31)
    found = reasons(run(large.url)[1])
    large.spoilt.clear()
    assert found == [("tile", path)]
