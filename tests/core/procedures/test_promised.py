"""What the public log is told: whatever happens, who reads it alone knows which day stands promised."""

from hypothesis import given, settings
from hypothesis import strategies as st

from huiying.core.procedures.packs import PACKS
from huiying.core.procedures.promised import promised_day, public_type
from huiying.core.translog.entry import Published
from huiying.core.translog.promises import follow
from tests.core.procedures.callers import taken
from tests.core.procedures.players import WEEKS, handling, opinion_delivered, registered
from tests.core.procedures.test_hotline_lives import moves as calls
from tests.core.procedures.test_hotline_lives import play
from tests.core.procedures.test_lives import _live, moves, origins
from tests.soak import LIVES


class Reader:
    """Somebody who reads the log and nothing else."""

    def __init__(self, facts):
        self.due, self.told = None, []
        self._read("voice.received", WEEKS.local_date(facts.received_at), promised_day(facts))

    def sees(self, before, step):
        """An act is recorded; what follows is what the reader can know."""
        kind = public_type(step.act, before, step.facts)
        day = WEEKS.local_date(step.at)
        if kind:
            self._read(kind, day, promised_day(step.facts))
        if not step.facts.sealed:
            promised = promised_day(step.facts)
            late = promised is not None and promised < day
            assert (self.due is None) == (promised is None), f"{step.act.id}: {kind or 'nothing'} is told"
            assert late or self.due == promised, f"{step.act.id}: {self.due}, not {promised}"

    def _read(self, kind, day, due):
        self.told.append(kind)
        self.due, _changes = follow(self.due, Published(b"c" * 32, kind, b"i" * 16, day, due))


@given(origins, moves)
@settings(max_examples=LIVES // 3, deadline=None)
def test_the_log_knows_the_promise_of_every_petition(origin, choices):
    steps = []
    life = _live(origin, choices, lambda before, step: steps.append((before, step)))
    if not steps:
        return
    reader = Reader(steps[0][0])
    for before, step in steps:
        reader.sees(before, step)
    assert life.facts == steps[-1][1].facts


@given(calls, st.sampled_from(sorted(PACKS)))
@settings(max_examples=LIVES // 3, deadline=None)
def test_the_log_knows_the_promise_of_every_ticket(wanted, pack):
    life = taken(pack=pack)
    reader = Reader(life.facts)
    for step, before in play(life, wanted):
        reader.sees(before, step)


def test_a_petition_from_its_receipt_to_its_answer():
    life = registered("2026-06-01")
    assert promised_day(life.facts).isoformat() == "2026-06-16"
    life = handling("2026-06-01")
    assert promised_day(life.facts).isoformat() == "2026-07-31"
    before = life.facts
    step = life.do("extend", on="2026-07-20", days=20)
    assert public_type(step.act, before, step.facts) == "voice.extended"
    assert promised_day(life.facts).isoformat() == "2026-08-20"
    assert promised_day(opinion_delivered().facts) is None


def test_a_report_shows_nothing_when_it_is_sealed():
    life = registered("2026-06-01")
    before = life.facts
    step = life.do("seal")
    assert public_type(step.act, before, step.facts) == ""
