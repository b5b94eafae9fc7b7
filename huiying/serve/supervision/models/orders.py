"""Supervision orders 督办单: an inspector asks for an answer by a day; three times at most, each a level higher."""

from django.db import models
from django.db.models import Q

from huiying.foundation.files.models import StoredFile
from huiying.foundation.people.models import Staff, Unit
from huiying.serve.casework.models import Case, Document
from huiying.serve.commitments.models import Commitment
from huiying.serve.supervision.enums import OrderState
from huiying.serve.supervision.models.signals import OF_ONE, Flag


class Order(models.Model):
    """One order. `unit` has to answer; `about`: whose doing it is, the same at level 1. `reply_by` is inclusive.

    `before`: the order whose answer did not satisfy. `trigger`: S1 to S7, also without a flag.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="orders")
    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, null=True, related_name="orders")
    flag = models.ForeignKey(Flag, on_delete=models.PROTECT, null=True, related_name="orders")
    trigger = models.CharField(max_length=4)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="orders")
    about = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="orders_about")
    office = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="orders_given")
    level = models.PositiveSmallIntegerField(default=1)
    before = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="again")
    words = models.TextField(help_text="What is asked for, and why.")
    reply_by = models.DateField()
    state = models.CharField(max_length=8, default=OrderState.ORDERED.value)
    document = models.OneToOneField(Document, on_delete=models.PROTECT, null=True, related_name="order")
    ordered_at = models.DateTimeField()
    ordered_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")

    subject_kind = "order"

    class Meta:
        constraints = [
            models.CheckConstraint(condition=OF_ONE, name="order_of_one"),
            models.CheckConstraint(condition=Q(level__gte=1, level__lte=3), name="order_level"),
        ]
        indexes = [
            models.Index(fields=["unit", "state"], name="order_unit"),
            models.Index(fields=["state", "reply_by"], name="order_due"),
        ]

    def __str__(self) -> str:
        return f"order #{self.pk}"

    @property
    def subject_id(self) -> int:
        return self.pk


class OrderStep(models.Model):
    """What was said to an order: the unit's answer, what the inspector found, and why it was closed or raised."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="steps")
    state = models.CharField(max_length=8)
    words = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("order", "at", "pk")

    def __str__(self) -> str:
        return f"{self.state}: order #{self.order_id}"


class OrderFile(models.Model):
    """Evidence put to a step."""

    step = models.ForeignKey(OrderStep, on_delete=models.PROTECT, related_name="files")
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="order_file")

    def __str__(self) -> str:
        return f"file #{self.file_id} of step #{self.step_id}"
