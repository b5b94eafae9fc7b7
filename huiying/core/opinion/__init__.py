"""The opinion map of a consultation: what unites people, what divides them, and how sure that is.

How it is meant to be used:

    votes = votes_of(voters, statements, values, times)        # whole numbers; −1 disagree, 0 pass, 1 agree
    found = opinion_map(votes, [Statement(7), Statement(8, Moderation.REJECTED), …])
    to_json(found)                                             # published; the same votes give the same bytes
    sayings(found)                                             # keys and figures; the page makes the sentences
    next_statement(found.weights, seen, chance)                # what to show next to who has seen those

The map is made now and then, by a job, and kept as JSON; a vote itself only asks for `next_statement` with the weights
kept from the last map. Whoever has the vote file (`polis`) makes the same map: `huiying opinion recompute`.
Nobody stands in the result: groups and knots of five people and more (docs/algorithms/opinion-map.md).
"""

from huiying.core.opinion.mapping import OpinionMap, opinion_map
from huiying.core.opinion.priority import next_statement, priorities
from huiying.core.opinion.report import to_data, to_json
from huiying.core.opinion.sayings import Key, Saying, sayings
from huiying.core.opinion.statements import Moderation, Statement
from huiying.core.opinion.votes import AGREE, DISAGREE, PASS, Votes, votes_of, votes_sha256

__all__ = [
    "AGREE",
    "DISAGREE",
    "PASS",
    "Key",
    "Moderation",
    "OpinionMap",
    "Saying",
    "Statement",
    "Votes",
    "next_statement",
    "opinion_map",
    "priorities",
    "sayings",
    "to_data",
    "to_json",
    "votes_of",
    "votes_sha256",
]
