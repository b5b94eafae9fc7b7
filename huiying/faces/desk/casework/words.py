"""The case as its page says it: rows, banner, timeline, answers, buttons."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from huiying.core.codes import grouped_number
from huiying.core.errors import HuiyingError
from huiying.core.procedures.engine import Offer
from huiying.core.procedures.model import Look, StateKind
from huiying.core.procedures.names import ROLES
from huiying.core.words import Text
from huiying.faces.desk.fields import refusal
from huiying.faces.look import dates
from huiying.faces.look.due import due_tag
from huiying.faces.look.language import filled, parts_with_lang, with_lang
from huiying.faces.look.parts import Act, Link, Row, Step
from huiying.faces.look.templatetags.hy import say
from huiying.foundation.ledger.actors import ActorKind
from huiying.judge.ratings.models import Rating
from huiying.listen.voices.enums import Naming
from huiying.serve.casework.models import Reply
from huiying.serve.casework.presenters.case import HOW, REPLY_KINDS, articles_of, next_step, rule_of, waits_for
from huiying.serve.casework.presenters.queue import KINDS
from huiying.serve.casework.selectors.casepage import CaseView, ClockNow, Line

BUTTONS = 6
HEAVY = 50
"""The weight from which an act is a step forward, not a help by the way."""
_NOTHING_TO_SAY = frozenset({"is_joined", "follow_up_open"})
"""Guards that only say that there is nothing to do."""
_WALKING = frozenset("JK")
_NAMING = {
    Naming.NAMED.value: Text("实名", "named"),
    Naming.SHIELDED.value: Text("要求保密", "asked to be shielded"),
    Naming.ANONYMOUS.value: Text("匿名", "anonymous"),
}
_CLASSES = {"claim": Text("申诉求决类", "claim"), "suggestion": Text("建议意见类", "suggestion")}
SPEAKER = Text("诉求人", "the person who spoke")
SYSTEM = Text("系统", "the system")
INTERFACE = Text("接口", "the interface")
_OTHERS = {ActorKind.SPEAKER.value: SPEAKER, ActorKind.API.value: INTERFACE}


# The next step


def banner(view: CaseView) -> dict[str, Any] | None:
    """What must be done by when; for whoever looks on, who has it. Nothing once it has ended and nothing runs."""
    limit = view.next_limit
    if view.approvals:
        waiting = view.approvals[0]
        act = view.procedure.act(waiting.act)
        said = _("Waiting for approval: %(act)s") % {"act": say(act.name) if act else ""}
        return {"look": "wait", "title": said, "words": _asked_of(waiting.role)}
    best = next((offer for offer in in_order(view) if offer.act.weight >= HEAVY), None)
    day = _short(limit) if limit else None
    if best is not None:
        return {"look": "next", "title": next_step(best.act, day), "words": HOW.get(best.act.id, "")}
    if limit is not None and day is not None:
        return {"look": "next", "title": waits_for(str(view.case.unit), limit.clock, day), "words": ""}
    return None


def in_order(view: CaseView) -> list[Offer]:
    """What can be done now, heaviest first; what was done already and leads nowhere else comes after the rest."""
    done = {line.act_id for line in view.lines}
    allowed = [offer for offer in view.offers if offer.allowed]
    return sorted(allowed, key=lambda offer: not offer.act.to and offer.act.id in done)


def _asked_of(role: str) -> str:
    found = next((name for known, name in ROLES.items() if known.value == role), Text("", ""))
    return _("It takes effect when approved by: %(roles)s.") % {"roles": say(found)}


def _short(limit: ClockNow) -> Text:
    on = limit.due.on
    return Text(f"{on.month}月{on.day}日", f"{on.day} {on:%B}")


# What is known


def summary(view: CaseView) -> list[Row]:
    """The head of the case, limit first."""
    return [*_limits(view), _units(view), _matter(view), _place(view), _identity(view), _number(view)]


def _limits(view: CaseView) -> list[Row]:
    """What the office owes first; other running limits beneath it."""
    first = view.next_limit
    if first is None:
        said = _("no limit runs") if view.state.kind is not StateKind.WAITING else _("the person’s turn")
        return [Row(_("Due"), said, note=_others(view, None))]
    tag = due_tag(first.due, first.standing, today=None, note="")
    left = tag.strong or (_("provisional") if tag.look == "prov" else _left(first))
    said = format_html("<strong>{}</strong> {}", dates.with_weekday(first.due.on, year=True), left)
    return [Row(_("Due"), said, note=_lines([say(_rule(first)), _others(view, first)]))]


def _left(limit: ClockNow) -> str:
    count = limit.standing.count
    if limit.standing.unit.value == "workdays":
        return ngettext("%(count)s working day left", "%(count)s working days left", count) % {"count": count}
    return ngettext("%(count)s day left", "%(count)s days left", count) % {"count": count}


def _rule(limit: ClockNow) -> Text:
    started = dates.local_date(limit.started_at)
    said = Text(f"{started.month}月{started.day}日", f"{started.day} {started:%B}")
    return rule_of(limit.clock, said, limit.extra_days)


def _others(view: CaseView, first: ClockNow | None) -> str:
    others = [f"{say(limit.clock.name)} {dates.short(limit.due.on)}" for limit in view.limits if limit is not first]
    return _("Also running: %(limits)s") % {"limits": "；".join(others)} if others else ""


def _lines(said: Iterable[str]) -> SafeString:
    return format_html_join(SafeString("<br>"), "{}", ((line,) for line in said if line))


def _units(view: CaseView) -> Row:
    case = view.case
    said = filled(_("Lead: %(unit)s"), unit=case.unit)
    if case.handler is not None:
        said = filled(_("Lead: %(unit)s (%(handler)s)"), unit=case.unit, handler=case.handler)
    parts = [said]
    if view.supporting:
        names = format_html_join(pgettext("in a list", ", "), "{}", ((with_lang(unit),) for unit in view.supporting))
        parts.append(filled(_("Supporting: %(units)s"), units=names))
    return Row(_("Units"), _lines(parts), note=filled(_("Dispatched by %(unit)s"), unit=case.office))


def _matter(view: CaseView) -> Row:
    case = view.case
    said = [say(KINDS[case.voice.kind])]
    if case.legal_class in _CLASSES:
        said.append(say(_CLASSES[case.legal_class]))
    if route := _route(view):
        said.append(say(route))
    if (count := case.voice.people_count) > 1:
        said.append(
            ngettext("%(count)s person came with it", "%(count)s people came with it", count) % {"count": count}
        )
    return Row(_("Matter"), " · ".join(said))


def _route(view: CaseView) -> Text | None:
    for act in view.procedure.acts:
        field = act.field("route")
        if field is not None:
            for choice in field.choices:
                if choice.value == view.case.route:
                    return choice.label
    return None


def _place(view: CaseView) -> Row:
    voice = view.case.voice
    named = [str(place) for place in (voice.place.parent, voice.place) if place] if voice.place else []
    spot = [voice.place_words] if voice.place_words and not "".join(named).endswith(voice.place_words) else []
    return Row(_("Place"), " · ".join([*named, *spot]) or _("nothing said"))


def _identity(view: CaseView) -> Row:
    voice = view.case.voice
    said = say(_NAMING[voice.naming])
    if voice.person_id is None:
        return Row(_("Who spoke"), said)
    if voice.erased_at is not None:
        return Row(_("Who spoke"), said, note=_("The identity was erased."))
    link = None
    if view.may_reveal:
        link = Link(_("Give a reason to see it"), reverse("desk:identity", args=(view.case.pk,)))
    return Row(_("Who spoke"), said, note=_("The identity is encrypted; the person sees every look."), link=link)


def _number(view: CaseView) -> Row:
    hops = ngettext("handed on %(count)s time", "handed on %(count)s times", view.case.hops) % {"count": view.case.hops}
    said = f"{grouped_number(view.case.voice.number)} · {say(view.procedure.name)} · {hops}"
    return Row(_("Receipt number"), said)


# What happened


def timeline(view: CaseView) -> list[Step]:
    """Running limits on top, then all that happened, newest first."""
    ahead = [Step(limit.clock.name, "next", limit.due.on, latest=True) for limit in reversed(view.limits)]
    alive = view.state.kind in (StateKind.OPEN, StateKind.WAITING)
    return [*ahead, *(_step(line, now=alive and i == 0) for i, line in enumerate(view.lines))]


def _step(line: Line, *, now: bool) -> Step:
    mark = "back" if line.back else "now" if now else "done"
    told = [filled(_("%(label)s: %(value)s"), label=say(item.label), value=say(item.value)) for item in line.filled]
    return Step(line.said, mark, line.at, note=_lines([_who(line), *told]))  # type: ignore[arg-type]  # a Marker


def _who(line: Line) -> str:
    if line.actor is not None:
        unit = str(line.unit) if line.unit else ""
        return parts_with_lang(" · ".join(part for part in (str(line.actor), line.actor.post_words, unit) if part))
    who = say(_OTHERS.get(line.kind, SYSTEM))
    return parts_with_lang(f"{who} · {line.unit}") if line.kind == ActorKind.API and line.unit else who


# Answers, documents, ratings


def answer(reply: Reply, outcomes: Mapping[str, tuple[Look, Text]]) -> dict[str, Any]:
    """One answer; its requests with their outcome as words."""
    requests = [{**row, "outcome": say(outcomes[row["outcome"]][1])} for row in reply.requests]
    return {"reply": reply, "kind": REPLY_KINDS[reply.kind], "requests": requests}


def papers(view: CaseView) -> list[dict[str, Any]]:
    return [
        {"title": paper.paper.title, "on": paper.on, "url": reverse("desk:document", args=(view.case.pk, paper.id))}
        for paper in view.papers
    ]


_RATED = {
    "responded": (
        gettext_lazy("Answered?"),
        {"yes": gettext_lazy("answered clearly"), "no": gettext_lazy("not answered")},
    ),
    "resolved": (
        gettext_lazy("Resolved?"),
        {"yes": gettext_lazy("Resolved"), "partly": gettext_lazy("Partly"), "no": gettext_lazy("Not resolved")},
    ),
    "satisfied": (
        gettext_lazy("Satisfied?"),
        {"yes": gettext_lazy("Satisfied"), "so_so": gettext_lazy("So-so"), "no": gettext_lazy("Not satisfied")},
    ),
    "put_right": (
        gettext_lazy("Got what would put it right?"),
        {"yes": gettext_lazy("given"), "partly": gettext_lazy("given in part"), "no": gettext_lazy("not given")},
    ),
}


def rating(given: Rating) -> list[Row]:
    """One judgement as rows; what was not said is left out."""
    rows = [
        Row(question, answers[said]) for name, (question, answers) in _RATED.items() if (said := getattr(given, name))
    ]
    return [*rows, Row(_("In their words"), given.words, quote=True)] if given.words else rows


# What can be done


def acts(view: CaseView, url: Callable[[str], str]) -> dict[str, Any]:
    """The heaviest acts as buttons, the others as a list, and the sentences of those that a rule forbids."""
    drawn = [Act(_name(offer), url(offer.act.id), _key(offer)) for offer in in_order(view)]
    refused = [(offer, offer.refusal) for offer in view.offers if offer.refusal is not None]
    forbidden = [_sentence(offer, why) for offer, why in refused if why.data.get("guard") not in _NOTHING_TO_SAY]
    return {"acts": drawn[:BUTTONS], "more_acts": drawn[BUTTONS:], "forbidden": forbidden}


def _name(offer: Offer) -> Text:
    if offer.approval is None:
        return offer.act.name
    return Text(f"{offer.act.name.zh}（要批准）", f"{offer.act.name.en} (needs approval)")


def _key(offer: Offer) -> str:
    """J and K walk the list."""
    return "" if offer.act.key in _WALKING else offer.act.key


def _sentence(offer: Offer, refused: HuiyingError) -> str:
    """With the article, where the sentence does not name it itself."""
    why, article = refusal(refused), say(articles_of(offer.act.sources))
    if "条" in why or "Art " in why:
        return _("%(act)s: %(why)s") % {"act": say(offer.act.name), "why": why}
    return _("%(act)s: %(why)s (%(article)s)") % {"act": say(offer.act.name), "why": why, "article": article}
