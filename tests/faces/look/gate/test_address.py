"""From where a request comes: by house, behind our own proxies, never by what the asker wrote."""

import pytest

from huiying.faces.look.gate.address import house, place_of


def asked(remote="10.0.0.1", forwarded=None):
    return {"REMOTE_ADDR": remote} | ({"HTTP_X_FORWARDED_FOR": forwarded} if forwarded is not None else {})


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("fe80::1%eth0", "fe80::2", True),
        ("[2001:db8::1]", "2001:db8::2", True),
        ("", "not an address", True),
    ],
)
def test_one_house(one, other, same):
    assert (house(one) == house(other)) is same
    assert (place_of(asked(one), proxies=0) == place_of(asked(other), proxies=0)) is same


@pytest.mark.parametrize(
    ("proxies", "forwarded", "believed"),
    [
        (0, "192.0.2.7", "10.0.0.1"),
        (1, "192.0.2.7", "192.0.2.7"),
        (1, "6.6.6.6, 192.0.2.7", "192.0.2.7"),
        (2, "6.6.6.6, 192.0.2.7, 10.0.0.2", "192.0.2.7"),
        (2, "192.0.2.7", "10.0.0.1"),
        (1, None, "10.0.0.1"),
        (1, "", "10.0.0.1"),
    ],
)
def test_only_the_hop_that_our_own_proxies_wrote_is_believed(proxies, forwarded, believed):
    assert place_of(asked(forwarded=forwarded), proxies=proxies) == place_of(asked(believed), proxies=0)


def test_the_name_of_a_place_tells_nothing_of_its_address():
    name = place_of(asked("192.0.2.1"), proxies=0)
    assert b"192.0.2.1" not in name
    assert bytes([192, 0, 2, 1]) not in name
    assert len(name) == 16
