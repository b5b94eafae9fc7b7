from base64 import b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiying.core.translog.checkpoint import Checkpoint, open_checkpoint
from huiying.core.translog.errors import LogFault, Malformed, NotProved
from huiying.core.translog.note import Note, Signature, SigningKey
from tests.core.translog.logs import LOG_KEY, ORIGIN, WITNESS_KEYS, flips

ROOT = bytes(range(32))
ROOT_TEXT = b64encode(ROOT).decode()
MOST = (1 << 63) - 1
HEAD = Checkpoint(ORIGIN, 5, ROOT)
LOG = LOG_KEY.verifier


def signed(head, *keys):
    return Note(head.text, tuple(key.sign(head.text) for key in keys)).data


@pytest.mark.parametrize(
    ("text", "head"),
    [
        (f"{ORIGIN}\n5\n{ROOT_TEXT}\n", HEAD),
        (f"{ORIGIN}\n0\n{ROOT_TEXT}\n", Checkpoint(ORIGIN, 0, ROOT)),
        (f"{ORIGIN}\n{MOST}\n{ROOT_TEXT}\n", Checkpoint(ORIGIN, MOST, ROOT)),
        (f"a name with blanks\n10\n{ROOT_TEXT}\n", Checkpoint("a name with blanks", 10, ROOT)),
        (f"{ORIGIN}\n5\n{ROOT_TEXT}\nmore\nand more\n", Checkpoint(ORIGIN, 5, ROOT, ("more", "and more"))),
    ],
)
def test_a_checkpoint_is_origin_size_root_and_what_else_there_is(text, head):
    assert (Checkpoint.of_text(text), head.text) == (head, text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "checkpoint"),
        (f"{ORIGIN}\n5\n{ROOT_TEXT}", "checkpoint"),
        (f"{ORIGIN}\n5\n", "checkpoint"),
        (f"\n5\n{ROOT_TEXT}\n", "checkpoint"),
        (f"{ORIGIN}\n05\n{ROOT_TEXT}\n", "checkpoint"),
        (f"{ORIGIN}\n-5\n{ROOT_TEXT}\n", "checkpoint"),
        (f"{ORIGIN}\n+5\n{ROOT_TEXT}\n", "checkpoint"),
        (f"{ORIGIN}\n5 \n{ROOT_TEXT}\n", "checkpoint"),
        (f"{ORIGIN}\n٥\n{ROOT_TEXT}\n", "checkpoint"),
        (f"{ORIGIN}\n\n{ROOT_TEXT}\n", "checkpoint"),
        (f"{ORIGIN}\n{MOST + 1}\n{ROOT_TEXT}\n", "checkpoint"),
        (f"{ORIGIN}\n{10**19}\n{ROOT_TEXT}\n", "checkpoint"),
        (f"{ORIGIN}\n{'9' * 5000}\n{ROOT_TEXT}\n", "checkpoint"),
        (f"{ORIGIN}\n5\n\n", "checkpoint"),
        (f"{ORIGIN}\n5\n{ROOT_TEXT}\n\n", "checkpoint"),
        (f"{ORIGIN}\n5\n{ROOT_TEXT}\n\nmore\n", "checkpoint"),
        (f"{ORIGIN}\n5\n{b64encode(ROOT[:31]).decode()}\n", "checkpoint"),
        (f"{ORIGIN}\n5\n{b64encode(ROOT + b'x').decode()}\n", "checkpoint"),
        (f"{ORIGIN}\n5\n{ROOT_TEXT[:-1]}\n", "base64"),
        (f"{ORIGIN}\n5\n{ROOT_TEXT[:-2]}9=\n", "base64"),
    ],
)
def test_a_checkpoint_without_the_form_is_refused(text, reason):
    with pytest.raises(Malformed) as fault:
        Checkpoint.of_text(text)
    assert fault.value.reason == reason


@given(st.text(max_size=80) | st.lists(st.sampled_from(["a", "5", "0", "", ROOT_TEXT])).map("\n".join))
def test_any_text_is_a_checkpoint_or_refused(text):
    try:
        head = Checkpoint.of_text(text)
    except LogFault:
        return
    assert head.text == text


def test_a_checkpoint_that_its_log_signed_is_opened():
    note = Note(HEAD.text, (WITNESS_KEYS[0].cosign(HEAD.text, 7), LOG_KEY.sign(HEAD.text)))
    assert open_checkpoint(note.data, [LOG]) == (HEAD, note)


def test_any_of_several_keys_of_the_log_may_have_signed():
    new = SigningKey(ORIGIN, b"n" * 32)
    for data in (signed(HEAD, LOG_KEY), signed(HEAD, new), signed(HEAD, new, LOG_KEY)):
        assert open_checkpoint(data, [LOG, new.verifier])[0] == HEAD


@pytest.mark.parametrize(
    ("keys", "trusted"),
    [
        ([LOG_KEY], []),
        ([WITNESS_KEYS[0]], [LOG]),
        ([WITNESS_KEYS[0]], [LOG, WITNESS_KEYS[0].verifier]),
        ([SigningKey(ORIGIN, b"n" * 32)], [LOG]),
        ([SigningKey("another.example", LOG_KEY.seed)], [LOG, SigningKey("another.example", LOG_KEY.seed).verifier]),
    ],
)
def test_a_checkpoint_that_its_log_did_not_sign_is_refused(keys, trusted):
    with pytest.raises(NotProved) as fault:
        open_checkpoint(signed(HEAD, *keys), trusted)
    assert (fault.value.reason, fault.value.about) == ("not_signed", ORIGIN)


def test_a_cosignature_by_the_key_of_the_log_is_not_its_signature():
    data = Note(HEAD.text, (LOG_KEY.cosign(HEAD.text, 7),)).data
    with pytest.raises(NotProved, match="not_signed"):
        open_checkpoint(data, [LOG, LOG_KEY.cosigner])


def test_a_wrong_signature_of_the_log_is_refused_even_beside_a_good_one():
    new = SigningKey(ORIGIN, b"n" * 32)
    note = Note(HEAD.text, (LOG_KEY.sign(HEAD.text), Signature(ORIGIN, new.verifier.key_id, b"x" * 64)))
    with pytest.raises(NotProved) as fault:
        open_checkpoint(note.data, [LOG, new.verifier])
    assert fault.value.reason == "signature"
    assert open_checkpoint(note.data, [LOG])[0] == HEAD


def test_every_changed_bit_of_a_signed_checkpoint_is_noticed():
    for changed in flips(signed(HEAD, LOG_KEY)):
        with pytest.raises(LogFault):
            open_checkpoint(changed, [LOG])
