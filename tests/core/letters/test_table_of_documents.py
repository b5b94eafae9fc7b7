"""Every written document of the procedures note (section 2 and 3.6): it has a letter, an act that gives it, and says
what the note lists. Written by hand from the note."""

import pytest

from huiying.core.letters.catalogue import DOCUMENTS, VARIANTS, document_given
from huiying.core.letters.markup import parse, uses
from huiying.core.procedures import PROCEDURES

# Code → contents by placeholder that the letter must hold; of letters with variants, each of them unless named.
HOLDS = {
    "D01": "number received_on words",
    "D02": "matter received_on papers",
    "D03": "received_on accepted_on route unit limit contact",
    "D04": "sent_to",
    "D05": "reason",
    "D05.guide": "competent_body competent_address",
    "D02.parcel": "number",  # of a report under seal nothing but the parcel is named
    "D05.refuse_same": "earlier_case competent_body competent_address reason",
    "D05.refuse_final": "earlier_case",
    "D06": "matter",
    "D06.guidance": "competent_body",
    "D07": "procedure_name reason competent_body start_how procedure_limit papers",
    "D08": "done basis reconsideration_body reconsideration_limit",
    "D09": "matter due_on feedback",
    "D10": "heard_on speaker heard_by facts reasons",
    "D11": "requests execution review_body review_days review_how",
    "D12": "reason new_due_on approver",
    "D13": "about hearing_on hearing_at hearing_place host clock_effect",
    "D14": "result delivery rating",
    "D15": "decision reason next_step",
    "D16": "dispute content execution signed_on",
    "D17": "asked_on office due_on",
    "D18": "result facts reasons basis final_body final_days",
    "D19": "facts measures proposal",
    "D20": "result reasons hearing",
    "D21": "execution",
    "D22": "due_on measures",
    "D23": "checked checked_by result review_until",
    "H01": "number",
    "H02": "matter due_on",
    "H03": "class_name reason route",
    "H04": "reason",
    "H05": "reason new_due_on",
    "H06": "progress final_day",
    "H07": "requests",
    "H08": "ground reason",
    "H09": "contacted resolved tries",
    "H10": "facts measures due_on",
}
NO_LETTER = {"D24": "the yearly report is a report of its own; it comes with the reports of the office"}
PAPERS = {paper.code for table in PROCEDURES.values() for paper in table.papers}
GIVEN = [
    (code, act.id)
    for table in PROCEDURES.values()
    for act in table.acts
    for code in (*act.documents, *(code for _state, code in act.documents_to))
]


def said(code):
    """Every placeholder of the Chinese wording, and those that every letter holds beside its text."""
    return {part for use in uses(parse(DOCUMENTS[code].body.zh)) for part in use.path.split(".")} | {"number", "office"}


def test_the_note_lists_each_paper_of_the_tables():
    listed = {code for code in HOLDS if "." not in code} | NO_LETTER.keys()
    assert listed == PAPERS


@pytest.mark.parametrize("code", sorted(PAPERS - NO_LETTER.keys()))
def test_each_paper_is_given_by_an_act_that_is_offered(code):
    offered = {act.id for table in PROCEDURES.values() for act in table.acts if act.offered}
    givers = {act for paper, act in GIVEN if paper == code}
    assert givers & offered, code
    assert all(document_given(code, act).code.partition(".")[0] == code for act in givers)


@pytest.mark.parametrize("code", sorted(DOCUMENTS))
def test_each_letter_holds_what_the_note_lists(code):
    wanted = HOLDS.get(code) or HOLDS.get(code.partition(".")[0], "")
    missing = set(wanted.split()) - said(code)
    assert not missing, missing


def test_every_variant_is_a_letter():
    assert set(VARIANTS.values()) <= DOCUMENTS.keys()
