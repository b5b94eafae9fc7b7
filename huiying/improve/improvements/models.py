"""Improvement items 改进事项 and mirrors 照镜子: what was judged poor at a unit, and what it does about it."""

from datetime import date

from django.db import models

from huiying.core.economy import Quarter, quarter_of
from huiying.core.improving import RULE_OF, Question, Rule
from huiying.core.rates.intervals import Share
from huiying.foundation.office.models import Category, Place
from huiying.foundation.people.models import Staff, Unit
from huiying.improve.improvements.enums import ContestState, ImprovementState
from huiying.serve.casework.models import Case
from huiying.serve.commitments.models import Commitment


class Improvement(models.Model):
    """A unit and a topic (none: all) at a place (none: everywhere) that was judged poor.

    `office`: who looks after it. `question`: of core.improving, asked from `first_on` to `last_on`, both inclusive:
    `before_poor` of `before_all` answered poorly. `answer_by`: until when cause and measure are expected. `commitment`:
    the measure; `again_first`, `again_last`: when the same was asked again, with `after_poor` of `after_all`.
    `published_at`: since when everybody reads it. `key`: found twice, opened once.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="improvements")
    office = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="improvements_kept")
    category = models.ForeignKey(Category, on_delete=models.PROTECT, null=True, related_name="+")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, related_name="+")
    trigger = models.CharField(max_length=12)
    question = models.CharField(max_length=12)
    first_on = models.DateField()
    last_on = models.DateField()
    before_poor = models.PositiveIntegerField()
    before_all = models.PositiveIntegerField()
    opened_at = models.DateTimeField()
    answer_by = models.DateField()
    cause = models.TextField(blank=True)
    commitment = models.OneToOneField(Commitment, on_delete=models.PROTECT, null=True, related_name="improvement")
    state = models.CharField(max_length=8, default=ImprovementState.OPEN.value)
    again_first = models.DateField(null=True)
    again_last = models.DateField(null=True)
    after_poor = models.PositiveIntegerField(null=True)
    after_all = models.PositiveIntegerField(null=True)
    measured_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    close_words = models.TextField(blank=True)
    key = models.CharField(max_length=120, unique=True)

    subject_kind = "improvement"

    class Meta:
        indexes = [models.Index(fields=["unit", "state"], name="improvement_unit")]

    def __str__(self) -> str:
        return f"improvement #{self.pk}"

    @property
    def subject_id(self) -> int:
        return self.pk

    @property
    def rule(self) -> Rule:
        """By which rule it was opened."""
        return RULE_OF[Question(self.question)]

    @property
    def before(self) -> Share:
        """Poor answers out of all, as it was opened."""
        return Share(self.before_poor, self.before_all)

    @property
    def after(self) -> Share | None:
        """The same once it was measured again; None before."""
        if self.after_poor is None or self.after_all is None:
            return None
        return Share(self.after_poor, self.after_all)

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done or to be measured."""
        return self.state == ImprovementState.OPEN


class ImprovementCase(models.Model):
    """A case whose answer was counted. `poor`: that answer was a poor one, and its speaker may be quoted.

    `words`: masked; `shown`: somebody has read and released them. Whose speaker agreed to publication is quoted in
    public, others to staff alone.
    """

    improvement = models.ForeignKey(Improvement, on_delete=models.PROTECT, related_name="cases")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="improvements")
    poor = models.BooleanField()
    words = models.TextField(blank=True)
    shown = models.BooleanField(default=False)
    read_at = models.DateTimeField(null=True)
    read_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["improvement", "case"], name="improvement_case_once")]

    def __str__(self) -> str:
        return f"case #{self.case_id} of improvement #{self.improvement_id}"


class Objection(models.Model):
    """The unit says why an item should not stand, once, and what an inspector decided."""

    improvement = models.OneToOneField(
        Improvement, on_delete=models.PROTECT, primary_key=True, related_name="objection"
    )
    reason = models.TextField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, default=ContestState.ASKED.value)
    answer = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"objection to improvement #{self.improvement_id}"


class Mirror(models.Model):
    """A unit's own quarter, from `quarter_on` on. Others see it once the unit opened it, or from `seen_from` on.

    `settled_at`: its rectification list is complete; `settled_words`: why nothing is to be put right, where nothing is.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="mirrors")
    quarter_on = models.DateField()
    made_at = models.DateTimeField()
    seen_from = models.DateField()
    opened_at = models.DateTimeField(null=True)
    opened_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    settled_words = models.TextField(blank=True)

    subject_kind = "mirror"

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "quarter_on"], name="mirror_once")]
        indexes = [models.Index(fields=["quarter_on", "unit"], name="mirror_quarter")]

    def __str__(self) -> str:
        return f"mirror #{self.pk}"

    @property
    def subject_id(self) -> int:
        return self.pk

    @property
    def quarter(self) -> Quarter:
        """Which quarter it shows."""
        return quarter_of(self.quarter_on)

    def is_seen_by_others(self, today: date) -> bool:
        """Whether whoever stands above the unit may look."""
        return self.opened_at is not None or self.seen_from <= today


class Rectification(models.Model):
    """A line of the rectification list 整改清单: what is put right, as a promise. `kind`: a Reflected."""

    mirror = models.ForeignKey(Mirror, on_delete=models.PROTECT, related_name="lines")
    kind = models.CharField(max_length=12)
    commitment = models.OneToOneField(Commitment, on_delete=models.PROTECT, related_name="rectification")

    class Meta:
        ordering = ("mirror", "pk")

    def __str__(self) -> str:
        return f"line of mirror #{self.mirror_id}"
