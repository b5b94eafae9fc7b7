"""The leader's contact report 联系群众工作报告: facts about an office holder in office, never a score."""

from dataclasses import asdict, dataclass
from typing import Any

from django.db import models

from huiying.foundation.office.models import Place
from huiying.foundation.people.models import Staff, Unit
from huiying.judge.contacts.enums import DayKind, ReportState


class ContactDay(models.Model):
    """How a leader spent a day, or half of one (`halves` 1 or 2): at the base in one of its forms, or in a meeting.

    `source`: "typed", or the calendar that told of it.
    """

    leader = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="contact_days")
    on = models.DateField()
    kind = models.CharField(max_length=12)
    halves = models.PositiveSmallIntegerField(default=1)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, related_name="+")
    words = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=12, default="typed")
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")

    subject_kind = "contact_day"

    class Meta:
        constraints = [models.UniqueConstraint(fields=["leader", "on", "kind"], name="contact_day_once")]

    def __str__(self) -> str:
        return f"contact day #{self.pk}"

    @property
    def subject_id(self) -> int:
        return self.pk


class ContactReport(models.Model):
    """A report on a quarter or half-year, both ends included. `office`: the leader's unit when it was drafted.

    `facts`: counts and ids as they were found when it was drafted, refreshed or published; nobody types them. The other
    words are the leader's own: what was heard, done, not done and why, and what comes next.
    """

    leader = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="contact_reports")
    post = models.CharField(max_length=80, blank=True)
    office = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="contact_reports")
    starts_on = models.DateField()
    ends_on = models.DateField()
    state = models.CharField(max_length=10, default=ReportState.DRAFT.value)
    facts = models.JSONField(default=dict)
    heard = models.TextField(blank=True)
    done = models.TextField(blank=True)
    missing = models.TextField(blank=True)
    ahead = models.TextField(blank=True)
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True)

    subject_kind = "contact_report"

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["leader", "starts_on", "ends_on"], name="contact_report_once"),
        ]
        indexes = [models.Index(fields=["state", "-ends_on"], name="contact_report_order")]

    def __str__(self) -> str:
        return f"contact report #{self.pk}"

    @property
    def subject_id(self) -> int:
        return self.pk


@dataclass(frozen=True, slots=True)
class Facts:
    """Counts and ids. `halves`: half-days by kind; `heard`: voices taken down in person, None below five, and by
    channel those that can be told; `meetings`, `promises`, `decisions`: their ids."""

    halves: dict[str, int]
    heard: int | None
    channels: dict[str, int]
    meetings: tuple[int, ...]
    promises: tuple[int, ...]
    decisions: tuple[int, ...]

    @property
    def at_base(self) -> int:
        """Half-days at the base."""
        return sum(number for kind, number in self.halves.items() if kind != DayKind.MEETING)

    @property
    def in_meetings(self) -> int:
        """Half-days in meetings."""
        return self.halves.get(DayKind.MEETING.value, 0)

    def stored(self) -> dict[str, Any]:
        """As plain values."""
        return asdict(self)

    @classmethod
    def of(cls, stored: dict[str, Any]) -> "Facts":
        """From what `stored` gave."""
        lists = {name: tuple(stored.get(name, ())) for name in ("meetings", "promises", "decisions")}
        return cls(dict(stored.get("halves", {})), stored.get("heard"), dict(stored.get("channels", {})), **lists)
