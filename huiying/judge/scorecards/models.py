"""Figures of a month: rows of an index, made again at any time. Nothing in them is about a person."""

from django.db import models

from huiying.core.rates.lines import By
from huiying.core.rates.measures import LeftOut, Measure
from huiying.foundation.office.models import Place
from huiying.foundation.people.models import Unit


class ScoreMonth(models.Model):
    """When the figures of a month were made. `day`: its first."""

    day = models.DateField(primary_key=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"scorecard of {self.day:%Y-%m}"


class Target(models.Model):
    """What the office aims at in a measure, of a hundred, in the months from `day` on: published before they begin."""

    measure = models.CharField(max_length=14, choices=[(one.value, one.value) for one in Measure])
    day = models.DateField()
    percent = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["measure", "day"], name="score_target_once")]

    def __str__(self) -> str:
        return f"{self.percent}% {self.measure} from {self.day:%Y-%m}"


class ScoreCell(models.Model):
    """Everything counted of a unit, a kind, a place (a town or street; None: not said) and a procedure in a month.

    For the office alone: what of it may be told stands in ScoreLine. Fields are the measures and what is left out of
    them; `…_yes`: how many of those said yes, or were kept.
    """

    month = models.ForeignKey(ScoreMonth, on_delete=models.CASCADE, related_name="cells", db_index=False)
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=12)
    place = models.ForeignKey(Place, on_delete=models.CASCADE, null=True, related_name="+", db_index=False)
    procedure = models.CharField(max_length=12)
    on_time = models.PositiveIntegerField(default=0)
    on_time_yes = models.PositiveIntegerField(default=0)
    responded = models.PositiveIntegerField(default=0)
    responded_yes = models.PositiveIntegerField(default=0)
    resolved = models.PositiveIntegerField(default=0)
    resolved_yes = models.PositiveIntegerField(default=0)
    satisfied = models.PositiveIntegerField(default=0)
    satisfied_yes = models.PositiveIntegerField(default=0)
    unrated = models.PositiveIntegerField(default=0)
    withdrawn = models.PositiveIntegerField(default=0)
    handed_on = models.PositiveIntegerField(default=0)
    not_supported = models.PositiveIntegerField(default=0)
    checks = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["month", "unit"], name="score_cell_month")]

    def __str__(self) -> str:
        return f"cell #{self.pk}"


class ScoreLine(models.Model):
    """One figure that may be told to anyone: `yes` of `all` (core.rates.tables). Figures without a share have no `yes`.

    `rest`: of what its table does not tell line by line, together.
    """

    month = models.ForeignKey(ScoreMonth, on_delete=models.CASCADE, related_name="lines", db_index=False)
    table = models.CharField(max_length=10, choices=[(one.value, one.value) for one in By])
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, null=True, related_name="+", db_index=False)
    kind = models.CharField(max_length=12, blank=True)
    place = models.ForeignKey(Place, on_delete=models.CASCADE, null=True, related_name="+", db_index=False)
    rest = models.BooleanField(default=False)
    measure = models.CharField(max_length=14, choices=[(one.value, one.value) for one in (*Measure, *LeftOut)])
    yes = models.PositiveIntegerField(null=True)
    all = models.PositiveIntegerField()

    class Meta:
        indexes = [
            models.Index(fields=["month", "table"], name="score_line_month"),
            models.Index(fields=["unit", "table", "month"], name="score_line_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.table} #{self.pk}"
