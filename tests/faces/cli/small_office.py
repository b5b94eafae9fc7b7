"""An office with three voices and as many papers: `python -m tests.faces.cli.small_office [MORE]`, on HUIYING_DATA.

MORE: only so many voices more, in an office that is there; "forget": that its last migration was done; "erase": the
first voice, and the log is signed after it.
"""

import sys

from huiying.faces.cli.office import open_office

WORDS = "路灯不亮第{}天，晚上看不见路"


def main() -> None:
    """Prints nothing."""
    open_office()
    if sys.argv[1:] == ["forget"]:
        forget()
    elif sys.argv[1:] == ["erase"]:
        erase()
    else:
        fill(int(sys.argv[1]) if sys.argv[1:] else 3)


def forget() -> None:
    """The next upgrade tries it again, and fails."""
    from django.db.migrations.recorder import MigrationRecorder

    MigrationRecorder.Migration.objects.filter(app="mediation", name="0001_mediation").delete()


def erase() -> None:
    from django.db import connection

    from huiying.core.erasure import Ground
    from huiying.foundation.keys import clock
    from huiying.foundation.ledger.log.keeping import keep
    from huiying.listen.voices.models import Voice
    from huiying.loop.erase_voice import erase_again, finish_erasures

    voice = Voice.objects.earliest("pk")
    erase_again(voice.pk, basis=Ground.ORDER, now=clock.now())
    finish_erasures(now=clock.now())
    keep(now=clock.now())
    connection.close()


def fill(voices: int) -> None:
    from django.db import connection

    from huiying.foundation.files.services import keep_original
    from huiying.foundation.keys import clock
    from huiying.foundation.ledger.log.keeping import keep, make_first_key
    from huiying.foundation.office.models import OfficeProfile
    from huiying.loop import open_office as opening
    from huiying.loop.receive_voice import SPEAKER, Spoken, receive_voice

    now = clock.now()
    if not OfficeProfile.objects.exists():
        opening.open_office(name="柳河", template="street", now=now)
    for at in range(voices):
        words = Spoken("phone", "request", "anonymous", WORDS.format(at), "zh-hans", now)
        receive_voice(words, identity={}, actor=SPEAKER, now=now)
        keep_original(b"paper" * (1 + at * 300_000), f"{at}.txt", "text/plain", now=now)
    make_first_key()
    keep(now=now)
    connection.close()


if __name__ == "__main__":
    main()
