"""What the figures of the office show each night, and what people decided about it."""

from django.db import models

from huiying.foundation.office.models import Category, Place
from huiying.foundation.people.models import Staff, Unit
from huiying.improve.insight.enums import SignDecision
from huiying.serve.casework.models import Case
from huiying.serve.coordination.models import Issue


class Night(models.Model):
    """The last look at what grows (row 1): up to which day, how much was compared, what could not be."""

    first_on = models.DateField()
    last_on = models.DateField()
    tried = models.PositiveIntegerField()
    left_out = models.JSONField(default=list, help_text="[channel, source] of streams that began too lately.")
    looked_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"look at {self.last_on}"


class EarlySign(models.Model):
    """A topic at a place of which more is heard than chance brings; rewritten each night while it grows.

    No category: all topics; no place: the whole area. `count` of the `span` days that end on `last_on`, inclusive;
    `first_on`: the first such day. `weeks`: voices of the last 26 weeks, the oldest first. `beside`: [category, place]
    of more specific signs (0 for all) whose voices are not counted here.
    """

    category = models.ForeignKey(Category, on_delete=models.PROTECT, null=True, related_name="+")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, related_name="+")
    first_on = models.DateField()
    last_on = models.DateField()
    span = models.PositiveSmallIntegerField()
    count = models.PositiveIntegerField()
    low = models.PositiveIntegerField()
    high = models.PositiveIntegerField()
    chance = models.FloatField()
    weeks = models.JSONField()
    beside = models.JSONField(default=list)

    subject_kind = "early_sign"

    class Meta:
        indexes = [models.Index(fields=["last_on"], name="early_sign_last_on")]

    def __str__(self) -> str:
        return f"early sign #{self.pk}"

    @property
    def subject_id(self) -> int:
        return self.pk


class SignAnswer(models.Model):
    """What a person decided about a sign, with the count that they saw."""

    sign = models.OneToOneField(EarlySign, on_delete=models.PROTECT, related_name="answer")
    decision = models.CharField(max_length=10, choices=SignDecision.choices)
    reason = models.TextField()
    count = models.PositiveIntegerField()
    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, null=True, related_name="+")
    decided_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.decision}: early sign #{self.sign_id}"


class UnlikePair(models.Model):
    """Two like cases that were decided differently: `case` lately, `other` before. `unit` decided `case`.

    `outcome` and `other_outcome`: core.fairness.Outcome; `score`: how probably both are about the same matter.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=16)
    other_outcome = models.CharField(max_length=16)
    decided_on = models.DateField()
    other_decided_on = models.DateField()
    score = models.FloatField()
    found_on = models.DateField()

    subject_kind = "unlike_pair"

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "other"], name="unlike_pair_once")]

    def __str__(self) -> str:
        return f"unlike pair #{self.pk}"

    @property
    def subject_id(self) -> int:
        return self.pk


class SlowPlace(models.Model):
    """Cases of one category, kind and procedure that were answered much later at one place than elsewhere.

    Medians in days from being received to the answer; `unit` has most of the `cases` of the place. `first_on`: the day
    on which it was first found, `last_on`: the last.
    """

    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12)
    procedure = models.CharField(max_length=12)
    cases = models.PositiveIntegerField()
    others = models.PositiveIntegerField()
    median = models.PositiveIntegerField()
    median_of_others = models.PositiveIntegerField()
    chance = models.FloatField()
    first_on = models.DateField()
    last_on = models.DateField()

    subject_kind = "slow_place"

    def __str__(self) -> str:
        return f"slow place #{self.pk}"

    @property
    def subject_id(self) -> int:
        return self.pk


class DifferenceReason(models.Model):
    """The reason that a unit stated for a difference: of a pair, or of a place."""

    pair = models.OneToOneField(UnlikePair, on_delete=models.PROTECT, null=True, related_name="answer")
    slow = models.OneToOneField(SlowPlace, on_delete=models.PROTECT, null=True, related_name="answer")
    reason = models.TextField()
    stated_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    stated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(pair__isnull=True) ^ models.Q(slow__isnull=True), name="difference_reason_of_one"
            )
        ]

    def __str__(self) -> str:
        return f"reason #{self.pk}"
