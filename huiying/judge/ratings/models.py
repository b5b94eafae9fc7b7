"""What people think: of the answer, per round; of a promise, whether it was kept; of what was made for them;
of how they were met at a desk; and what they praise."""

from django.db import models

from huiying.foundation.people.models import Staff, Unit
from huiying.judge.ratings.enums import Found, Kept, PutRight, Resolved, Responded, Satisfied, YesNo
from huiying.listen.voices.enums import Channel
from huiying.serve.casework.models import Case
from huiying.serve.commitments.models import Commitment

MOST_PRAISE = 300
"""Characters of praise as it is passed on."""


class Rating(models.Model):
    """One judgement of one round. An empty answer is "not said", never "satisfied"."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="ratings")
    round = models.PositiveSmallIntegerField()
    responded = models.CharField(max_length=6, choices=Responded.choices, blank=True)
    resolved = models.CharField(max_length=6, choices=Resolved.choices, blank=True)
    satisfied = models.CharField(max_length=6, choices=Satisfied.choices, blank=True)
    put_right = models.CharField(max_length=6, choices=PutRight.choices, blank=True)
    words = models.TextField(blank=True)
    given_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "round"], name="rating_once_a_round")]
        indexes = [models.Index(fields=["given_at", "resolved"], name="rating_month")]

    def __str__(self) -> str:
        return f"rating of case #{self.case_id}, round {self.round}"


class Verdict(models.Model):
    """Whether a promise was kept, as the speaker of one of the voices behind it says; it may be changed."""

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="verdicts")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="verdicts")
    kept = models.CharField(max_length=6, choices=Kept.choices)
    words = models.TextField(blank=True)
    given_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["commitment", "case"], name="verdict_once")]

    def __str__(self) -> str:
        return f"verdict of case #{self.case_id} on commitment #{self.commitment_id}"


class Acceptance(models.Model):
    """What somebody found who was meant to have it: of a voice behind it (`case`), or from a browser (`token`).

    `works` "": nobody asked, because it is not there.
    """

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="acceptances")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="acceptances")
    token = models.CharField(max_length=64, null=True)
    there = models.CharField(max_length=6, choices=Found.choices)
    works = models.CharField(max_length=6, choices=Found.choices, blank=True)
    words = models.TextField(blank=True)
    given_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["commitment", "case"], name="acceptance_once_a_case"),
            models.UniqueConstraint(fields=["commitment", "token"], name="acceptance_once_a_browser"),
            models.CheckConstraint(
                condition=models.Q(case__isnull=True) ^ models.Q(token__isnull=True), name="acceptance_of_one"
            ),
        ]

    def __str__(self) -> str:
        return f"acceptance #{self.pk} of commitment #{self.commitment_id}"


class Encounter(models.Model):
    """The four evils 门难进 脸难看 话难听 事难办, turned into questions that the receipt holder may answer, once.

    Of the desk (a unit) and the channel where the voice was taken down, never of who sat there: there is no field for
    a name and none for words. An empty answer is "not said".
    """

    case = models.OneToOneField(Case, on_delete=models.PROTECT, primary_key=True, related_name="encounter")
    channel = models.CharField(max_length=20, choices=Channel.choices)
    desk = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="encounters")
    came_in = models.CharField(max_length=3, choices=YesNo.choices, blank=True)
    respected = models.CharField(max_length=3, choices=YesNo.choices, blank=True)
    understood = models.CharField(max_length=3, choices=YesNo.choices, blank=True)
    easy = models.CharField(max_length=3, choices=YesNo.choices, blank=True)
    given_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["given_at"], name="encounter_quarter")]

    def __str__(self) -> str:
        return f"encounter of case #{self.case_id}"


class Praise(models.Model):
    """Praise that was passed on to the unit that earned it. `words`: as they may be told, without names.

    `public`: they stand on the board, which only the speaker's own consent to publication allows.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="praises")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="praises")
    words = models.CharField(max_length=MOST_PRAISE)
    public = models.BooleanField(default=False)
    passed_at = models.DateTimeField()
    passed_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "unit"], name="praise_once_a_unit")]
        indexes = [
            models.Index(fields=["unit", "-passed_at"], name="praise_of_unit"),
            models.Index(fields=["-passed_at"], name="praise_board", condition=models.Q(public=True)),
        ]

    def __str__(self) -> str:
        return f"praise #{self.pk} for unit #{self.unit_id}"
