"""With a voice that is erased goes what was written of its household; that it was helped, and when, stays."""

from huiying.foundation.files.services import drop_files
from huiying.foundation.ledger.actors import About
from huiying.serve.aid.models import Aid, Help, Visit


def empty_aids(case_id: int) -> tuple[int, list[About]]:
    """How many texts went, and whose secrets go with them. Its event: the joint's."""
    aids = Aid.objects.filter(case=case_id)
    helps, visits = Help.objects.filter(aid__in=aids), Visit.objects.filter(aid__in=aids)
    proven = helps.filter(proof__isnull=False).select_related("proof")
    files = [row.proof for row in proven if row.proof is not None]
    about = [About(Aid.subject_kind, pk) for pk in aids.values_list("pk", flat=True)]
    about += [About(file.subject_kind, file.pk) for file in files]
    emptied = aids.exclude(words="").update(words="") + visits.exclude(words="").update(words="")
    emptied += helps.exclude(words="").update(words="")
    helps.filter(proof__isnull=False).update(proof=None)
    return emptied + drop_files(files), about
