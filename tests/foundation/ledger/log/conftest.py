"""An office with a key of its own to sign its log with, in a folder that no other test sees."""

import shutil
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from django.db import transaction

from huiying.foundation.ledger.actors import SYSTEM, About
from huiying.foundation.ledger.log.signing import make_key
from huiying.foundation.ledger.recording import Entry, record_many

NOW = datetime(2026, 11, 23, 1, 40, tzinfo=UTC)


@pytest.fixture
def keys(settings, tmp_path):
    """The keys folder of this test, with a key for the log."""
    folder = tmp_path / "keys"
    shutil.copytree(settings.KEYS, folder)
    settings.KEYS = folder
    settings.DATA = tmp_path
    make_key()
    return Path(folder)


def say(count=1, *, kind="voice.received", first=1, now=NOW, due=15, **public):
    """`count` voices come in one transaction, from number `first` on."""
    promised = (now + timedelta(days=due)).date() if due is not None else None
    with transaction.atomic():
        return record_many(
            Entry(kind, About("voice", first + n), SYSTEM, now, public=public, promised=promised) for n in range(count)
        )


def said_with_words(words="路灯坏了三天了", voice=1):
    """A voice of which the event binds the words by their hash; (event, words)."""
    private = {"words_sha256": sha256(words.encode()).hexdigest(), "place": "柳河街"}
    with transaction.atomic():
        entry = Entry("voice.received", About("voice", voice), SYSTEM, NOW, public={"channel": "web"}, private=private)
        return record_many([entry])[0], words
