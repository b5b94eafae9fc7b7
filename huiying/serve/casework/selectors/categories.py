"""The category of a case and what is suggested for it, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from huiying.core.disclosure import FEWEST
from huiying.core.procedures.model import Role
from huiying.core.words import Text
from huiying.foundation.office.models import Category, Place
from huiying.foundation.office.selectors import tree
from huiying.foundation.people.models import Unit
from huiying.serve.casework.enums import DecidedBy
from huiying.serve.casework.models import Case, CompetenceRule, Suggestion
from huiying.serve.casework.selectors.usual import RULE, SETTLED

CATEGORISES = frozenset({Role.RECEPTIONIST, Role.DISPATCHER, Role.HANDLER, Role.UNIT_HEAD, Role.SEALED_OFFICER})
"""Who says what a case is about: who takes it in, dispatches or handles it."""
BETWEEN = " › "
# Lower bounds of the probability, and how such a one is called.
_SURE = ((0.9, Text("很可能", "very likely")), (0.7, Text("多半", "likely")), (0.0, Text("也许", "perhaps")))

_DECIDED = {
    DecidedBy.SUPERIOR: Text("双方共同的上一级", "the common superior"),
    DecidedBy.JOINT: Text("联席会议", "the joint meeting"),
    DecidedBy.GOVERNMENT: Text("党委政府指定的机关", "the government"),
    DecidedBy.HOTLINE: Text("热线机构和有关单位研究后", "the hotline body with the units"),
}


@dataclass(frozen=True, slots=True)
class Suggested:
    """What may be taken with one key: a category or a unit, by `id` and name, with the reason in words."""

    id: int
    name: Text
    reason: Text


@dataclass(frozen=True, slots=True)
class Both:
    """What is suggested for a case; None where nothing is, or where it is so already."""

    category: Suggested | None
    unit: Suggested | None


NOTHING = Both(None, None)


def suggested_for(case: Case) -> Both:
    """The suggestions for a case that its viewer may see; a category that a person set is not called in question."""
    row = Suggestion.objects.filter(case=case).select_related("category__parent__parent").first()
    if row is None or case.sealed or case.voice.erased_at is not None:
        return NOTHING
    category = None
    if row.category is not None and row.category.active and case.category_id is None:
        category = Suggested(row.category.pk, path_words(row.category), why_category(row.probability, row.words))
    return Both(category, unit_suggested(row.unit_id, row.source) if row.unit_id else None)


def suggested_unit(case: Case) -> int | None:
    """The id of the unit that is suggested for a case, for the event of handing it on."""
    return Suggestion.objects.filter(case=case).values_list("unit_id", flat=True).first()


def unit_suggested(unit_id: int, source: Mapping[str, int]) -> Suggested | None:
    """A unit in use with what it is taken from, in words."""
    unit = Unit.objects.filter(pk=unit_id, active=True).first()
    return Suggested(unit.pk, _name(unit), why_unit(source)) if unit else None


def why_category(probability: float, words: Iterable[str]) -> Text:
    """How likely it is, and by which words of the voice."""
    sure = next(said for least, said in _SURE if probability >= least)
    share, found = f"{probability:.0%}", list(words)
    return Text(
        f"{sure.zh}（{share}），看这些词：{'、'.join(found)}",
        f"{sure.en} ({share}), by these words: {', '.join(found)}",
    )


def why_unit(source: Mapping[str, int]) -> Text:
    """What a unit is taken from, in words. Empty where there is no source."""
    if SETTLED in source:
        return _why_settled(source[SETTLED])
    category = Category.objects.filter(pk=source.get("category", source.get(RULE, 0))).first()
    if category is None:
        return Text("", "")
    if RULE in source:
        return Text(
            f"本单位定的：“{category.name}”归它办", f"The office has written down that it handles “{_en(category)}”"
        )
    place = Place.objects.filter(pk=source.get("place", 0)).first()
    handled, total = source["handled"], source["of"]
    if total < FEWEST:
        near = Text(f"{place.name}的" if place else "", f" from {place.name_en or place.name}" if place else "")
        return Text(f"{near.zh}“{category.name}”以前多由它办理", f"It mostly handled “{_en(category)}”{near.en} before")
    if place is None:
        return Text(
            f"“{category.name}”的 {total} 件里有 {handled} 件由它办理",
            f"It handled {handled} of {total} cases of “{_en(category)}”",
        )
    return Text(
        f"{place.name}“{category.name}”的 {total} 件里有 {handled} 件由它办理",
        f"It handled {handled} of {total} cases of “{_en(category)}” from {place.name_en or place.name}",
    )


def _why_settled(case_id: int) -> Text:
    """That units disputed such a case, who decided, and when. Which case it was is not said: it may be hidden."""
    rule = CompetenceRule.objects.filter(pk=case_id).exclude(category=None).select_related("category").first()
    if rule is None or rule.category is None:
        return Text("", "")
    by, day = _DECIDED[DecidedBy(rule.basis)], rule.decided_on.isoformat()
    return Text(
        f"“{rule.category.name}”归谁办有过争议，{by.zh} {day} 定给了它",
        f"Who takes “{_en(rule.category)}” was disputed; {by.en} gave it to this unit on {day}",
    )


def path_words(category: Category) -> Text:
    """The category with those above it, in both languages. Reads what is not loaded."""
    line = [category]
    while line[0].parent is not None:
        line.insert(0, line[0].parent)
    return Text(BETWEEN.join(one.name for one in line), BETWEEN.join(_en(one) for one in line))


def _en(row: Category) -> str:
    return row.name_en or row.name


def _name(unit: Unit) -> Text:
    return Text(unit.name, unit.name_en or unit.name)


def category_choices() -> list[tuple[str, str]]:
    """Every category in use for a field to choose from, with those above it, in the language of the page."""
    names: dict[int, str] = {}
    for one in tree(Category):
        above = names.get(one.parent_id or 0)
        names[one.pk] = f"{above}{BETWEEN}{one}" if above else str(one)
    return [(str(pk), name) for pk, name in names.items()]


def may_categorise(case: Case, roles: frozenset[Role]) -> bool:
    """Whether somebody with these roles for the case may set its category."""
    return bool(roles & CATEGORISES) and case.voice.erased_at is None
