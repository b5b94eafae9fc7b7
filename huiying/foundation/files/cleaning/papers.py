"""PDF: written anew by qpdf without what runs, opens, sends or hides something (ISO 32000-1, 12.6 and 7.11.4)."""

import io
from typing import Any

from huiying.foundation.files.errors import FileDamaged, FileHasPassword

KEYS_OUT = (
    *("/AA", "/OpenAction", "/JavaScript", "/JS", "/EmbeddedFiles", "/EF", "/AF", "/XFA", "/Collection"),
    *("/RichMediaContent", "/RichMediaSettings", "/3DD", "/Metadata", "/PieceInfo"),
)
"""Entries of dictionaries that go wherever they stand; the streams behind them are then written no more."""
ACTIONS_OUT = frozenset(
    {
        *("/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/Rendition", "/Movie"),
        *("/Sound", "/RichMediaExecute", "/SetOCGState", "/GoTo3DView", "/ResetForm", "/Hide", "/Trans"),
    }
)
ANNOTATIONS_OUT = frozenset({"/FileAttachment", "/RichMedia", "/Movie", "/Sound", "/Screen", "/3D"})
DEEPEST = 60


def cleaned(data: bytes) -> bytes:
    """The same pages. Raises FileHasPassword, FileDamaged."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            if len(pdf.pages) == 0:
                raise FileDamaged
            for found in pdf.objects:
                _scrub(found, pikepdf, DEEPEST)
            for page in pdf.pages:
                _drop_annotations(page, pikepdf)
            del pdf.docinfo
            out = io.BytesIO()
            pdf.save(out, encryption=False, fix_metadata_version=False)
            return out.getvalue()
    except pikepdf.PasswordError as err:
        raise FileHasPassword from err
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, KeyError, AttributeError) as err:
        raise FileDamaged from err


def _scrub(found: Any, pikepdf: Any, depth: int) -> None:
    """Take `found` and what stands directly in it apart; references lead to objects that are scrubbed by themselves."""
    if depth == 0:
        raise FileDamaged
    if isinstance(found, pikepdf.Array):
        inner = list(found)
    elif isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
        _scrub_dictionary(found, pikepdf)
        inner = [found[key] for key in found.keys()]  # noqa: SIM118  of pikepdf: iterating a stream is refused
    else:
        return
    for one in inner:
        if isinstance(one, pikepdf.Object) and not one.is_indirect:
            _scrub(one, pikepdf, depth - 1)


def _scrub_dictionary(found: Any, pikepdf: Any) -> None:
    for key in KEYS_OUT:
        if key in found:
            del found[key]
    action = found.get("/S")
    if isinstance(action, pikepdf.Name) and str(action) in ACTIONS_OUT and not isinstance(found, pikepdf.Stream):
        for key in list(found.keys()):
            del found[key]


def _drop_annotations(page: Any, pikepdf: Any) -> None:
    annotations = page.get("/Annots")
    if not isinstance(annotations, pikepdf.Array):
        return
    kept = [one for one in annotations if str(one.get("/Subtype", "")) not in ANNOTATIONS_OUT]
    if len(kept) != len(annotations):
        page["/Annots"] = pikepdf.Array(kept)
