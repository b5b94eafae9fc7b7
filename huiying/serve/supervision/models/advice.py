"""The three kinds of advice (条例 Art 40), and measures with an end (Art 39(3))."""

from django.db import models

from huiying.foundation.people.models import Staff, Unit
from huiying.serve.casework.models import Case
from huiying.serve.coordination.models import Issue, Resolution
from huiying.serve.supervision.models.orders import Order


class Advice(models.Model):
    """What a body is advised to do. `reported_to`: the report above that a policy advice needs; `consequences`: the
    serious consequences without which nobody is to be held to account. `adoption` "": no written feedback yet."""

    kind = models.CharField(max_length=8)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="advice")
    office = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="advice_given")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="advice")
    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, null=True, related_name="advice")
    order = models.ForeignKey(Order, on_delete=models.PROTECT, null=True, related_name="advice")
    words = models.TextField()
    basis = models.TextField()
    reported_to = models.CharField(max_length=120, blank=True)
    consequences = models.TextField(blank=True)
    feedback_by = models.DateField()
    adoption = models.CharField(max_length=8, blank=True)
    feedback = models.TextField(blank=True)
    fed_back_at = models.DateTimeField(null=True)
    fed_back_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")

    subject_kind = "advice"

    class Meta:
        indexes = [models.Index(fields=["unit", "adoption", "feedback_by"], name="advice_unit")]

    def __str__(self) -> str:
        return f"advice #{self.pk}"

    @property
    def subject_id(self) -> int:
        return self.pk


class Measure(models.Model):
    """约谈, 挂牌督办, 责令限期整改, special inspection 专项督查: of a unit, from a day to a day, with what came of it.

    `ends_on`: the inclusive day by which it ends; `outcome` "": it has not ended. `public`: units under 挂牌督办 are
    listed for everybody.
    """

    kind = models.CharField(max_length=10)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="measures")
    office = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="measures_taken")
    order = models.ForeignKey(Order, on_delete=models.PROTECT, null=True, related_name="measures")
    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, null=True, related_name="measures")
    resolution = models.ForeignKey(Resolution, on_delete=models.PROTECT, null=True, related_name="measures")
    words = models.TextField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    outcome = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True)
    public = models.BooleanField(default=False)
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")

    subject_kind = "measure"

    class Meta:
        indexes = [models.Index(fields=["unit", "ended_at"], name="measure_unit")]

    def __str__(self) -> str:
        return f"measure #{self.pk}"

    @property
    def subject_id(self) -> int:
        return self.pk
