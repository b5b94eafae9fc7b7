"""The key of the log on another machine: the office asks it, checks what it answers, and goes on without it."""

import pytest

from huiying.core.translog.checkpoint import open_checkpoint
from huiying.core.translog.note import SigningKey, VerifierKey
from huiying.core.translog.policy import parse_policy
from huiying.core.translog.receipt import verify_receipt
from huiying.core.translog.step import Step
from huiying.faces.witness.serving import Answer
from huiying.foundation.ledger.log import asking, head, signing
from huiying.foundation.ledger.log.checkpointing import checkpoint_logs
from huiying.foundation.ledger.log.errors import SignerSilent
from huiying.foundation.ledger.log.keeping import make_first_key
from huiying.foundation.ledger.log.reading import receipt_of
from huiying.foundation.ledger.log.witnessing import published_policy
from huiying.foundation.ledger.models import Log, LogCheckpoint, LogEntry, LogKey
from tests.faces.witness.asking import served
from tests.faces.witness.log import Log as Elsewhere
from tests.faces.witness.log import entry
from tests.foundation.ledger.log.conftest import NOW, say
from tests.foundation.ledger.log.parties import TOKEN, nobody, raw, signer_app

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def use(keys, settings):
    """Names a signer for the office."""

    def named(url, key, token=TOKEN):
        settings.SIGNER_URL, settings.SIGNER_KEY, settings.SIGNER_TOKEN = url, key.verifier.vkey, token

    (keys / "ledger-1").unlink()
    return named


def sign(first=1, count=1):
    say(count, first=first)
    return checkpoint_logs(now=NOW)


def why(first=1):
    with pytest.raises(SignerSilent) as caught:
        sign(first)
    return caught.value.data["why"]


def test_the_other_machine_signs_one_checkpoint_after_the_other(tmp_path, use):
    app = signer_app(tmp_path)
    (event,) = say()
    with served(app) as url:
        use(url, app.key)
        (first,) = checkpoint_logs(now=NOW)
        (second,) = sign(first=2, count=300)
    key = SigningKey("localhost/log/2026", app.key.seed).verifier
    assert LogKey.objects.get().vkey == key.vkey
    assert [open_checkpoint(bytes(one.note), [key])[0].size for one in (first, second)] == [1, 302]
    assert verify_receipt(receipt_of(event), parse_policy(published_policy())).head.size == 302


def test_an_office_with_a_signer_makes_no_key_of_its_own(keys, use, tmp_path):
    use(nobody(), signer_app(tmp_path).key)
    make_first_key()
    assert not (keys / "ledger-1").exists()


def test_with_a_wrong_token_nothing_is_signed(tmp_path, use):
    app = signer_app(tmp_path)
    with served(app) as url:
        use(url, app.key, token="not-the-token-of-it")
        assert why() == 401
    assert not LogCheckpoint.objects.exists()
    assert app.heads.all() == []


def test_the_sentence_names_the_machine_and_says_that_the_log_goes_on(tmp_path, use):
    use("http://127.0.0.1:1", signer_app(tmp_path).key)
    with pytest.raises(SignerSilent) as caught:
        sign()
    assert "http://127.0.0.1:1, did not sign (ConnectionRefusedError). The log goes on" in caught.value.say("en")


def test_a_silent_signer_is_caught_up_with_when_it_is_back(tmp_path, use):
    app = signer_app(tmp_path)
    with served(app) as url:
        use(url, app.key)
        sign()
    assert why(first=2) == "ConnectionRefusedError"
    assert why(first=3) == "ConnectionRefusedError"
    with served(app) as url:
        use(url, app.key)
        (made,) = sign(first=4)
    assert (made.size, Log.objects.get().size) == (5, 5)


def test_a_signature_that_got_lost_on_the_way_is_asked_for_again(tmp_path, use):
    """The signer has signed 3 and the office never heard: it says where it stands, and the office proves from there."""
    app = signer_app(tmp_path)
    lost = []

    def forgetful(request):
        answer = app(request)
        lost.append(answer)
        return Answer(503) if len(lost) == 2 else answer

    with served(forgetful) as url:
        use(url, app.key)
        sign()
        assert why(first=2) == 503
        (made,) = sign(first=3)
    assert [answer.status for answer in lost] == [200, 200, 409, 200]
    assert made.size == 4


def test_an_answer_lost_without_anything_new_since_is_asked_for_again(tmp_path, use):
    app = signer_app(tmp_path)
    lost = []
    with served(lambda request: lost.append(app(request)) or (Answer(503) if len(lost) == 1 else lost[-1])) as url:
        use(url, app.key)
        assert why() == 503
        (made,) = checkpoint_logs(now=NOW)
    assert made.size == 1


def test_a_signer_that_has_seen_more_refuses(tmp_path, use, keys):
    app = signer_app(tmp_path)
    with served(app) as url:
        use(url, app.key)
        sign(count=5)
        (keys / head.FILE).unlink()
        app.heads.advance(*further(app))
        assert why(first=6) == 409
    assert LogCheckpoint.objects.count() == 1


def further(app):
    """A step that the signer took for a log that went on elsewhere."""
    stored = [bytes(one) for one in LogEntry.objects.order_by("idx").values_list("entry", flat=True)][:5]
    log = Elsewhere([*stored, *(entry(n) for n in range(20))], origin="localhost/log/2026")
    return Step(5, tuple(log.consistency(5, 25)), b""), log.head(25), 0


def test_a_fork_is_refused_also_where_the_sizes_fit(tmp_path, use):
    app = signer_app(tmp_path)
    with served(app) as url:
        use(url, app.key)
        sign(count=5)
        app.heads.advance(*further(app))
        say(30, first=6)
        with pytest.raises(SignerSilent) as caught:
            checkpoint_logs(now=NOW)
    assert caught.value.data["why"] == 422


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "nothing\n",
        lambda app, text: SigningKey("localhost/log/2026", bytes(32)).sign(text).line,
        lambda app, text: SigningKey("localhost", app.key.seed).sign(text).line,
        lambda app, text: SigningKey("localhost/log/2026", app.key.seed).sign("another\n").line,
        lambda app, text: SigningKey("localhost/log/2026", app.key.seed).cosign(text, 1).line,
    ],
)
def test_what_is_not_the_signature_of_the_known_key_is_not_kept(tmp_path, use, wrong):
    app = signer_app(tmp_path)

    def answer(request):
        text = request.body.partition(b"\n\n")[2].decode()
        return Answer(200, wrong if isinstance(wrong, str) else wrong(app, text))

    with served(answer) as url:
        use(url, app.key)
        assert why() == "signature"
    assert not LogCheckpoint.objects.exists()


def test_an_answer_that_is_no_text_is_not_kept(tmp_path, use):
    with raw(lambda line, _stop: line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n\xff\xfe")) as url:
        use(url, signer_app(tmp_path).key)
        assert why() == "signature"


def test_a_signer_that_hangs_gives_up_the_round_alone(tmp_path, use, monkeypatch):
    monkeypatch.setattr(asking, "TIMEOUT_SECONDS", 0.3)
    with raw(lambda _line, stop: stop.wait(5)) as url:
        use(url, signer_app(tmp_path).key)
        assert why() == "TimeoutError"


def test_a_new_key_gets_a_number_that_none_has_had(keys):
    signing.make_key()
    signing.take_away_key(keys / "ledger-2")
    assert signing.make_key() == keys / "ledger-3"
    assert [path.name for path in signing.key_files()] == ["ledger-1", "ledger-3"]
    assert (keys / "retired-ledger-2").exists()


def test_files_that_are_no_keys_are_left_alone(keys):
    for name in ("ledger-0", "ledger-x", "ledger-2.bak", "ledger-99999"):
        (keys / name).write_text("x")
    assert [path.name for path in signing.key_files()] == ["ledger-1"]
    assert isinstance(signing.local_keys("localhost/log/2026")[0].verifier, VerifierKey)
