"""The gate before words leave the house: nobody is named, no number of a person stands in them."""

from collections.abc import Mapping
from typing import Any

from huiying.core.redaction import redact
from huiying.core.words import Text
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.people import vault
from huiying.foundation.people.enums import IdentityField
from huiying.serve.casework.errors import ReplyNotReady
from huiying.serve.casework.models import Case

KINDS = {
    "name": Text("诉求人的姓名", "the name of the person"),
    "id_number": Text("身份证号", "an identity number"),
    "bank_card": Text("银行卡号", "a bank card number"),
    "mobile": Text("手机号", "a mobile number"),
    "landline": Text("电话", "a phone number"),
    "email": Text("邮箱", "an e-mail address"),
    "plate": Text("车牌号", "a number plate"),
    "address": Text("门牌", "an exact address"),
}
# A unit may give its own phone and a place's address; what tells who a person is may not go out.
NEVER = frozenset({"name", "id_number", "bank_card", "mobile"})


def check_words(case: Case, data: Mapping[str, Any], actor: Actor) -> None:
    """Raises ReplyNotReady with what must be taken out of the words that the person will read."""
    names = known_names(case)
    found = {span.kind for words in _outgoing(data) for span in redact(words, names).spans} & NEVER
    if found:
        kinds = [KINDS[kind] for kind in KINDS if kind in found]
        raise ReplyNotReady(
            findings=Text("、".join(kind.zh for kind in kinds), ", ".join(kind.en for kind in kinds)),
        )


def known_names(case: Case) -> tuple[str, ...]:
    """The speaker's name, in memory only, so that it can be found in what is about to go out."""
    if case.voice.person_id is None:
        return ()
    name = vault.opened(case.voice.person_id).get(IdentityField.NAME, "")
    return (name,) if len(name) > 1 else ()


def _outgoing(data: Mapping[str, Any]) -> list[str]:
    texts = [str(data.get(name, "")) for name in ("public_text", "puts_right", "execution", "measure", "reason")]
    rows = [str(value) for row in data.get("requests", ()) for value in row.values()]
    return [text for text in (*texts, *rows) if text]
