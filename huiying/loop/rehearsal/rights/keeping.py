"""What is kept in the invented county, and what people asked about it: consents taken back, requests, one hold."""

from datetime import timedelta

from huiying.core.procedures.model import Role, StateKind
from huiying.foundation.ledger.actors import Actor
from huiying.listen.voices.models import ErasureRequest, Voice
from huiying.listen.voices.services.consents import ask_erasure, withdraw_consent
from huiying.loop.hold_back import place_hold
from huiying.loop.own_rights import refuse_request
from huiying.loop.rehearsal.together.hands import Hands
from huiying.loop.speaker_acts import speaker
from huiying.serve.casework.models import Case

ASKED, HELD_DAYS = 4, 180
REFUSED = "这件还在办理期限内，办结以后再删；依据《个人信息保护法》第四十七条第二款"
PAPER = "柳溪县人民法院应诉通知书（2026）行初 17 号"


def fill_keeping(hands: Hands) -> None:
    """Somebody takes the consent to publish back, four ask to be erased, one is told why not yet, one case is held."""
    at = hands.ago(2)
    published = Voice.objects.filter(may_publish=True, erased_at=None, case__sealed=False).order_by("pk").first()
    if published is not None:
        withdraw_consent(published.pk, "publish", actor=speaker(published), now=at, key="demo:keeping:consent")
    keeper = hands.of("centre", Role.IDENTITY_KEEPER)
    path = keeper["grants"][0].unit.path
    over = Case.objects.filter(sealed=False, voice__erased_at=None, office__path__startswith=path)
    ended = over.filter(standing__in=(StateKind.ENDED.value, StateKind.ARCHIVED.value), next_due_at=None)
    for case in ended.select_related("voice").order_by("-pk")[:ASKED]:
        ask_erasure(case.pk, actor=speaker(case.voice), now=at, key=f"demo:keeping:{case.pk}")
    _decided(hands, keeper["actor"])


def _decided(hands: Hands, keeper: Actor) -> None:
    """The first is held back for a suit, the last refused; those between wait."""
    now, first = hands.ago(1), ErasureRequest.objects.order_by("pk").first()
    if first is None:
        return
    ends_on = (now + timedelta(days=HELD_DAYS)).date()
    place_hold(first.voice_id, basis="suit", ends_on=ends_on, reason=PAPER, actor=keeper, now=now, key="demo:hold")
    last = ErasureRequest.objects.order_by("pk").last()
    if last is not None and last.pk != first.pk:
        refuse_request(last.pk, reason=REFUSED, actor=keeper, now=now, key="demo:refused")
