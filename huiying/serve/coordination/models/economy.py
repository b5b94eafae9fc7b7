"""Economy: what is asked of the base. Meetings count themselves; the rest is written down here."""

from django.db import models

from huiying.foundation.people.models import Staff, Unit


class Burden(models.Model):
    """A form, report, document or leader's event that one unit asks of others.

    `units`, `people` of each, `hours` of each person, `times` in the quarter that begins on `quarter`: their product is
    its cost in hours of people. `purpose`: what it was for; `outcome`: what came of it. `cost_fen`: money, in fen.
    """

    kind = models.CharField(max_length=12)
    title = models.CharField(max_length=120)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="burdens")
    quarter = models.DateField()
    units = models.PositiveIntegerField()
    people = models.PositiveIntegerField()
    hours = models.DecimalField(max_digits=6, decimal_places=1)
    times = models.PositiveIntegerField()
    cost_fen = models.PositiveBigIntegerField(default=0)
    purpose = models.CharField(max_length=300)
    outcome = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")

    subject_kind = "burden"

    class Meta:
        indexes = [models.Index(fields=["quarter", "unit"], name="burden_quarter")]

    def __str__(self) -> str:
        return f"burden #{self.pk}"

    @property
    def subject_id(self) -> int:
        return self.pk
