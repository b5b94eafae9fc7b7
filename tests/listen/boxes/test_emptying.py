"""Emptying: counted, taken in paper by paper, what does not add up explained, signed by two people."""

from datetime import timedelta
from uuid import uuid4

import pytest

from huiying.core.codes import code_matches
from huiying.foundation.keys.ring import receipt_key
from huiying.listen.boxes import errors
from huiying.listen.boxes.enums import Became
from huiying.listen.boxes.selectors.figures import figures_of
from huiying.listen.boxes.services.batches import correct_batch, count_again
from huiying.listen.boxes.services.papers import Sheet, note_paper
from huiying.listen.boxes.services.signing import explain_gap, explain_slips, take_signature_back
from huiying.listen.voices.models import Voice
from huiying.listen.voices.services.receipts import open_receipt
from huiying.serve.casework.models import Case, Deadline
from tests.cast import NOW
from tests.listen.boxes.conftest import LAMPS, OPENED

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_slip_becomes_a_voice_under_the_receipt_of_its_stub(market):
    stub = market.prints(3)[1]
    batch = market.starts(1)
    paper = market.takes(batch, stub.number)
    voice = Voice.objects.get(number=stub.receipt)
    assert (paper.voice, voice.channel, voice.text, voice.source) == (voice, "suggestion_box", LAMPS, market.box.source)
    assert open_receipt(number=stub.receipt, code=stub.code, now=NOW) == voice
    (event,) = market.events("voice.received")
    assert (event.subject_id, event.happened_at, event.at) == (voice.pk, OPENED, NOW)
    (taken,) = market.events("box.paper_taken")
    assert taken.public["voice"] == voice.pk


def test_legal_clocks_run_from_the_day_the_box_was_opened(market):
    opened = NOW - timedelta(days=3)
    voice = market.takes(market.starts(1, opened=opened)).voice
    assert voice.received_at == opened
    assert {clock.started_at for clock in Deadline.objects.filter(case_id=voice.pk)} == {opened}
    assert Case.objects.filter(pk=voice.pk).exists()


def test_a_paper_of_ones_own_gets_a_receipt_that_nobody_can_be_told(market):
    batch = market.starts(1)
    paper = market.takes(batch)
    assert paper.slip is None
    assert paper.voice.number
    assert figures_of(batch).own == 1


def test_a_second_post_of_the_same_form_is_the_same_voice(market):
    market.prints(1)
    batch, key = market.starts(1), uuid4()
    first = market.takes(batch, 1, key=key)
    assert market.takes(batch, 1, key=key) == first
    assert Voice.objects.count() == 1
    assert len(market.events("voice.received")) == 1


def test_a_slip_typed_twice_says_so_with_the_receipt_of_the_first(market):
    stub = market.prints(1)[0]
    batch = market.starts(2)
    market.takes(batch, 1)
    with pytest.raises(errors.SlipTaken) as refused:
        market.takes(batch, 1, name="zhou")
    assert refused.value.data == {"number": 1, "receipt": stub.receipt}
    assert Voice.objects.count() == 1


def test_a_slip_that_nobody_printed_is_refused(market):
    batch = market.starts(1)
    with pytest.raises(errors.SlipUnknown):
        market.takes(batch, 7)
    with pytest.raises(errors.SlipUnknown):
        market.takes(batch, receipt="1234567890")


def test_a_voided_slip_that_comes_all_the_same_is_taken_in_with_its_stub(market):
    from huiying.listen.boxes.services.slips import void_slips

    stub = market.prints(1)[0]
    void_slips(market.box.pk, first=1, last=1, reason="卡纸", **market.who())
    assert market.takes(market.starts(1), 1).voice.number == stub.receipt


def test_an_unreadable_paper_keeps_its_place_and_may_be_read_later(market):
    stub = market.prints(1)[0]
    batch = market.starts(1)
    paper = note_paper(batch.pk, Sheet(number=1), Became.UNREADABLE, key=uuid4(), **market.who())
    assert figures_of(batch).unreadable == 1
    with pytest.raises(errors.SlipNoted):
        market.takes(batch, 1)
    read = market.takes(batch, paper_id=paper.pk)
    assert (read.pk, read.voice.number) == (paper.pk, stub.receipt)
    assert figures_of(batch).voices == 1
    with pytest.raises(errors.PaperDone):
        market.takes(batch, paper_id=paper.pk)


def test_numbers_handed_out_that_did_not_come_are_missing_until_explained(market):
    market.prints(6)
    batch = market.starts(3, next_slip=6)
    for number in (1, 2, 4):
        market.takes(batch, number)
    assert [slip.number for slip in figures_of(batch).missing] == [3, 5]
    with pytest.raises(errors.NotAllExplained) as refused:
        market.signs(batch, "wang")
    assert refused.value.data == {"count": 2}
    missing = [slip.pk for slip in figures_of(batch).missing]
    explain_slips(batch.pk, missing, reason="取走没有投，等下一次", **market.who())
    assert figures_of(batch).unexplained == 0
    assert len(market.events("box.difference_explained")) == 2
    market.signs(batch, "wang")
    market.signs(batch, "zhou")
    later = market.starts(1, next_slip=6, opened=NOW)
    market.takes(later, 5)
    assert figures_of(later).missing == ()


def test_without_a_look_at_the_pile_the_highest_number_that_came_says_what_was_handed_out(market):
    market.prints(9)
    batch = market.starts(1)
    market.takes(batch, 3)
    assert [slip.number for slip in figures_of(batch).missing] == [1, 2]


def test_a_count_that_does_not_fit_is_explained_for_that_difference_alone(market):
    batch = market.starts(3)
    market.takes(batch)
    assert figures_of(batch).gap == 2
    explain_gap(batch.pk, reason="两张粘在一起点重了", **market.who())
    assert figures_of(batch).unexplained == 0
    market.takes(batch)
    assert figures_of(batch).unexplained == 1
    market.takes(batch)
    with pytest.raises(errors.NothingToExplain):
        explain_gap(batch.pk, reason="没有差数了", **market.who())


def test_a_difference_needs_a_reason(market):
    market.prints(1)
    batch = market.starts(1, next_slip=2)
    for call in (lambda r: explain_gap(batch.pk, reason=r, **market.who()),
                 lambda r: explain_slips(batch.pk, [1], reason=r, **market.who())):  # fmt: skip
        with pytest.raises(errors.DifferenceNeedsReason):
            call(" 无 ")


def test_two_people_sign_and_never_the_same_one(market):
    batch = market.starts(1)
    market.takes(batch)
    market.signs(batch, "wang")
    with pytest.raises(errors.SignedAlready):
        market.signs(batch, "wang")
    with pytest.raises(errors.BatchIsSigned):
        market.takes(batch)
    closed = market.signs(batch, "zhou")
    assert (closed.signed_by_id, closed.closed_by_id) == (market.cast.staff["wang"].pk, market.cast.staff["zhou"].pk)
    assert [event.public["nth"] for event in market.events("box.batch_signed")] == [1, 2]
    with pytest.raises(errors.BatchIsClosed):
        market.signs(batch, "wang")


@pytest.mark.parametrize("name", ["guo", "zhao", "outsider", "hotline", "chen"])
def test_who_has_nothing_to_do_with_the_box_cannot_sign(market, name):
    batch = market.starts(0)
    with pytest.raises(errors.MayNotSign):
        market.signs(batch, name)


def test_a_signature_taken_back_lets_something_change(market):
    batch = market.starts(1)
    with pytest.raises(errors.NoSignature):
        take_signature_back(batch.pk, **market.who())
    market.takes(batch)
    market.signs(batch, "wang")
    take_signature_back(batch.pk, **market.who("zhou"))
    count_again(batch.pk, counted=2, next_slip=None, **market.who())
    market.takes(batch)
    market.signs(batch, "zhou")
    market.signs(batch, "wang")
    assert market.events("box.signature_taken_back")[0].public == {"signed_by": market.cast.staff["wang"].pk}


def test_scanned_papers_that_wait_stand_in_the_way_of_a_signature(market):
    batch = market.starts(1)
    note_paper(batch.pk, Sheet(), Became.WAITING, key=uuid4(), **market.who())
    with pytest.raises(errors.PapersWait):
        market.signs(batch, "wang")


def closed(market, counted=1):
    batch = market.starts(counted)
    for _ in range(counted):
        market.takes(batch)
    market.signs(batch, "wang")
    return market.signs(batch, "zhou")


def test_a_closed_batch_is_corrected_only_by_a_further_record(market):
    batch = closed(market)
    with pytest.raises(errors.BatchIsClosed):
        count_again(batch.pk, counted=2, next_slip=None, **market.who())
    with pytest.raises(errors.CorrectionNeedsReason):
        correct_batch(batch.pk, counted=2, reason="", **market.who())
    with pytest.raises(errors.CorrectionNeedsReason):
        market.takes(batch)
    correct_batch(batch.pk, counted=2, reason="夹在箱缝里一张", **market.who())
    market.takes(batch, reason="夹在箱缝里一张")
    batch.refresh_from_db()
    assert (figures_of(batch).voices, figures_of(batch).gap) == (2, 0)
    assert market.events("box.batch_corrected")[0].public == {"before": 1, "counted": 2}
    assert len(market.events("box.batch_corrected")) == 2


def test_an_open_batch_is_counted_again_not_corrected(market):
    batch = market.starts(1)
    with pytest.raises(errors.BatchIsSigned):
        correct_batch(batch.pk, counted=2, reason="点错了，重来", **market.who())


def test_a_box_is_emptied_once_at_a_time_and_not_in_the_future(market):
    key = uuid4()
    batch = market.starts(1, key=key)
    assert market.starts(1, key=key) == batch
    with pytest.raises(errors.BatchIsOpen):
        market.starts(1)
    market.takes(batch)
    market.signs(batch, "wang")
    market.signs(batch, "zhou")
    with pytest.raises(errors.OpenedInFuture):
        market.starts(1, opened=NOW + timedelta(minutes=1))
    with pytest.raises(errors.OpenedInFuture):
        market.starts(1, opened=OPENED - timedelta(minutes=1))


def test_what_is_printed_is_kept_as_a_digest_alone(market):
    printed = market.prints(4)
    assert [each.number for each in printed] == [1, 2, 3, 4]
    assert [each.number for each in market.prints(2)] == [5, 6]
    slip = market.box.slips.get(number=2)
    assert slip.receipt == printed[1].receipt
    assert code_matches(receipt_key(), slip.receipt, printed[1].code, bytes(slip.code_digest))
    assert market.events("box.slips_printed")[0].public == {"first": 1, "last": 4}


def test_the_same_form_prints_once(market):
    key = uuid4()
    assert len(market.prints(3, key=key)) == 3
    assert market.prints(3, key=key) == []
    assert market.box.slips.count() == 3


@pytest.mark.parametrize("count", [0, -1, 301])
def test_nobody_prints_nothing_or_too_much(market, count):
    with pytest.raises(errors.SlipCountWrong):
        market.prints(count)


def test_where_a_slip_was_goes_with_its_voice(market):
    from huiying.listen.boxes.services.erasing import empty_slip

    market.prints(2)
    batch = market.starts(1, next_slip=3)
    market.takes(batch, 1)
    (told,) = explain_slips(batch.pk, [market.box.slips.get(number=2).pk], reason="李桂英拿回家了", **market.who())
    voice = market.takes(batch, 2).voice
    texts, about = empty_slip(voice.pk)
    told.refresh_from_db()
    assert (texts, told.reason, [each.subject_id for each in about]) == (1, "", [told.pk])
    assert empty_slip(voice.pk) == (0, [])
