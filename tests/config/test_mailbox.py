"""The setting of the mailbox: right, or the start ends with a sentence that says what it may be."""

import pytest

from huiying.config.env import Env, WrongSetting


def read(value, tmp_path):
    return Env({"HUIYING_DATA": str(tmp_path), "HUIYING_IMAP": value}).mailbox("HUIYING_IMAP")


def test_a_mailbox_is_named_by_one_address(tmp_path):
    assert read("imaps://voice@liuxi.example@imap.liuxi.example/INBOX", tmp_path).user == "voice@liuxi.example"
    assert read("", tmp_path) is None


@pytest.mark.parametrize("value", ["imap://voice@mail.example", "imaps://mail.example", "imaps://a:b@c", "https://a@b"])
def test_a_wrong_one_stops_the_start_with_a_sentence(value, tmp_path):
    with pytest.raises(WrongSetting) as stopped:
        read(value, tmp_path)
    assert "HUIYING_IMAP" in str(stopped.value)
    assert "imaps://user@host" in str(stopped.value)


def test_a_password_file_that_is_not_there_stops_the_start(tmp_path):
    env = Env({"HUIYING_DATA": str(tmp_path), "HUIYING_IMAP_PASSWORD_FILE": str(tmp_path / "none")})
    with pytest.raises(WrongSetting):
        env.secret("HUIYING_IMAP_PASSWORD_FILE")
