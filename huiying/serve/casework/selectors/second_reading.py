"""What the second reading of a reply compares it with: the replies in other matters, and the words of the voice.

The engine (numpy, the word cutter) is loaded when the first reply is read. Nothing is kept of what is read here.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence

from django.db.models import Q

from huiying.core.codes import grouped_number
from huiying.core.replycheck.asked import KEY_WORDS, beside_the_question, speaks_of
from huiying.core.replycheck.copied import ALIKE, copy_of, share_copied
from huiying.core.replycheck.finding import Finding
from huiying.foundation.likeness.enums import Kind
from huiying.foundation.likeness.selectors import frequencies
from huiying.foundation.likeness.store import LikenessStore
from huiying.foundation.people.models import Grant
from huiying.serve.casework.models import Case, Reply
from huiying.serve.casework.selectors.alike import family
from huiying.serve.casework.selectors.visible import visible_cases

COMPARED = 8
"""Replies that share most with the one that is read: of 2,816 real ones no copy came later than the fifth."""
LIKELIEST = 3 * COMPARED
"""Of those that lie under most of the same keys."""


def hints(cases: Sequence[Case], text: str, grants: Iterable[Grant]) -> Iterator[Finding]:
    """What somebody should look at before `text` goes out as the reply to `cases`, which are of one matter."""
    yield from _copied(cases, text, grants)
    for case in cases:
        yield from _beside(case, text)


def _copied(cases: Sequence[Case], text: str, grants: Iterable[Grant]) -> Iterator[Finding]:
    """A reply may repeat what was answered in the same matter; what was answered in another one is named."""
    from huiying.core.similarity import find_similar, read

    reading = read(text)
    own = Reply.objects.filter(case_id__in=_matter(cases)).values_list("pk", flat=True)
    table = frequencies(Kind.REPLY, reading.keys())
    matches = find_similar(reading, LikenessStore(Kind.REPLY), table, limit=COMPARED, skip=set(own))
    shares = {reply.case_id: share_copied(text, _words(reply)) for reply in _replies([match.id for match in matches])}
    share, case_id = max(((share, case_id) for case_id, share in shares.items()), default=(0.0, 0))
    if share >= ALIKE:
        seen = Case.objects.filter(visible_cases(grants), pk=case_id).values_list("voice__number", flat=True)
        number = seen.first()
        yield copy_of(grouped_number(number) if number else "", share)


def shares_copied(replies: Sequence[Reply]) -> dict[int, float]:
    """Of each that was read, 0 to 1: how much of it stands in a reply that was given earlier in another matter.

    Below ALIKE the other one may be of the same matter: nobody asks. A copy lies under nearly the same keys, so few
    have to be compared.
    """
    from huiying.foundation.likeness.pairs import neighbours

    near = neighbours(Kind.REPLY, [reply.pk for reply in replies], limit=COMPARED, least=0.0, candidates=LIKELIEST)
    others = {row.pk: row for row in _replies({pair.other for pairs in near.values() for pair in pairs})}
    return {
        reply.pk: _share(reply, [others[p.other] for p in near[reply.pk] if p.other in others])
        for reply in replies
        if reply.pk in near
    }


def _share(reply: Reply, others: Sequence[Reply]) -> float:
    words = _words(reply)
    earlier = [one for one in others if one.given_at < reply.given_at and one.case_id != reply.case_id]
    shares = [(share_copied(words, _words(one)), one.case_id) for one in earlier]
    if max((share for share, _case in shares), default=0.0) >= ALIKE:
        matter = _matter([reply.case])
        shares = [(share, case_id) for share, case_id in shares if case_id not in matter]
    return max((share for share, _case in shares), default=0.0)


def _replies(ids: Collection[int]) -> list[Reply]:
    return list(Reply.objects.filter(pk__in=ids, case__sealed=False).order_by("pk"))


def _words(reply: Reply) -> str:
    from huiying.serve.casework.selectors.readings import words_of_reply

    return words_of_reply(reply.public_text, reply.puts_right, reply.requests)


def _matter(cases: Sequence[Case]) -> set[int]:
    """The cases joined with any of these, what was split from the same voices, and these themselves."""
    leads = {case.lead_case_id or case.pk for case in cases}
    joined = Case.objects.filter(Q(pk__in=leads) | Q(lead_case_id__in=leads)).values_list("pk", flat=True)
    return set(joined).union(*(family(case.voice) for case in cases))


def _beside(case: Case, text: str) -> Iterator[Finding]:
    from huiying.core.similarity.normal import letters
    from huiying.core.similarity.telling import telling_words
    from huiying.serve.casework.selectors.readings import read_voices

    (reading,) = read_voices([case.voice]).values()
    words = telling_words(reading, frequencies(Kind.VOICE, reading.keys()), KEY_WORDS)
    if not speaks_of(text, letters(text), words):
        yield beside_the_question(words)
