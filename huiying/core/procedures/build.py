"""Short ways to write rows of the tables."""

from collections.abc import Iterable

from huiying.core.procedures.model import Act, ClockOp, Field, OpKind, Role, Source
from huiying.core.words import Text


def act(
    id_: str,
    zh: str,
    en: str,
    from_: str | Iterable[str],
    to: str,
    who: str,
    *sources: Source,
    fields: tuple[Field, ...] = (),
    guards: str = "",
    documents: str = "",
    clocks: tuple[ClockOp, ...] = (),
    told: tuple[str, str] | None = None,
    approved_by: Role | None = None,
    to_field: str = "",
    to_rule: str = "",
    public: str = "",
    later: str = "",
    key: str = "",
    weight: int = 0,
    on_miss_of: str = "",
    once: str = "",
    two_people: bool = False,
    approved_when: str = "",
) -> Act:
    """One row; names in a string stand with blanks between them, `to` with several states likewise.

    A document given only on the way to one of several states is written "D09@assigned".
    """
    codes = [code.partition("@") for code in documents.split()]
    return Act(
        id=id_,
        name=Text(zh, en),
        from_=frozenset(from_.split() if isinstance(from_, str) else from_),
        to=tuple(to.split()),
        who=frozenset(Role(role) for role in who.split()),
        sources=sources,
        fields=fields,
        guards=tuple(guards.split()),
        documents=tuple(code for code, _, state in codes if not state),
        documents_to=tuple((state, code) for code, _, state in codes if state),
        clocks=clocks,
        told=Text(*told) if told else None,
        approved_by=approved_by,
        to_field=to_field,
        to_rule=to_rule,
        public_type=public,
        later=later,
        key=key,
        weight=weight,
        on_miss_of=tuple(on_miss_of.split()),
        approved_when=approved_when,
        once=once,
        two_people=two_people,
    )


def start(clock: str, when: str = "", from_field: str = "", *, today: bool = False) -> ClockOp:
    """Start a clock; `today`: it is due at once."""
    return ClockOp(OpKind.START, clock, when, from_field, today)


def meet(clocks: str, when: str = "") -> tuple[ClockOp, ...]:
    """Meet those of the clocks that run."""
    return tuple(ClockOp(OpKind.MEET, clock, when) for clock in clocks.split())


def stop(clocks: str, when: str = "") -> tuple[ClockOp, ...]:
    """Stop those of the clocks that run, without meeting them."""
    return tuple(ClockOp(OpKind.STOP, clock, when) for clock in clocks.split())


def pause(clock: str) -> ClockOp:
    """Days from this act on are not counted, this day included."""
    return ClockOp(OpKind.PAUSE, clock)


def resume(clock: str) -> ClockOp:
    """Days after this act are counted again."""
    return ClockOp(OpKind.RESUME, clock)


def extend(clock: str) -> ClockOp:
    """Give a running clock the days of the field `days`."""
    return ClockOp(OpKind.EXTEND, clock)
