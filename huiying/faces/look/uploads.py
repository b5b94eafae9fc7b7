"""Files that people send with a form: taken from the wire without a readable trace, kept, listed, removed again."""

import base64
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from tempfile import SpooledTemporaryFile
from typing import Any

from django import forms
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest
from django.template.defaultfilters import filesizeformat
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from huiying.core.errors import HuiyingError
from huiying.foundation.files.enums import Scan
from huiying.foundation.files.errors import MOST_BYTES, MOST_FILES, FileTooLarge, TooManyFiles
from huiying.foundation.files.kinds import ACCEPT
from huiying.foundation.files.models import StoredFile
from huiying.foundation.files.names import plain_name
from huiying.foundation.files.selectors import name_of, thumbnail
from huiying.foundation.files.services import HELD_FOR, drop_files, keep_file

IN_MEMORY_BYTES = 1024 * 1024
MOST_BODY_BYTES = 2 * MOST_FILES * MOST_BYTES
"""What is longer is cut off at once; up to here it is read to its end, so that the browser shows our sentence."""
REMOVE, MORE = "remove_file", "more_files"
"""Names of buttons beside a list of files."""


class UploadHandler(FileUploadHandler):
    """Each file in memory or in a file without a name: a kill leaves nothing to read."""

    chunk_size = 256 * 1024

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Cut off what no form of ours could send; the fields before it have been read."""
        super().new_file(*args, **kwargs)
        if self.request is not None and int(self.request.META.get("CONTENT_LENGTH") or 0) > MOST_BODY_BYTES:
            self.request.cut_off = True  # type: ignore[attr-defined]  # read by was_cut_off
            raise StopUpload(connection_reset=True)
        self._file = SpooledTemporaryFile(max_size=IN_MEMORY_BYTES)  # noqa: SIM115  closed with the request

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self._file.write(raw_data[: max(0, MOST_BYTES + 1 - start)])

    def upload_interrupted(self) -> None:
        """The line broke: what came of the file is gone at once."""
        if (half := getattr(self, "_file", None)) is not None:
            half.close()

    def file_complete(self, file_size: int) -> UploadedFile:
        """`size` is what was sent; of a file above MOST_BYTES one byte too much is there, so that nobody keeps it."""
        self._file.seek(0)
        return UploadedFile(self._file, self.file_name, self.content_type, file_size, self.charset)


def was_cut_off(request: HttpRequest) -> bool:
    """Whether more came than could be read: no file of this post is there."""
    return bool(getattr(request, "cut_off", False))


class FilesInput(forms.ClearableFileInput):
    """One input for several files; nothing of what was there before is drawn by it."""

    template_name = "django/forms/widgets/file.html"
    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[UploadedFile]:
        return list(files.getlist(name)) if hasattr(files, "getlist") else []


class FilesField(forms.Field):
    """The files that were chosen; never required. They are judged one by one when they are kept (Basket.take)."""

    widget = FilesInput
    quiet = True
    """Its label does not say that it may be left empty."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Photos or papers"))
        kwargs.setdefault("help_text", _("Up to 10 files of 10 MB: pictures, PDF, Word, Excel, sound or a short film."))
        super().__init__(required=False, **kwargs)

    def clean(self, value: Any) -> list[UploadedFile]:
        return list(value or ())

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"accept": ACCEPT}


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file as a list shows it. `picture`: address of a small one, or "". `note`: how it stands, who gave it."""

    id: int
    name: str
    size: str
    picture: str = ""
    url: str = ""
    note: str = ""


@dataclass(slots=True)
class Basket:
    """Files that wait while a page is filled in. `refused`: a sentence for each that could not be kept.

    `came`: how many the page named, also those that wait no more.
    """

    ids: list[int] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    came: int = 0

    @classmethod
    def of(cls, sealed: str, scope: str) -> "Basket":
        """The basket that this page carried; an empty one where it was altered, too old or of another page."""
        try:
            ids = signing.loads(sealed, salt=f"huiying.files.{scope}", max_age=HELD_FOR)
        except signing.BadSignature:
            return cls()
        return cls(_still_there(ids), came=len(ids))

    def sealed(self, scope: str) -> str:
        """For a hidden field of the page for `scope`: who has not got it from us cannot name files."""
        return signing.dumps(self.ids, salt=f"huiying.files.{scope}")

    def take(self, files: Iterable[UploadedFile], *, request: HttpRequest, now: datetime) -> None:
        """Keep what can be kept; each of the others gets its sentence and costs the others nothing."""
        if was_cut_off(request):
            self.refused.append(gettext("That was far too much at once. Please send fewer or smaller files."))
        for file in files:
            try:
                if len(self.ids) >= MOST_FILES:
                    raise TooManyFiles(limit=MOST_FILES)
                if (file.size or 0) > MOST_BYTES:
                    raise FileTooLarge(limit_mb=MOST_BYTES // 1024 // 1024)
                self.ids.append(keep_file(file.read(), file.name or "", now=now).pk)
            except HuiyingError as err:
                self.refused.append(file_refusal(file.name or "", err))

    def remove(self, chosen: object) -> None:
        """Take one out again, when it is in it."""
        for chosen_id in [pk for pk in self.ids if str(pk) == chosen]:
            self.ids.remove(chosen_id)
            drop_files(StoredFile.objects.filter(pk=chosen_id, held_until__isnull=False))

    def drop_gone(self) -> None:
        """Forget those that are not there any more."""
        self.ids = _still_there(self.ids)

    def rows(self) -> list[FileRow]:
        """With pictures inside the page: nobody else has an address for a file that nothing holds yet."""
        found = StoredFile.objects.in_bulk(self.ids)
        return [_row(found[pk]) for pk in self.ids if pk in found]


def _still_there(ids: Sequence[int]) -> list[int]:
    waiting = set(StoredFile.objects.filter(pk__in=ids, held_until__isnull=False).values_list("pk", flat=True))
    return [pk for pk in ids if pk in waiting]


def _row(file: StoredFile) -> FileRow:
    small = thumbnail(file)
    picture = f"data:image/webp;base64,{base64.b64encode(small).decode()}" if small else ""
    return FileRow(file.pk, name_of(file), filesizeformat(file.size), picture)


def file_refusal(name: str, error: HuiyingError) -> str:
    """The sentence, after the name of the file as we would keep it."""
    ending = name.rpartition(".")[2][:10] if "." in name else ""
    shown = plain_name(name, ending) if ending else plain_name(name, "x").removesuffix(".x")
    return gettext("“%(name)s”: %(why)s") % {"name": shown, "why": error.say(get_language() or "")}


def scan_note(file: StoredFile) -> str:
    """How the file stands with the virus scanner, where that matters to whoever opens it."""
    return {
        Scan.NOT_SCANNED: gettext("not scanned for viruses"),
        Scan.REFUSED: gettext("a virus was found; locked away"),
    }.get(Scan(file.scan), "")


def kept_row(row_id: int, file: StoredFile, *, url: str, picture: str, note: str) -> FileRow:
    """A file that something holds. `picture`: the address of its small picture; what is locked away has no address."""
    locked = file.scan == Scan.REFUSED
    shown = "" if locked or not file.has_thumbnail else picture
    return FileRow(row_id, name_of(file), filesizeformat(file.size), shown, "" if locked else url, note)
