"""The public steps of a major decision as points of a timeline."""

from datetime import date

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from huiying.core.ticks import SAID, STEPS, Standing, TickStep, turned_round
from huiying.core.words import Text
from huiying.faces.look.language import runs_with_lang, with_lang
from huiying.faces.look.parts import Marker, Step

BREAK = SafeString("<br>")
MARKS: dict[Standing, Marker] = {
    Standing.DONE: "done",
    Standing.LEFT_OUT: "back",
    Standing.PASSED_OVER: "back",
    Standing.AHEAD: "next",
}


def tick_step(
    step: TickStep,
    standing: Standing,
    *,
    done_on: date | None,
    words: str,
    late_for: TickStep | None,
    more: SafeString | None = None,
) -> Step:
    """`words`: what was done, or why it was not; `late_for`: a later step that came first; `more`: what can be done.

    What the step asks for, and its article, stand beneath while it is not done.
    """
    lines = [with_lang(words)] if words else []
    if late_for is not None:
        lines.append(format_html("<strong>{}</strong>", _said(turned_round(step, late_for))))
    if standing is not Standing.DONE:
        asked = _said(STEPS[step].asks), runs_with_lang(_said(STEPS[step].article))
        lines.append(format_html('<span class="hy-hint">{} · {}</span>', *asked))
    if more:
        lines.append(more)
    note = format_html_join(BREAK, "{}", ((line,) for line in lines))
    return Step(STEPS[step].name, MARKS[standing], done_on, when="" if done_on else SAID[standing], note=note)


def _said(words: Text) -> str:
    return words.say("en" if (get_language() or "").startswith("en") else "zh-hans")
