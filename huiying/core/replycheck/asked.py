"""Does a reply speak of what was said? A hint when it has none of the words that tell what the voice is about."""

from collections.abc import Sequence

from huiying.core.replycheck.copied import LEAST, own_clauses
from huiying.core.replycheck.finding import Finding
from huiying.core.words import Text

KEY_WORDS = 8
"""Words of the voice that are looked for; with fewer more real replies are hinted, with more fewer strange ones."""
NAMED = 4


def speaks_of(text: str, letters: str, words: Sequence[str]) -> bool:
    """Whether `text` has one of the key words, or says too little of its own to be judged by its words.

    `letters`: the text as the same-matter engine spells it, as it spells `words`.
    """
    return not words or any(word in letters for word in words) or sum(map(len, own_clauses(text))) < LEAST


def beside_the_question(words: Sequence[str]) -> Finding:
    """The hint, with the first of the words that were looked for."""
    named = _apart(words)[:NAMED]
    says = Text(
        f"答复里没有来信人说到的这些：{'、'.join(named)}。请看是不是答了所问。",
        f"The answer has none of what was spoken of: {', '.join(named)}. Check that it answers what was asked.",
    )
    return Finding("asked.beside", "look", 0, 0, "", says)


def _apart(words: Sequence[str]) -> list[str]:
    """Without those that are part of another."""
    return [word for word in words if not any(word in other and word != other for other in words)]
