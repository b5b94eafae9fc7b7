"""What a meeting wrote about one voice goes when that voice is erased; that it was on the agenda stays."""

from collections.abc import Collection

from django.db.models import Q

from huiying.foundation.files.models import StoredFile
from huiying.foundation.files.services import drop_files
from huiying.foundation.ledger.actors import About
from huiying.foundation.ledger.models import Event
from huiying.serve.coordination.models import AgendaItem, Amendment, ItemFile, Minutes, Resolution

ERASED = "—"
"""Stands where a title or a text was, so that a page has something to show."""


def empty_items(case_id: int, promises: Collection[int] = ()) -> tuple[int, list[About]]:
    """Empty items about this case and about `promises` that went with it (ids), their papers, resolutions and parts of
    the minutes, signed ones too.

    How many rows held something, and the subjects of the events whose words go. The caller holds the transaction.
    """
    items = list(AgendaItem.objects.filter(Q(case=case_id) | Q(commitment__in=promises)))
    ids = [item.pk for item in items]
    about = [About(AgendaItem.subject_kind, pk) for pk in (*ids, *_taken_off(case_id, promises))]
    resolutions = Resolution.objects.filter(item__in=ids)
    taken = (*resolutions.values_list("pk", flat=True), *_taken_back(ids))
    about += [About(Resolution.subject_kind, pk) for pk in taken]
    written = AgendaItem.objects.filter(pk__in=ids).exclude(title=ERASED)
    emptied = written.update(title=ERASED, question="", paper="", discussion="", put_off_reason="")
    emptied += resolutions.exclude(text=ERASED).update(text=ERASED, evidence_wanted="", hidden_reason="")
    papers = list(ItemFile.objects.filter(item__in=ids).values_list("file", flat=True))
    about += [About(StoredFile.subject_kind, pk) for pk in papers]
    emptied += _drop_papers(ids)
    meetings = Minutes.objects.filter(pk__in={item.meeting_id for item in items})
    for minutes in meetings.select_for_update(of=("self",)).order_by("pk"):  # nobody writes old parts back
        emptied += _empty_parts(minutes, ids)
        about.append(About(Minutes.subject_kind, minutes.pk))
    return emptied, about


def _taken_off(case_id: int, promises: Collection[int]) -> list[int]:
    """Ids of items about them that were taken off an agenda: only their events are left."""
    removed = Event.objects.filter(type="agenda_item.removed").values_list("subject_id", "public")
    return [pk for pk, said in removed if said["case"] == case_id or said["commitment"] in promises]


def _taken_back(item_ids: Collection[int]) -> list[int]:
    """The same of resolutions about these items."""
    removed = Event.objects.filter(type="resolution.removed").values_list("subject_id", "public")
    return [pk for pk, said in removed if said["item"] in item_ids]


def _drop_papers(item_ids: list[int]) -> int:
    files = [one.file for one in ItemFile.objects.filter(item__in=item_ids).select_related("file")]
    ItemFile.objects.filter(item__in=item_ids).delete()
    drop_files(files)
    return len(files)


def _empty_parts(minutes: Minutes, item_ids: list[int]) -> int:
    """Sections about the items, and what was asked for in them."""
    gone = [at for at, section in enumerate(minutes.sections) if section["item"] in item_ids]
    for at in gone:
        minutes.sections[at] |= {"heading": ERASED, "text": ERASED}
    minutes.save(update_fields=["sections"])
    wishes = Amendment.objects.filter(minutes=minutes, section__in=gone).exclude(words=ERASED)
    return len(gone) + wishes.update(words=ERASED, answer="")
