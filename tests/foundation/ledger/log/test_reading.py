"""What the log shows is what core computes from its entries, and a receipt proves what it says."""

from datetime import timedelta

import pytest
from django.db import transaction

from huiying.core.translog.edge import Edge
from huiying.core.translog.errors import Malformed
from huiying.core.translog.note import SigningKey
from huiying.core.translog.policy import parse_policy
from huiying.core.translog.proof import verify_consistency
from huiying.core.translog.receipt import verify_receipt
from huiying.core.translog.tile import Tile, all_tiles, pack_entries, tile_hash
from huiying.core.translog.tree import Frontier, leaf_hash
from huiying.foundation.ledger.actors import SYSTEM, About
from huiying.foundation.ledger.log import signing
from huiying.foundation.ledger.log.checkpointing import checkpoint_logs
from huiying.foundation.ledger.log.errors import NothingToShow
from huiying.foundation.ledger.log.reading import (
    consistency,
    full_note,
    last_checkpoint,
    newest_checkpoint,
    newest_checkpoints,
    receipt_of,
    tile_bytes,
    vkey_of,
)
from huiying.foundation.ledger.log.witnessing import published_policy
from huiying.foundation.ledger.models import EventSecret, Log, LogCosignature, LogEntry, LogKey, LogTile
from huiying.foundation.ledger.recording import record
from tests.foundation.ledger.log.conftest import NOW, said_with_words, say

pytestmark = pytest.mark.django_db(transaction=True)


def sign(now=NOW):
    return checkpoint_logs(now=now)


def stored():
    return [bytes(entry) for entry in LogEntry.objects.order_by("log", "idx").values_list("entry", flat=True)]


def expected(entries, tile):
    """The bytes of a tile, computed by core from the entries alone."""
    start = tile.n * 256
    if tile.level < 0:
        return pack_entries(entries[start : start + tile.width])
    wide = 256**tile.level
    leaves = [leaf_hash(entry) for entry in entries]
    return b"".join(tile_hash(leaves[n * wide : (n + 1) * wide]) for n in range(start, start + tile.width))


@pytest.mark.parametrize("size", [1, 2, 255, 256, 257, 513, 600])
def test_every_tile_and_bundle_is_what_core_computes_from_the_entries(size):
    say(600)
    entries, log = stored()[:size], Log.objects.get()
    tiles = list(all_tiles(size))
    assert {tile.path: tile_bytes(log, tile, size) for tile in tiles} == {
        tile.path: expected(entries, tile) for tile in tiles
    }


def test_every_narrower_tile_of_an_earlier_checkpoint_is_still_there():
    say(300)
    entries, log = stored(), Log.objects.get()
    for tile in (Tile(0, 0, 17), Tile(-1, 0, 17), Tile(0, 1, 3), Tile(1, 0, 1)):
        assert tile_bytes(log, tile, 300) == expected(entries, tile)


@pytest.mark.parametrize("tile", [Tile(0, 1, 45), Tile(-1, 1, 45), Tile(0, 1), Tile(1, 0, 2), Tile(2, 0, 1)])
def test_a_tile_beyond_the_tree_is_refused(tile):
    say(300)
    with pytest.raises(Malformed, match=tile.path):
        tile_bytes(Log.objects.get(), tile, 300)


def test_a_full_tile_that_is_not_stored_is_said_to_be_wrong(no_guards):
    say(256)
    LogTile.objects.all().delete()
    with pytest.raises(Malformed, match="tile/0/000"):
        tile_bytes(Log.objects.get(), Tile(0, 0), 256)


def test_between_any_two_sizes_there_is_a_proof():
    say(600)
    leaves, log = [leaf_hash(entry) for entry in stored()], Log.objects.get()
    roots = {size: Frontier().grown(leaves[:size]).root() for size in (1, 3, 255, 256, 257, 511, 512, 513, 600)}
    for old, old_root in roots.items():
        for new, new_root in roots.items():
            if old <= new:
                verify_consistency(old, new, old_root, new_root, consistency(log, old, new))
    assert consistency(log, 0, 600) == []


def proved(event, **shown):
    return verify_receipt(receipt_of(event, **shown), parse_policy(published_policy()))


@pytest.mark.parametrize("size", [1, 255, 256, 257, 600])
def test_every_receipt_verifies(keys, size):
    events = say(size)
    (made,) = sign()
    for number in {0, 1, 127, 254, 255, 256, 511, 512, size - 1} & set(range(size)):
        shown = proved(events[number])
        assert (shown.index, shown.head.root) == (number, bytes(made.root))
        assert shown.entry.commitment == bytes(events[number].commitment)
        assert (shown.fields, shown.words) == ({}, "")


def test_a_receipt_with_the_secret_shows_what_was_recorded_and_the_words(keys):
    event, words = said_with_words()
    sign()
    shown = proved(event, shown=True, words=words)
    assert shown.words == words
    assert (shown.fields["public.channel"], shown.fields["private.place"]) == ("web", "柳河街")
    assert proved(event, shown=True).words == ""


def test_a_receipt_of_something_erased_proves_that_it_is_in_the_log_and_no_more(keys):
    event, words = said_with_words()
    sign()
    EventSecret.objects.all().delete()
    assert proved(event, shown=True, words=words).fields == {}


def test_receipts_verify_after_the_keys_have_changed(keys):
    (first,) = say()
    sign()
    signing.make_key()
    (second,) = say(first=2)
    sign()
    signing.take_away_key(keys / "ledger-1")
    (third,) = say(first=3)
    sign(NOW + timedelta(hours=1))
    old, new = LogKey.objects.order_by("pk")
    assert (old.retired_at, new.retired_at) == (NOW + timedelta(hours=1), None)
    assert [proved(event).index for event in (first, second, third)] == [0, 2, 4]
    assert vkey_of(last_checkpoint()) == new.vkey
    assert vkey_of(Log.objects.get().checkpoints.order_by("size").first()) == old.vkey


def test_a_checkpoint_by_no_known_key_names_none(keys):
    (event,) = say()
    sign()
    LogKey.objects.all().delete()
    assert vkey_of(last_checkpoint()) == ""
    assert b'"vkey":""' in receipt_of(event).extra


def test_receipts_of_a_closed_log_verify(keys):
    events = say(5)
    say(first=6, now=NOW + timedelta(days=60))
    sign()
    say(first=7, now=NOW + timedelta(days=60))
    sign()
    assert proved(events[4]).head.origin == "localhost/log/2026"
    assert [head.log.name for head in newest_checkpoints()] == ["2026", "2027"]
    assert last_checkpoint().log.name == "2027"


def test_of_the_last_few_checkpoints_the_receipt_takes_the_one_that_most_witnesses_saw(keys):
    (event,) = say()
    made = [sign()[0] for number in range(2, 5) if say(first=number)]
    witnesses = [SigningKey(f"w{number}.example", bytes([number]) * 32) for number in (1, 2)]
    for head, seen_by in zip(made, (witnesses[:1], witnesses, []), strict=True):
        for one in seen_by:
            line = one.cosign(full_note(head).decode().split("\n\n")[0] + "\n", 1_795_000_000).line.strip()
            LogCosignature.objects.create(checkpoint=head, witness=one.name, line=line, at=NOW)
    policy = published_policy()[: -len("quorum none\n")] + "".join(
        f"witness {one.name} {one.cosigner.vkey}\n" for one in witnesses
    )
    shown = verify_receipt(receipt_of(event), parse_policy(f"{policy}quorum w2.example\n"))
    assert shown.head.size == made[1].size
    assert set(shown.witnesses) == {"w1.example", "w2.example"}


def test_without_witnesses_the_receipt_takes_the_last_checkpoint(keys):
    (event,) = say()
    sign()
    say(first=2)
    sign()
    assert proved(event).head.size == newest_checkpoint(Log.objects.get()).size == 3


def test_before_the_first_checkpoint_there_is_no_receipt(keys):
    (event,) = say()
    with pytest.raises(NothingToShow):
        receipt_of(event)
    assert (newest_checkpoints(), last_checkpoint()) == ([], None)


def test_an_entry_after_the_last_checkpoint_has_no_receipt_yet(keys):
    say()
    sign()
    (event,) = say(first=2)
    with pytest.raises(NothingToShow):
        receipt_of(event)


def test_an_event_whose_transaction_still_runs_has_no_receipt(keys):
    with transaction.atomic():
        event = record("voice.received", About("voice", 1), actor=SYSTEM, now=NOW)
        with pytest.raises(NothingToShow):
            receipt_of(event)


def test_the_tree_that_grows_one_by_one_has_the_root_of_the_edge(keys):
    """Another way of growing a tree, that of core's monitor, comes to the same root."""
    edge = Edge()
    say(300)
    (made,) = sign()
    for entry in stored()[:300]:
        edge.grow(leaf_hash(entry))
    assert edge.root() == bytes(made.root)
