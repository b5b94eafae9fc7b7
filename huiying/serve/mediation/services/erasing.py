"""With a voice that is erased goes everything that was said in its mediations; that there was one stays."""

from huiying.foundation.files.services import drop_files
from huiying.foundation.ledger.actors import About
from huiying.foundation.outbox.services import forget_messages
from huiying.serve.mediation.models import Agreement, Mediation, Offer, Party, Session


def empty_mediations(case_id: int) -> tuple[int, list[About]]:
    """How many texts went, and whose secrets go with them. Its event: the joint's."""
    rows = Mediation.objects.filter(case=case_id)
    scanned = Agreement.objects.filter(mediation__in=rows, scan__isnull=False).select_related("scan")
    files = [row.scan for row in scanned if row.scan is not None]
    about = [About(Mediation.subject_kind, pk) for pk in rows.values_list("pk", flat=True)]
    emptied = sum(forget_messages(one) for one in about)
    about += [About(file.subject_kind, file.pk) for file in files]
    offers, _rows = Offer.objects.filter(mediation__in=rows).delete()
    emptied += offers
    emptied += Party.objects.filter(mediation__in=rows).exclude(sealed=b"").update(sealed=b"", key_version=0)
    emptied += Session.objects.filter(mediation__in=rows).update(sealed=b"", key_version=0, place="")
    emptied += Agreement.objects.filter(mediation__in=rows).exclude(sealed=b"").update(sealed=b"", key_version=0)
    scanned.update(scan=None)
    return emptied + drop_files(files), about
