"""An office in a file, in a process of its own: `play` lets people speak, `erase` erases all they said and sweeps.

`play` prints what was said and what was sealed, as JSON; `erase` how many voices are still pending.
"""

import json
import sys
from datetime import date, timedelta
from uuid import uuid4

from huiying.faces.cli.office import open_office_to_write

LATER_DAYS = 20


def play_all() -> None:
    from huiying.listen.voices.services.drafts import save_draft
    from tests.cast import NOW, open_liuxi
    from tests.journeys_of_rows import JOURNEYS, Li, play
    from tests.words_of_people import sealed, words

    li = Li(open_liuxi(), text=SAID)
    for name in ("petition", "hotline", "taken_back", "with_files"):
        play(JOURNEYS[name](li))
    save_draft(uuid4(), {"words": SAID, "name": "李桂英"}, now=NOW)
    print(json.dumps({"words": sorted(words()), "sealed": [blob.hex() for blob in sealed()]}))


SAID = "Canary 金丝雀第七号说：去小学的路三盏灯都不亮。" * 40


def erase_all() -> None:
    from huiying.foundation.ledger.actors import Actor, ActorKind
    from huiying.foundation.people.models import Grant, Staff, Unit
    from huiying.listen.voices.models import Voice
    from huiying.loop.daily import sweep
    from huiying.loop.erase_voice import erase_voice
    from tests.cast import NOW

    keeper, unit = Staff.objects.get(username="sun"), Unit.objects.get(parent=None)
    Grant.objects.create(staff=keeper, role="identity_keeper", unit=unit, starts_on=date(2026, 1, 1))
    actor, now = Actor(ActorKind.STAFF, keeper.pk, keeper.unit_id), NOW + timedelta(days=LATER_DAYS)
    for voice in Voice.objects.all():
        erase_voice(voice.pk, basis="order", actor=actor, now=now, reason="court order 17")
    sweep(now=now)
    print(Voice.objects.filter(erasure_pending=True).count())


if __name__ == "__main__":
    open_office_to_write()
    {"play": play_all, "erase": erase_all}[sys.argv[1]]()
