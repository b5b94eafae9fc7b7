"""Why an inspector looks at something 督办情形, each with the article behind it.

Source: 信访工作条例 Art 40(1), and what the articles on responsibility (Arts 42 to 46) say of the same conduct; S7 and
P1 are our practice.
"""

from dataclasses import dataclass

from huiying.core.procedures.model import Choice, Source
from huiying.core.procedures.supervision_acts import TRIGGERS as CHOICES
from huiying.core.procedures.xinfang_tables import PRACTICE, law
from huiying.core.words import Text


@dataclass(frozen=True, slots=True)
class Trigger:
    """One kind of conduct that is supervised."""

    id: str
    name: Text
    sources: tuple[Source, ...]


def _trigger(choice: Choice) -> Trigger:
    sources = (law("40(1)"), choice.source) if choice.source is not None else (PRACTICE,)
    return Trigger(choice.value, choice.label, tuple(dict.fromkeys(sources)))


TRIGGERS = {choice.value: _trigger(choice) for choice in CHOICES}
"""By id, as an order names them. S6 is never found by a machine: somebody reports it. P1: "不该看的不看"."""
