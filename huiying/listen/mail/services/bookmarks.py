"""How far a mailbox was read. Outside the spine: what was read is an event of its own."""

from datetime import datetime

from huiying.listen.mail.models import Mailbox


def bookmark(name: str, *, uid_validity: int, next_uid: int) -> Mailbox:
    """Where to go on. What lay in the folder before we first came, or before the server numbered its mails anew, counts
    as read but for what is still marked unread."""
    box, _new = Mailbox.objects.get_or_create(name=name)
    if box.uid_validity != uid_validity:
        box.uid_validity, box.last_uid = uid_validity, next_uid - 1
        box.save(update_fields=["uid_validity", "last_uid"])
    return box


def move_on(box: Mailbox, uid: int) -> None:
    """Everything up to `uid` is taken in; never goes back."""
    rows = Mailbox.objects.filter(name=box.name, uid_validity=box.uid_validity, last_uid__lt=uid)
    rows.update(last_uid=uid)


def note_look(name: str, *, trouble: str, now: datetime) -> bool:
    """That somebody looked, and what stood in the way ("" for nothing); whether that is news."""
    box, _new = Mailbox.objects.get_or_create(name=name)
    changed = box.trouble != trouble
    since = (now if changed else box.troubled_since) if trouble else None
    seen = {} if trouble else {"looked_at": now}
    Mailbox.objects.filter(name=name).update(trouble=trouble, troubled_since=since, **seen)
    return changed
