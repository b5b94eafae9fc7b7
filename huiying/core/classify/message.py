"""A message as models read it; a module of its own, because it needs no numbers."""


def joined(subject: str, text: str) -> str:
    """Subject and text as one message; the words of the subject stand first, where words weigh double."""
    return f"{subject} {text}".strip()
