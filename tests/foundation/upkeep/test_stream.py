"""The sealed file of a backup: what is whole opens with its key, and nothing else opens."""

import io
import os

import pytest

from huiying.foundation.upkeep import stream
from huiying.foundation.upkeep.errors import BadBackupKey, CannotOpen, NoBackupKey
from huiying.foundation.upkeep.locks import (
    PUBLIC,
    Identity,
    OwnKey,
    Passphrase,
    Recipient,
    fingerprint,
    key_in,
    new_pair,
)
from huiying.foundation.upkeep.stream import OpeningReader, SealingWriter, read_header

KEY = OwnKey(bytes(range(32)))
SALT = bytes(32)
PIECE = 64


@pytest.fixture(autouse=True)
def _small_pieces(monkeypatch):
    monkeypatch.setattr(stream, "PIECE_BYTES", PIECE)


def sealed(data, lock=KEY, salt=SALT):
    target = io.BytesIO()
    writer = SealingWriter(target, lock, salt)
    for start in range(0, len(data), 50):
        writer.write(data[start : start + 50])
    writer.finish()
    return target.getvalue()


def opened(file, key=KEY):
    source = io.BytesIO(file)
    found = read_header(source)
    if found is None:
        return None
    head, header = found
    salt = bytes.fromhex(header["salt"])
    reader = OpeningReader(source, head, key.open(salt, header), salt)
    data = io.BufferedReader(reader, 7).read()
    reader.drain()
    return data


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, 200])
def test_what_is_sealed_opens_as_it_was(size):
    data = os.urandom(size)
    assert opened(sealed(data)) == data


def test_every_changed_byte_is_found():
    file = sealed(b"x" * 150)
    for at in range(len(file)):
        changed = file[:at] + bytes([file[at] ^ 1]) + file[at + 1 :]
        try:
            assert opened(changed) is None, f"byte {at}"
        except CannotOpen:
            continue


def test_a_file_that_was_cut_off_lengthened_or_reordered_does_not_open():
    file, start = sealed(b"x" * 200), len(sealed(b"")) - stream.TAG_BYTES
    whole = PIECE + stream.TAG_BYTES
    pieces = [file[at : at + whole] for at in range(start, len(file), whole)]
    wrong = [pieces[:-1], pieces[:1], [], [pieces[1], pieces[0], *pieces[2:]], [*pieces, pieces[-1]], pieces[1:]]
    for some in wrong:
        with pytest.raises(CannotOpen):
            opened(file[:start] + b"".join(some))


def test_two_files_of_one_key_share_nothing():
    one, other = (sealed(b"x" * 100, salt=salt) for salt in (b"\x01" * 32, b"\x02" * 32))
    assert one[-100:] != other[-100:]


def test_another_key_does_not_open_it():
    with pytest.raises(CannotOpen):
        opened(sealed(b"words"), OwnKey(b"k" * 32))


def test_a_passphrase_opens_what_it_sealed_and_another_does_not():
    file = sealed(b"words", Passphrase("correct horse battery"))
    assert opened(file, Passphrase("correct horse battery")) == b"words"
    with pytest.raises(CannotOpen):
        opened(file, Passphrase("correct horse batterz"))


@pytest.mark.parametrize("numbers", [{"n": 2**40, "r": 8, "p": 1}, {"n": "x", "r": 8, "p": 1}, {}])
def test_a_passphrase_that_would_cost_any_memory_is_not_tried(numbers):
    with pytest.raises(CannotOpen):
        Passphrase("correct horse battery").open(SALT, numbers)


def test_a_public_line_seals_what_its_secret_alone_opens(tmp_path):
    public = new_pair(tmp_path / "secret")
    (tmp_path / "public").write_text(public + "\n")
    lock, key = key_in(tmp_path / "public"), key_in(tmp_path / "secret")
    assert public.startswith(PUBLIC)
    assert (type(lock), type(key)) == (Recipient, Identity)
    assert opened(sealed(b"words", lock), key) == b"words"
    assert opened(sealed(b"words", key), key) == b"words"
    for wrong in (lock, Identity(os.urandom(32))):
        with pytest.raises(CannotOpen):
            opened(sealed(b"words", lock), wrong)
    assert (tmp_path / "secret").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("header", [{}, {"ephemeral": "zz"}, {"ephemeral": None}, {"ephemeral": "00" * 31}])
def test_a_secret_key_refuses_a_header_without_its_counterpart(header):
    with pytest.raises(CannotOpen):
        Identity(os.urandom(32)).open(SALT, header)


@pytest.mark.parametrize("text", ["", "too short", PUBLIC + "AAAA", PUBLIC + "?", b"\xff\xfe"])
def test_a_file_that_holds_no_key_is_refused(tmp_path, text):
    (tmp_path / "key").write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(BadBackupKey):
        key_in(tmp_path / "key")


def test_a_key_file_is_read_for_what_it_holds(tmp_path):
    (tmp_path / "hex").write_text("ab" * 32 + "\n")
    (tmp_path / "words").write_text("a long passphrase of ours\nsecond line\n")
    assert key_in(tmp_path / "hex") == OwnKey(b"\xab" * 32)
    assert key_in(tmp_path / "words") == Passphrase("a long passphrase of ours")
    with pytest.raises(NoBackupKey):
        key_in(tmp_path / "nothing")


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", stream.MAGIC, stream.MAGIC + b"{}\n", stream.MAGIC + b"no\n"])
def test_another_file_is_no_backup(data):
    assert read_header(io.BytesIO(data)) is None


def test_a_fingerprint_tells_keys_apart_and_is_not_the_key():
    assert fingerprint(b"a" * 32) == fingerprint(b"a" * 32) != fingerprint(b"b" * 32)
    assert (b"a" * 4).hex() not in fingerprint(b"a" * 32)
