"""How few is too few to be told: no count, share or word that rests on fewer voices leaves the office."""

FEWEST = 5
"""Source: product note, "a cell with fewer than 5 people is never shown (nor derivable)"."""
