"""How a promised day stands: for promises, tasks, plans, whatever somebody said would be done by a day."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, ngettext

from huiying.faces.look import dates
from huiying.faces.look.due import DueTag, late_by
from huiying.faces.look.language import filled

SOON_DAYS = 7


@dataclass(frozen=True, slots=True)
class PromisedDay:
    """`due`: the day that stands; `first`: the one that was promised first. `ended`: when it was done or dropped.

    `reason`: why it is late, in the words of whoever promised; "" is told as such.
    """

    due: date
    first: date
    ended: date | None = None
    dropped: bool = False
    reason: str = ""

    def is_late(self, today: date) -> bool:
        """Open after its day, or done after it."""
        return not self.dropped and (self.ended or today) > self.due

    def tag(self, today: date) -> DueTag:
        """Short, for lists; the day is left out of what is over for good."""
        if self.dropped:
            return DueTag("far", "", gettext("no longer counted"))
        if self.ended is not None:
            late = (self.ended - self.due).days
            return DueTag(
                "met", gettext("done, %(late)s") % {"late": late_by(late)} if late > 0 else gettext("on time")
            )
        return self._open(today)

    def _open(self, today: date) -> DueTag:
        left, day = (self.due - today).days, dates.short(self.due, today)
        if left < 0:
            return DueTag("over", late_by(-left), day)
        if left == 0:
            return DueTag("today", gettext("due today"))
        if left <= SOON_DAYS:
            said = ngettext("%(count)s day left", "%(count)s days left", left) % {"count": left}
            return DueTag("soon", said, day)
        return DueTag("far", "", day)

    def sentence(self, today: date) -> str:
        """What a late promise says by itself; "" when it is not late. HTML: the reason is marked with its language."""
        if not self.is_late(today):
            return ""
        late = late_by(((self.ended or today) - self.due).days)
        if self.reason:
            return filled(gettext("%(late)s. The reason given: %(reason)s"), late=late, reason=self.reason)
        return filled(gettext("%(late)s, and no reason was given."), late=late)

    def why(self, today: date) -> str:
        """The same beside a tag that says how late it is already: the reason, or that none was given."""
        if not self.is_late(today):
            return ""
        if self.reason:
            return filled(gettext("The reason given: %(reason)s"), reason=self.reason)
        return gettext("no reason was given")

    def moved(self, today: date) -> str:
        """The day that was promised first, where it is another one now; and how late it is by that day."""
        if self.first == self.due:
            return ""
        days = {"first": dates.full(self.first), "due": dates.full(self.due)}
        said = gettext("First promised for %(first)s; the day is now %(due)s.") % days
        late = ((self.ended or today) - self.first).days
        if self.dropped or late <= 0:
            return said
        by_first = ngettext(
            "By the first day it is %(count)s day late.", "By the first day it is %(count)s days late.", late
        )
        return gettext("%(one)s %(other)s") % {"one": said, "other": by_first % {"count": late}}
