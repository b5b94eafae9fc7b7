from base64 import b64decode, b64encode
from datetime import UTC, datetime
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from huiying.core.translog.errors import LogFault, Malformed, NotProved
from huiying.core.translog.note import (
    COSIGNATURE,
    ED25519,
    Note,
    Signature,
    SigningKey,
    VerifierKey,
    b64,
    is_name,
    verified,
)

KEY = SigningKey("voices.example/log/2026", bytes(range(32)))
OTHER = SigningKey("other.example", b"o" * 32)
TEXT = "voices.example/log/2026\n3\nsomething\n"
GO_VKEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
GO_NOTE = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
"""The example of Go's package note, which the standard was taken from."""


def line(name="a", blob=b"idid" + b"signature", dash="—"):
    return f"{dash} {name} {b64encode(blob).decode()}\n"


def signed(text, *keys):
    return Note(text, tuple(key.sign(text) for key in keys))


def test_the_example_of_go_is_opened():
    note, key = Note.of_data(GO_NOTE.encode()), VerifierKey.of_vkey(GO_VKEY)
    assert verified(note, [key]) == [(key, 0)]
    assert (note.data.decode(), key.vkey) == (GO_NOTE, GO_VKEY)


def test_a_note_is_its_text_a_blank_line_and_signatures():
    note = signed(TEXT, KEY)
    public = Ed25519PrivateKey.from_private_bytes(KEY.seed).public_key()
    key_id = sha256(KEY.name.encode() + b"\n\x01" + public.public_bytes_raw()).digest()[:4]
    top, last = note.data.rsplit(b"\n\n", 1)
    words = last.decode().split(" ")
    assert (top + b"\n", words[:2]) == (TEXT.encode(), ["—", KEY.name])
    blob = b64decode(words[2])
    assert (blob[:4], len(blob), last[-1:]) == (key_id, 68, b"\n")
    public.verify(blob[4:], TEXT.encode())
    assert Note.of_data(note.data) == note


def test_text_and_signatures_part_at_the_last_blank_line():
    text = "one\n\n— looks like a signature\n\ntwo\n\n"
    note = signed(text, KEY)
    assert Note.of_data(note.data).text == text
    assert [key for key, _ in verified(Note.of_data(note.data), [KEY.verifier])] == [KEY.verifier]


@pytest.mark.parametrize("count", [1, 16, 100])
def test_as_many_as_a_hundred_signatures_are_accepted(count):
    keys = [SigningKey(f"key{n}", bytes([n + 1]) * 32) for n in range(count)]
    note = Note.of_data(signed(TEXT, *keys).data)
    assert [key for key, _ in verified(note, [key.verifier for key in keys])] == [key.verifier for key in keys]


def test_more_than_a_hundred_signatures_and_more_than_a_million_bytes_are_refused():
    with pytest.raises(Malformed, match=r"^note$"):
        Note.of_data(("text\n\n" + line() * 101).encode())
    fits = "x" * (1_000_000 - len(("\n\n" + line()).encode())) + "\n\n" + line()
    assert len(Note.of_data(fits.encode()).text) > 900_000
    with pytest.raises(Malformed, match=r"^note$"):
        Note.of_data(b"x" + fits.encode())


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "note"),
        (b"text\n", "note"),
        (b"text\n\n", "note"),
        (b"text\n" + line().encode(), "note"),
        (b"text\n\n" + line().encode()[:-1], "note"),
        (b"text\n\n" + line().encode() + b"\n", "note"),
        (b"te\xffxt\n\n" + line().encode(), "note"),
        (b"te\x00xt\n\n" + line().encode(), "control_character"),
        (b"te\x1fxt\n\n" + line().encode(), "control_character"),
        (b"te\txt\n\n" + line().encode(), "control_character"),
        (b"text\r\n\r\n" + line().encode(), "control_character"),
        (b"text\n\n" + line(dash="-").encode(), "signature_line"),
        (b"text\n\n" + line(dash="–").encode(), "signature_line"),
        (b"text\n\n" + line(dash="").encode(), "signature_line"),
        (b"text\n\n" + line(name="a b").encode(), "signature_line"),
        (b"text\n\n" + line(name="a+b").encode(), "signature_line"),
        (b"text\n\n" + line(name="").encode(), "signature_line"),
        (b"text\n\n" + line(name="a\u00a0b").encode(), "signature_line"),
        (b"text\n\n" + line(name="a\u3000").encode(), "signature_line"),
        (b"text\n\n" + line(blob=b"idid").encode(), "signature_line"),
        (b"text\n\n" + line(blob=b"").encode(), "signature_line"),
        ("text\n\n— a\n".encode(), "signature_line"),
        ("text\n\n— a !!!!\n".encode(), "base64"),
        ("text\n\n— a 签名\n".encode(), "base64"),
        (b"text\n\n" + line().encode() + b"trailing\n", "signature_line"),
    ],
)
def test_a_note_without_the_form_is_refused(data, reason):
    with pytest.raises(Malformed) as fault:
        Note.of_data(data)
    assert fault.value.reason == reason


def test_what_the_standard_does_not_forbid_is_read():
    note = Note.of_data(("回应\x7f\n\n" + line(name="证人", blob=b"ididx")).encode())
    assert note == Note("回应\x7f\n", (Signature("证人", b"idid", b"x"),))


def test_signatures_of_unknown_keys_are_passed_over():
    same_name = SigningKey(KEY.name, b"n" * 32)
    forged = Signature("other name", KEY.verifier.key_id, b"x" * 64)
    note = signed(TEXT, OTHER, same_name, KEY)
    note = Note(TEXT, (forged, *note.signatures))
    assert verified(note, [KEY.verifier]) == [(KEY.verifier, 0)]
    assert verified(note, []) == []


def test_a_wrong_signature_by_a_known_key_rejects_the_note():
    good, bad = KEY.sign(TEXT), Signature(KEY.name, KEY.verifier.key_id, b"x" * 64)
    for order in [(good, bad), (bad, good), (bad,), (good, KEY.sign("another text\n"))]:
        with pytest.raises(NotProved) as fault:
            verified(Note(TEXT, order), [KEY.verifier])
        assert (fault.value.reason, fault.value.about) == ("signature", KEY.name)


@pytest.mark.parametrize("blob", [b"x", b"x" * 63, b"x" * 65, b"x" * 72])
def test_a_signature_of_another_length_is_wrong(blob):
    for key in (KEY.verifier, KEY.cosigner):
        with pytest.raises(NotProved, match="signature"):
            key.signed(TEXT, Signature(key.name, key.key_id, blob))


def test_a_key_that_signed_twice_counts_once_with_its_latest_time():
    note = Note(TEXT, (KEY.cosign(TEXT, 7), KEY.sign(TEXT), KEY.cosign(TEXT, 9), KEY.cosign(TEXT, 8), KEY.sign(TEXT)))
    assert verified(note, [KEY.verifier, KEY.cosigner]) == [(KEY.cosigner, 9), (KEY.verifier, 0)]


def test_a_cosignature_is_the_time_and_ed25519_over_time_and_text():
    at = 1_679_315_147
    signature = KEY.cosign(TEXT, at)
    assert (len(signature.blob), signature.blob[:8]) == (72, bytes.fromhex("00000000641850cb"))
    public = Ed25519PrivateKey.from_private_bytes(KEY.seed).public_key().public_bytes_raw()
    message = b"cosignature/v1\ntime 1679315147\n" + TEXT.encode()
    Ed25519PublicKey.from_public_bytes(public).verify(signature.blob[8:], message)
    assert signature.key_id == sha256(KEY.name.encode() + b"\n\x04" + public).digest()[:4]
    assert KEY.cosigner.signed(TEXT, signature) == at


def test_a_changed_time_or_a_plain_signature_is_no_cosignature():
    signature = KEY.cosign(TEXT, 5)
    for blob in (bytes(8) + signature.blob[8:], bytes(8) + KEY.sign(TEXT).blob, KEY.sign(TEXT).blob):
        with pytest.raises(NotProved):
            KEY.cosigner.signed(TEXT, Signature(KEY.name, KEY.cosigner.key_id, blob))
    with pytest.raises(NotProved):
        KEY.verifier.signed(TEXT, signature)


def test_a_cosignature_from_beyond_the_last_second_is_refused():
    last = 253_402_300_799
    assert datetime.fromtimestamp(last, UTC).year == 9999
    assert KEY.cosigner.signed(TEXT, KEY.cosign(TEXT, last)) == last
    with pytest.raises(NotProved) as fault:
        KEY.cosigner.signed(TEXT, KEY.cosign(TEXT, last + 1))
    assert (fault.value.reason, fault.value.about) == ("signature", KEY.name)


def test_a_plain_signature_of_a_text_that_looks_like_a_cosigned_one_is_another_key():
    looks = Note(TEXT, (KEY.sign(f"cosignature/v1\ntime 0\n{TEXT}"),))
    assert verified(looks, [KEY.cosigner]) == []


def key_with_plus():
    return next(
        key
        for n in range(1, 256)
        if "+" in (key := SigningKey("voices.example", bytes([n]) * 32)).verifier.vkey.split("+", 2)[2]
    )


def test_a_plus_within_the_base64_is_part_of_the_key():
    key = key_with_plus().verifier
    assert key.vkey.count("+") > 2
    assert VerifierKey.of_vkey(key.vkey) == key
    assert VerifierKey.of_vkey(f"  {key.vkey}\n") == key


@pytest.mark.parametrize("kind", [ED25519, COSIGNATURE])
def test_a_key_as_one_word_is_name_id_and_base64(kind):
    key = VerifierKey(KEY.name, KEY.verifier.public, kind)
    name, key_id, blob = key.vkey.split("+", 2)
    assert (name, key_id) == (KEY.name, key.key_id.hex())
    assert b64decode(blob) == bytes([kind]) + key.public
    assert VerifierKey.of_vkey(key.vkey) == key


def vkey_of(blob, name="a"):
    key_id = sha256(name.encode() + b"\n" + blob).hexdigest()[:8]
    return f"{name}+{key_id}+{b64encode(blob).decode()}"


@pytest.mark.parametrize(
    ("vkey", "reason"),
    [
        ("", "key"),
        ("a", "key"),
        ("a+00000000", "key"),
        ("a+00000000+", "key"),
        ("a+00000000+!", "base64"),
        (vkey_of(b"\x02" + b"k" * 32), "key"),
        (vkey_of(b"\x00" + b"k" * 32), "key"),
        (vkey_of(b"\x01" + b"k" * 31), "key"),
        (vkey_of(b"\x01" + b"k" * 33), "key"),
        (vkey_of(b"\x01"), "key"),
        (vkey_of(b"\x01" + b"k" * 32, name=""), "key"),
        (vkey_of(b"\x01" + b"k" * 32, name="a b"), "key"),
        (vkey_of(b"\x01" + b"k" * 32).replace("a+", "b+", 1), "key"),
        ("\ud800+00000000+" + b64encode(b"\x01" + b"k" * 32).decode(), "key"),
    ],
)
def test_a_key_without_the_form_is_refused(vkey, reason):
    with pytest.raises(Malformed) as fault:
        VerifierKey.of_vkey(vkey)
    assert fault.value.reason == reason


def test_the_id_of_a_key_is_written_in_small_letters():
    keys = (SigningKey("a", bytes([n]) * 32).verifier for n in range(1, 99))
    name, key_id, blob = next(key for key in keys if not key.key_id.hex().isdecimal()).vkey.split("+", 2)
    with pytest.raises(Malformed, match="key"):
        VerifierKey.of_vkey(f"{name}+{key_id.upper()}+{blob}")


@given(st.text(max_size=60))
def test_any_text_is_a_key_or_refused(text):
    with pytest.raises(LogFault):
        VerifierKey.of_vkey(text)


@pytest.mark.parametrize("text", ["YQ", "YQ=", "YQ==\n", " YQ==", "YQ==YQ==", "YR==", "Y-==", "Y_==", "YQ===", "路"])
def test_base64_has_one_form(text):
    with pytest.raises(Malformed) as fault:
        b64(text)
    assert fault.value.reason == "base64"
    assert (b64("YQ=="), b64(""), b64("+/8=")) == (b"a", b"", b"\xfb\xff")


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\n", "a\u2003", "a\u0085", "\ud800", "a\udfff"])
def test_a_name_has_no_blank_no_plus_and_no_half_character(name):
    assert not is_name(name)
    assert all(is_name(good) for good in ["a", "voices.example/log/2026", "证人", "a\u200b", "\U0001f600"])


LINES = st.sampled_from([line(), "\n", "text\n", "— ", "— a ", "YQ==\n", KEY.sign("text\n").line])


@given(st.binary(max_size=80) | st.lists(LINES | st.text(max_size=5), max_size=8).map("".join).map(str.encode))
def test_any_bytes_are_a_note_or_refused(data):
    try:
        note = Note.of_data(data)
        verified(note, [KEY.verifier, KEY.cosigner])
    except LogFault:
        return
    assert note.data == data
