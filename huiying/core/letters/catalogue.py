"""Every letter by its code."""

from huiying.core.letters.errors import UnknownDocument
from huiying.core.letters.hotline import HOTLINE
from huiying.core.letters.meetings import MEETINGS
from huiying.core.letters.model import Document
from huiying.core.letters.petition_handling import HANDLING
from huiying.core.letters.petition_intake import INTAKE
from huiying.core.letters.petition_review import REVIEW
from huiying.core.letters.sealed import SEALED
from huiying.core.letters.settlement import SETTLEMENT
from huiying.core.letters.supervision import SUPERVISION

_ALL = (*INTAKE, *SEALED, *HANDLING, *REVIEW, *SETTLEMENT, *SUPERVISION, *HOTLINE, *MEETINGS)
DOCUMENTS: dict[str, Document] = {document.code: document for document in _ALL}


def document_of(code: str) -> Document:
    """The document with this code. Raises UnknownDocument."""
    try:
        return DOCUMENTS[code]
    except KeyError as err:
        raise UnknownDocument(document=code) from err


# Papers whose wording depends on the act that gives them.
VARIANTS = {
    ("D02", "hand_sealed"): "D02.parcel",
    ("D05", "guide"): "D05.guide",
    ("D05", "refuse_same"): "D05.refuse_same",
    ("D05", "refuse_final"): "D05.refuse_final",
    ("D05", "refuse_other"): "D05.refuse_other",
    ("D06", "hand_to_justice"): "D06.letter",
    ("D06", "guide_justice"): "D06.guidance",
    ("D16", "settle"): "D16.settle",
    ("D22", "order_supervision"): "D22.order",
    ("D22", "give_advice"): "D22.advice",
    ("H04", "object"): "H04.objection",
    ("H04", "allow_return"): "H04.decision",
    ("H04", "refuse_return"): "H04.decision",
    ("H08", "propose_end"): "H08.proposal",
    ("H08", "decide_end"): "H08.explanation",
    ("H08", "stop_repeat"): "H08.explanation",
}


def document_given(paper: str, act: str) -> Document:
    """The letter behind a paper of the procedure table (such as D05) when `act` gives it. Raises UnknownDocument."""
    return document_of(VARIANTS.get((paper, act), paper))
