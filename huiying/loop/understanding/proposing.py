"""Once a night: open and recent cases are grouped by likeness, and the groups become proposals of common issues.

Sealed cases and erased voices are in no profile and in no group. What is grouped is read outside any transaction; when
it is written down, whoever was sealed or erased meanwhile is left out.
"""

import subprocess
import sys
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from huiying.foundation.likeness.enums import Kind
from huiying.foundation.likeness.selectors import frequencies
from huiying.foundation.likeness.wholesale import stored
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.live import LIVE
from huiying.serve.coordination.enums import OVER
from huiying.serve.coordination.models import IssueCase
from huiying.serve.coordination.services.proposals import Found, store_proposals

if TYPE_CHECKING:
    from huiying.core.clusters import Cluster, Filed, Shared
    from huiying.core.similarity import Frequencies

MOST_HERE = 5_000
"""More cases are grouped in a process of its own: the worker stays small."""
LONGEST_SECONDS = 3_600
RECENT = timedelta(days=180)
MOST_CASES = 100_000
MOST_PROPOSALS = 200
LEAST_VOICES = 3
MOST_READ = 200
"""Voices of one group whose words are read to say what they share."""
AT_ONCE = 2_000
BELONGS = 0.5
"""A group with so large a share of voices of one open issue is proposed as an addition to it."""


def propose_at_night(now: datetime) -> None:
    """Tonight's proposals. Raises CalledProcessError."""
    if len(cases_to_group(now=now)) <= MOST_HERE:
        propose_issues(now=now)
    else:
        command = [sys.executable, "-m", "huiying", "propose"]
        subprocess.run(command, check=True, timeout=LONGEST_SECONDS, stdout=sys.stderr)  # noqa: S603  our own


def propose_issues(*, now: datetime) -> int:
    """Group tonight's cases; how many proposals wait for people. Call it outside any transaction."""
    from huiying.core.clusters import propose

    chosen = cases_to_group(now=now)
    filed = list(_filed(chosen))
    table = _frequencies(filed)
    issues = dict(IssueCase.objects.values_list("case_id", "issue_id"))
    found = []
    for cluster in propose(filed, table, now=now):
        if (group := _group(cluster, issues, table)) is not None:
            found.append(group)
        if len(found) == MOST_PROPOSALS:
            break
    with transaction.atomic(durable=True):
        return store_proposals(found, now=now)


def cases_to_group(*, now: datetime) -> list[int]:
    """Ids of the newest cases that are worked on or came within half a year; none of an issue that is over. Of words
    that went on as a voice of their own only those count."""
    recent = Q(voice__received_at__gte=now - RECENT)
    cases = Case.objects.filter(
        LIVE | recent, sealed=False, voice__erased_at=None, voice__revealed_at=None, voice__splits=None
    )
    over = IssueCase.objects.filter(issue__state__in=[state.value for state in OVER])
    ids = cases.exclude(pk__in=over.values("case_id")).order_by("-pk").values_list("pk", flat=True)
    return sorted(ids[:MOST_CASES])


def _filed(cases: Sequence[int]) -> "Iterator[Filed]":
    from huiying.core.clusters import Filed

    for start in range(0, len(cases), AT_ONCE):
        for row in stored(Kind.VOICE, cases[start : start + AT_ONCE]):
            yield Filed(row.owner, row.filed, row.packed, row.written_at)


def _frequencies(filed: "Collection[Filed]") -> "Frequencies":
    """The counts of the words that these voices have, and of no others."""
    from huiying.core.similarity import Frequencies, Profile

    keys: set[int] = set()
    for voice in filed:
        keys.update(Profile.unpacked(voice.packed).keys(), voice.keys)
    ordered, table = sorted(keys), Frequencies()
    for start in range(0, max(1, len(ordered)), 10 * AT_ONCE):
        part = frequencies(Kind.VOICE, ordered[start : start + 10 * AT_ONCE])
        table.documents = part.documents
        table.counts.update(part.counts)
    return table


def _group(cluster: "Cluster", issues: Mapping[int, int], table: "Frequencies") -> Found | None:
    """What is new in a group: its voices that are in no issue yet; None when that is too little to propose."""
    free = [case for case in cluster.members if case not in issues]
    issue_id = _belongs(cluster, issues)
    if len(free) < (LEAST_VOICES if issue_id is None else 1):
        return None
    shared = _shared(free, table)
    return Found(
        closeness={case: cluster.closeness[case] for case in free},
        texts=min(cluster.texts, len(free)),
        tightness=cluster.tightness,
        heat=cluster.heat,
        first_at=cluster.first,
        last_at=cluster.last,
        places=shared.places,
        words=shared.words,
        says=shared.says,
        issue_id=issue_id,
    )


def _belongs(cluster: "Cluster", issues: Mapping[int, int]) -> int | None:
    """The open issue that half of the voices are in, the lowest of several."""
    inside = Counter(issues[case] for case in cluster.members if case in issues)
    issue_id = min(inside, key=lambda one: (-inside[one], one), default=None)
    return issue_id if issue_id is not None and inside[issue_id] >= BELONGS * cluster.voices else None


def _shared(cases: Sequence[int], table: "Frequencies") -> "Shared":
    """Of the newest of many the words are read."""
    from huiying.core.clusters import describe
    from huiying.serve.casework.selectors.readings import readings_of

    return describe(readings_of(Kind.VOICE, cases[-MOST_READ:]), table)
