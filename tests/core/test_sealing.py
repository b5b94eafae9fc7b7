"""Sealed fields open with their own key in their own place, and with nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiying.core.sealing import WrongKeyOrChanged, aad, open_sealed, seal

KEY, OTHER_KEY, NONCE = b"k" * 32, b"o" * 32, b"n" * 12
PLACE = aad("identity", "phone", 7, 1)


def test_the_published_vector():
    """GCM specification (McGrew and Viega 2005), test case 16: AES-256 with additional data."""
    key = bytes.fromhex("feffe9928665731c6d6a8f9467308308" * 2)
    plaintext = bytes.fromhex(
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
        "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"
    )
    extra, nonce = bytes.fromhex("feedfacedeadbeeffeedfacedeadbeefabaddad2"), bytes.fromhex("cafebabefacedbaddecaf888")
    sealed = seal(key, plaintext, extra, nonce)
    assert sealed.hex() == (
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
        "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
        "76fc6ece0f4e1768cddf8853bb2d551b"
    )
    assert open_sealed(key, sealed, extra, nonce) == plaintext


@given(st.binary(max_size=200))
def test_what_was_sealed_opens(plaintext):
    assert open_sealed(KEY, seal(KEY, plaintext, PLACE, NONCE), PLACE, NONCE) == plaintext


@given(st.binary(max_size=40), st.data())
def test_one_flipped_bit_does_not_open(plaintext, data):
    sealed = bytearray(seal(KEY, plaintext, PLACE, NONCE))
    bit = data.draw(st.integers(0, len(sealed) * 8 - 1))
    sealed[bit // 8] ^= 1 << bit % 8
    with pytest.raises(WrongKeyOrChanged):
        open_sealed(KEY, bytes(sealed), PLACE, NONCE)


@pytest.mark.parametrize(
    "place",
    [
        aad("identity", "name", 7, 1),
        aad("voice", "phone", 7, 1),
        aad("identity", "phone", 8, 1),
        aad("identity", "phone", 7, 2),
    ],
)
def test_a_field_moved_to_another_place_does_not_open(place):
    with pytest.raises(WrongKeyOrChanged):
        open_sealed(KEY, seal(KEY, b"138", PLACE, NONCE), place, NONCE)


@pytest.mark.parametrize(("key", "sealed", "nonce"), [
    (OTHER_KEY, seal(KEY, b"138", PLACE, NONCE), NONCE),
    (KEY, seal(KEY, b"138", PLACE, NONCE), b"m" * 12),
    (KEY, seal(KEY, b"138", PLACE, NONCE), b"short"),
    (KEY, b"short", NONCE),
    (KEY, b"", b""),
])  # fmt: skip
def test_another_key_another_nonce_or_a_cut_text_does_not_open(key, sealed, nonce):
    with pytest.raises(WrongKeyOrChanged) as caught:
        open_sealed(key, sealed, PLACE, nonce)
    assert "administrator" in caught.value.say("en")


def test_places_are_never_mistaken_for_one_another():
    assert aad("a", "b", "c", 1) != aad("ab", "", "c", 1)
    with pytest.raises(ValueError, match="line break"):
        aad("a\nb", "c", 1, 1)


def test_keys_and_nonces_of_a_wrong_length_are_refused():
    with pytest.raises(ValueError, match="32 bytes"):
        seal(b"k" * 16, b"", PLACE, NONCE)
    with pytest.raises(ValueError, match="32 bytes"):
        seal(KEY, b"", PLACE, b"n" * 8)
    with pytest.raises(ValueError, match="32 bytes"):
        open_sealed(b"k" * 16, b"", PLACE, NONCE)
