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
