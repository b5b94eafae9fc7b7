"""Witnesses sign every checkpoint that continues what they saw; one that does not answer stops nobody."""

import logging
from datetime import timedelta

import pytest
from click.testing import CliRunner

from huiying.core.translog.note import Signature, VerifierKey
from huiying.core.translog.policy import parse_policy
from huiying.core.translog.receipt import verify_receipt
from huiying.faces.witness.commands import witness
from huiying.faces.witness.keys import read_key
from huiying.faces.witness.serving import Answer
from huiying.foundation.ledger.log import asking, witnessing
from huiying.foundation.ledger.log.checkpointing import checkpoint_logs
from huiying.foundation.ledger.log.errors import PolicyBroken
from huiying.foundation.ledger.log.keeping import keep
from huiying.foundation.ledger.log.reading import full_note, receipt_of
from huiying.foundation.ledger.log.witnessing import Patience, collect, published_policy, read_policy, witness_policy
from huiying.foundation.ledger.models import Log, LogCheckpoint, LogCosignature, LogKey
from tests.faces.witness.asking import Process, served
from tests.foundation.ledger.log.conftest import NOW, say
from tests.foundation.ledger.log.parties import NAME, answering, key_of, nobody, policy_of, raw, witness_app

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _new_worker():
    for memory in (witnessing.PATIENCE.failures, witnessing.PATIENCE.again_at, witnessing._told):
        memory.clear()


@pytest.fixture
def policy(keys, tmp_path):
    """Writes the office's list of witnesses."""
    return lambda text: (tmp_path / witnessing.FILE).write_text(text, "utf-8")


def sign(first=1, count=1, now=NOW):
    say(count, first=first, now=now)
    return checkpoint_logs(now=now)[-1]


def ask(made, patience=None, now=NOW):
    return collect(made, now=now, patience=Patience() if patience is None else patience)


def log_keys():
    return [VerifierKey.of_vkey(vkey) for vkey in LogKey.objects.values_list("vkey", flat=True)]


def sizes(name=NAME):
    rows = LogCosignature.objects.filter(witness=name).order_by("checkpoint__log", "checkpoint__size")
    return list(rows.values_list("checkpoint__size", flat=True))


def warnings(caplog):
    return [line.getMessage() for line in caplog.records if line.levelno >= logging.WARNING]


def test_a_witness_signs_the_first_checkpoint_and_later_ones(tmp_path, policy):
    made = sign(count=5)
    with served(witness_app(tmp_path, log_keys())) as url:
        policy(policy_of((NAME, 7, url)))
        assert ask(made) == 1
        assert ask(sign(first=6, count=300)) == 1
        assert ask(sign(first=400)) == 1
    assert sizes() == [5, 306, 307]
    assert full_note(made).count("— ".encode()) == 2


def test_what_a_witness_signed_verifies_in_a_receipt(tmp_path, policy):
    (event,) = say()
    (made,) = checkpoint_logs(now=NOW)
    with served(witness_app(tmp_path, log_keys())) as url:
        policy(policy_of((NAME, 7, f"{url}/"), quorum=NAME))
        ask(made)
    proved = verify_receipt(receipt_of(event), parse_policy(published_policy()))
    assert proved.witnesses == {NAME: int(LogCosignature.objects.get().at.timestamp())}


def test_a_witness_that_runs_as_a_process_signs(tmp_path, policy):
    made = sign()
    files = ["--state", str(tmp_path / "w.sqlite3"), "--key", str(tmp_path / "w.key")]
    CliRunner().invoke(witness, [*files, "--name", NAME, "--make-key"])
    key = read_key(tmp_path / "w.key").cosigner
    with Process("witness", *files, "--log", log_keys()[0].vkey) as process:
        policy(f"witness {NAME} {key.vkey} {process.url}\nquorum none\n")
        assert ask(made) == 1
        assert process.stop()[0] == 0


@pytest.mark.usefixtures("no_guards")
def test_a_witness_that_saw_another_size_is_asked_again_from_there(tmp_path, policy):
    with served(witness_app(tmp_path, log_keys := [])) as url:
        policy(policy_of((NAME, 7, url)))
        made = sign(count=5)
        log_keys += [VerifierKey.of_vkey(LogKey.objects.get().vkey)]
        assert ask(made) == 1
        LogCosignature.objects.all().delete()
        assert ask(sign(first=6, count=2)) == 1
        LogCosignature.objects.all().delete()
        assert ask(LogCheckpoint.objects.order_by("-size")[0]) == 1
    assert sizes() == [8]


def test_a_witness_that_has_seen_more_than_there_is_is_told_of(policy, caplog):
    made = sign(count=5)
    with served(lambda _request: Answer(409, "9\n", asking.SIZE_TYPE)) as url:
        policy(policy_of((NAME, 7, url)))
        assert ask(made) == 0
    assert f"witness {NAME} has seen 9 entries, more than the 5 here" in warnings(caplog)


def test_who_has_signed_is_not_asked_twice(tmp_path, policy):
    made, asked = sign(), []
    app = witness_app(tmp_path, log_keys())
    with served(lambda request: asked.append(request.path) or app(request)) as url:
        policy(policy_of((NAME, 7, url)))
        assert [ask(made), ask(made)] == [1, 0]
    assert asked == ["/add-checkpoint"]


def test_a_witness_without_an_address_is_not_asked(policy):
    policy(policy_of((NAME, 7, "")))
    assert ask(sign()) == 0


def test_a_witness_that_is_down_is_left_alone_for_a_while_and_others_sign(tmp_path, policy, caplog):
    made, patience = sign(), Patience()
    with served(witness_app(tmp_path, log_keys())) as url:
        policy(policy_of(("down.example", 3, nobody()), (NAME, 7, url)))
        assert ask(made, patience) == 1
        assert warnings(caplog) == ["witness down.example did not sign"]
        assert ask(sign(first=2), patience, NOW + timedelta(seconds=9)) == 1
        assert len(warnings(caplog)) == 1
        ask(sign(first=3), patience, NOW + timedelta(seconds=10))
    assert len(warnings(caplog)) == 2
    assert sizes("down.example") == []


def test_the_wait_doubles_up_to_an_hour_and_ends_with_an_answer():
    patience, who, now = Patience(), (1, NAME), NOW
    waits = []
    for _ in range(12):
        patience.failed(who, now)
        waits.append((patience.again_at[who] - now).total_seconds())
        now = patience.again_at[who]
        assert patience.asks(who, now)
        assert not patience.asks(who, now - timedelta(seconds=1))
    assert waits == [10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600, 3600]
    patience.answered(who)
    patience.failed(who, now)
    assert patience.again_at[who] == now + timedelta(seconds=10)


def test_a_witness_that_comes_back_signs_the_last_checkpoint_though_the_log_rests(tmp_path, policy):
    sign()
    keep(now=NOW)
    app = witness_app(tmp_path, log_keys())
    policy(policy_of((NAME, 7, nobody())))
    keep(now=NOW)
    with served(app) as url:
        policy(policy_of((NAME, 7, url)))
        assert keep(now=NOW + timedelta(seconds=9)) == []
        assert sizes() == []
        assert keep(now=NOW + timedelta(seconds=11)) == []
    assert sizes() == [LogCheckpoint.objects.order_by("-size")[0].size]


def test_a_witness_that_does_not_know_the_old_log_signs_the_new_one(tmp_path, policy):
    sign(count=2)
    say(first=3, now=NOW + timedelta(days=60))
    checkpoint_logs(now=NOW)
    new = [VerifierKey.of_vkey(Log.objects.order_by("-pk")[0].keys.get().vkey)]
    with served(witness_app(tmp_path, new)) as url:
        policy(policy_of((NAME, 7, url)))
        keep(now=NOW)
        keep(now=NOW)
    assert set(LogCosignature.objects.values_list("checkpoint__log__name", flat=True)) == {"2027"}


def cosigned(made, key=None, at=1_795_000_000):
    return (key or key_of()).cosign(full_note(made).decode().rpartition("\n\n")[0] + "\n", at).line


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "nothing to see\n",
        "— x\n",
        lambda made: cosigned(made, key_of("other.example")),
        lambda made: cosigned(made, key_of(number=8)),
        lambda made: cosigned(made).replace(f"— {NAME}", "— other.example"),
        lambda made: cosigned(made, at=300_000_000_000),
        lambda made: key_of().cosign("another text\n", 1).line,
        lambda made: key_of().sign(full_note(made).decode()).line,
    ],
)
def test_an_answer_that_is_not_the_signature_of_the_witness_counts_for_nothing(policy, wrong):
    made = sign()
    with answering(200, wrong if isinstance(wrong, str) else wrong(made)) as url:
        policy(policy_of((NAME, 7, url)))
        assert ask(made) == 0
    assert not LogCosignature.objects.exists()


def test_among_other_lines_the_signature_of_the_witness_is_found(policy):
    made = sign()
    lines = "hello\n" + cosigned(made, key_of("other.example")) + key_of().cosign("else\n", 1).line + cosigned(made)
    with answering(200, lines) as url:
        policy(policy_of((NAME, 7, url)))
        assert ask(made) == 1
    assert Signature.of_line(LogCosignature.objects.get().line) == Signature.of_line(cosigned(made).strip())


@pytest.mark.parametrize("status", [302, 400, 403, 404, 422, 500, 503])
def test_an_error_of_a_witness_counts_for_nothing(policy, status):
    made = sign()
    with answering(status, cosigned(made)) as url:
        policy(policy_of((NAME, 7, url)))
        assert ask(made) == 0


def test_a_conflict_without_a_size_counts_for_nothing(policy):
    made = sign()
    with answering(409, "5\n") as url:
        policy(policy_of((NAME, 7, url)))
        assert ask(made) == 0


def test_a_huge_answer_counts_for_nothing(policy):
    made = sign()
    with answering(200, "x" * 300_000 + "\n" + cosigned(made)) as url:
        policy(policy_of((NAME, 7, url)))
        assert ask(made) == 0


def test_a_witness_that_drips_does_not_hold_up_the_others(tmp_path, policy, monkeypatch):
    monkeypatch.setattr(asking, "LONGEST_SECONDS", 0.5)

    def drip(line, stop):
        line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 50000\r\n\r\n")
        while not stop.wait(0.05):
            line.sendall(b"x")

    made = sign()
    with raw(drip) as slow, served(witness_app(tmp_path, log_keys())) as url:
        policy(policy_of(("slow.example", 3, slow), (NAME, 7, url)))
        assert ask(made) == 1


def test_nobody_is_a_witness_without_a_list(keys):
    assert read_policy().witnesses == witness_policy().witnesses == {}
    assert ask(sign()) == 0


def test_the_published_policy_names_the_witnesses_and_the_keys_of_every_log(policy, settings):
    """It asks for no quorum: receipts made before a witness came stay good."""
    settings.ADDRESS = "https://voice.example"
    sign()
    sign(first=2, now=NOW + timedelta(days=60))
    policy(
        policy_of(("a.example", 1, "https://a.example/w"), ("b.example", 2, "")).replace(
            "quorum none", "group both all a.example b.example\ngroup one 1 both\nquorum one"
        )
    )
    read = parse_policy(published_policy())
    assert (read.witnesses, read.groups, read.quorum) == (read_policy().witnesses, {}, "none")
    assert [(one.key.name, one.url) for one in read.logs] == [
        ("voice.example/log/2026", "https://voice.example/log/2026"),
        ("voice.example/log/2027", "https://voice.example/log/2027"),
    ]


def test_an_office_without_an_address_publishes_keys_without_one(keys):
    sign()
    assert [one.url for one in parse_policy(published_policy()).logs] == [""]


def test_an_office_without_a_log_publishes_a_policy_that_trusts_nobody(keys):
    assert published_policy() == "quorum none\n"


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"# ours\nwitness x\nquorum none\n", "2"),
        (b"", "1"),
        ("# 见证人\n# 县人大\nquorum none\n".encode("gbk"), 1),
        (b"# one\n# two\n\xff\nquorum none\n", 3),
    ],
)
def test_a_broken_list_is_a_sentence_with_its_line(keys, tmp_path, data, line):
    (tmp_path / witnessing.FILE).write_bytes(data)
    with pytest.raises(PolicyBroken) as caught:
        read_policy()
    assert caught.value.data["line"] == line
    assert f"Line {line} of the list of witnesses" in caught.value.say("en")
    assert f"第 {line} 行" in caught.value.say("zh-hans")


def test_with_a_broken_list_the_worker_goes_on_signing_and_says_so_once(policy, tmp_path, caplog, settings):
    settings.LOG_FOLDER = str(tmp_path / "files")
    policy("witness\nquorum none\n")
    for first in (1, 2, 3):
        say(first=first)
        assert len(keep(now=NOW)) == 1
    assert (tmp_path / "files" / "2026" / "checkpoint").exists()
    assert len(warnings(caplog)) == 1
    assert "Line 1 of the list of witnesses" in warnings(caplog)[0]
    policy("quorum none\nquorum none\n")
    keep(now=NOW)
    assert "Line 2 of the list" in warnings(caplog)[1]


def test_a_mended_list_is_used_and_a_later_fault_told_again(tmp_path, policy, caplog):
    sign()
    policy("witness\nquorum none\n")
    keep(now=NOW)
    with served(witness_app(tmp_path, log_keys())) as url:
        policy(policy_of((NAME, 7, url)))
        keep(now=NOW)
    assert len(sizes()) == 1
    policy("witness\nquorum none\n")
    keep(now=NOW)
    assert len(warnings(caplog)) == 2


def test_files_get_the_signatures_that_come_late(tmp_path, policy, settings):
    settings.LOG_FOLDER = str(tmp_path / "files")
    sign()
    keep(now=NOW)
    before = (tmp_path / "files" / "2026" / "checkpoint").read_bytes()
    with served(witness_app(tmp_path, log_keys())) as url:
        policy(policy_of((NAME, 7, url)))
        keep(now=NOW)
    after = (tmp_path / "files" / "2026" / "checkpoint").read_bytes()
    assert after.startswith(before)
    assert f"— {NAME} " in after.decode()
