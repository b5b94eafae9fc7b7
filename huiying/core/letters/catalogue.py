"""Every letter by its code."""

from huiying.core.letters.errors import UnknownDocument
from huiying.core.letters.hotline import HOTLINE
from huiying.core.letters.model import Document
from huiying.core.letters.petition_handling import HANDLING
from huiying.core.letters.petition_intake import INTAKE

DOCUMENTS: dict[str, Document] = {document.code: document for document in (*INTAKE, *HANDLING, *HOTLINE)}


def document_of(code: str) -> Document:
    """The document with this code. Raises UnknownDocument."""
    try:
        return DOCUMENTS[code]
    except KeyError as err:
        raise UnknownDocument(document=code) from err


# Papers whose wording depends on the act that gives them.
VARIANTS = {
    ("D05", "guide"): "D05.guide",
    ("D05", "refuse_same"): "D05.refuse_same",
    ("D05", "refuse_final"): "D05.refuse_final",
    ("D05", "refuse_other"): "D05.refuse_other",
    ("D06", "hand_to_justice"): "D06.letter",
    ("D06", "guide_justice"): "D06.guidance",
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
