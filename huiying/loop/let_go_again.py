"""A restored backup holds what was erased after it was made: it goes again before anybody works with the office.

Source: 《个人信息保护法》 Art 47. What went is known from the list beside the keys (`ledger/log/let_go`).
"""

from collections.abc import Iterator
from datetime import datetime

from huiying.core.erasure import Ground
from huiying.foundation.ledger.actors import SYSTEM
from huiying.foundation.ledger.log.let_go import LetGo, What, all_let_go
from huiying.foundation.people.models import SealedField
from huiying.listen.voices.models import Voice
from huiying.listen.voices.selectors import is_agreed_to
from huiying.listen.voices.services.consents import withdraw_consent
from huiying.loop.erase_voice import erase_again, finish_erasures
from huiying.loop.keep_for_a_time import forget_who_again


def let_go_again(*, now: datetime) -> int:
    """Erase, forget and take back once more what the list says and this database still holds; how many voices.

    Each in a transaction of its own, so that it may be broken off and begun again. Raises LogBehind, OSError.
    """
    done = 0
    for one in come_back():
        done += _AGAIN[one.what](one, now)
    if done:
        finish_erasures(now=now)
    return done


def come_back() -> Iterator[LetGo]:
    """What the list says is gone and is here. Erasures first: who spoke goes with the last voice of theirs."""
    listed = sorted(all_let_go(), key=lambda one: list(What).index(one.what))
    return (one for one in listed if _IS_HERE[one.what](one))


def _erased(one: LetGo, now: datetime) -> bool:
    return erase_again(one.voice_id, basis=Ground(one.about), now=now)


def _nameless(one: LetGo, now: datetime) -> bool:
    return forget_who_again(one.voice_id, now=now)


def _withdrawn(one: LetGo, now: datetime) -> bool:
    return withdraw_consent(one.voice_id, one.about, actor=SYSTEM, now=now)


def _has_words(one: LetGo) -> bool:
    return Voice.objects.filter(pk=one.voice_id, erased_at=None).exists()


def _has_name(one: LetGo) -> bool:
    return SealedField.objects.filter(person__voices=one.voice_id).exists()


def _has_consent(one: LetGo) -> bool:
    return is_agreed_to(one.voice_id, one.about)


_AGAIN = {What.ERASED: _erased, What.NAMELESS: _nameless, What.WITHDRAWN: _withdrawn}
_IS_HERE = {What.ERASED: _has_words, What.NAMELESS: _has_name, What.WITHDRAWN: _has_consent}
