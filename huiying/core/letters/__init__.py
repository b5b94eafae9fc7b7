"""Written documents of a case: what each must contain, its default wording, and the letter made from it."""
